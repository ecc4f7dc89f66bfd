"""Long footnotes go on at the foot of the next page, and a short one stands on the page of its call.

WeasyPrint never breaks a footnote: one that finds no room goes to the next page as a whole, and what is longer than a
page is lost. So a run is laid out, a note that left its call is divided at the ends of its lines, and the run is laid
out again: each part is a footnote of its own, without call and number, and what finds no room goes to the next page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext

from bookbuild.layout.patches import Patch, is_installed

_KEPT_LINES = 2
"""How many lines of a paragraph stand together at least, at the end of a page and at the beginning of the next."""


def _put_off(context: Any) -> list[Any]:
    """Return the notes for the next page, in the order of the document: WeasyPrint appends what it takes back."""
    put_off: list[Any] = context.__dict__["reported_footnotes"]
    put_off.sort(key=_ORDER)
    return put_off


def _put_off_these(context: Any, notes: list[Any]) -> None:
    context.__dict__["reported_footnotes"] = notes


def _lay_out_note(context: Any, note: Any) -> Any:
    """Add a note to the page, or put it off, as all after one that is put off. Return whether it has no room."""
    if not _put_off(context):
        return _lay_out_note_wholly(context, note)
    context.footnotes.remove(note)
    context.__dict__["reported_footnotes"].append(note)
    return True


def _report_note(context: Any, note: Any) -> None:
    """Put a note off to the next page, unless it is already."""
    if note in context.current_page_footnotes:
        _report_note_wholly(context, note)


def _with_forgotten_notes(make_page: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes a page, and puts off the notes called there that WeasyPrint forgets: those of a line
    for which it has put off others.
    """

    def make(context: Any, *page_of: Any) -> Any:
        made = make_page(context, *page_of)
        if waiting := set(context.footnotes):
            for note in [box.footnote for box in made[0].descendants() if box.footnote in waiting]:
                context.footnotes.remove(note)
                context.__dict__["reported_footnotes"].append(note)
        return made

    return make


_lay_out_note_wholly = LayoutContext.layout_footnote
_report_note_wholly = LayoutContext.report_footnote
_ORDER = attrgetter("order")

FEATURE = Patch(
    "divided_notes",
    replaces={
        "weasyprint.layout:LayoutContext.reported_footnotes": property(_put_off, _put_off_these),
        "weasyprint.layout:LayoutContext.layout_footnote": _lay_out_note,
        "weasyprint.layout:LayoutContext.report_footnote": _report_note,
    },
    wraps={"weasyprint.layout.page:make_page": _with_forgotten_notes},
    sources={
        "weasyprint.formatting_structure.build:create_anonymous_boxes": "f1e76cc779a8",
        "weasyprint.formatting_structure.build:inline_in_block": "849ed9746b63",
        "weasyprint.layout:LayoutContext": "211f859ff4e2",
        "weasyprint.layout.block:_linebox_layout": "e07bbe000974",
        "weasyprint.layout.inline:split_inline_box": "3a0cb7ca7e34",
        "weasyprint.layout.inline:split_text_box": "8c564329599e",
        "weasyprint.layout.page:make_page": "656f183328e8",
    },
)


@dataclass(frozen=True, slots=True)
class LineEnd:
    """Where a line ends: where its successor begins, as WeasyPrint says it, and the line's last letter."""

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


def divide_notes(root_box: Any, context: Any, divided: Mapping[Element, LineEnds], beside_call: set[Element]) -> None:
    """Divide these notes of a document that is not laid out yet, at the ends of their lines.

    Those in `beside_call` are kept on the page of their call: the line of the call goes to the next page with them.
    """
    if not (context.footnotes and is_installed(FEATURE)):
        return
    calls = {box.footnote: box for box in root_box.descendants() if box.footnote} if divided else {}
    footnotes = []
    for note in context.footnotes:
        parts = [note]
        if note.element in divided and note in calls:
            parts = _parts(note, divided[note.element])
            call = calls[note]
            call.footnote = parts[0]
            call.children = [*call.children, *(_call_of(part, call) for part in parts[1:])]
        if note.element in beside_call:
            parts[0].style = _changed(parts[0].style, footnote_policy="line")
        footnotes += parts
    for number, note in enumerate(footnotes):
        note.order = number
    context.footnotes[:] = footnotes


def _call_of(part: Any, call: Any) -> Any:
    """Return a call without text: it makes layout set the part at the foot of a page."""
    silent = boxes.InlineBox.anonymous_from(call, ())
    silent.footnote = part
    return silent


def _parts(note: Any, ends: LineEnds) -> list[Any]:
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
    """Return a copy of the boxes of a path with a part of what the last holds, and no space where others precede it
    or follow.
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
    return _changed(box.style, **changes) if changes else box.style


def _no_space(sides: Iterable[str]) -> dict[str, Any]:
    """Return properties without space and border at these sides."""
    properties = {f"{kind}_{side}" for side in sides for kind in ("margin", "padding")}
    borders = {f"border_{side}_width": 0 for side in sides}
    return {**{name: INITIAL_VALUES[name] for name in sorted(properties)}, **borders}


def _changed(style: Any, **changes: Any) -> Any:
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
        between.style = _changed(box.style, **_no_space(cut)) if cut else box.style
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
