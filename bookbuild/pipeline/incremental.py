"""Incremental builds: a build whose inputs have not changed since it was last made need not be repeated."""

import hashlib
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path

from bookbuild.cache import CACHE, Cache, EntryType
from bookbuild.cache.input_tracker import InputTracker, TrackedInput
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.results import BuildResult, OutputFile


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """A finished build: every file and folder of the project that it read, and its result."""

    inputs: tuple[TrackedInput, ...]
    result: BuildResult


RECORD: EntryType[BuildRecord] = EntryType("build", BuildRecord, packages=())

_WITHOUT_EFFECT = frozenset({"jobs", "executor", "use_cache"})
"""Fields of a request that change how a book is made, but not the book."""


def input_tracker_for(request: BuildRequest) -> InputTracker:
    """Return a tracker of what a build reads; it ignores what builds write."""
    return InputTracker(request.project, (request.output_folder, request.project / CACHE))


def find_up_to_date(cache: Cache, request: BuildRequest) -> BuildResult | None:
    """Return the result of the same request before, or None if an input or an output has changed since then."""
    record = cache.find(RECORD, _record_name(request))
    if record is None:
        return None
    ignored = input_tracker_for(request).ignored
    if not all(one.is_so(ignored) for one in record.inputs) or not all(map(_is_untouched, record.result.files)):
        return None
    return replace(record.result, files=tuple(map(_unchanged, record.result.files)), up_to_date=True)


def keep_record(cache: Cache, request: BuildRequest, tracker: InputTracker, result: BuildResult) -> None:
    """Keep the record of a complete build, without the faults that the cache had at that time."""
    lasting = tuple(found for found in result.diagnostics if found.code != "cache-fault")
    cache.put(_record_name(request), BuildRecord(tracker.seen(), replace(result, diagnostics=lasting)))


def _record_name(request: BuildRequest) -> str:
    """Name a record by everything requested and everything around it that has an effect on the books."""
    relevant = [one.name for one in fields(request) if one.name not in _WITHOUT_EFFECT]
    wanted = [(name, str(getattr(request, name))) for name in relevant]
    return RECORD.name_of(wanted, os.path.realpath(request.project), os.environ.get("SOURCE_DATE_EPOCH", ""))


def _is_untouched(file: OutputFile) -> bool:
    try:
        return hashlib.sha256(Path(file.path).read_bytes()).hexdigest() == file.sha256
    except OSError:
        return False


def _unchanged(file: OutputFile) -> OutputFile:
    return replace(file, changed=False, laid_out=(), pages_changed="")
