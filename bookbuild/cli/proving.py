"""``check --outputs`` and ``--reproducible``: what built files conform to, and whether a second build is the same."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.cli.message_formats import MessageFormat, json_document
from bookbuild.cli.report import console, counted, size_of
from bookbuild.model import OUTPUT_FOLDER
from bookbuild.pipeline.reproducing import Comparison, UnfinishedError, build_twice
from bookbuild.verify.conformance import Conformance, State, conformance_of

_STYLES = {State.HOLDS: "green", State.FAILS: "bold red", State.OPEN: "yellow", State.ABSENT: "dim"}

Row = tuple[str, Conformance]
"""A file's name, and something it conforms to or not."""


def prove(  # noqa: PLR0913 - the options of the command
    output: Path | None,
    *,
    project: Path,
    editions: Sequence[str],
    all_editions: bool,
    language: str,
    outputs: bool,
    reproducible: bool,
    message_format: MessageFormat,
    **_: object,
) -> ExitCode:
    """Do what is asked for, both if both are, and return the exit code: the higher one."""
    if output is not None and not outputs:
        raise click.UsageError("-o goes with --outputs")
    codes = [ExitCode.OK]
    if outputs:
        codes.append(check_outputs(output or project / OUTPUT_FOLDER, message_format=message_format))
    if reproducible:
        options = (*(("--all",) if all_editions else ()), *(("--language", language) if language else ()))
        codes.append(check_reproducible(project, (*editions, *options), message_format=message_format))
    return max(codes)


def check_outputs(folder: Path, *, message_format: MessageFormat) -> ExitCode:
    """Print what the files in a folder conform to, and return the exit code: 1 if anything does not hold."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    rows = [(str(path.relative_to(folder)), one) for path in paths for one in conformance_of(path)]
    if not rows:
        click.echo(f"there is no book in {folder}: type bookbuild build first, or name its folder with -o", err=True)
        return ExitCode.USAGE_AT_FAULT
    if message_format is MessageFormat.JSON:
        click.echo(json_document(outputs=[_plain(row) for row in rows]))
    else:
        _show(rows)
    return ExitCode.BOOK_AT_FAULT if any(one.state is State.FAILS for _, one in rows) else ExitCode.OK


def _plain(row: Row) -> dict[str, str]:
    file, one = row
    return {"file": file, "standard": one.standard, "state": one.state.value, "detail": one.detail}


def _show(rows: Sequence[Row]) -> None:
    table = _table("file", "what", "holds", "")
    before = ""
    for file, one in rows:
        state = Text(one.state.value, _STYLES[one.state])
        table.add_row(Text(file if file != before else ""), one.standard, state, Text(one.detail))
        before = file
    console(sys.stdout).print(table)
    counts = [(sum(one.state is state for _, one in rows), words) for state, words in _WORDS.items()]
    click.echo(f"{counted(len({file for file, _ in rows}), 'file')}: {_counted(counts)}", err=True)


_WORDS = {State.HOLDS: "hold", State.FAILS: "do not hold", State.OPEN: "are not proved"}


def _counted(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def check_reproducible(project: Path, arguments: Sequence[str], *, message_format: MessageFormat) -> ExitCode:
    """Build twice, print what differs, and return the exit code: 1 if anything does."""
    try:
        files = build_twice(project, arguments)
    except UnfinishedError as error:
        click.echo(str(error), err=True)
        return ExitCode.BOOK_AT_FAULT
    if message_format is MessageFormat.JSON:
        plain = [{"file": one.name, "bytes": one.size, "difference": one.difference or None} for one in files]
        click.echo(json_document(reproducible=plain))
    else:
        _show_comparisons(files)
    return ExitCode.BOOK_AT_FAULT if any(one.difference for one in files) else ExitCode.OK


def _show_comparisons(files: Sequence[Comparison]) -> None:
    table = _table("file", "size", "made twice")
    for one in files:
        verdict = Text(f"differs: {one.difference}", "bold red") if one.difference else Text("the same", "green")
        table.add_row(Text(one.name), size_of(one.size), verdict)
    console(sys.stdout).print(table)


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title, justify="right" if title == "size" else "left", overflow="fold")
    return table
