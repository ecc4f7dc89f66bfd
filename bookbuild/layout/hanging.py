"""Marks at the ends of lines that stand partly in the margin, so that the edges of a text look straight.

The custom property ``--hanging-punctuation: auto`` asks for them. Widths are in Pango's units.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.layout.text_breaks import measured
from bookbuild.layout.total_fit import Break

_BEFORE = {**dict.fromkeys("\u2018\u201c\u201a\u201e'\"", 0.5), "\u00ab": 0.4, "\u2039": 0.4, "(": 0.1}
"""The share of its width by which a mark stands in the margin before a line."""
_AFTER = {
    **dict.fromkeys(".,", 0.7),
    **dict.fromkeys("-\u2010:;'\"\u2018\u2019\u201c\u201d", 0.5),
    **dict.fromkeys("\u00bb\u203a", 0.4),
    **dict.fromkeys("\u2013\u2026", 0.25),
    **dict.fromkeys("\u2014!?)", 0.15),
}
"""The same behind a line."""


def hangs(style: Any) -> bool:
    """Return whether a style asks for marks in the margin."""
    return any(getattr(token, "value", "") == "auto" for token in style["__hanging_punctuation"] or ())


def overhang(line: Any) -> tuple[int, int]:
    """Return how much of a line that is made stands before it, and behind it."""
    first, last = _text_at(line, 0), _text_at(line, -1)
    return _part(_BEFORE, first.text[0], first) if first else 0, _part(_AFTER, last.text[-1], last) if last else 0


def with_overhang(places: Iterable[Break]) -> list[Break]:
    """Return places where lines may end, with the widths that they have without what stands in the margin."""
    return list(_moved(places))


def hanging_parts(part_of: Callable[[int], Iterable[Break]]) -> Callable[[int], Iterator[Break]]:
    """Return a function that returns the hyphens that another one returns, with half of each in the margin."""

    def parts(at: int) -> Iterator[Break]:
        for part in part_of(at):
            yield part._replace(end=part.end - _part(_AFTER, part.mark.hyphen[-1:], part.mark.box))

    return parts


def _moved(places: Iterable[Break]) -> Iterator[Break]:
    text, encoded = None, b""
    for place in places:
        mark = place.mark
        if mark is None or mark.box is None:
            yield place
            continue
        if mark.box is not text:
            text, encoded = mark.box, mark.box.text.encode()
        last = mark.hyphen or encoded[max(0, mark.stop - 4) : mark.stop].decode(errors="ignore")
        first = encoded[mark.resume_at : mark.resume_at + 4].decode(errors="ignore")
        end = place.end - _part(_AFTER, last[-1:], text)
        yield place._replace(end=end, start=place.start + _part(_BEFORE, first[:1], text))


def _part(shares: dict[str, float], letter: str, box: Any) -> int:
    return round(shares[letter] * measured(letter, box)) if letter in shares else 0


def _text_at(box: Any, end: int) -> Any:
    """Return the first text (0) or the last (-1) of a line, or None if something else stands there."""
    for child in box.children[:: -1 if end else 1]:
        if isinstance(child, boxes.TextBox):
            if child.text:
                return child
        elif child.is_in_normal_flow():
            is_open = isinstance(child, boxes.InlineBox) and not _has_edge(child, "right" if end else "left")
            return _text_at(child, end) if is_open else None
    return None


def _has_edge(box: Any, side: str) -> bool:
    return any(getattr(box, name) for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width"))
