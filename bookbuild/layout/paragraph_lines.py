"""The lines of a paragraph, chosen together for the width that it has: at its first line, for all that follow.

A paragraph may be laid out several times, and go on with a later line on another page: its lines stay the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS

from bookbuild.layout.chosen_line import ChosenLine
from bookbuild.layout.font_configuration import BookFontConfiguration
from bookbuild.layout.hanging import hanging_parts, hangs, with_overhang
from bookbuild.layout.hyphens import path_of, refused_paths
from bookbuild.layout.known_paragraphs import KnownLines, key_of, known_paragraphs
from bookbuild.layout.line_fits import Fit, Justified, Ragged
from bookbuild.layout.paragraph_breaks import breaks_of
from bookbuild.layout.text_breaks import Breaks, Place
from bookbuild.layout.total_fit import Break, choose_breaks

_STRETCH, _SHRINK = 0.5, 0.28
"""How much a space stretches easily, and shrinks at most, in shares of its width."""
_NARROWEST = 0.17
"""The width of a space, in ems, to which a wider one is shrunk at most."""
_FLEXIBILITY = 0.02
"""The share of their width by which letters become wider or narrower, which nobody sees (as in pdfTeX)."""
_EASY, _LOOSE = 1.0, 3.0
"""How far spaces stretch at most, in multiples of what is easy, where a paragraph has no hyphens, and few ones."""
_ON_REQUEST = 1.4
"""The same where a paragraph is to be longer: up to 0.4 em, in text as it is."""
_WHITE = 0.5
"""The share of its width that stays white at most in a line that is not justified, as a rule."""
_A_LETTER = 0.6
"""The width in ems that the letters of hardly any text exceed on average."""
_EDGE = 0.01
"""How near to the edge, in ems, sums of widths are trusted."""

_Lines = dict[tuple[int, ...], ChosenLine]


@dataclass(slots=True)
class ChosenLines:
    """The lines of a paragraph by where they begin, for each width and indent. `fit` is what they were judged by.

    `children` are the boxes that they are for: a copy of the paragraph with others has lines of its own.
    """

    children: Any
    hangs: bool = False
    looseness: int = 0
    indent: float = 0
    fit: Justified | None = None
    lines: dict[tuple[float, float], _Lines] = field(default_factory=dict)
    rest: dict[tuple[int, ...], tuple[Breaks, int]] = field(default_factory=dict)
    """Where lines may begin that are not chosen, since a word before is too wide for any line."""


def line_at(context: Any, linebox: Any, skip_stack: Any, block: Any) -> ChosenLine | None:
    """Return where the line ends that begins at a place, or None if that is for the engine to find."""
    chosen: ChosenLines | None = linebox.__dict__.get("chosen")
    if chosen is None or chosen.children is not linebox.children:
        chosen = linebox.chosen = _unchosen(linebox)
    if skip_stack is None:
        chosen.indent = linebox.text_indent
    width = block.width - linebox.margin_left - linebox.margin_right
    key = width, chosen.indent
    if key not in chosen.lines:
        chosen.lines[key] = _lines(context, linebox, block, *key)
    lines = chosen.lines[key]
    if not (lines or chosen.rest):
        return None
    path = path_of(skip_stack)
    if path not in lines and path in chosen.rest:
        breaks, begin = chosen.rest.pop(path)
        refused = refused_paths(context, linebox)
        lines.update(_by_beginning(_marks(linebox, breaks, width, 0, begin, refused), path))
    return lines.get(path)


def _unchosen(linebox: Any) -> ChosenLines:
    is_asked = is_plain(linebox.style)
    return ChosenLines(
        linebox.children, is_asked and hangs(linebox.style), _looseness(linebox.style) if is_asked else 0
    )


def _looseness(style: Any) -> int:
    """Return how many lines more than best a paragraph is to have, by ``--looseness``."""
    return next((token.int_value or 0 for token in style["__looseness"] or () if token.type == "number"), 0)


def _lines(context: Any, linebox: Any, block: Any, width: float, indent: float) -> _Lines:
    if not is_plain(linebox.style) or _extent(linebox) * _A_LETTER < width - indent:
        return {}
    refused = refused_paths(context, linebox)
    chosen, known = linebox.chosen, known_paragraphs(linebox.style.font_config)
    facts = width, indent, _is_balanced(linebox.style), chosen.hangs, chosen.looseness
    key = None if refused else key_of(linebox, *facts)
    if key is not None and (lines := known.get(key, linebox)):
        chosen.fit = lines.fit
        return _by_beginning(lines.marks)
    marks = _all_marks(context, linebox, block, width, indent, refused)
    if key is not None and not chosen.rest:
        known.add(key, KnownLines(chosen.fit, marks))
    return _by_beginning(marks)


def _by_beginning(marks: Iterable[Place | None], path: tuple[int, ...] = ()) -> _Lines:
    """Return lines by where they begin, the first at `path`: that of boxes from the paragraph, and how many bytes of a
    text go before.
    """
    lines: _Lines = {}
    for mark in marks:
        lines[path] = ChosenLine(*mark[:4]) if mark else ChosenLine()
        if mark:
            path = (*mark.path, mark.resume_at)
    return lines


def is_plain(style: Any) -> bool:
    """Return whether a style is one of a document of ours, of which the lines can be foreseen."""
    is_ours = isinstance(style.font_config, BookFontConfiguration)
    return is_ours and style["direction"] == "ltr" and style["white_space"] == "normal"


def _extent(box: Any) -> float:
    """Return the number of the letters of a box times their size in pixels; that of what is no text has no bound."""
    if isinstance(box, boxes.TextBox):
        return len(box.text) * float(box.style["font_size"])
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(map(_extent, box.children))
    return float("inf") if box.is_in_normal_flow() else 0


def _is_balanced(style: Any) -> bool:
    return any(getattr(token, "value", "") == "balance" for token in style["__text_wrap"] or ())


def _all_marks(
    context: Any, linebox: Any, block: Any, width: float, indent: float, refused: Set[tuple[int, ...]]
) -> list[Place | None]:
    """Choose the lines of a paragraph, and return where they end; nothing if it has one line or is not foreseen."""
    parts = breaks_of(context, linebox, block)
    edge = width + (0 if _is_balanced(linebox.style) else _EDGE * linebox.style["font_size"])
    if len(parts) == 1 and parts[0].places[-1].end * FROM_UNITS + indent <= edge:
        return []
    found: list[Place | None] = []
    for number, breaks in enumerate(parts):
        marks = _marks(linebox, breaks, width, 0 if number else indent, 0, refused)
        found += marks
        if not marks or marks[-1] is not breaks.places[-1].mark:  # a word is too wide
            _note_rest(linebox.chosen, parts[number:])
            break
    return found


def _note_rest(chosen: ChosenLines, parts: Sequence[Breaks]) -> None:
    """Note where lines may begin in these parts of a paragraph: after each place but the last of all."""
    for breaks, following in zip(parts, (*parts[1:], None), strict=True):
        for index, place in enumerate(breaks.places, 1):
            if place.mark:
                where = (following, 0) if following and index == len(breaks.places) else (breaks, index)
                chosen.rest[(*place.mark.path, place.mark.resume_at)] = where


def _marks(
    linebox: Any, breaks: Breaks, width: float, indent: float, begin: int, refused: Set[tuple[int, ...]]
) -> list[Place | None]:
    """Choose the lines of a part of a paragraph from a place on, without the refused hyphens. Return where they end."""
    em, room = linebox.style["font_size"] * TO_UNITS, width * TO_UNITS
    hangs, looseness = linebox.chosen.hangs, linebox.chosen.looseness
    places = with_overhang(breaks.places) if hangs else breaks.places

    def choose(fit: Fit, lines: int | None = None, *, is_hyphenated: bool = True) -> list[Break]:
        parts = _parts(breaks, refused, hangs=hangs) if is_hyphenated and breaks.words else None
        start = indent * TO_UNITS
        return choose_breaks(places, fit, indent=start, begin=begin, parts=parts, short=breaks.short(), lines=lines)

    for fit, is_hyphenated in _ways(linebox, breaks.space or em / 4, em, room):
        ends = choose(fit, is_hyphenated=is_hyphenated)
        if ends:
            if looseness and fit.is_strict:
                ends = choose(_longer(fit), len(ends) + looseness) or ends
            return [end.mark for end in ends]
    return []


def _longer(fit: Fit) -> Fit:
    """Return what to judge the lines of a paragraph by that is to be longer or shorter than best."""
    return replace(fit, loosest=max(fit.loosest, _ON_REQUEST)) if isinstance(fit, Justified) else fit


def _parts(breaks: Breaks, refused: Set[tuple[int, ...]], *, hangs: bool) -> Callable[[int], Iterable[Break]]:
    """Return a function that returns the hyphens of the word before a place: none if one of them is refused."""
    part_of = hanging_parts(breaks.parts) if hangs else breaks.parts
    if not refused:
        return part_of

    def parts(at: int) -> Iterable[Break]:
        found = list(part_of(at))
        return () if any((*part.mark.path, part.mark.resume_at) in refused for part in found) else found

    return parts


def _ways(linebox: Any, space: float, em: float, width: float) -> Iterator[tuple[Fit, bool]]:
    """Yield what to judge the lines of a paragraph by, from strict to lenient, and whether they may have hyphens."""
    style = linebox.style
    if style["text_align_all"] != "justify":
        ragged = Ragged(width, is_balanced=_is_balanced(style))
        yield replace(ragged, loosest=_WHITE, is_strict=True), True
        yield ragged, True
        return
    shrink = max(0.0, min(_SHRINK * space, space - _NARROWEST * em))
    is_last_full = style["text_align_last"] == "justify"
    fit = linebox.chosen.fit = Justified(width, _STRETCH * space, shrink, _FLEXIBILITY, is_last_full=is_last_full)
    yield replace(fit, loosest=_EASY, is_strict=True), False
    yield replace(fit, loosest=_LOOSE, is_strict=True), True
    yield fit, True
