"""Console output: counts and tables on stderr, manifests on stdout.

Rich is slow to import, so that it is imported when something is printed.
"""

# ruff: noqa: PLC0415 - rich is slow to import

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from bookbuild.doctor import Finding
    from bookbuild.pipeline.results import OutputFile

UNLIMITED = 10_000
"""The width, in characters, of a stream that is no terminal."""


def console(stream: TextIO | None = None) -> "Console":
    """Return a console on a stream, stderr by default; it honours ``NO_COLOR``, and folds lines on a terminal only."""
    from rich.console import Console

    stream = stream or sys.stderr
    return Console(file=stream, highlight=False, soft_wrap=True, width=None if stream.isatty() else UNLIMITED)


def count_of(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, as text; empty if there is none."""
    kinds = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
    counts = [(sum(found.severity is kind for found in diagnostics), word) for kind, word in kinds]
    return ", ".join(counted(count, word) for count, word in counts if count)


def counted(count: int, word: str) -> str:
    """Return a count and what is counted: ``1 file``, ``1,200 files``."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def show_files(files: "Sequence[OutputFile]") -> None:
    """Print a table of the files that were written."""
    if not files:
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("made", "pages", "size", ""):
        table.add_column(title, justify="right" if title in {"pages", "size"} else "left", overflow="fold")
    for file in files:
        pages = str(file.pages) if file.pages is not None else "–"  # noqa: RUF001 - a dash for none
        table.add_row(Text(file.path), pages, size_of(file.size), "" if file.changed else "unchanged")
    console().print(table)


def size_of(count: int) -> str:
    """Return a number of bytes as text in kB or MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"  # noqa: PLR2004 - a million


def plain_json(value: object) -> str:
    """Return values as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def show_findings(findings: Sequence["Finding"]) -> int:
    """Print what the doctor found, what is missing first, and return the exit status: 1 if something needed is."""
    from rich.text import Text

    from bookbuild.doctor import conclusion

    screen, status = console(), ExitCode.OK
    for finding in sorted(findings, key=lambda one: (one.ok, one.optional)):
        mark = (
            Text("  ok    ", "green") if finding.ok else Text("  lacks ", "yellow" if finding.optional else "bold red")
        )
        screen.print(mark.append(f"{finding.name}: {finding.detail}", ""))
        if not finding.ok:
            screen.print(Text(f"          {finding.remedy}", "dim"))
            status = status if finding.optional else ExitCode.BOOK_AT_FAULT
    screen.print(Text(conclusion(findings)))
    return status
