"""A footnote cut at the ends of its lines into boxes that are footnotes of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes

_KEPT_LINES = 2
"""How many lines of a paragraph stand together at least, at the end of a page and at the beginning of the next."""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a line ends: where its successor begins, as WeasyPrint states it, and the line's last letter."""

    resume_at: Any
    letter: str


LineEnds = tuple[tuple[LineEnd, ...], ...]
"""The ends of a note's lines but the last of each paragraph, paragraph by paragraph."""


def line_ends(note: Any) -> LineEnds:
    """Return where the lines of a note end that is laid out."""
    return tuple(
        tuple(LineEnd(line.resume_at, _last_letter(line)) for line in leaf.children[:-1]) if _holds_lines(leaf) else ()
        for *_, leaf in _paths(note)
    )


def _last_letter(line: Any) -> str:
    texts = [box.text for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text]
    return texts[-1][-1] if texts else ""


def parts_of(note: Any, ends: LineEnds) -> list[Any]:
    """Return a note in parts, or as it is if its lines are not those that are known."""
    whole = create_anonymous_boxes(note.deepcopy())
    paths = list(_paths(whole))
    if len(paths) != len(ends) or any(
        known and not _holds_lines(path[-1]) for path, known in zip(paths, ends, strict=True)
    ):
        return [note]
    parts = []
    for index, (path, known) in enumerate(zip(paths, ends, strict=True)):
        following = paths[index + 1] if index + 1 < len(paths) else ()
        for start, end in _spans(known):
            begins = {box for box in path if start is not None or (index and box in paths[index - 1])}
            goes_on = {box for box in path if end is not None or box in following}
            parts.append(_part(path, start, end, begins, goes_on))
    return parts


def _spans(ends: Sequence[LineEnd]) -> Iterator[tuple[LineEnd | None, LineEnd | None]]:
    """Yield where the parts of a paragraph begin and end: a line, or the first lines, or the last."""
    places = ends[_KEPT_LINES - 1 : len(ends) + 1 - _KEPT_LINES]
    yield from zip((None, *places), (*places, None), strict=True)


def _part(
    path: Sequence[Any], start: LineEnd | None, end: LineEnd | None, headless: set[Any], footless: set[Any]
) -> Any:
    """Return a copy of the boxes of a path, with a part of what the last of them holds.

    The `headless` go on from another part, and the `footless` in another: there they have no space.
    """
    leaf = path[-1]
    part = leaf
    if _holds_lines(leaf):
        part = leaf.copy()
        line = _between(leaf.children[0], start and start.resume_at, end and end.resume_at, end.letter if end else "")
        part.children = list(line.children) if line else []
    part.style = _trimmed(leaf, headless, footless, is_end=end is None)
    for box in reversed(path[:-1]):
        around = box.copy()
        around.children = [part]
        around.style = _trimmed(box, headless, footless, is_end=end is None)
        part = around
    return part


def _trimmed(box: Any, headless: set[Any], footless: set[Any], *, is_end: bool) -> Any:
    """Return the style of a box, without space where it is cut."""
    cut = [side for side, boxes_cut in (("top", headless), ("bottom", footless)) if box in boxes_cut]
    changes = _no_space(cut)
    if "top" in cut:
        changes.update(text_indent=INITIAL_VALUES["text_indent"], anchor=None)
    if not is_end and box.style["text_align_all"] == "justify":
        changes["text_align_last"] = "justify"
    return changed(box.style, **changes) if changes else box.style


def _no_space(sides: Iterable[str]) -> dict[str, Any]:
    """Return properties without space and border at these sides."""
    properties = {f"{kind}_{side}" for side in sides for kind in ("margin", "padding")}
    borders = {f"border_{side}_width": 0 for side in sides}
    return {**{name: INITIAL_VALUES[name] for name in sorted(properties)}, **borders}


def changed(style: Any, **changes: Any) -> Any:
    """Return a copy of a style with some properties changed."""
    changed = style.copy()
    changed.update(changes)
    return changed


def _between(box: Any, start: Any, end: Any, letter: str) -> Any:
    """Return what is between two places of an inline box, or None if there is nothing. `letter` is the last drawn."""
    if isinstance(box, boxes.TextBox):
        return _text_between(box, start, end, letter)
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        return box
    ((first, inner_start),) = start.items() if start else ((0, None),)
    ((last, inner_end),) = end.items() if end else ((len(box.children), None),)
    children = [
        _between(child, inner_start if index == first else None, None, "")
        for index, child in enumerate(box.children[first:last], first)
    ]
    if inner_end is not None:
        children.append(_between(box.children[last], inner_start if last == first else None, inner_end, letter))
    between = box.copy()
    between.children = [child for child in children if child is not None]
    if isinstance(box, boxes.InlineBox):
        sides = ("left", "right") if box.style["direction"] == "ltr" else ("right", "left")
        cut = [side for side, place in zip(sides, (start, end), strict=True) if place]
        between.style = changed(box.style, **_no_space(cut)) if cut else box.style
    return between if between.children else None


def _text_between(box: Any, start: Any, end: Any, letter: str) -> Any:
    """Return a part of a text, with a hyphen where it was hyphenated."""
    ((first, _),) = start.items() if start else ((0, None),)
    ((last, _),) = end.items() if end else ((None, None),)
    text = box.text.encode()[first:last].decode()
    if last is not None:
        text = text.rstrip(" \n\u00ad")
        if letter == box.style["hyphenate_character"] and not text.endswith(letter):
            text += letter
    return box.copy_with_text(text) if text else None


def _holds_lines(box: Any) -> bool:
    return bool(box.children) and isinstance(box.children[0], boxes.LineBox)


def _paths(box: Any, *above: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the boxes from a note to each of its paragraphs, and to what else cannot be divided."""
    path = (*above, box)
    inner = box.children if isinstance(box, boxes.BlockBox) and not box.is_table_wrapper else ()
    if not inner or _holds_lines(box):
        yield path
        return
    for child in inner:
        yield from _paths(child, *path)
