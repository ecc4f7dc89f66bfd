"""The typesetter: page runs laid out on every core, then their furniture, and all of it bound."""

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, UsageError
from bookbuild.layout import lay_out
from bookbuild.model import Artifact, LaidOutPages, LaidOutRun, LayoutJob, PdfRendition
from bookbuild.pipeline.cache_entries import PAGES, PDF, RUN, name_of_run, parts_of_book
from bookbuild.pipeline.progress import Progress, Step, ignore_progress
from bookbuild.pipeline.typesetting.interning import Interner
from bookbuild.pipeline.typesetting.rebuild_report import RebuildRecorder, RebuildReport
from bookbuild.pipeline.workers.jobs import JobResources, LayoutWorkers

if TYPE_CHECKING:
    from bookbuild.bind import BoundBook
    from bookbuild.pipeline.typesetting.page_numbers import JobsAfterwards, SettledBook

FEW = 2
"""Processes started before it is known how many runs must be laid out: enough after an edit."""
WORTH_WORKERS = 4
"""With fewer runs, and the layout engine imported, starting processes takes longer than they save."""


class Typesetter:
    """Lays out and binds books. Use it as a context manager, or `stop` it: its processes end with it.

    Runs are laid out by `jobs` processes, or by the `workers` given. `progress` is called with each step.
    """

    def __init__(
        self,
        jobs: int,
        cache: Cache | None = None,
        progress: Progress = ignore_progress,
        workers: LayoutWorkers | None = None,
    ) -> None:
        self.progress = progress
        self._is_alone = jobs == 1 and workers is None
        self._jobs, self._given_workers = jobs, workers
        self._cache = cache or Cache()
        self._resources: dict[JobResources, None] = {}
        self._titles: Mapping[str, str] = {}
        self._recorder = RebuildRecorder()
        self._available: dict[str, LaidOutRun] = {}
        self._interner = Interner()
        self._pages: dict[str, LaidOutPages] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End all worker processes."""
        if "_workers" in vars(self):
            self._workers.stop()

    @cached_property
    def _workers(self) -> LayoutWorkers:
        from bookbuild.pipeline.workers.pool import WorkerPool  # noqa: PLC0415 - an EPUB needs none

        return self._given_workers or WorkerPool(self._jobs)

    @cached_property
    def missing_library(self) -> Diagnostic | None:
        """What this machine lacks for layout, or None. The machines of a cluster have libraries of their own."""
        from bookbuild.doctor import missing_library  # noqa: PLC0415 - an EPUB needs none

        return None if self._given_workers else missing_library()

    def prepare(self) -> None:
        """Load the layout engine in worker processes, in the background."""
        if not self._is_alone and not self.missing_library:
            self._workers.prepare()

    def warm(self, most: int = sys.maxsize) -> None:
        """Start the processes, at most `most`, and pass them stylesheets and fonts of the last book."""
        if not self._is_alone and not self.missing_library:
            for resources in self._resources:
                self._workers.warm(resources, most)

    def begin_report(self) -> None:
        """Clear the record of what was laid out: reports are of what follows."""
        self._recorder.clear()

    def take_report(self, parts: Sequence[str]) -> RebuildReport:
        """Return which parts of the current book were laid out and not reported before."""
        return self._recorder.take(parts)

    def print_book(self, rendition: PdfRendition, edition: str, name: str) -> Outcome[Artifact]:
        """Return the PDF of a rendition, with the diagnostics of layout, proof and verification."""
        self._titles = {run.name: run.title for run in rendition.runs}
        self._resources = {JobResources(rendition.stylesheets, rendition.typefaces): None}
        self._recorder.begin(name)
        self._available.clear()
        book = parts_of_book(rendition)
        pages = PAGES.name_of(*book)

        def printed() -> tuple[Outcome[Artifact], bytes]:
            return self._print(rendition, edition, name, pages)

        described, data = self._cache.remember_beside(PDF, (*book, edition, name), printed)
        return Outcome(replace(described.value, data=data), described.diagnostics)

    def pages_of(self, rendition: PdfRendition) -> LaidOutPages:
        """Return the pages of a book, which is laid out for that unless it was before."""
        name = PAGES.name_of(*parts_of_book(rendition))
        if name not in self._pages:
            known = self._cache.find(PAGES, name)
            self._keep_pages(name, known or self._laid_out_pages(self.settle(rendition).value))
        return self._pages[name]

    @staticmethod
    def _laid_out_pages(book: "SettledBook") -> LaidOutPages:
        from bookbuild.pipeline.typesetting.page_numbers import laid_out_pages  # noqa: PLC0415 - imports what binds

        return laid_out_pages(book)

    def _keep_pages(self, name: str, pages: LaidOutPages) -> None:
        self._pages[name] = pages
        self._cache.put(name, pages)

    def _print(self, rendition: PdfRendition, edition: str, name: str, pages: str) -> tuple[Outcome[Artifact], bytes]:
        """Return the PDF's artifact without its bytes, and the bytes; keep its pages under a name."""
        if not _has_engine():
            self.warm(FEW)  # while this process imports what binds
        from bookbuild.pipeline.workers.process import signals_blocked  # noqa: PLC0415 - not needed for EPUB

        # An interrupted import ends libraries in C++ at once.
        with signals_blocked(signal.SIGINT, signal.SIGTERM):
            from bookbuild.bind import prove  # noqa: PLC0415 - only what prints needs these
            from bookbuild.verify.pdf import verify_pdf  # noqa: PLC0415 - only what prints needs it

        bound, artifact = self._bound(rendition, edition, name, pages)
        found = (*bound.diagnostics, *prove(bound.value), *verify_pdf(artifact))
        return Outcome(replace(artifact, data=b""), found), artifact.data

    def _bound(
        self, rendition: PdfRendition, edition: str, name: str, pages_name: str
    ) -> "tuple[Outcome[BoundBook], Artifact]":
        """Return a bound book and its artifact. Its runs are released before the PDF is verified."""
        from bookbuild.bind import bind  # noqa: PLC0415 - only what prints needs it

        laid_out = self.lay_out_book(rendition)
        settled, furniture = laid_out.value
        self._keep_pages(pages_name, self._laid_out_pages(settled))
        self.progress(Step("binding"))
        bound = bind(rendition, settled.runs, furniture)
        pages, runs = settled.pagination.pages, rendition.runs
        self._recorder.bind([("" if page.run is None else runs[page.run].name, page.label) for page in pages])
        parts = tuple(run.name for run in (*settled.runs, *furniture))
        artifact = Artifact(name, "pdf", edition, bound.value.data, len(pages), parts)
        return Outcome(bound.value, (*laid_out.diagnostics, *bound.diagnostics)), artifact

    def lay_out_book(self, rendition: PdfRendition) -> "Outcome[tuple[SettledBook, Sequence[LaidOutRun]]]":
        """Return a book laid out, and its furniture, with the diagnostics of its runs."""
        from bookbuild.bind import furniture_jobs  # noqa: PLC0415 - only what prints needs it

        self._resources = {JobResources(rendition.stylesheets, rendition.typefaces): None}
        settled = self.settle(rendition, partial(furniture_jobs, rendition))
        furniture = self._runs_of("setting page numbers", furniture_jobs(rendition, settled.value.pagination))
        self._available.clear()  # what was laid out in advance and is not needed
        return Outcome((settled.value, furniture), settled.diagnostics)

    def lay_out_alone(self, job: LayoutJob) -> LaidOutRun:
        """Return one run, from the cache or a worker. Any thread may call this while another one lays out a book."""
        name = name_of_run(job)
        run = self._cache.find(RUN, name)
        if run is None:
            run = lay_out(job) if self._is_alone else dict(self._workers.lay_out([job]))[0]
            self._cache.put(name, run)
        return run

    def settle(self, rendition: PdfRendition, afterwards: "JobsAfterwards" = lambda _: ()) -> "Outcome[SettledBook]":
        """Lay out the runs of a book until every page number they print is true; see `settle_page_numbers`."""
        from bookbuild.pipeline.typesetting.page_numbers import settle_page_numbers  # noqa: PLC0415 - imports what binds

        return settle_page_numbers(rendition, partial(self._runs_of, "laying out"), afterwards)

    def _runs_of(
        self, what: str, jobs: Sequence[LayoutJob], likely_next: Sequence[LayoutJob] = ()
    ) -> Sequence[LaidOutRun]:
        """Return the runs of jobs, in their order. If some must be laid out, so are those that are likely next."""
        wanted = {name_of_run(job): job for job in jobs}
        self._recorder.add_jobs({job.name: name for name, job in wanted.items()})
        if missing := self._missing(wanted):
            in_advance = {} if self._is_alone else self._missing({name_of_run(job): job for job in likely_next})
            self._lay_out(what, missing | in_advance)
        return [self._available.pop(name) for name in wanted]

    def _missing(self, wanted: Mapping[str, LayoutJob]) -> dict[str, LayoutJob]:
        """Return the jobs that must be laid out, after fetching from the cache what it has."""
        for name in wanted:
            if name not in self._available and (run := self._cache.find(RUN, name)) is not None:
                self._available[name] = self._interner.share(run)
        return {name: job for name, job in wanted.items() if name not in self._available}

    def _lay_out(self, what: str, jobs: Mapping[str, LayoutJob]) -> None:
        """Lay out jobs, given by the names of their cache entries, and make their runs available.

        Raises:
            UsageError: when this machine lacks a library of the layout engine.
        """
        if self.missing_library:
            raise UsageError(self.missing_library)
        names, done, everything = list(jobs), 0, sum(len(job.xhtml) for job in jobs.values())
        for index, run in self._fresh(list(jobs.values())):
            name = names[index]
            self._available[name] = self._interner.share(run)
            self._cache.put(name, run)
            self._recorder.lay_out(name)
            done += len(jobs[name].xhtml)
            self.progress(Step(what, done, everything, self._titles.get(run.name, "")))

    def _fresh(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs here or by workers, whichever is faster, and yield (index, run) as they are finished."""
        self._resources |= dict.fromkeys(map(JobResources.of, jobs))
        if self._is_alone or (_has_engine() and len(jobs) < WORTH_WORKERS and not self._workers.are_running):
            return ((index, lay_out(job)) for index, job in enumerate(jobs))
        return self._workers.lay_out(jobs)


def _has_engine() -> bool:
    """Return whether this process has imported the layout engine."""
    return "bookbuild.layout.composition" in sys.modules
