"""Which page of which run is which page of the book, on which side, and what its folio says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.model import PageRun

Anchors = Mapping[str, tuple[int, float, float]]
"""Where the anchors of a run fell, as `LaidOutRun.anchors` tells it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book. `run` is its place among the runs (`None`: a blank), `index` its place in the run.

    `label` is its number as the reader sees it, `folio` what is printed of that at its foot; `heads` are the running
    heads (chapter, article), of which the verso carries the first and the recto the second; `series` is what stands
    before the number in the label, where the run counts its own pages.
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
        """Whether anything is printed in the page's margins."""
        return bool(self.folio or any(self.heads))


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of a book in order; where each run starts, counted from 0; and the label of each anchor's page."""

    pages: tuple[Page, ...]
    starts: tuple[int, ...]
    folios: Mapping[str, str] = field(default_factory=dict)


def paginate(runs: Sequence[PageRun], counts: Sequence[int], anchors: Sequence[Anchors] = ()) -> Pagination:
    """Place every page of every run. `counts` are the runs' pages, `anchors` where their anchors fell, if known.

    The first page is a recto. A blank goes before a run that opens on a recto, before the first of the front and of
    the body, and after the cover; numbers are roman in the front and begin again at 1 in the body, and in each run
    that has a `series` of its own.
    """
    places = tuple(anchors) or ({},) * len(runs)
    pages: list[Page] = []
    starts: list[int] = []
    numbers = dict.fromkeys(("cover", "front", "body"), 0)
    for place, (run, count) in enumerate(zip(runs, counts, strict=True)):
        before = runs[place - 1] if place else run
        if _needs_blank(len(pages), run, before):
            numbers[before.division] += 1
            pages.append(_blank(pages, before, numbers[before.division]))
        starts.append(len(pages))
        heads = _recto_heads(run, count, places[place])
        for index in range(count):
            numbers[run.division] += 1
            page = _page(pages, run, place, index, label_of(run.division, numbers[run.division]), heads[index])
            pages.append(page if run.series is None else _in_series(page, run, f"{index + 1} / {count}"))
    if pages and pages[-1].division == "cover" and len(pages) % 2:
        pages.append(_blank(pages, runs[-1], len(pages) + 1))
    return Pagination(tuple(pages), tuple(starts), dict(_folios(pages, starts, places)))


def _needs_blank(count: int, run: PageRun, before: PageRun) -> bool:
    """Say whether a blank goes between a run and what comes before, after so many pages."""
    if run.opens == "verso":
        return count % 2 == 0
    return count % 2 == 1 and (run.opens == "recto" or run.division != before.division)


def label_of(division: str, number: int) -> str:
    """Return the label of the nth page of a division; those of the cover have none."""
    if division == "cover":
        return ""
    return roman(number) if division == "front" else str(number)


def roman(number: int) -> str:
    """Write a number in lower-case roman numerals."""
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
    """Make the blank after a run."""
    if run.series is not None:
        number = before[-1].index + 2
    label = f"{run.series or ''}{label_of(run.division, number)}"
    return Page(None, 0, len(before) % 2 == 0, label, run.division, series=run.series)


def _page(before: Sequence[Page], run: PageRun, place: int, index: int, label: str, head: str) -> Page:
    bare, first = run.bare, index == 0
    return Page(
        run=place,
        index=index,
        recto=len(before) % 2 == 0,
        label=label,
        division=run.division,
        folio=label if not bare and (run.furnished or not first) else "",
        heads=("", "") if bare or first else (run.heads[0], head),
    )


def _in_series(page: Page, run: PageRun, folio: str) -> Page:
    """Let a page be one of a run that counts its own."""
    label = f"{run.series}{label_of(run.division, page.index + 1)}"
    return replace(page, label=label, folio=folio, heads=run.heads, series=run.series)


def _recto_heads(run: PageRun, count: int, anchors: Anchors) -> list[str]:
    """Return the recto's running head page by page: that of the first mark on a page, else of the last before it."""
    heads, current = [], run.heads[1]
    marks = [(anchors[anchor][0], head) for anchor, head in run.marks if anchor in anchors]
    for index in range(count):
        here = [head for page, head in marks if page == index]
        heads.append(here[0] if here else current)
        current = here[-1] if here else current
    return heads


def _folios(pages: Sequence[Page], starts: Sequence[int], places: Sequence[Anchors]) -> Iterator[tuple[str, str]]:
    # Backwards, so that of an anchor in two runs the first counts.
    for start, anchors in reversed(list(zip(starts, places, strict=True))):
        for anchor, (index, *_) in anchors.items():
            yield anchor, pages[start + index].label
