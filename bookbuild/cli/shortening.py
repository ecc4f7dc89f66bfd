"""Which diagnostics are printed so that all of a command fit a screen: ten of a code, or fewer; the rest is counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Severity

MOST_OF_A_CODE = 10
"""How many messages of one code are printed, unless all are wanted."""
_SCREEN = 34
"""How many lines all messages take together, if they are more than one of each code."""
_FIRST = "recognised-site"
"""The code that is printed before all others: what a folder was taken for explains the rest."""
_ERRORS, _OTHERS = 22, 20
"""How many of these lines errors may take, and how many warnings and notes."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """The diagnostics of a severity that are printed, and how many of each code are not."""

    shown: tuple[Diagnostic, ...]
    left: Counter[str]
    repeats_hints: bool = False
    """Whether a hint stands under each message that it helps against, instead of under the first of them."""


@dataclass(frozen=True, slots=True)
class Room:
    """Lines on a screen, each of so many characters."""

    lines: int
    width: int

    def holds(self, found: Sequence[Diagnostic], *, repeats_hints: bool = False) -> bool:
        """Return whether diagnostics fit with their hints, each hint once or under every one."""
        return self.taken_by(found, repeats_hints=repeats_hints) <= self.lines

    def taken_by(self, found: Sequence[Diagnostic], *, repeats_hints: bool = False) -> int:
        """Return how many lines diagnostics take."""
        hints = [one.hint for one in found if one.hint]
        texts = [*(f"{one.location}{one.code}{one.message}" for one in found), *(hints if repeats_hints else {*hints})]
        return sum(1 + len(text) // self.width for text in texts) + sum(bool(one.also_at) for one in found)


def shortened(diagnostics: Sequence[Diagnostic], width: int) -> dict[Severity, Shortened]:
    """Return what is printed of each severity on a screen of a width in characters."""
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    others = [found for found in diagnostics if found.severity is not Severity.ERROR]
    room = Room(_ERRORS, width)
    first = _first_of_each_code(errors, MOST_OF_A_CODE)
    repeats_hints = room.holds(first, repeats_hints=True)
    shown = first if repeats_hints else _fitting(errors, room)
    taken = room.taken_by(shown, repeats_hints=repeats_hints)
    also = _fitting(others, Room(max(min(_SCREEN - taken, _OTHERS), _SCREEN - _ERRORS), width))
    return {
        severity: _of_severity(severity, diagnostics, [*shown, *also], repeats_hints=repeats_hints)
        for severity in Severity
    }


def _of_severity(
    severity: Severity, diagnostics: Sequence[Diagnostic], shown: Sequence[Diagnostic], *, repeats_hints: bool
) -> Shortened:
    ours = tuple(found for found in shown if found.severity is severity)
    left = Counter(found.code for found in diagnostics if found.severity is severity)
    left.subtract(found.code for found in ours)
    return Shortened(ours, +left, repeats_hints=repeats_hints and severity is Severity.ERROR)


def _fitting(diagnostics: Sequence[Diagnostic], room: Room) -> list[Diagnostic]:
    """Return the first diagnostics of each code, as many as fit; if one of each does not, those of frequent codes."""
    for most in range(MOST_OF_A_CODE, 0, -1):
        shown = _first_of_each_code(diagnostics, most)
        if room.holds(shown):
            return shown
    codes = Counter(found.code for found in diagnostics)
    chosen: list[Diagnostic] = []
    for found in sorted(shown, key=lambda one: (one.code != _FIRST, -codes[one.code])):
        if chosen and not room.holds([*chosen, found]):
            break
        chosen.append(found)
    return [found for found in shown if found in chosen]


def _first_of_each_code(diagnostics: Sequence[Diagnostic], most: int) -> list[Diagnostic]:
    seen: Counter[str] = Counter()
    shown = []
    for found in diagnostics:
        seen[found.code] += 1
        if seen[found.code] <= most:
            shown.append(found)
    return shown
