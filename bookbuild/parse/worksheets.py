"""Worksheets: lines and boxes to write in, scales, blanks, checklists, tables to fill in, model answers.

A worksheet element of the body is identified by its ``data-work``: its name and its numbers (``lines 6``,
``box 40`` in millimetres, ``scale 1 5``). Its words (the ends of a scale, the names of blanks, a title)
are paragraphs in it.
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from markdown_it.token import Token

from bookbuild.model import MILLIMETRES
from bookbuild.parse.vocabulary import WORK

WORKSHEET_BLOCKS = ("checklist", "fill", "answer")
"""Worksheet blocks that contain others, and end with a closing fence."""

FAULT = "worksheet fault"
"""Key in a token's `meta` for what is wrong with a worksheet element: a message and a hint."""

MAX_LINES = 60
MAX_STEPS = 11
MAX_BLANKS = 12
MIN_BOX, MAX_BOX = 5, 250  # millimetres

_LENGTH = re.compile(rf"([0-9]+(?:\.[0-9]+)?)\s*({'|'.join(MILLIMETRES)})", re.IGNORECASE)
_QUOTED = r'["“„”«»]\s*([^"“„”«»]*[^"“„”«»\s])\s*["“„”«»]'
_SCALE = re.compile(rf"([0-9]{{1,3}})\s+([0-9]{{1,3}})(?:\s+{_QUOTED}\s*{_QUOTED})?")
_FIELD_CUTOFF = 0.75
_NAME_CUTOFF = 0.6


@dataclass(frozen=True, slots=True)
class _Work:
    """A parsed field: its ``data-work``, and the words in it."""

    work: str
    words: tuple[str, ...] = ()


class _ArgumentError(Exception):
    """Raised for invalid arguments of a field; `hint` states what is valid."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def is_field(info: str) -> bool:
    """Return whether the words after a fence name a field, or a likely misspelling of one."""
    return _names_field(info.partition(" ")[0].lower())


@functools.lru_cache(maxsize=1000)  # called for each fence once for every block around it
def _names_field(name: str) -> bool:
    known = (*WORKSHEET_BLOCKS, *FIELDS)
    return name in FIELDS or (name not in known and bool(get_close_matches(name, FIELDS, 1, _FIELD_CUTOFF)))


def closest_name(name: str, known: Sequence[str]) -> str:
    """Return the known name closest to a misspelt block name, or an empty string."""
    return "".join(get_close_matches(name, FIELDS, 1, _FIELD_CUTOFF) or get_close_matches(name, known, 1, _NAME_CUTOFF))


def field_tokens(field: Token, name: str, arguments: str) -> Iterator[Token]:
    """Yield the tokens of a field, or a hidden one with its fault."""
    try:
        asked = FIELDS[name](arguments)
    except _ArgumentError as fault:
        field.hidden = True
        field.meta[FAULT] = (str(fault), fault.hint)
        yield field
        return
    field.type, field.tag, field.nesting = "worksheet_open", "div", 1
    field.attrs[WORK] = asked.work
    yield field
    for word in asked.words:
        yield from paragraph(word, field)
    yield Token("worksheet_close", "div", -1, level=field.level, block=True)


def paragraph(words: str, parent: Token, css_class: str = "") -> list[Token]:
    """Return the tokens of a paragraph of inline Markdown in a block."""
    opening = Token("paragraph_open", "p", 1, map=parent.map, level=parent.level + 1, block=True)
    if css_class:
        opening.attrs["class"] = css_class
    inline = Token("inline", "", 0, map=parent.map, level=parent.level + 2, children=[], content=words, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, level=parent.level + 1, block=True)]


def open_worksheet_block(opening: Token, name: str, inside: Sequence[Token]) -> None:
    """Turn a block into a worksheet's; one that lacks its list or table stays plain text."""
    needed = {"checklist": "list", "fill": "table"}.get(name, "")
    if needed and not any(token.type.endswith(f"{needed}_open") for token in inside):
        example = "- with a hyphen before each item" if needed == "list" else "with a row | a | b | and rules under it"
        opening.meta[FAULT] = (f"::: {name} contains no {needed}", f"write a {needed} between the fences, {example}")
        return
    opening.tag = "section" if name == "answer" else "div"
    opening.attrs[WORK] = name


def _lines(arguments: str) -> _Work:
    hint = f"write how many, from 1 to {MAX_LINES}: ::: lines 6"
    if not re.fullmatch("[0-9]{1,3}", arguments):
        raise _ArgumentError(_describe_invalid("lines", arguments, "not a number of lines"), hint)
    if not 1 <= int(arguments) <= MAX_LINES:
        raise _ArgumentError(f"the number of lines must be from 1 to {MAX_LINES}, not {int(arguments)}", hint)
    return _Work(f"lines {int(arguments)}")


def _box(arguments: str) -> _Work:
    hint = f"write a height in mm, cm, in or pt, from {MIN_BOX} mm to {MAX_BOX} mm: ::: box 4cm"
    match = _LENGTH.fullmatch(arguments)
    if not match:
        raise _ArgumentError(_describe_invalid("box", arguments, "not a height"), hint)
    height = float(match[1]) * MILLIMETRES[match[2].lower()]
    if not MIN_BOX <= height <= MAX_BOX:
        raise _ArgumentError(f"a box must be from {MIN_BOX} mm to {MAX_BOX} mm high, not {arguments}", hint)
    return _Work(f"box {round(height, 1):g}")


def _scale(arguments: str) -> _Work:
    hint = 'write its first and last number and, in quotes, what they mean: ::: scale 1 5 "not at all" "completely"'
    match = _SCALE.fullmatch(arguments)
    if not match:
        raise _ArgumentError(_describe_invalid("scale", arguments, "not a scale"), hint)
    first, last = int(match[1]), int(match[2])
    if last <= first:
        raise _ArgumentError(f"a scale cannot go from {first} to {last}", hint)
    if last - first >= MAX_STEPS:
        raise _ArgumentError(f"a scale from {first} to {last} has more than {MAX_STEPS} steps", hint)
    return _Work(f"scale {first} {last}", tuple(filter(None, match.groups()[2:])))


def _blanks(arguments: str) -> _Work:
    hint = f"write up to {MAX_BLANKS} names with commas between them: ::: fields Name, Date, Class"
    names = tuple(filter(None, (" ".join(name.split()) for name in arguments.split(","))))
    if not names:
        raise _ArgumentError("::: fields has no names", hint)
    if len(names) > MAX_BLANKS:
        raise _ArgumentError(f"there are {len(names)} fields; the limit is {MAX_BLANKS}", hint)
    return _Work("fields", names)


def _describe_invalid(name: str, arguments: str, missing: str) -> str:
    return f"{arguments!r} is {missing}" if arguments else f"::: {name} has no arguments"


FIELDS: Mapping[str, Callable[[str], _Work]] = {"lines": _lines, "box": _box, "scale": _scale, "fields": _blanks}
"""Worksheet elements that are a single line, by their names."""
