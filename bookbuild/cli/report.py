"""What the program says: diagnostics, tables, progress. On stderr; only manifests go to stdout.

Rich is imported where something is said: it is slow to import, and most builds of scripts say nothing.
"""

# ruff: noqa: PLC0415

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from bookbuild.cli.asked import Status
from bookbuild.cli.made import BuildResult, OutputFile
from bookbuild.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from bookbuild.doctor import Finding

ENDLESS = 10_000
"""The width, in characters, of what is no terminal."""
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def console(stream: TextIO | None = None) -> "Console":
    """Return a console on a stream, stderr by default; it honours ``NO_COLOR``, and folds lines on a terminal only."""
    from rich.console import Console

    stream = stream or sys.stderr
    return Console(file=stream, highlight=False, soft_wrap=True, width=None if stream.isatty() else ENDLESS)


def show_diagnostics(diagnostics: Sequence[Diagnostic]) -> None:
    """Print diagnostics, each as ``path:line: error[code]: message`` with its hint under it."""
    if not diagnostics:
        return
    from rich.text import Text

    screen = console()
    for found in diagnostics:
        line = Text(f"{found.location}: " if found.location else "")
        line.append(f"{found.severity.value}[{found.code}]", COLOURS.get(found.severity, ""))
        line.append(f": {found.message}")
        screen.print(line)
        if found.hint:
            screen.print(Text(f"    hint: {found.hint}", "dim"))


def count_of(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many errors and warnings there are, or nothing."""
    kinds = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
    counts = [(sum(found.severity is kind for found in diagnostics), word) for kind, word in kinds]
    return ", ".join(counted(count, word) for count, word in counts if count)


def counted(count: int, word: str) -> str:
    """Write a number of things: ``1 file``, ``1,200 files``."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def show_made(made: Sequence[OutputFile]) -> None:
    """Print a table of what was made."""
    if not made:
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("made", "pages", "size", ""):
        table.add_column(title, justify="right" if title in {"pages", "size"} else "left", overflow="fold")
    for one in made:
        pages = str(one.pages) if one.pages is not None else "–"  # noqa: RUF001 - a dash for none
        table.add_row(Text(one.path), pages, size_of(one.size), "" if one.changed else "unchanged")
    console().print(table)


def size_of(count: int) -> str:
    """Write a number of bytes for people."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"  # noqa: PLR2004


def manifest(built: BuildResult) -> str:
    """Write the manifest of a build as JSON."""
    artifacts = [_plain_artifact(made) for made in built.made]
    return plain_json({"artifacts": artifacts, "diagnostics": [plain(found) for found in built.diagnostics]})


def _plain_artifact(made: OutputFile) -> dict[str, object]:
    laid_out = {"runs": {"laid_out": made.laid_out, "cached": made.cached}} if made.parts else {}
    return {
        "edition": made.edition,
        "format": made.format,
        "path": made.path,
        "bytes": made.size,
        "sha256": made.sha256,
        "pages": made.pages,
        "changed": made.changed,
        **laid_out,
    }


def plain(found: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as plain values."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "path": found.location.path if found.location else None,
        "line": found.location.line if found.location else None,
        "message": found.message,
        "hint": found.hint,
    }


def plain_json(value: object) -> str:
    """Write plain values as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def show_findings(findings: Sequence["Finding"]) -> int:
    """Print what the doctor found, and return the exit status: 1 where something needed is missing."""
    from rich.text import Text

    from bookbuild.doctor import conclusion

    screen, status = console(), Status.MADE
    for finding in findings:
        mark = (
            Text("  ok    ", "green") if finding.ok else Text("  lacks ", "yellow" if finding.optional else "bold red")
        )
        screen.print(mark.append(f"{finding.name}: {finding.detail}", ""))
        if not finding.ok:
            screen.print(Text(f"          {finding.remedy}", "dim"))
            status = status if finding.optional else Status.BOOK_AT_FAULT
    screen.print(Text(conclusion(findings)))
    return status
