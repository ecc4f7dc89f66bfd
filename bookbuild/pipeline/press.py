"""The press: page runs laid out on every core, furniture after them, and all of it bound."""

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace

from bookbuild.bind import bind, furniture_jobs, lay_out_book
from bookbuild.diagnostics import BookError, Outcome, diagnose
from bookbuild.layout import lay_out
from bookbuild.model import Artifact, LaidOutRun, LayoutJob, PdfRendition, Typeface
from bookbuild.pipeline.progress import Progressed
from bookbuild.verify.pdf import verify_pdf

WORTH_A_POOL = 8
"""With fewer runs than this, starting processes takes longer than they save."""


class Press:
    """Lays out and binds books, with so many processes."""

    def __init__(self, jobs: int, progress: Progressed) -> None:
        self._jobs = jobs
        self._progress = progress

    def print_book(self, rendition: PdfRendition, edition: str, name: str) -> Outcome[Artifact]:
        """Make the PDF of a rendition. What its proof found is told; whether that matters is the project's to say."""
        workers = min(self._jobs, len(rendition.runs) // (WORTH_A_POOL // 2))
        with _pool(workers, rendition.typefaces) as pool:
            settled = lay_out_book(rendition, lambda jobs: self._lay_out(jobs, pool, "laying out"))
            furniture = self._lay_out(furniture_jobs(rendition, settled.value.pagination), pool, "setting page numbers")
        self._progress("binding", 0, 1)
        bound = bind(rendition, settled.value.runs, furniture)
        artifact = Artifact(name, "pdf", edition, bound.value, len(settled.value.pagination.pages))
        return Outcome(artifact, (*settled.diagnostics, *bound.diagnostics, *verify_pdf(artifact)))

    def _lay_out(self, jobs: Sequence[LayoutJob], pool: ProcessPoolExecutor | None, what: str) -> Sequence[LaidOutRun]:
        """Lay out jobs, the longest first so that no core waits for the last; results come in the jobs' order."""
        if pool is None or len(jobs) < 2:  # noqa: PLR2004 - one job needs no pool
            return [run for count, job in enumerate(jobs) for run in self._one(job, what, count, len(jobs))]
        by_length = sorted(range(len(jobs)), key=lambda place: -len(jobs[place].xhtml))
        try:
            futures = {pool.submit(_work, replace(jobs[place], typefaces=())): place for place in by_length}
            for count, _ in enumerate(as_completed(futures)):
                self._progress(what, count + 1, len(jobs))
            laid = {place: future.result() for future, place in futures.items()}
        except BrokenProcessPool as error:
            hint = "was it out of memory? try again with --jobs 1"
            raise BookError(diagnose("worker-lost", "a process that lays out pages has died", hint=hint)) from error
        return [laid[place] for place in range(len(jobs))]

    def _one(self, job: LayoutJob, what: str, count: int, everything: int) -> Iterator[LaidOutRun]:
        self._progress(what, count, everything)
        yield lay_out(job)


@contextmanager
def _pool(workers: int, typefaces: tuple[Typeface, ...]) -> Iterator[ProcessPoolExecutor | None]:
    """Give a pool whose processes hold the typefaces, so that jobs travel light; none where one process will do."""
    if workers < 2:  # noqa: PLR2004 - a pool of one is slower than none
        yield None
        return
    pool = ProcessPoolExecutor(workers, _context(), initializer=_prepare, initargs=(typefaces,))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


def _context() -> multiprocessing.context.BaseContext:
    """Choose how processes start: from a server that has imported the layout engine once, where there are such."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bookbuild.layout.composition"])
    return context


_typefaces: tuple[Typeface, ...] = ()
"""In a worker: the typefaces of every job that it is given."""


def _prepare(typefaces: tuple[Typeface, ...]) -> None:
    global _typefaces  # noqa: PLW0603 - a process that the pool started has no other place for it
    _typefaces = typefaces
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the press itself stops its workers


def _work(job: LayoutJob) -> LaidOutRun:
    return lay_out(replace(job, typefaces=_typefaces))
