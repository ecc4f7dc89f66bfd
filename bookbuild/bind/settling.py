"""Laying out the runs of a book until every page number they print is true."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.bind.numbers import fill_folios, printed_anchors
from bookbuild.bind.pagination import Anchors, Pagination, paginate
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import LaidOutRun, LayoutJob, PageRun, PdfRendition

LayOut = Callable[[Sequence[LayoutJob]], Sequence[LaidOutRun]]
"""Lays out jobs, and gives the runs in their order."""

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class SettledBook:
    """The runs laid out, in the order of the rendition, and the pages they make."""

    runs: tuple[LaidOutRun, ...]
    pagination: Pagination


def lay_out_book(rendition: PdfRendition, lay_out: LayOut) -> Outcome[SettledBook]:
    """Lay out every run, those that print page numbers again wherever a number has changed.

    The diagnostics are those of the runs as they stand in the end, each once, and `unstable-pages` when numbers still
    move after `ROUNDS` rounds. What no layout changes is laid out once: runs without numbers first, then those of
    the body, then the rest, since the front's own pages move no number of the body.
    """
    desk = _Desk(rendition, lay_out)
    printing = [place for place, run in enumerate(rendition.runs) if printed_anchors(run.xhtml)]
    desk.lay_out([place for place in range(len(rendition.runs)) if place not in printing])
    desk.lay_out([place for place in printing if rendition.runs[place].division == "body"])
    for _ in range(ROUNDS):
        stale = [place for place in printing if desk.is_stale(place)]
        if not stale:
            break
        desk.lay_out(stale)
    moving = [rendition.runs[place].name for place in printing if desk.is_stale(place)]
    return Outcome(SettledBook(desk.runs(), desk.pagination), (*desk.diagnostics(), *_unstable(moving)))


def _unstable(names: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not names:
        return ()
    message = f"the page numbers in {', '.join(names)} did not settle in {ROUNDS} rounds"
    return (diagnose("unstable-pages", message, hint="print fewer page numbers, or give their lines a fixed width"),)


class _Desk:
    """The runs laid out so far, with what was put in for their numbers."""

    def __init__(self, rendition: PdfRendition, lay_out: LayOut) -> None:
        self._rendition = rendition
        self._lay_out = lay_out
        self._files = {run.name: _files_of(run, rendition) for run in rendition.runs}
        self._filled: dict[int, str] = {}
        self._laid: dict[int, LaidOutRun] = {}
        self.pagination = self._paginated()

    def lay_out(self, places: Sequence[int]) -> None:
        """Lay out the runs at these places, with the numbers as they are now known."""
        filled = {place: self._fill(place) for place in places}
        runs = self._lay_out([self._job(self._rendition.runs[place], filled[place]) for place in places])
        self._filled.update(filled)
        self._laid.update(zip(places, runs, strict=True))
        self.pagination = self._paginated()

    def is_stale(self, place: int) -> bool:
        """Whether a run has not been laid out, or not with the numbers of now."""
        return self._filled.get(place) != self._fill(place)

    def runs(self) -> tuple[LaidOutRun, ...]:
        return tuple(self._laid[place] for place in range(len(self._rendition.runs)))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """A fault of a stylesheet is in every run, and said once."""
        return tuple(dict.fromkeys(found for run in self.runs() for found in run.diagnostics))

    def _fill(self, place: int) -> str:
        return fill_folios(self._rendition.runs[place].xhtml, self.pagination.folios)

    def _paginated(self) -> Pagination:
        """Paginate with what is known; a run that is not laid out counts as a single page."""
        places = range(len(self._rendition.runs))
        counts = [self._laid[place].page_count if place in self._laid else 1 for place in places]
        anchors: list[Anchors] = [self._laid[place].anchors if place in self._laid else {} for place in places]
        return paginate(self._rendition.runs, counts, anchors)

    def _job(self, run: PageRun, xhtml: str) -> LayoutJob:
        sheets, typefaces = self._rendition.stylesheets, self._rendition.typefaces
        return LayoutJob(run.name, xhtml, sheets, typefaces, self._files[run.name])


def _files_of(run: PageRun, rendition: PdfRendition) -> tuple[tuple[str, bytes], ...]:
    """Return the files that a run can ask for, so that another picture elsewhere does not make it stale."""
    return tuple(sorted(_named(rendition.files, run.xhtml, *(sheet.css for sheet in rendition.stylesheets)).items()))


def _named(files: Mapping[str, bytes], *texts: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if any(name in text for text in texts)}
