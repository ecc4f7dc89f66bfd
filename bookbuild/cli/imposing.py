"""``impose``: any PDF onto sheets."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from bookbuild.cli.asked import SheetOptions, Status
from bookbuild.cli.output import put
from bookbuild.cli.report import counted, show_diagnostics, show_made
from bookbuild.config.geometry import millimetres
from bookbuild.config.papers import mark_names, paper_size, paper_thickness
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.imposition import impose
from bookbuild.model import Artifact, ImposedSheets, SheetSettings
from bookbuild.typefaces import load_typefaces

Read = TypeVar("Read")


def impose_file(options: SheetOptions) -> int:
    """Impose a file and write the sheets.

    Raises:
        click.UsageError: when an option has a value that cannot be read.
        BookError: when the file cannot be imposed, or the sheets not be written.
    """
    settings = _settings(options)
    place = options.output or options.file.with_suffix(".sheets.pdf")
    if place.resolve() == options.file.resolve():
        raise click.BadParameter("the sheets would take the place of the file that they are made of", param_hint="-o")
    typefaces = load_typefaces() if settings.instructions else ()
    outcome = impose(_content(options.file), settings, typefaces, name=str(options.file))
    show_diagnostics(outcome.diagnostics)
    artifact = Artifact(place.name, "sheets", "", outcome.value.pdf)
    show_made([put(artifact, place.parent, str(place.parent))])
    click.echo(_advice(outcome.value), err=True)
    return Status.MADE


def _settings(options: SheetOptions) -> SheetSettings:
    return SheetSettings(
        scheme=options.scheme,
        paper=_read("--paper", options.paper, paper_size),
        fit=options.fit,
        thickness=_read("--thickness", options.thickness, paper_thickness),
        sheets_per_signature=options.sheets_per_signature,
        marks=_read("--marks", options.marks, mark_names),
        gutter=_read("--gutter", options.gutter, millimetres),
        margin=_read("--margin", options.margin, millimetres),
        direction="rtl" if options.rtl else "auto",
        flip=options.flip,
        back_cover=options.back_cover,
        instructions=options.instructions,
    )


def _read(option: str, text: str, read: Callable[[str], Read]) -> Read:
    """Read the value of an option.

    Raises:
        click.BadParameter: when it cannot be read.
    """
    try:
        return read(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BookError(diagnose("unreadable", f"it cannot be read: {error.strerror}", str(file))) from error


def _advice(sheets: ImposedSheets) -> str:
    """Say how the sheets are to be printed."""
    how = f"on both sides, turned over at the {sheets.flip} edge" if sheets.flip else "on one side"
    scale = f"{sheets.scale:.0%}"
    scaled = "" if scale == "100%" else f"; the pages are at {scale} of their size"
    return f"{counted(sheets.sheets, 'sheet')} of {sheets.paper}: print them at 100%, {how}{scaled}"
