"""Paragraphs whose lines were chosen before: a run is often laid out again, with most of its words as they were.

They are known by all that their lines depend on, and kept with the fonts of their stylesheets.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from bookbuild.layout.accelerators.words import words_of
from bookbuild.layout.line_fits import Justified
from bookbuild.layout.text_breaks import Place

_MOST_PARAGRAPHS = 1 << 12
"""How many paragraphs are remembered."""
_OF_PARAGRAPHS = ("text_align_all", "text_align_last", "font_size")
_OF_TEXTS = ("white_space", "hyphens", "hyphenate_limit_chars", "hyphenate_character")
_OF_EDGES = ("margin_left", "padding_left", "margin_right", "padding_right")
_OF_INLINES = ("direction", "box_decoration_break", "border_left_width", "border_right_width")
"""Properties that lines depend on, besides those that words do."""


class _UnknownError(Exception):
    """A paragraph has something whose width may change from one time to the next."""


class KnownLines(NamedTuple):
    """Where the lines of a paragraph end, and what they were judged by."""

    fit: Justified | None
    marks: Sequence[Place | None]


class KnownParagraphs:
    """The lines of paragraphs by their keys. Places are kept without their boxes, which are those of one document."""

    def __init__(self) -> None:
        self._lines: dict[Any, KnownLines] = {}

    def get(self, key: Any, linebox: Any) -> KnownLines | None:
        """Return the lines of a paragraph, with its boxes, or None if they are not known."""
        known = self._lines.get(key)
        if known is None:
            return None
        return known._replace(
            marks=[mark and mark._replace(box=mark.box and _box_at(linebox, mark.path)) for mark in known.marks]
        )

    def add(self, key: Any, lines: KnownLines) -> None:
        """Keep the lines of a paragraph."""
        if len(self._lines) >= _MOST_PARAGRAPHS:
            self._lines.clear()
        marks = [mark and mark._replace(box=mark.box and True) for mark in lines.marks]
        self._lines[key] = lines._replace(marks=marks)


def known_paragraphs(fonts: Any) -> KnownParagraphs:
    """Return the paragraphs known to have been set in these fonts."""
    known: KnownParagraphs = vars(fonts).setdefault("paragraphs", KnownParagraphs())
    return known


def key_of(linebox: Any, *facts: object) -> Any:
    """Return all that the lines of a paragraph depend on, which `facts` are too, or None if it is not made of words."""
    try:
        contents = tuple(map(_content, linebox.children))
    except _UnknownError:
        return None
    return (contents, *facts, *(linebox.style[name] for name in _OF_PARAGRAPHS))


def _content(box: Any) -> Any:
    """Return what lines depend on of a box in a paragraph; that one that is not in the flow has no width."""
    style = box.style
    if isinstance(box, boxes.TextBox):
        known = words_of(style)
        if known is None:
            raise _UnknownError
        return (box.text, known, *(style[name] for name in _OF_TEXTS))
    if not box.is_in_normal_flow() and not box.is_floated():
        return None
    if not isinstance(box, boxes.InlineBox) or box.is_leader:
        raise _UnknownError
    edges = [style[name] for name in _OF_EDGES]
    if any(getattr(edge, "unit", "") != "px" for edge in edges):
        raise _UnknownError
    return (*edges, *(style[name] for name in _OF_INLINES), tuple(map(_content, box.children)))


def _box_at(box: Any, path: Sequence[int]) -> Any:
    for index in path:
        box = box.children[index]
    return box
