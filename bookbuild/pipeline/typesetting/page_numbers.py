"""The loop that settles page numbers: lay out a book until every page number it prints is true."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Protocol

from bookbuild.bind.pagination import Anchors, Page, Pagination, paginate
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import (
    Arrangement,
    LaidOutPage,
    LaidOutPages,
    LaidOutRun,
    LayoutJob,
    PageRun,
    PdfRendition,
    named_files,
)
from bookbuild.pipeline.typesetting.printed_pages import (
    far_references,
    fill_page_numbers,
    has_conditions,
    has_page_lists,
    printed_anchors,
)

MAX_ROUNDS = 5
_ID = re.compile(r'\bid="([^"]*)"')


class LayOut(Protocol):
    """Lay out jobs and return their runs in the order of the jobs.

    `likely_next` are the jobs that will be requested next unless pages fall otherwise than expected: idle workers may
    lay them out in advance. That changes how long a build takes, and nothing else.
    """

    def __call__(self, jobs: Sequence[LayoutJob], likely_next: Sequence[LayoutJob] = (), /) -> Sequence[LaidOutRun]:
        """Lay out jobs."""


JobsAfterwards = Callable[[Pagination], Sequence[LayoutJob]]
"""Returns the jobs that will be laid out once the page numbers are settled."""


@dataclass(frozen=True, slots=True)
class SettledBook:
    """The runs laid out, in the order of the rendition, and the pages they make; by name, the documents of those in
    which pages became links.
    """

    runs: tuple[LaidOutRun, ...]
    pagination: Pagination
    documents: Mapping[str, str] = field(default_factory=dict)


def settle_page_numbers(
    rendition: PdfRendition, lay_out: LayOut, afterwards: JobsAfterwards = lambda _: ()
) -> Outcome[SettledBook]:
    """Lay out every run, those that print page numbers again wherever a number has changed.

    Runs without page numbers are laid out first and once; then those of the body, then the others, since the front's
    own pages change no number of the body. Jobs of the next round, and those `afterwards`, are passed on as likely.
    Those that print a number which is not known yet are drafts. What is left out where its target is in sight is
    printed for good once the target has been out of sight, so that no such words make each other come and go.

    The diagnostics are those of the runs as they are in the end, each once, and `unstable-pages` if numbers still
    change after `MAX_ROUNDS` rounds.
    """
    settling = _Settling(rendition, lay_out, afterwards)
    settling.lay_out([index for index in range(len(rendition.runs)) if index not in settling.printing])
    settling.lay_out([index for index in settling.printing if rendition.runs[index].division == "body"])
    for _ in range(MAX_ROUNDS):
        stale = settling.stale(settling.pagination)
        if not stale:
            break
        settling.lay_out(stale)
    unstable = [rendition.runs[index].name for index in settling.stale(settling.pagination)]
    settled = SettledBook(settling.runs(), settling.pagination, settling.documents())
    return Outcome(settled, (*settling.diagnostics(), *_unstable(unstable)))


def _unstable(names: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not names:
        return ()
    message = f"the page numbers in {', '.join(names)} did not settle in {MAX_ROUNDS} rounds"
    return (diagnose("unstable-pages", message, hint="print fewer page numbers, or give their lines a fixed width"),)


class _Settling:
    """The runs laid out so far, by their index in the rendition, with the page numbers that were filled in."""

    def __init__(self, rendition: PdfRendition, lay_out: LayOut, afterwards: JobsAfterwards) -> None:
        self._rendition, self._lay_out, self._afterwards = rendition, lay_out, afterwards
        # Only the files that a run refers to, so that a changed picture elsewhere does not make it stale.
        sheets = [sheet.css for sheet in rendition.stylesheets]
        self._files = {run.name: named_files(rendition.files, run.xhtml, *sheets) for run in rendition.runs}
        self._filled: dict[int, str] = {}
        self._laid_out: dict[int, LaidOutRun] = {}
        self._drafts: set[int] = set()
        self._arrangements: dict[int, Arrangement | None] = {}
        self._kept: dict[str, None] = {}
        self._placed: tuple[Pagination, Mapping[str, int]] | None = None
        self.printing = [index for index, run in enumerate(rendition.runs) if printed_anchors(run.xhtml)]
        self.pagination = self._paginated()

    def lay_out(self, indexes: Sequence[int]) -> None:
        """Lay out these runs with the page numbers as they are now known."""
        jobs = self._jobs(indexes, self.pagination)
        drafts = {index for index, job in zip(indexes, jobs, strict=True) if job.draft}
        self._drafts = self._drafts - set(indexes) | drafts
        self._filled |= {index: job.xhtml for index, job in zip(indexes, jobs, strict=True)}
        runs = dict(zip(indexes, self._lay_out(jobs, self._likely_next(indexes)), strict=True))
        self._laid_out |= runs
        self._arrangements |= {index: runs[index].arrangement for index in drafts}
        self.pagination = self._paginated()
        self._keep([index for index in indexes if index not in drafts])

    def _keep(self, indexes: Iterable[int]) -> None:
        """Keep the words of references in runs that were drawn whose targets are out of sight."""
        for index in indexes:
            xhtml = self._rendition.runs[index].xhtml
            if has_conditions(xhtml):
                self._kept |= dict.fromkeys(far_references(xhtml, self._pages(self.pagination)))

    def _pages(self, pagination: Pagination) -> Mapping[str, int]:
        """Return the page of each anchor that is known; it is reckoned once for a pagination."""
        if self._placed is None or self._placed[0] is not pagination:
            known = sorted(self._laid_out.items(), reverse=True)  # the first of two runs with the same anchor wins
            starts = pagination.starts
            pages = {name: starts[index] + place[0] for index, run in known for name, place in run.anchors.items()}
            self._placed = pagination, pages
        return self._placed[1]

    def stale(self, pagination: Pagination) -> list[int]:
        """Return the indexes of the runs that are drafts, or have other page numbers than this pagination's."""
        return [
            index
            for index in self.printing
            if index in self._drafts or self._filled.get(index) != self._fill(index, pagination)
        ]

    def runs(self) -> tuple[LaidOutRun, ...]:
        """Return all runs in order."""
        return tuple(self._laid_out[index] for index in range(len(self._rendition.runs)))

    def documents(self) -> Mapping[str, str]:
        """Return the documents of runs in which pages became links, by name."""
        runs = self._rendition.runs
        return {runs[index].name: filled for index, filled in self._filled.items() if has_page_lists(runs[index].xhtml)}

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of all runs, each once: a fault of a stylesheet is in every run."""
        return tuple(dict.fromkeys(found for run in self.runs() for found in run.diagnostics))

    def _likely_next(self, indexes: Sequence[int]) -> Sequence[LayoutJob]:
        """Return the jobs that follow when each run that is laid out for the first time now fills a single page.

        This is assumed if these are the last of the body and shorter than every run known to fill more than a page.
        """
        runs, known = self._rendition.runs, self._laid_out
        new = [index for index, run in enumerate(runs) if run.division == "body" and index not in known]
        length = min((len(runs[index].xhtml) for index, run in known.items() if run.page_count > 1), default=0)
        if not all(index in indexes and len(runs[index].xhtml) < length for index in new):
            return ()
        pagination = self._paginated({index: _on_one_page(runs[index]) for index in new})
        return (*self._jobs(self.stale(pagination), pagination), *self._afterwards(pagination))

    def _paginated(self, assumed: Mapping[int, Anchors] = MappingProxyType({})) -> Pagination:
        """Paginate with what is known. A run not laid out yet counts as a single page with its `assumed` anchors."""
        runs, known = self._rendition.runs, self._laid_out
        counts = [known[index].page_count if index in known else 1 for index in range(len(runs))]
        anchors = [known[index].anchors if index in known else assumed.get(index, {}) for index in range(len(runs))]
        return paginate(runs, counts, anchors)

    def _jobs(self, indexes: Sequence[int], pagination: Pagination) -> list[LayoutJob]:
        return [self._job(index, pagination) for index in indexes]

    def _job(self, index: int, pagination: Pagination) -> LayoutJob:
        run = self._rendition.runs[index]
        job = layout_job(self._rendition, run.name, self._fill(index, pagination), self._files[run.name])
        is_draft = index not in self._laid_out and not printed_anchors(run.xhtml) <= pagination.folios.keys()
        arrangement = None if has_page_lists(run.xhtml) else self._arrangements.get(index)  # links come into these
        return replace(job, draft=is_draft, arrangement=arrangement)

    def _fill(self, index: int, pagination: Pagination) -> str:
        xhtml = self._rendition.runs[index].xhtml
        return fill_page_numbers(xhtml, pagination.folios, partial(self._pages, pagination), self._kept)


def layout_job(rendition: PdfRendition, name: str, xhtml: str, files: tuple[tuple[str, bytes], ...]) -> LayoutJob:
    """Return the job of a run of a rendition: `xhtml` has its page numbers filled in, `files` are what it refers to."""
    return LayoutJob(
        name,
        xhtml,
        rendition.stylesheets,
        rendition.typefaces,
        files,
        engine=rendition.engine,
        line_breaking=rendition.line_breaking,
    )


def _on_one_page(run: PageRun) -> Anchors:
    return dict.fromkeys(_ID.findall(run.xhtml), (0, 0.0, 0.0))


def laid_out_pages(book: SettledBook) -> LaidOutPages:
    """Return the pages of a book that have a number, which those of its cover do not."""
    pagination = book.pagination
    return LaidOutPages(tuple(_pages(pagination.pages, book.runs)), pagination.folios, book.documents)


def _pages(pages: tuple[Page, ...], runs: tuple[LaidOutRun, ...]) -> Iterator[LaidOutPage]:
    for page in pages:
        if page.label and page.run is None:
            yield LaidOutPage(page.label, "", page.index, -1, 0)
        elif page.label and page.run is not None:
            run = runs[page.run]
            element, letters = run.places[page.index] if run.places else (-1, 0)
            words = run.starts[page.index] if run.starts else ()
            yield LaidOutPage(page.label, run.name, page.index, element, letters, words)
