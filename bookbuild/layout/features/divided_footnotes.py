"""Long footnotes go on at the foot of the next page, and a short one stands on the page of its call.

WeasyPrint never breaks a footnote: one that finds no room goes to the next page as a whole, and what is longer than a
page is lost. So a run is laid out, a note that left its call is divided at the ends of its lines, and the run is laid
out again: each part is a footnote of its own, without call and number, and what finds no room goes to the next page.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext

from bookbuild.layout.footnote_parts import LineEnds, changed, parts_of
from bookbuild.layout.lead_ins import lines_after_lead_ins
from bookbuild.layout.patches import Patch, is_installed


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
        area = context.current_footnote_area
        is_fixed = area.style["height"] != "auto"
        # WeasyPrint compares sums of floats: what fits exactly may be a trillionth too high.
        return _lay_out_note_wholly(context, note) and (is_fixed or area.height > area.max_height - _TOLERANCE)
    context.footnotes.remove(note)
    context.__dict__["reported_footnotes"].append(note)
    return True


def _report_note(context: Any, note: Any) -> None:
    """Put a note off to the next page, unless it is already."""
    if note in context.current_page_footnotes:
        _report_note_wholly(context, note)


def _with_forgotten_notes(make_page: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes a page, and puts off the notes called there that WeasyPrint loses: those of a line
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


def _ending_with_last_line(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that lays out lines, and says where the last ends that stays on the page.

    WeasyPrint counts those in that it moves to the next page with the call of a note: they have no room beside the area
    of notes, and the whole paragraph would go. It also puts the notes of the page off for a line more, away from their
    calls, and those that were put off to this page once again; a paragraph that calls none does not do that here.
    """

    def lay_out_lines(context: Any, box: Any, index: int, child: Any, lines: list[Any], *others: Any) -> Any:
        has_notes = not context.in_column and bool(context.current_page_footnotes)
        context.in_column |= has_notes and not any(inner.footnote for inner in child.descendants())
        try:
            result = lay_out(context, box, index, child, lines, *others)
        finally:
            context.in_column &= not has_notes
        abort, stop, resume_at, _, *rest = result
        if stop and not abort and lines:
            return (abort, stop, resume_at, lines[-1].position_y + lines[-1].height, *rest)
        return result

    return lay_out_lines


_TOLERANCE = 1e-6  # pixels
_lay_out_note_wholly = LayoutContext.layout_footnote
_report_note_wholly = LayoutContext.report_footnote
_ORDER = attrgetter("order")

FEATURE = Patch(
    "divided_footnotes",
    replaces={
        "weasyprint.layout:LayoutContext.reported_footnotes": property(_put_off, _put_off_these),
        "weasyprint.layout:LayoutContext.layout_footnote": _lay_out_note,
        "weasyprint.layout:LayoutContext.report_footnote": _report_note,
    },
    wraps={
        "weasyprint.layout.block:_linebox_layout": _ending_with_last_line,
        "weasyprint.layout.page:make_page": _with_forgotten_notes,
    },
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


def divide_footnotes(root_box: Any, context: Any, divided: Mapping[Element, LineEnds], kept: set[Element]) -> None:
    """Divide these notes of a document that is not laid out yet, at the ends of their lines.

    Those in `kept` stay on the page of their call: the line of the call goes to the next page with them.
    """
    if not (context.footnotes and is_installed(FEATURE)):
        return
    calls = _Calls(root_box, divided) if divided else None
    footnotes = []
    for note in context.footnotes:
        parts = [note]
        if calls and note in calls.of_notes:
            parts = parts_of(note, divided[note.element])
            calls.call(note, parts)
        if note.element in kept and not (calls and note in calls.waiting):
            parts[0].style = changed(parts[0].style, footnote_policy="line")
        footnotes += parts
    for number, note in enumerate(footnotes):
        note.order = number
    context.footnotes[:] = footnotes


class _Calls:
    """The calls of the notes of a document that are divided, by note.

    `waiting` are the notes that come after the rest of another one, which may fill the page of their call.
    """

    def __init__(self, root_box: Any, divided: Mapping[Element, LineEnds]) -> None:
        boxes_with_calls = (box for box in root_box.descendants() if box.footnote)
        self.of_notes = {box.footnote: box for box in boxes_with_calls if box.footnote.element in divided}
        self.waiting = set[Any]()
        self._after = dict(lines_after_lead_ins(root_box)) if self.of_notes else {}
        self._waited_for = set[Any]()

    def call(self, note: Any, parts: list[Any]) -> None:
        """Have the call of a note make layout set all parts of it at the foot of a page.

        If there is a line after the call that has to stand on the same page, the end of this calls all parts but the
        first, then the notes of its own. It calls the first part as well if a note before this one goes on there.
        """
        call, line = self.of_notes[note], self._after.get(note)
        call.footnote = parts[0]
        if line is None or (len(parts) == 1 and line not in self._waited_for):
            call.children = [*call.children, *(_call_of(part, call) for part in parts[1:])]
            return
        rest = parts[1:]
        if line in self._waited_for:
            call.footnote, rest = None, parts
            self.waiting.add(note)
        self._waited_for.add(line)
        own = [box for box in line.descendants() if box.footnote in self.of_notes]
        moved = {box.footnote: _call_of(box.footnote, box) for box in own}
        for box in own:
            box.footnote = None
        self.of_notes.update(moved)
        self.waiting.update(moved)
        line.children = [*line.children, *(_call_of(part, call) for part in rest), *moved.values()]


def _call_of(part: Any, call: Any) -> Any:
    """Return a call without text, for a part of a note."""
    silent = boxes.InlineBox.anonymous_from(call, ())
    silent.footnote = part
    return silent
