"""What runs say alike, held once: what their fonts say of each glyph is most of what is remembered of a run."""

from dataclasses import replace
from typing import TypeVar

from bookbuild.model import LaidOutRun, UsedFont

Item = TypeVar("Item")


class Interner:
    """Lets the runs that are given to it have in common what they say alike."""

    def __init__(self) -> None:
        self._widths: dict[tuple[int, float], tuple[int, float]] = {}
        self._texts: dict[tuple[int, str], tuple[int, str]] = {}

    def share(self, run: LaidOutRun) -> LaidOutRun:
        """Return an equal run that is smaller in memory."""
        return replace(run, fonts=tuple(map(self._shared, run.fonts)))

    def _shared(self, font: UsedFont) -> UsedFont:
        return replace(font, widths=_known(self._widths, font.widths), texts=_known(self._texts, font.texts))


def _known(known: dict[Item, Item], items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return equal items that were known before, where they were."""
    return tuple(known.setdefault(item, item) for item in items)
