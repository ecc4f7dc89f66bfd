"""Equal parts of runs held in memory once: the glyph tables of their fonts are most of what is kept of a run."""

from dataclasses import replace
from typing import TypeVar

from bookbuild.model import LaidOutRun, UsedFont

Item = TypeVar("Item")


class Interner:
    """Replaces equal parts of the runs that it is given by the same objects."""

    def __init__(self) -> None:
        self._widths: dict[tuple[int, float], tuple[int, float]] = {}
        self._texts: dict[tuple[int, str], tuple[int, str]] = {}

    def share(self, run: LaidOutRun) -> LaidOutRun:
        """Return an equal run that shares glyph widths and texts with the runs before."""
        return replace(run, fonts=tuple(map(self._shared, run.fonts)))

    def _shared(self, font: UsedFont) -> UsedFont:
        return replace(font, widths=_interned(self._widths, font.widths), texts=_interned(self._texts, font.texts))


def _interned(known: dict[Item, Item], items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the known objects that are equal to items, and make those known that are not."""
    return tuple(known.setdefault(item, item) for item in items)
