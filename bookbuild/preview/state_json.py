"""The state of a preview as plain values, which are sent to the browser as JSON."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Config, Geometry, NavPoint
from bookbuild.preview.session import State

if TYPE_CHECKING:
    from bookbuild.preview.comparing import Pair
    from bookbuild.preview.live_book import LiveBook, ShownPage

Row = list[Any]


def page_rows(book: "LiveBook | None") -> list[Row]:
    """Return for each page its digest, its label, and whether it is a recto, or is shown as one: the back of a handout
    stands beside its front.
    """
    if book and book.volume.edition.layout == "handout":
        return [[page.digest, page.label, index % 2] for index, page in enumerate(book.pages)]
    return [_row(page) for page in book.pages] if book else []


def pair_rows(pairs: "Sequence[Pair]", changed: Sequence[tuple[list[int], list[int]]]) -> list[Row]:
    """Return the rows of pages side by side, one as it was on the left, as it is on the right; with each the indexes of
    the lines that are changed.
    """
    return [
        [page.digest, page.label, side, lines[side]] if page else ["blank", "", side, []]
        for pair, lines in zip(pairs, changed, strict=True)
        for side, page in enumerate(pair)
    ]


def changes(before: Sequence[Row], now: Sequence[Row]) -> dict[str, Any]:
    """Return how a list of pages becomes another: from `at`, `gone` pages are replaced by `rows`."""
    most = min(len(before), len(now))
    start = next((index for index in range(most) if before[index] != now[index]), most)
    rest = most - start
    end = next((index for index in range(rest) if before[-1 - index] != now[-1 - index]), rest)
    return {"at": start, "gone": len(before) - start - end, "rows": list(now[start : len(now) - end])}


def described(state: State) -> dict[str, Any]:
    """Return everything about a state but its pages."""
    book, config = state.book, state.config
    identity = config.identity if config else None
    return {
        "title": identity.title if identity else "",
        "language": identity.language if identity else "en",
        "direction": book.rendition.direction if book else "ltr",
        "edition": book.volume.edition.name if book else "",
        "volume": book.volume.stem if book else "",
        "volumes": [[one.stem, one.title] for one in state.volumes],
        "geometry": _geometry(book.rendition.geometry) if book else None,
        "contents": list(_contents(book)) if book else [],
        "articles": dict(_articles(book)) if book else {},
        "problems": [_problem(one) for one in state.diagnostics],
        "editions": _editions(config) if config else [],
    }


def _row(page: "ShownPage") -> Row:
    return [page.digest, page.label, int(page.is_recto)]


def _geometry(page: Geometry) -> dict[str, float]:
    names = ("width", "height", "inner", "outer", "top", "bottom", "leading")
    return {name: getattr(page, name) for name in names}


def _contents(book: "LiveBook") -> Iterator[dict[str, Any]]:
    for depth, point in _entries(book.rendition.outline, 0):
        place = book.anchors.get(point.target)
        if place:
            yield {"depth": depth, "label": point.label, "number": point.number, "page": place[0], "kind": point.kind}


def _entries(points: Sequence[NavPoint], depth: int) -> Iterator[tuple[int, NavPoint]]:
    for point in points:
        yield depth, point
        yield from _entries(point.children, depth + 1)


def _articles(book: "LiveBook") -> Iterator[tuple[str, Row]]:
    """Yield the path of each article with its first page, from 0, the number of its pages, and its key."""
    keys = {article.path: article.key for article in book.volume.book.articles()}
    for path, number in book.run_of_source.items():
        yield path, [book.starts[number], book.runs[number].page_count, keys.get(path, "")]


def _problem(found: Diagnostic) -> dict[str, Any]:
    place = found.location
    return {
        "severity": found.severity.value,
        "code": found.code,
        "message": found.message,
        "hint": found.hint,
        "path": place.path if place else "",
        "line": (place.line or 1) if place else 0,
        "also": [[one.path, one.line or 1] for one in found.also_at[:50]],
    }


def _editions(config: Config) -> list[dict[str, Any]]:
    return [{"name": one.name, "formats": list(one.formats), "layout": one.layout} for one in config.editions.values()]
