"""Whole builds that were made before: where nothing that they read has changed, there is nothing to do."""

import hashlib
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path

from bookbuild.cache import CACHE, Cache, EntryType
from bookbuild.cache.input_tracker import InputTracker, TrackedInput
from bookbuild.cli.asked import BuildOptions
from bookbuild.cli.made import BuildResult, OutputFile


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """A build: everything of the project that it read, and what came of it."""

    seen: tuple[TrackedInput, ...]
    built: BuildResult


STAMP: EntryType[BuildRecord] = EntryType("build", BuildRecord, rooms=())

_HOW = frozenset({"jobs", "executor", "cached", "as_json", "verbosity"})
"""What was asked for that changes no book: only how it is made, and what is said of it."""


def ledger_for(options: BuildOptions) -> InputTracker:
    """Return a ledger for a build; what builds write is not what they read."""
    return InputTracker(options.project, (options.folder, options.project / CACHE))


def same_build(cache: Cache, options: BuildOptions) -> BuildResult | None:
    """Return what was asked for where it was made before of what is there now, and stands in its place untouched."""
    stamp = cache.find(STAMP, _name_of(options))
    if stamp is None:
        return None
    ignored = ledger_for(options).ignored
    if not all(seen.is_so(ignored) for seen in stamp.seen) or not all(map(_stands, stamp.built.made)):
        return None
    return replace(stamp.built, made=tuple(_again(made) for made in stamp.built.made))


def keep_build(cache: Cache, options: BuildOptions, ledger: InputTracker, built: BuildResult) -> None:
    """Keep a build that came out whole. What was wrong with the cache was wrong with it then."""
    lasting = tuple(found for found in built.diagnostics if found.code != "cache-fault")
    cache.keep(_name_of(options), BuildRecord(ledger.seen(), replace(built, diagnostics=lasting)))


def _name_of(options: BuildOptions) -> str:
    """Name the build by everything that was asked for and everything around it that has a say in it."""
    asked = [(field.name, str(getattr(options, field.name))) for field in fields(options) if field.name not in _HOW]
    return STAMP.name_of(asked, os.path.realpath(options.project), os.environ.get("SOURCE_DATE_EPOCH", ""))


def _stands(made: OutputFile) -> bool:
    try:
        return hashlib.sha256(Path(made.path).read_bytes()).hexdigest() == made.sha256
    except OSError:
        return False


def _again(made: OutputFile) -> OutputFile:
    return replace(made, changed=False, laid_out=(), pages_changed="")
