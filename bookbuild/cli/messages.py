"""Diagnostics as text on the console: errors last, as many as fit a screen, and how many there are of each code."""

# ruff: noqa: PLC0415 - rich is slow to import

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from bookbuild.cli.report import console, counted
from bookbuild.cli.shortening import Shortened, shortened
from bookbuild.diagnostics import Diagnostic, Location, Severity

if TYPE_CHECKING:
    from rich.text import Text

_MOST_PLACES = 3
"""How many more places of a cause are printed, unless all are wanted."""
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_ORDER = tuple(reversed(_COLOURS))
"""Errors come last, where people look first."""


def show_diagnostics(diagnostics: Sequence[Diagnostic], *, command: str = "check", every: bool = False) -> None:
    """Print diagnostics, each as ``path:line: error[code]: message`` with its hint under it, then how many there are.

    What does not fit a screen is counted instead, unless `every` one is requested; `command` is that which shows all
    with ``-v``.
    """
    if every:
        show_every_diagnostic(diagnostics)
    elif diagnostics:
        parts = shortened(diagnostics, console().width)
        for severity in _ORDER:
            _print_part(parts[severity], command)
    show_counts(diagnostics)


def _print_part(part: Shortened, command: str) -> None:
    _print(part.shown, every=False, repeats_hints=part.repeats_hints)
    if part.left:
        codes = {found.code for found in part.shown}
        rest = ", ".join(f"{count:,} {'more ' * (code in codes)}{code}" for code, count in part.left.items())
        click.echo(f"… and {rest}; bookbuild {command} -v shows all", err=True)


def show_every_diagnostic(diagnostics: Sequence[Diagnostic]) -> None:
    """Print diagnostics, and nothing else."""
    for severity in _ORDER:
        _print([found for found in diagnostics if found.severity is severity], every=True, repeats_hints=True)


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


def _print(diagnostics: Sequence[Diagnostic], *, every: bool, repeats_hints: bool) -> None:
    if diagnostics:
        screen, hints = console(), set[str]()
        for found in diagnostics:
            for line in _lines(found, every=every, with_hint=repeats_hints or found.hint not in hints):
                screen.print(line)
            hints.add(found.hint)


def _lines(found: Diagnostic, *, every: bool, with_hint: bool) -> Iterator["Text"]:
    """Yield the lines of a diagnostic; a hint that stands under another one already may be left out."""
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
