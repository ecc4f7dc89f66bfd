"""The press: page runs laid out on every core, furniture after them, and all of it bound."""

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, UsageError
from bookbuild.doctor import missing_library
from bookbuild.layout import lay_out
from bookbuild.model import Artifact, LaidOutRun, LayoutJob, PdfRendition
from bookbuild.pipeline.cache_entries import PDF, RUN, name_of_run, parts_of_book
from bookbuild.pipeline.interning import Interner
from bookbuild.pipeline.progress import Progressed, Step
from bookbuild.pipeline.rebuild_report import RebuildRecorder, RebuildReport
from bookbuild.pipeline.worker_jobs import JobResources, LayoutWorkers

if TYPE_CHECKING:
    from bookbuild.bind import BoundBook, Following, SettledBook

FEW = 2
"""Processes that are started before it is known how many runs there are to lay out: what an edit needs."""
WORTH_WORKERS = 4
"""With fewer runs than this, and the layout engine at hand, starting processes takes longer than they save."""


class Typesetter:
    """Lays out and binds books. It lives for one command, and its processes with it; use it as a context.

    Runs are laid out by `jobs` processes, or by the `crew` that is given. `progress` is told what it is at.
    """

    def __init__(
        self,
        jobs: int,
        cache: Cache | None = None,
        progress: Progressed = lambda _step: None,
        crew: LayoutWorkers | None = None,
    ) -> None:
        self.progress = progress
        self._is_alone = jobs == 1 and crew is None
        self._jobs, self._hired = jobs, crew
        self._cache = cache or Cache()
        self._designs: dict[JobResources, None] = {}
        self._titles: Mapping[str, str] = {}
        self._sheet = RebuildRecorder()
        self._at_hand: dict[str, LaidOutRun] = {}
        self._sharing = Interner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if "_crew" in vars(self):
            self._crew.stop()

    @cached_property
    def _crew(self) -> LayoutWorkers:
        from bookbuild.pipeline.worker_pool import Workers  # noqa: PLC0415 - an EPUB wants none

        return self._hired or Workers(self._jobs)

    @cached_property
    def _missing_library(self) -> Diagnostic | None:
        """What keeps this machine from laying out, or None; a cluster's machines have libraries of their own."""
        return None if self._hired else missing_library()

    def prepare(self) -> None:
        """Load the layout engine while something else is done: it will be wanted."""
        if not self._is_alone and not self._missing_library:
            self._crew.prepare()

    def warm(self, most: int = sys.maxsize) -> None:
        """Let the processes, or so many of them, stand ready for more of what was last printed."""
        if not self._is_alone and not self._missing_library:
            for design in self._designs:
                self._crew.warm(design, most)

    def begin_report(self) -> None:
        """Tell from now on only of what is laid out from now on."""
        self._sheet.forget()

    def take_report(self, parts: Sequence[str]) -> RebuildReport:
        """Tell which parts of the book at hand were laid out, if that is not told already."""
        return self._sheet.take(parts)

    def print_book(self, rendition: PdfRendition, edition: str, name: str) -> Outcome[Artifact]:
        """Make the PDF of a rendition. What its proof found is told; whether that matters is the project's to say."""
        self._titles = {run.name: run.title for run in rendition.runs}
        self._designs = {JobResources(rendition.stylesheets, rendition.typefaces): None}
        self._sheet.begin(name)
        self._at_hand.clear()
        parts = (*parts_of_book(rendition), edition, name)
        told, data = self._cache.remember_beside(PDF, parts, lambda: self._print(rendition, edition, name))
        return Outcome(replace(told.value, data=data), told.diagnostics)

    def _print(self, rendition: PdfRendition, edition: str, name: str) -> tuple[Outcome[Artifact], bytes]:
        """Make the PDF, and tell of it apart from its bytes."""
        if not _has_engine():
            self.warm(FEW)  # while this process imports what binds
        from bookbuild.pipeline.worker_pool import shielded  # noqa: PLC0415 - an EPUB wants none

        with shielded(signal.SIGINT, signal.SIGTERM):  # libraries in C++ end at once if their import is interrupted
            from bookbuild.bind import prove  # noqa: PLC0415 - only what prints needs these
            from bookbuild.verify.pdf import verify_pdf  # noqa: PLC0415

        bound, artifact = self._bound(rendition, edition, name)
        found = (*bound.diagnostics, *prove(bound.value), *verify_pdf(artifact))
        return Outcome(replace(artifact, data=b""), found), artifact.data

    def _bound(self, rendition: PdfRendition, edition: str, name: str) -> "tuple[Outcome[BoundBook], Artifact]":
        """Return a book bound, and its file. Its runs are let go before it is looked at."""
        from bookbuild.bind import bind, furniture_jobs  # noqa: PLC0415

        settled = self.settle(rendition, partial(furniture_jobs, rendition))
        furniture = self._laid("setting page numbers", furniture_jobs(rendition, settled.value.pagination))
        self._at_hand.clear()  # of what was foreseen, and came otherwise
        self.progress(Step("binding"))
        bound = bind(rendition, settled.value.runs, furniture)
        pages, runs = settled.value.pagination.pages, rendition.runs
        self._sheet.bind([("" if page.run is None else runs[page.run].name, page.label) for page in pages])
        parts = tuple(run.name for run in (*settled.value.runs, *furniture))
        artifact = Artifact(name, "pdf", edition, bound.value.data, len(pages), parts)
        return Outcome(bound.value, (*settled.diagnostics, *bound.diagnostics)), artifact

    def settle(self, rendition: PdfRendition, following: "Following" = lambda _: ()) -> "Outcome[SettledBook]":
        """Lay out the runs of a book until every page number they print is true; see `lay_out_book`."""
        from bookbuild.bind import lay_out_book  # noqa: PLC0415

        return lay_out_book(rendition, partial(self._laid, "laying out"), following)

    def _laid(self, what: str, jobs: Sequence[LayoutJob], foreseen: Sequence[LayoutJob] = ()) -> Sequence[LaidOutRun]:
        """Give the runs of jobs, in their order. If some must be laid out, workers do so with what is foreseen, too."""
        wanted = {name_of_run(job): job for job in jobs}
        self._sheet.meet({job.name: name for name, job in wanted.items()})
        if missing := self._missing(wanted):
            ahead = {} if self._is_alone else self._missing({name_of_run(job): job for job in foreseen})
            self._lay_out(what, missing | ahead)
        return [self._at_hand.pop(name) for name in wanted]

    def _missing(self, wanted: Mapping[str, LayoutJob]) -> dict[str, LayoutJob]:
        """Return what must be laid out, and have at hand what the cache has of the rest."""
        for name in wanted:
            if name not in self._at_hand and (run := self._cache.find(RUN, name)) is not None:
                self._at_hand[name] = self._sharing.share(run)
        return {name: job for name, job in wanted.items() if name not in self._at_hand}

    def _lay_out(self, what: str, jobs: Mapping[str, LayoutJob]) -> None:
        """Lay out jobs by their names, and have them at hand.

        Raises:
            UsageError: when this machine lacks a library of the layout engine.
        """
        if self._missing_library:
            raise UsageError(self._missing_library)
        names, done, everything = list(jobs), 0, sum(len(job.xhtml) for job in jobs.values())
        for place, run in self._fresh(list(jobs.values())):
            name = names[place]
            self._at_hand[name] = self._sharing.share(run)
            self._cache.keep(name, run)
            self._sheet.lay_out(name)
            done += len(jobs[name].xhtml)
            self.progress(Step(what, done, everything, self._titles.get(run.name, "")))

    def _fresh(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs where it takes least time, and yield (place, run) as they come."""
        self._designs |= dict.fromkeys(map(JobResources.of, jobs))
        if self._is_alone or (_has_engine() and len(jobs) < WORTH_WORKERS and not self._crew.are_running):
            return ((place, lay_out(job)) for place, job in enumerate(jobs))
        return self._crew.lay_out(jobs)


def _has_engine() -> bool:
    """Whether this process has imported the layout engine."""
    return "bookbuild.layout.composition" in sys.modules
