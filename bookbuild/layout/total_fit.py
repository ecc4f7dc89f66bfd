"""Where the lines of a paragraph end, chosen for the paragraph as a whole.

After Knuth and Plass, *Breaking paragraphs into lines* (1981): each way to break a paragraph has demerits, and of all
ways the one with the fewest is found, in a time that grows with the length of the text. Widths are in any unit.
"""

from collections.abc import Callable, Iterable, Sequence
from math import inf
from typing import Any, NamedTuple

from bookbuild.layout.line_fits import Fit

_MOST_HYPHENS = 2
"""How many lines in a row may end in a hyphen."""
_REFUSED = 5e7
"""The demerits of what is worse than a very loose line: a last line that is next to nothing."""
_TAIL = 1e13
"""Those of a last line that is the tail of a word, which any other way goes before."""
_UNEVEN = 3000
"""The demerits of two lines in a row that are as different as a tight and a loose one."""


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


class _Line(NamedTuple):
    """A line that may be in the best paragraph, with the demerits of all lines up to it, and their number. `at` is its
    end's place.
    """

    start: float
    after: int
    demerits: float
    tightness: int
    hyphens: int
    at: int
    end: Break | None
    before: "_Line | None"
    number: int = 0


def choose_breaks(
    breaks: Sequence[Break],
    fit: Fit,
    *,
    indent: float = 0,
    begin: int = 0,
    parts: Callable[[int], Iterable[Break]] | None = None,
    short: int | None = None,
    lines: int | None = None,
) -> list[Break]:
    """Return where the lines of a paragraph end, from the place after `begin` on: the last at the last of `breaks`.

    Where a word is too wide for any line, they end before it; where no way is found they are none. `parts` returns the
    hyphens that the word before a break may have. What follows the breaks from place `short` on is too short for a
    line. With `lines` there is a way only if it has that many.
    """
    paragraph = _Paragraph(breaks, fit, parts, len(breaks) if short is None else short, lines)
    return _ends(paragraph.last_line(begin, indent))


class _Paragraph:
    """The search for the best lines of a paragraph. `active` are the lines that another may follow, in order."""

    def __init__(
        self,
        breaks: Sequence[Break],
        fit: Fit,
        parts: Callable[[int], Iterable[Break]] | None,
        short: int,
        lines: int | None,
    ) -> None:
        self.breaks, self.width, self.fit, self.parts, self.short = breaks, fit.width, fit, parts, short
        self.lines, self.is_strict = lines, fit.is_strict or lines is not None
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
                return None if self.is_strict else active[-1]
        self._try_parts(last)
        best = self._best_last(last, self.breaks[last])
        return best or (None if self.is_strict else active[-1])

    def _try_parts(self, at: int) -> None:
        """Add lines that end within the word before a place, if that may be better."""
        is_near_end = at >= self.short - 1
        if self.parts and (is_near_end or self.breaks[at].end - self.active[self.first].start > self.width):
            for part in self.parts(at):
                self._try(at, part)

    def _try(self, at: int, end: Break) -> None:
        """Add the best lines that end at a place, one for each tightness, and number of lines if that is asked for."""
        best: dict[tuple[int, int], tuple[float, _Line]] = {}
        counts = self.lines is not None
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
            kind = tightness, line.number if counts else 0
            if kind not in best or demerits < best[kind][0]:
                best[kind] = demerits, line
        for (tightness, _), (demerits, line) in best.items():
            hyphens = line.hyphens + 1 if end.is_hyphen else 0
            active.append(_Line(end.start, end.after, demerits, tightness, hyphens, at, end, line, line.number + 1))

    def _best_last(self, at: int, end: Break) -> _Line | None:
        best = None
        least = inf
        for line in self.active[self.first :]:
            judgement = self.fit.judged_last(self.width - end.end + line.start, end.spaces - line.after)
            if judgement is None or self.lines not in {None, line.number + 1}:
                continue
            demerits = judgement[0] + line.demerits
            is_short = line.at > self.short or (line.at == self.short and not line.hyphens)
            is_tail = line.hyphens and line.at == at
            if is_short or is_tail:
                if self.is_strict:
                    continue
                demerits += _TAIL if is_tail else _REFUSED
            if demerits < least:
                least, best = demerits, line._replace(demerits=demerits, end=end, before=line)
        return best


def _ends(line: _Line | None) -> list[Break]:
    found: list[Break] = []
    while line and line.end:
        found.append(line.end)
        line = line.before
    return found[::-1]
