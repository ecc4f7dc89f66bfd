"""Code in colour, with numbers of lines and lines that stand out, if its language is named or its author asks for them.

The text of a block stays the code itself: numbers are drawn, or written by the stylesheet.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from bookbuild.render.trees import Element, add_class, has_class

_LANGUAGE = re.compile(r"(?:^|\s)language-(\S+)")
_FIRST = re.compile(r"(?:^|\s)from-(\d{1,6})(?!\S)")
_MARKED = re.compile(r"(?:^|\s)marked-(\d{1,6})-(\d{1,6})(?!\S)")
_KINDS = (
    ("Comment", "code-comment"), ("Keyword.Constant", "code-number"), ("Keyword", "code-word"),
    ("Operator.Word", "code-word"), ("Literal.String", "code-text"), ("Literal.Number", "code-number"),
    ("Name.Function", "code-name"), ("Name.Class", "code-name"), ("Name.Tag", "code-word"),
    ("Name.Decorator", "code-name"), ("Name.Attribute", "code-name"), ("Generic.Deleted", "code-number"),
    ("Generic.Inserted", "code-text"), ("Generic.Heading", "code-word"), ("Generic.Prompt", "code-comment"),
)  # fmt: skip
"""Kinds of pieces of code as Pygments names them, with our classes; the first that fits counts."""
_LONGEST = 200_000
"""Code that is longer, in characters, has no colours."""
Piece = tuple[str, str]
"""A class, or an empty string, and the text that has it."""


def has_listings(markup: str) -> bool:
    """Return whether code in a body has a language, numbers or lines that stand out."""
    return "<pre" in markup and ('class="language-' in markup or '<pre class="' in markup)


def set_listings(tree: Element) -> None:
    """Set the code of a tree in colour, line by line where lines have numbers or stand out."""
    for block in tree.iter("pre"):
        code = block[0] if len(block) == 1 and block[0].tag == "code" and not len(block[0]) else None
        if code is None:
            continue
        language = _LANGUAGE.search(code.get("class") or "")
        pieces = _pieces(code.text or "", language[1] if language else "")
        classes = block.get("class") or ""
        first, marked = _FIRST.search(classes), _MARKED.findall(classes)
        if first or marked:
            _set_lines(code, pieces, int(first[1]) if first else 0, [(int(start), int(end)) for start, end in marked])
        elif any(kind for kind, _ in pieces):
            _append(code, pieces)


@functools.lru_cache(maxsize=256)
def _pieces(code: str, language: str) -> tuple[Piece, ...]:
    """Return code in pieces, which together are the code."""
    lexer = _lexer(language) if language and len(code) <= _LONGEST else None
    if lexer is None:
        return (("", code),)
    pieces: list[Piece] = []
    for token, text in lexer.get_tokens(code):
        kind = _class_of(str(token).removeprefix("Token."))
        if pieces and pieces[-1][0] == kind:
            pieces[-1] = (kind, pieces[-1][1] + text)
        else:
            pieces.append((kind, text))
    return tuple(pieces) if "".join(text for _, text in pieces) == code else (("", code),)


@functools.lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    """Return what divides code of a language, or None if the language is not known."""
    from pygments.lexers import find_lexer_class_by_name, find_lexer_class_for_filename  # noqa: PLC0415 - rarely needed
    from pygments.util import ClassNotFound  # noqa: PLC0415 - few books have code

    name = language.partition(",")[0].lower()
    try:
        known = find_lexer_class_by_name(name)
    except ClassNotFound:  # the ending of a file's name, as GitHub takes it: yml, kt
        known = find_lexer_class_for_filename(f"code.{name}")
    return known(stripnl=False, ensurenl=False) if known else None


@functools.cache
def _class_of(token: str) -> str:
    return next((name for kind, name in _KINDS if token == kind or token.startswith(f"{kind}.")), "")


def _append(parent: Element, pieces: tuple[Piece, ...] | list[Piece]) -> None:
    """Put pieces of code into an empty element."""
    parent.text = None
    last: Element | None = None
    for kind, text in pieces:
        if kind and not text.isspace():
            last = etree.SubElement(parent, "span", {"class": kind})
            last.text = text
        elif last is None:
            parent.text = (parent.text or "") + text
        else:
            last.tail = (last.tail or "") + text


def _set_lines(code: Element, pieces: tuple[Piece, ...], first: int, marked: list[tuple[int, int]]) -> None:
    """Put each line into an element, with its number."""
    code.text = None
    for number, line in enumerate(_lines(pieces), 1):
        shown = etree.SubElement(code, "span", {"class": "code-line"})
        if first:
            shown.set("data-line", str(first + number - 1))
        if any(start <= number <= end for start, end in marked):
            add_class(shown, "code-marked")
        _append(shown, line)


def _lines(pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Yield the pieces of each line, with its end."""
    line: list[Piece] = []
    for kind, text in pieces:
        for part in text.splitlines(keepends=True) if text else ():
            line.append((kind, part))
            if part.endswith("\n"):
                yield line
                line = []
    if line:
        yield line


def draw_line_numbers(tree: Element) -> None:
    """Draw the numbers of lines, as outlines: as text they would be copied with the code."""
    for block in tree.iter("pre"):
        numbers = [line for line in block.iter("span") if line.get("data-line")]
        most = max((len(line.get("data-line") or "") for line in numbers), default=0)
        for line in numbers:
            number = line.get("data-line") or ""
            drawing = etree.fromstring(_number(number, max(2, most)))
            drawing.tail, line.text = line.text, None
            line.insert(0, drawing)
            room = max(2, most) * _ADVANCE / 100 * _SIZE + _GAP
            marked = _BAR if has_class(line, "code-marked") else 0
            line.set("style", f"padding-inline-start:{room + _TURN + marked:.4g}em;text-indent:{-room - _TURN:.4g}em")


@functools.lru_cache(maxsize=4096)
def _number(number: str, most: int) -> str:
    """Return a number as a drawing, in the room for `most` digits."""
    width = most * _ADVANCE
    digits = "".join(
        f'<path transform="translate({_ADVANCE * place})" d="{_digit(digit)}"/>'
        for place, digit in enumerate(number, most - len(number))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="line-number" aria-hidden="true" fill="currentColor" '
        f'viewBox="0 -80 {width} 100" '
        f'style="width:{width * _SIZE / 100:.4g}em;height:{_SIZE}em;margin-inline-end:{_GAP}em">{digits}</svg>'
    )


_SIZE, _GAP, _TURN, _BAR = 0.78, 0.9, 1.2, 0.3
"""The size of numbers, the gap behind them, the indent of broken lines, and of those that stand out, in ems."""
_ADVANCE = 64
"""The width of a digit of DejaVu Sans, of 100 units an em."""
_POINTS = 12
"""The size in which its outlines are given."""


@functools.cache
def _font() -> Any:
    from ziafont.font import Font  # noqa: PLC0415 - only books with numbered lines need it

    return Font()


@functools.cache
def _digit(digit: str) -> str:
    path = _font().glyph(digit).svgpath(0, 0, scale_factor=100 / _POINTS)
    return str(path.get("d")) if path is not None else ""
