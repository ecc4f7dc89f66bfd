"""Pagination: the page of the book, the side and the folio of each page of each run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.model import PageRun

Anchors = Mapping[str, tuple[int, float, float]]
"""Positions of a run's anchors, as in `LaidOutRun.anchors`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book. `run` is the index of its run (None: a blank), `index` that of the page in the run.

    `label` is its number as shown to the reader, `folio` the part printed at its foot; `heads` are the running heads
    (chapter on a verso, article on a recto); `series` is the prefix of the label in a run that counts its own pages.
    """

    run: int | None
    index: int
    recto: bool
    label: str
    division: str
    folio: str = ""
    heads: tuple[str, str] = ("", "")
    series: str | None = None

    @property
    def is_furnished(self) -> bool:
        """Return whether anything is printed in the page's margins."""
        return bool(self.folio or any(self.heads))


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of a book in order; the first page of each run, from 0; and the label of each anchor's page."""

    pages: tuple[Page, ...]
    starts: tuple[int, ...]
    folios: Mapping[str, str] = field(default_factory=dict)


def paginate(runs: Sequence[PageRun], counts: Sequence[int], anchors: Sequence[Anchors] = ()) -> Pagination:
    """Return the pagination of runs. `counts` are their numbers of pages, `anchors` their anchors' positions, if known.

    The first page is a recto. Blanks are inserted before a run that opens on a recto, before the first run of the
    front and of the body, and after the cover. Numbers are roman in the front, and begin at 1 in the body and in each
    run with a `series` of its own.
    """
    positions = tuple(anchors) or ({},) * len(runs)
    pages: list[Page] = []
    starts: list[int] = []
    numbers = dict.fromkeys(("cover", "front", "body"), 0)
    for run_index, (run, count) in enumerate(zip(runs, counts, strict=True)):
        before = runs[run_index - 1] if run_index else run
        if _needs_blank(len(pages), run, before):
            numbers[before.division] += 1
            pages.append(_blank(pages, before, numbers[before.division]))
        starts.append(len(pages))
        heads = _recto_heads(run, count, positions[run_index])
        for index in range(count):
            numbers[run.division] += 1
            page = _page(pages, run, run_index, index, label_of(run.division, numbers[run.division]), heads[index])
            pages.append(page if run.series is None else _in_series(page, run, f"{index + 1} / {count}"))
    if pages and pages[-1].division == "cover" and len(pages) % 2:
        pages.append(_blank(pages, runs[-1], len(pages) + 1))
    return Pagination(tuple(pages), tuple(starts), dict(_folios(pages, starts, positions)))


def _needs_blank(count: int, run: PageRun, before: PageRun) -> bool:
    """Return whether a blank is needed between a run and the one before it, after `count` pages."""
    if run.opens == "verso":
        return count % 2 == 0
    return count % 2 == 1 and (run.opens == "recto" or run.division != before.division)


def label_of(division: str, number: int) -> str:
    """Return the label of the nth page of a division, empty for the cover."""
    if division == "cover":
        return ""
    return roman(number) if division == "front" else str(number)


def roman(number: int) -> str:
    """Return a number in lower-case roman numerals."""
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    numeral = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def _blank(before: Sequence[Page], run: PageRun, number: int) -> Page:
    """Return the blank page after a run."""
    if run.series is not None:
        number = before[-1].index + 2
    label = f"{run.series or ''}{label_of(run.division, number)}"
    return Page(None, 0, len(before) % 2 == 0, label, run.division, series=run.series)


def _page(before: Sequence[Page], run: PageRun, run_index: int, index: int, label: str, head: str) -> Page:
    bare, first = run.bare, index == 0
    return Page(
        run=run_index,
        index=index,
        recto=len(before) % 2 == 0,
        label=label,
        division=run.division,
        folio=label if not bare and (run.furnished or not first) else "",
        heads=("", "") if bare or first else (head if run.heads[0] == run.heads[1] else run.heads[0], head),
    )


def _in_series(page: Page, run: PageRun, folio: str) -> Page:
    """Return a page as one of a run that counts its own pages."""
    label = f"{run.series}{label_of(run.division, page.index + 1)}"
    return replace(page, label=label, folio=folio, heads=run.heads, series=run.series)


def _recto_heads(run: PageRun, count: int, anchors: Anchors) -> list[str]:
    """Return the recto's running head of each page: of articles the first mark on the page, else the last one before
    it; of lists the one with which the page begins, and nothing above a title.
    """
    heads, current, opened = [], run.heads[1], _opened_pages(run, anchors)
    marks = [(anchors[anchor][0], head) for anchor, head in run.marks if anchor in anchors]
    for index in range(count):
        on_page = [head for page, head in marks if page == index]
        first = on_page[0] if on_page and not _are_lists(run) else current
        heads.append("" if index in opened else first)
        current = on_page[-1] if on_page else current
    return heads


def _are_lists(run: PageRun) -> bool:
    """Return whether a run holds lists, whose titles are its running heads on both sides."""
    return run.heads[0] == run.heads[1]


def _opened_pages(run: PageRun, anchors: Anchors) -> frozenset[int]:
    """Return the pages at whose head one of several lists in a run begins: at least as high as the run's own title."""
    if not _are_lists(run) or run.name not in anchors:
        return frozenset()
    top = anchors[run.name][2]
    marks = (anchors[anchor] for anchor, _ in run.marks if anchor in anchors)
    return frozenset(page for page, _, y in marks if y >= top)


def _folios(pages: Sequence[Page], starts: Sequence[int], positions: Sequence[Anchors]) -> Iterator[tuple[str, str]]:
    # In reverse, so that the first of two runs with the same anchor wins.
    for start, anchors in reversed(list(zip(starts, positions, strict=True))):
        for anchor, (index, *_) in anchors.items():
            yield anchor, pages[start + index].label
