"""How good a line is, by the room that it leaves in its width: a line that is filled, or one that is not."""

from dataclasses import dataclass
from math import inf
from typing import Protocol

_EVEN = 0.5
"""How far a line is stretched or shrunk, in shares of what is easy, that is neither loose nor tight."""
_A_WORD = 1e12
"""The demerits of a line that holds one word, and is not full."""
_A_LINE = 1e7
"""The demerits of any line that is not justified: fewer lines go before all else."""


class Fit(Protocol):
    """What lines are judged by."""

    @property
    def width(self) -> float:
        """The width of a line."""

    @property
    def hyphen(self) -> float:
        """The demerits of a hyphen at the end of a line."""

    @property
    def hyphens(self) -> float:
        """Those of a second one in a row."""

    @property
    def is_strict(self) -> bool:
        """Whether no last line may be next to nothing."""

    def judged(self, room: float, spaces: int) -> tuple[float, int] | None:
        """Return the demerits of a line by the room that it leaves in its width, and the class of its tightness.

        Return None for a line that is too full.
        """

    def judged_last(self, room: float, spaces: int) -> tuple[float, int] | None:
        """Return the same for the last line of a paragraph."""


@dataclass(frozen=True, slots=True)
class Justified:
    """Lines that are full, since their spaces stretch and shrink, and all their letters become a little wider or
    narrower.

    `stretch` and `shrink` are what a space does easily, and at most, respectively. `flexibility` is the share of their
    width that letters do. `loosest` is the stretch of the loosest line that is looked at, in multiples of what is easy.
    """

    width: float
    stretch: float
    shrink: float
    flexibility: float = 0
    hyphen: float = 22500
    hyphens: float = 3000
    loosest: float = inf
    is_strict: bool = False
    is_last_full: bool = False
    """Whether the last line is to be full too."""

    def judged(self, room: float, spaces: int) -> tuple[float, int] | None:
        """Judge a line by how far its spaces and letters are from their natural width."""
        letters = self.flexibility * (self.width - room)
        if room < 0:
            most = self.shrink * spaces + letters
            if room < -most:
                return None
            ratio = -room / most
            return (10 + 100 * ratio**3) ** 2, 0 if ratio > _EVEN else 1
        if not spaces:
            return (inf if room > letters and self.loosest < inf else _A_WORD + room), 3
        ratio = room / (self.stretch * spaces + letters)
        if ratio > 1:
            ratio = (room - letters) / (self.stretch * spaces)
            if ratio > self.loosest:
                return inf, 3
        return (10 + 100 * ratio**3) ** 2, 1 if ratio <= _EVEN else 2 if ratio <= 1 else 3

    def judged_last(self, room: float, spaces: int) -> tuple[float, int] | None:
        """Judge a last line, which is not stretched as a rule."""
        return self.judged(room, spaces) if room < 0 or self.is_last_full else (100, 1)

    def scale(self, room: float, spaces: int) -> float:
        """Return how much wider than they are the letters of a line become, where 1 leaves them as they are."""
        letters = self.flexibility * (self.width - room)
        most = (self.stretch if room > 0 else self.shrink) * spaces + letters
        return 1 + self.flexibility * max(-1.0, min(1.0, room / most)) if most > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lines whose spaces stay as they are: no more of them than needed, as long as each other, the last one free."""

    width: float
    hyphen: float = 400
    hyphens: float = 1000
    is_balanced: bool = False
    """Whether the last line counts as the others do."""
    loosest: float = 1
    """The share of the width that may stay white in a line that is looked at."""
    is_strict: bool = False

    def judged(self, room: float, spaces: int) -> tuple[float, int] | None:  # noqa: ARG002 - of the protocol
        """Judge a line by the share of the width that stays white; any line more is worse than all of these."""
        if room < 0:
            return None
        white = room / self.width
        return (inf if white > self.loosest else _A_LINE + (100 * white) ** 2), 1

    def judged_last(self, room: float, spaces: int) -> tuple[float, int] | None:  # noqa: ARG002 - likewise
        """Judge a last line."""
        if room < 0:
            return None
        return _A_LINE + ((100 * room / self.width) ** 2 if self.is_balanced else 0), 1
