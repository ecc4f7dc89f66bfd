"""Diagnostics as text on the console: errors last, at most ten of a kind, and how many there are of each."""

# ruff: noqa: PLC0415 - rich is slow to import

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from bookbuild.cli.report import console, counted
from bookbuild.diagnostics import Diagnostic, Location, Severity

if TYPE_CHECKING:
    from rich.text import Text

MOST_OF_A_CODE = 10
"""How many messages of one code are printed, unless all are wanted."""
_SCREEN = 20
"""How many lines warnings and notes take together if fewer of each code are printed, so that all are on a screen."""
_MOST_PLACES = 3
"""How many more places of a cause are printed, unless all are wanted."""
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_ORDER = tuple(reversed(_COLOURS))
"""Errors come last, where people look first."""


def show_diagnostics(diagnostics: Sequence[Diagnostic], *, command: str = "check", every: bool = False) -> None:
    """Print diagnostics, each as ``path:line: error[code]: message`` with its hint under it, then how many there are.

    Those of a code beyond `MOST_OF_A_CODE` are counted instead, and of warnings and notes as many more as do not fit a
    screen, unless `every` one is requested; `command` is that which shows all with ``-v``.
    """
    fitting = _most_that_fit([found for found in diagnostics if found.severity is not Severity.ERROR])
    for severity in _ORDER:
        most = MOST_OF_A_CODE if severity is Severity.ERROR else fitting
        of_severity = [found for found in diagnostics if found.severity is severity]
        _print(of_severity if every else _first_of_each_code(of_severity, most), every=every)
        counts = Counter(found.code for found in of_severity)
        rest = ", ".join(f"{count - most:,} more {code}" for code, count in counts.items() if count > most)
        if rest and not every:
            click.echo(f"… and {rest}; bookbuild {command} -v shows all", err=True)
    show_counts(diagnostics)


def _most_that_fit(diagnostics: Sequence[Diagnostic]) -> int:
    """Return how many messages of one code are printed so that all together fit a screen, at least one."""
    numbers = range(MOST_OF_A_CODE, 1, -1)
    return next((most for most in numbers if _height(_first_of_each_code(diagnostics, most)) <= _SCREEN), 1)


def _height(shown: Sequence[Diagnostic]) -> int:
    """Return how many lines diagnostics take."""
    return sum(1 + bool(found.also_at) for found in shown) + len({found.hint for found in shown if found.hint})


def show_every_diagnostic(diagnostics: Sequence[Diagnostic]) -> None:
    """Print diagnostics, and nothing else."""
    for severity in _ORDER:
        _print([found for found in diagnostics if found.severity is severity], every=True)


def show_counts(diagnostics: Sequence[Diagnostic]) -> None:
    """Print how many messages there are of each code, if there are several."""
    if len(diagnostics) > 1:
        click.echo(counts_by_code(diagnostics), err=True)


def counts_by_code(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the number of diagnostics by code, errors first: ``12 broken-link, 3 missing-alt: 15 messages``."""
    kinds = Counter((found.severity, found.code) for found in diagnostics)
    ordered = sorted(kinds.items(), key=lambda item: (-_ORDER.index(item[0][0]), -item[1], item[0][1]))
    codes: dict[str, int] = defaultdict(int)
    for (_, code), count in ordered:
        codes[code] += count
    listed = ", ".join(f"{count:,} {code}" for code, count in codes.items())
    return f"{listed}: {counted(len(diagnostics), 'message')}"


def show_lenient_settings(lines: str) -> None:
    """Print the lines for bookbuild.toml with which a book is made in spite of its errors, if there are any."""
    if lines:
        where = "at the end of bookbuild.toml" if lines.startswith("[") else "under [check] in bookbuild.toml"
        click.echo(f"to make the book all the same, write {where}:\n{lines}", err=True)


def _first_of_each_code(diagnostics: Sequence[Diagnostic], most: int) -> list[Diagnostic]:
    seen: Counter[str] = Counter()
    shown = []
    for found in diagnostics:
        seen[found.code] += 1
        if seen[found.code] <= most:
            shown.append(found)
    return shown


def _print(diagnostics: Sequence[Diagnostic], *, every: bool) -> None:
    if diagnostics:
        screen, hints = console(), set[str]()
        for found in diagnostics:
            is_new = every or found.severity is Severity.ERROR or found.hint not in hints
            for line in _lines(found, every=every, with_hint=is_new):
                screen.print(line)
            hints.add(found.hint)


def _lines(found: Diagnostic, *, every: bool, with_hint: bool) -> Iterator["Text"]:
    """Yield the lines of a diagnostic; the hint of a warning that stands under another one already is not repeated."""
    from rich.text import Text

    line = Text(f"{found.location}: " if found.location else "")
    line.append(f"{found.severity.value}[{found.code}]", _COLOURS[found.severity])
    yield line.append(f": {found.message}")
    if found.also_at:
        yield Text(f"    also at {_places(found.also_at, every=every)}")
    if found.hint and with_hint:
        yield Text(f"    hint: {found.hint}", "dim")


def _places(places: Sequence[Location], *, every: bool) -> str:
    shown = places if every or len(places) <= _MOST_PLACES + 1 else places[:_MOST_PLACES]
    rest = len(places) - len(shown)
    return ", ".join(map(str, shown)) + (f" and {rest:,} more places" if rest else "")
