"""``impose``: the pages of any PDF on sheets of paper."""

from pathlib import Path
from typing import Any

import click

from bookbuild.api import ImposeResult, impose
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.messages import show_diagnostics
from bookbuild.cli.report import counted, show_files
from bookbuild.config.geometry import millimetres
from bookbuild.config.papers import mark_names, paper_size, paper_thickness

_READERS = {
    "paper": paper_size,
    "thickness": paper_thickness,
    "marks": mark_names,
    "gutter": millimetres,
    "margin": millimetres,
}
"""What reads the values of options."""


def impose_file(file: Path, *, output: Path | None, **options: Any) -> int:
    """Impose a file, print how to print the sheets, and return the exit code.

    Raises:
        click.UsageError: when an option has a value that cannot be read.
    """
    for name, read in _READERS.items():
        try:
            read(options[name])
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=f"--{name}") from error
    if output and output.resolve() == file.resolve():
        raise click.BadParameter("the sheets would take the place of the file that they are made of", param_hint="-o")
    result = impose(file, output=output, **options)
    show_diagnostics(result.diagnostics)
    if result.file:
        show_files([result.file])
        click.echo(_advice(result), err=True)
    return exit_code_of(result.status)


def _advice(result: ImposeResult) -> str:
    """Return how the sheets are to be printed, as a sentence."""
    how = f"on both sides, turned over at the {result.flip} edge" if result.flip else "on one side"
    scale = f"{result.scale:.0%}"
    scaled = "" if scale == "100%" else f"; the pages are at {scale} of their size"
    return f"{counted(result.sheets, 'sheet')} of {result.paper}: print them at 100%, {how}{scaled}"
