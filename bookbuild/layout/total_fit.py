"""Where the lines of a paragraph end, chosen for the paragraph as a whole.

After Knuth and Plass, *Breaking paragraphs into lines* (1981): each way to break a paragraph has demerits, and of all
ways the one with the fewest is found, in a time that grows with the length of the text. Widths are in any unit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple, Protocol

_MOST_HYPHENS = 2
"""How many lines in a row may end in a hyphen."""
_REFUSED = 5e7
"""The demerits of what is worse than a very loose line: a last line that is next to nothing."""
_EVEN = 0.5
"""How far a line is stretched or shrunk, in shares of what is easy, that is neither loose nor tight."""
_UNEVEN = 3000
"""The demerits of two lines in a row that are as different as a tight and a loose one."""
_A_WORD = 1e12
"""The demerits of a line that holds one word, and is not full."""
_A_LINE = 1e7
"""The demerits of any line that is not justified: fewer lines go before all else."""


class Break(NamedTuple):
    """A place where a line may end.

    `end` is the width of the paragraph up to there if a line ends there, and `spaces` the number of the spaces between;
    `start` and `after` are the same up to where the next line begins. `mark` is whatever the caller knows it by.
    """

    end: int
    spaces: int
    start: int
    after: int
    is_hyphen: bool = False
    mark: Any = None


class Fit(Protocol):
    """What lines are judged by."""

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


class _Line(NamedTuple):
    """A line that may be in the best paragraph, with the demerits of all lines up to it. `at` is its end's place."""

    start: float
    after: int
    demerits: float
    tightness: int
    hyphens: int
    at: int
    end: Break | None
    before: "_Line | None"


def choose_breaks(
    breaks: Sequence[Break],
    width: float,
    fit: Fit,
    *,
    indent: float = 0,
    begin: int = 0,
    parts: Callable[[int], Iterable[Break]] | None = None,
    short: int | None = None,
) -> list[Break]:
    """Return where the lines of a paragraph end, from the place after `begin` on: the last at the last of `breaks`.

    Where a word is too wide for any line, they end before it; where no way is found they are none. `parts` returns the
    hyphens that the word before a break may have. What follows the breaks from place `short` on is too short for a
    line.
    """
    paragraph = _Paragraph(breaks, width, fit, parts, len(breaks) if short is None else short)
    return _ends(paragraph.last_line(begin, indent))


class _Paragraph:
    """The search for the best lines of a paragraph. `active` are the lines that another may follow, in order."""

    def __init__(
        self,
        breaks: Sequence[Break],
        width: float,
        fit: Fit,
        parts: Callable[[int], Iterable[Break]] | None,
        short: int,
    ) -> None:
        self.breaks, self.width, self.fit, self.parts, self.short = breaks, width, fit, parts, short
        self.active: list[_Line] = []
        self.first = 0

    def last_line(self, begin: int, indent: float) -> _Line | None:
        """Return the last of the best lines, or None."""
        active, last = self.active, len(self.breaks) - 1
        start, after = (self.breaks[begin - 1].start, self.breaks[begin - 1].after) if begin else (0, 0)
        active.append(_Line(start - indent, after, 0.0, 1, 0, begin - 1, None, None))
        for at in range(begin, last):
            self._try_parts(at)
            self._try(at, self.breaks[at])
            if self.first == len(active):
                return None if self.fit.is_strict else active[-1]
        self._try_parts(last)
        best = self._best_last(last, self.breaks[last])
        return best or (None if self.fit.is_strict else active[-1])

    def _try_parts(self, at: int) -> None:
        """Add lines that end within the word before a place, if that may be better."""
        is_near_end = at >= self.short - 1
        if self.parts and (is_near_end or self.breaks[at].end - self.active[self.first].start > self.width):
            for part in self.parts(at):
                self._try(at, part)

    def _try(self, at: int, end: Break) -> None:
        """Add the best lines that end at a place, one for each tightness."""
        best: dict[int, tuple[float, _Line]] = {}
        judged, width, active = self.fit.judged, self.width, self.active
        extra = self.fit.hyphen if end.is_hyphen else 0.0
        for index in range(self.first, len(active)):
            line = active[index]
            judgement = judged(width - end.end + line.start, end.spaces - line.after)
            if judgement is None:
                if index == self.first and not end.is_hyphen:
                    self.first += 1
                continue
            demerits, tightness = judgement
            if demerits == inf:  # those after it are looser
                break
            if end.is_hyphen and line.hyphens:
                if line.hyphens == _MOST_HYPHENS:
                    continue
                demerits += self.fit.hyphens
            if abs(tightness - line.tightness) > 1:
                demerits += _UNEVEN
            demerits += line.demerits + extra
            if tightness not in best or demerits < best[tightness][0]:
                best[tightness] = demerits, line
        for tightness, (demerits, line) in best.items():
            hyphens = line.hyphens + 1 if end.is_hyphen else 0
            active.append(_Line(end.start, end.after, demerits, tightness, hyphens, at, end, line))

    def _best_last(self, at: int, end: Break) -> _Line | None:
        best = None
        least = inf
        for line in self.active[self.first :]:
            judgement = self.fit.judged_last(self.width - end.end + line.start, end.spaces - line.after)
            if judgement is None:
                continue
            demerits = judgement[0] + line.demerits
            is_short = line.at > self.short or (line.at == self.short and not line.hyphens)
            if is_short or (line.hyphens and line.at == at):
                if self.fit.is_strict:
                    continue
                demerits += _REFUSED
            if demerits < least:
                least, best = demerits, line._replace(demerits=demerits, end=end, before=line)
        return best


def _ends(line: _Line | None) -> list[Break]:
    found: list[Break] = []
    while line and line.end:
        found.append(line.end)
        line = line.before
    return found[::-1]
