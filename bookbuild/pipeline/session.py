"""Builds from start to end: is there anything to do, workers and cache, the build itself, and its record."""

from typing import TYPE_CHECKING, Self

from bookbuild.cache import Cache, open_cache
from bookbuild.cache.input_tracker import InputTracker
from bookbuild.diagnostics import MACHINE_CODES, PASSING_CODES, BookError
from bookbuild.model import FORMATS
from bookbuild.pipeline.incremental import find_up_to_date, input_tracker_for, keep_record
from bookbuild.pipeline.progress import Progress, ignore_progress
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.results import BuildResult
from bookbuild.pipeline.status import status_of_error
from bookbuild.system.failures import failures_as_diagnostics

if TYPE_CHECKING:
    from bookbuild.pipeline.typesetting.typesetter import Typesetter


def run_build(request: BuildRequest, progress: Progress = ignore_progress) -> BuildResult:
    """Build the books of a request, unless it was built before from the same input and is still there.

    Every fault is in the result, a wrong configuration too.
    """
    cache = open_cache(request.project) if request.use_cache else Cache()
    if request.use_cache and (result := find_up_to_date(cache, request)):
        return result
    try:
        with failures_as_diagnostics("nothing can be made"), BuildSession(request, cache) as session:
            return session.build(progress)
    except BookError as error:
        return _failed(error)


def _failed(error: BookError) -> BuildResult:
    return BuildResult(diagnostics=error.diagnostics, status=status_of_error(error))


class BuildSession:
    """One build of a request or many, with the same cache and worker processes. Use it as a context manager.

    `inputs` are the files and folders that the last build read.
    """

    inputs: InputTracker

    def __init__(self, request: BuildRequest, cache: Cache) -> None:
        self._request, self._cache = request, cache
        self._typesetter = typesetter_for(request, cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._typesetter.stop()

    def build(self, progress: Progress = ignore_progress) -> BuildResult:
        """Build once; keep a record if the books are as they would be on any machine. Every fault is in the result."""
        # What makes books is slow to import. The workers, which were prepared before, import meanwhile.
        from bookbuild.pipeline.builder import Builder  # noqa: PLC0415 - a build that was made before needs it not

        self._typesetter.progress = progress
        self.inputs = input_tracker_for(self._request)
        with self.inputs:
            try:
                with failures_as_diagnostics("nothing can be made"):
                    result = Builder(self._request, self._typesetter, self._cache).build()
            except BookError as error:
                result = _failed(error)
        if self._request.use_cache:
            if result.ok and not any(found.code in MACHINE_CODES | PASSING_CODES for found in result.diagnostics):
                keep_record(self._cache, self._request, self.inputs, result)
            self._cache.tidy()
        return result

    def stand_by(self) -> None:
        """Keep workers ready for another build like the last one."""
        self._typesetter.warm()


def typesetter_for(request: BuildRequest, cache: Cache) -> "Typesetter":
    """Return a typesetter with this machine's processes or a cluster's; the former start if they will be needed.

    Raises:
        UsageError: when there is no such cluster.
    """
    typesetter = _typesetter(request, cache)
    if not request.formats or any(FORMATS[name].needs_layout for name in request.formats):
        typesetter.prepare()
    return typesetter


def _typesetter(request: BuildRequest, cache: Cache) -> "Typesetter":
    from bookbuild.pipeline.typesetting.typesetter import Typesetter  # noqa: PLC0415 - not if nothing has changed

    if not request.executor:
        return Typesetter(request.worker_count, cache)
    from bookbuild.pipeline.workers.executors import connect  # noqa: PLC0415 - seldom used

    return Typesetter(request.worker_count, cache, workers=connect(request.executor))
