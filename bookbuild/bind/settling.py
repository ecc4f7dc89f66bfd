"""Laying out the runs of a book until every page number they print is true."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from bookbuild.bind.numbers import fill_folios, printed_anchors
from bookbuild.bind.pagination import Anchors, Pagination, paginate
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import LaidOutRun, LayoutJob, PageRun, PdfRendition, named_files

ROUNDS = 5

_ID = re.compile(r'\bid="([^"]*)"')


class LayOut(Protocol):
    """Lays out jobs, and gives the runs in their order.

    What is `foreseen` will be asked for next, unless pages fall otherwise than they most likely do: it may be laid out
    beside the others by whoever has hands free. What comes of that changes nothing but the time it takes.
    """

    def __call__(self, jobs: Sequence[LayoutJob], foreseen: Sequence[LayoutJob] = (), /) -> Sequence[LaidOutRun]:
        """Lay out jobs."""


Following = Callable[[Pagination], Sequence[LayoutJob]]
"""Tells what will be laid out once the pages are settled."""


@dataclass(frozen=True, slots=True)
class SettledBook:
    """The runs laid out, in the order of the rendition, and the pages they make."""

    runs: tuple[LaidOutRun, ...]
    pagination: Pagination


def lay_out_book(rendition: PdfRendition, lay_out: LayOut, following: Following = lambda _: ()) -> Outcome[SettledBook]:
    """Lay out every run, those that print page numbers again wherever a number has changed.

    The diagnostics are those of the runs as they stand in the end, each once, and `unstable-pages` when numbers still
    move after `ROUNDS` rounds. What no layout changes is laid out once: runs without numbers first, then those of
    the body, then the rest, since the front's own pages move no number of the body. Meanwhile what comes after, and
    what is `following` when all is settled, is foreseen.
    """
    desk = _Desk(rendition, lay_out, following)
    desk.lay_out([place for place in range(len(rendition.runs)) if place not in desk.printing])
    desk.lay_out([place for place in desk.printing if rendition.runs[place].division == "body"])
    for _ in range(ROUNDS):
        stale = desk.stale(desk.pagination)
        if not stale:
            break
        desk.lay_out(stale)
    moving = [rendition.runs[place].name for place in desk.stale(desk.pagination)]
    return Outcome(SettledBook(desk.runs(), desk.pagination), (*desk.diagnostics(), *_unstable(moving)))


def _unstable(names: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not names:
        return ()
    message = f"the page numbers in {', '.join(names)} did not settle in {ROUNDS} rounds"
    return (diagnose("unstable-pages", message, hint="print fewer page numbers, or give their lines a fixed width"),)


class _Desk:
    """The runs laid out so far, with what was put in for their numbers."""

    def __init__(self, rendition: PdfRendition, lay_out: LayOut, following: Following) -> None:
        self._rendition, self._lay_out, self._following = rendition, lay_out, following
        # What a run can ask for, so that another picture elsewhere does not make it stale.
        sheets = [sheet.css for sheet in rendition.stylesheets]
        self._files = {run.name: named_files(rendition.files, run.xhtml, *sheets) for run in rendition.runs}
        self._filled: dict[int, str] = {}
        self._laid: dict[int, LaidOutRun] = {}
        self.printing = [place for place, run in enumerate(rendition.runs) if printed_anchors(run.xhtml)]
        self.pagination = self._paginated()

    def lay_out(self, places: Sequence[int]) -> None:
        """Lay out the runs at these places, with the numbers as they are now known."""
        jobs = self._jobs(places, self.pagination)
        self._filled |= {place: job.xhtml for place, job in zip(places, jobs, strict=True)}
        self._laid |= zip(places, self._lay_out(jobs, self._foreseen(places)), strict=True)
        self.pagination = self._paginated()

    def stale(self, pagination: Pagination) -> list[int]:
        """Return the places of the runs that have not been laid out with the numbers of these pages."""
        return [place for place in self.printing if self._filled.get(place) != self._fill(place, pagination)]

    def runs(self) -> tuple[LaidOutRun, ...]:
        return tuple(self._laid[place] for place in range(len(self._rendition.runs)))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """A fault of a stylesheet is in every run, and said once."""
        return tuple(dict.fromkeys(found for run in self.runs() for found in run.diagnostics))

    def _foreseen(self, places: Sequence[int]) -> Sequence[LayoutJob]:
        """Return what will be asked for when these runs are laid out and those that are new fill a single page.

        That is counted on when they are shorter than all that are known to fill more, and the body's last.
        """
        runs, known = self._rendition.runs, self._laid
        new = [place for place, run in enumerate(runs) if run.division == "body" and place not in known]
        length = min((len(runs[place].xhtml) for place, run in known.items() if run.page_count > 1), default=0)
        if not all(place in places and len(runs[place].xhtml) < length for place in new):
            return ()
        pagination = self._paginated({place: _on_one_page(runs[place]) for place in new})
        return (*self._jobs(self.stale(pagination), pagination), *self._following(pagination))

    def _paginated(self, guessed: Mapping[int, Anchors] = MappingProxyType({})) -> Pagination:
        """Paginate with what is known; a run that is not laid out counts as a single page, with anchors as guessed."""
        places = range(len(self._rendition.runs))
        counts = [self._laid[place].page_count if place in self._laid else 1 for place in places]
        anchors = [self._laid[place].anchors if place in self._laid else guessed.get(place, {}) for place in places]
        return paginate(self._rendition.runs, counts, anchors)

    def _jobs(self, places: Sequence[int], pagination: Pagination) -> list[LayoutJob]:
        return [self._job(self._rendition.runs[place], self._fill(place, pagination)) for place in places]

    def _job(self, run: PageRun, xhtml: str) -> LayoutJob:
        sheets, typefaces = self._rendition.stylesheets, self._rendition.typefaces
        return LayoutJob(run.name, xhtml, sheets, typefaces, self._files[run.name], engine=self._rendition.engine)

    def _fill(self, place: int, pagination: Pagination) -> str:
        return fill_folios(self._rendition.runs[place].xhtml, pagination.folios)


def _on_one_page(run: PageRun) -> Anchors:
    return dict.fromkeys(_ID.findall(run.xhtml), (0, 0.0, 0.0))
