"""The letters of a run, read out of what its pages draw."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pikepdf

from bookbuild.model import LaidOutRun
from tests.layout.tagged import opened

Letter = tuple[str, str, float, float]
"""A glyph's font and text, and where its left end and its baseline are on the page, in CSS pixels."""

_SPACES = " \u00a0\u200b\u2009\u202f\u3000"


def letters(run: LaidOutRun) -> Iterator[Letter]:
    """Return the letters of a run, without its spaces, in the order in which they are drawn."""
    return chain.from_iterable(letters_of_pages(run))


def letters_of_pages(run: LaidOutRun) -> Iterator[list[Letter]]:
    """Yield the letters of each page of a run, in the order in which they are drawn."""
    with opened(run) as pdf:
        for page in pdf.pages:
            reader = _Reader(run)
            followed = (
                reader.follow(str(instruction.operator), list(instruction.operands))
                for instruction in pikepdf.parse_content_stream(page)
            )
            yield list(chain.from_iterable(followed))


class _Reader:
    """Follows the operators that show text (ISO 32000-1, 9.4)."""

    def __init__(self, run: LaidOutRun) -> None:
        self._texts = {font.key: dict(font.texts) for font in run.fonts}
        self._widths = {font.key: dict(font.widths) for font in run.fonts}
        self._font, self._size, self._left, self._base, self._rise = "", 0.0, 0.0, 0.0, 0.0
        self._scale = 1.0

    def follow(self, operator: str, operands: list[Any]) -> Iterator[Letter]:
        if operator == "Tf":
            self._font, self._size = str(operands[0])[1:], float(operands[1])
        elif operator == "Tm":
            self._scale, self._left, self._base = float(operands[0]), float(operands[4]), float(operands[5])
        elif operator == "Ts":
            self._rise = float(operands[0])
        elif operator == "TJ":
            for piece in operands[0]:
                yield from self._show(bytes(piece)) if isinstance(piece, pikepdf.String) else self._move(float(piece))

    def _move(self, thousandths: float) -> Iterator[Letter]:
        self._left -= thousandths * self._scale * self._size / 1000
        return iter(())

    def _show(self, codes: bytes) -> Iterator[Letter]:
        for place in range(0, len(codes), 2):
            glyph = int.from_bytes(codes[place : place + 2])
            text = self._texts[self._font].get(glyph, "")
            if text.strip(_SPACES):
                yield self._font, text, self._left, self._base + self._rise
            self._left += self._widths[self._font][glyph] * self._scale * self._size / 1000
