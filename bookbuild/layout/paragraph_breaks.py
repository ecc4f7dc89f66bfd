"""The places where the lines of a paragraph may end, whatever boxes it is made of.

A paragraph of which a line cannot be told beforehand (floats, texts of other directions or without spaces) has none.
"""

import re
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import atomic_box
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.ffi import TO_UNITS

from bookbuild.layout.accelerators.shortcuts import can_break_text
from bookbuild.layout.accelerators.words import COLLAPSING
from bookbuild.layout.text_breaks import Breaks, Gathered, Place, TextOfWords, measured
from bookbuild.layout.total_fit import Break

_UNFORESEEN = re.compile(
    "[\0-\x1f\u0590-\u08ff\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufdff\ufe70-\uffef\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""What is written from right to left, or has no spaces between words, or is no letter."""
_IDEOGRAPH = "\u2e80"
"""What counts as the letter of a box within a line, for the rules of breaking (CSS Text 3, 5.1)."""
_JOINER = "\u00a0"
"""What counts as the last letter of what no line ends behind."""


class UnforeseenError(Exception):
    """A paragraph has something of which the width or the place is not known before it is laid out."""


def breaks_of(context: Any, linebox: Any, containing_block: Any) -> list[Breaks]:
    """Return the places where lines of a paragraph may end, for each part between line breaks that are written.

    There are none if it has to be laid out to know.
    """
    gatherer = _Gatherer(context, containing_block)
    try:
        gatherer.add_children(linebox, ())
    except UnforeseenError:
        return []
    gatherer.end(None)
    return gatherer.done


class _Gatherer(Gathered):
    """What goes through the boxes of a paragraph and adds up what they hold."""

    def __init__(self, context: Any, containing_block: Any) -> None:
        super().__init__()
        self.context, self.block = context, containing_block

    def add_children(self, parent: Any, path: tuple[int, ...]) -> None:
        """Add what an inline box holds."""
        for index, box in enumerate(parent.children):
            if isinstance(box, boxes.TextBox):
                self._add_text(box, (*path, index))
            elif not box.is_in_normal_flow():
                if box.is_floated():
                    raise UnforeseenError
            elif isinstance(box, boxes.InlineBox):
                self._add_inline(box, (*path, index))
            elif isinstance(box, boxes.ReplacedBox | boxes.InlineBlockBox):
                self._add_atom(box)
            else:
                raise UnforeseenError

    def _add_inline(self, box: Any, path: tuple[int, ...]) -> None:
        if box.style["direction"] != "ltr":
            raise UnforeseenError
        if box.is_leader:
            self._add_leader(box)
            return
        resolve_percentages(box, self.block)
        left, right = (
            sum(
                0 if value == "auto" else value
                for value in (getattr(box, f"margin_{side}"), getattr(box, f"padding_{side}"))
            )
            + getattr(box, f"border_{side}_width")
            for side in ("left", "right")
        )
        if (left or right) and box.style["box_decoration_break"] == "clone":
            raise UnforeseenError
        self.found.width += round(left * TO_UNITS)
        self.add_children(box, path)
        self.found.width += round(right * TO_UNITS)

    def _add_leader(self, box: Any) -> None:
        """Add a leader as its least, one dot, before which no line ends."""
        texts = (text for text in box.descendants() if isinstance(text, boxes.TextBox))
        self.found.width += sum(measured(text.text, text) for text in texts)
        self.before, self.last = _JOINER, None

    def _add_atom(self, box: Any) -> None:
        if box.is_table_wrapper:
            raise UnforeseenError
        resolve_percentages(box, self.block)
        laid_out = atomic_box(self.context, box, 0, None, self.block, [], [])
        self._add_boundary(_IDEOGRAPH, None)
        self.found.width += round(laid_out.margin_width() * TO_UNITS)
        self.before, self.last = _IDEOGRAPH, None

    def _add_boundary(self, letter: str, language: str | None) -> None:
        """Add the break between two boxes, if the letters before and after it may be parted."""
        if self.last and self.before not in {"", " "} and letter != " ":
            box, path = self.last
            if can_break_text(self.before + letter, language):
                stop = len(box.text.encode())
                found = self.found
                mark = Place(box, stop, stop, "", path)
                self.add(Break(found.width, found.spaces, found.width, found.spaces, mark=mark))

    def _add_text(self, box: Any, path: tuple[int, ...]) -> None:
        text, style = box.text, box.style
        if not text:
            return
        if text == "\n" and style["white_space"] == "pre-line":
            self.end(Place(None, 0, 1, "", path))
            return
        is_known = style["white_space"] in COLLAPSING or (style["white_space"] == "pre" and " " not in text)
        if not is_known or not style["font_size"] or style["direction"] != "ltr":
            raise UnforeseenError
        if not text.isascii() and _UNFORESEEN.search(text):
            raise UnforeseenError
        self._add_boundary(text[0], style["lang"])
        TextOfWords(self, box, path).add()
        self.before, self.last = text[-1], (box, path)
