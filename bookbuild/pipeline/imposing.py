"""Any PDF onto sheets of paper: read, imposed and written."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bookbuild.config.geometry import millimetres
from bookbuild.config.papers import mark_names, paper_size, paper_thickness
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.imposition import impose
from bookbuild.model import SCHEMES, Artifact, SheetSettings
from bookbuild.pipeline.output import write_output
from bookbuild.pipeline.request import ImposeRequest, wrong_argument
from bookbuild.pipeline.results import ImposeResult
from bookbuild.system.regular_files import read_bytes
from bookbuild.typefaces import load_typefaces

Value = TypeVar("Value")

_FLIPS = ("auto", "short", "long")


def impose_file(request: ImposeRequest) -> ImposeResult:
    """Impose a PDF and write the sheets.

    Raises:
        UsageError: when a value of the request cannot be read, or the sheets would replace the file itself.
        BookError: when the file cannot be imposed, or the sheets not be written.
    """
    settings, target = settings_of(request), request.output_file
    if target.resolve() == request.file.resolve():
        raise wrong_argument("output", "the sheets would replace the file that they are made of")
    typefaces = load_typefaces() if settings.instructions else ()
    outcome = impose(_read_file(request.file), settings, typefaces, name=str(request.file))
    sheets = outcome.value
    artifact = Artifact(target.name, "sheets", "", sheets.pdf, sheets.sides)
    file = write_output(artifact, target.parent, str(target.parent))
    return ImposeResult(file, sheets.sheets, sheets.paper, sheets.flip, sheets.scale, diagnostics=outcome.diagnostics)


def settings_of(request: ImposeRequest) -> SheetSettings:
    """Return the settings that a request describes.

    Raises:
        UsageError: when a value cannot be read.
    """
    if request.scheme not in SCHEMES:
        raise wrong_argument("scheme", f"{request.scheme!r} is no scheme", request.scheme, SCHEMES)
    if request.flip not in _FLIPS:
        raise wrong_argument("flip", f"{request.flip!r} is no edge", request.flip, _FLIPS)
    if request.sheets_per_signature is not None and request.sheets_per_signature < 1:
        raise wrong_argument("sheets_per_signature", f"{request.sheets_per_signature} is less than 1")
    return SheetSettings(
        scheme=request.scheme,
        paper=_read("paper", request.paper, paper_size),
        fit=request.fit,
        thickness=_read("thickness", request.thickness, paper_thickness),
        sheets_per_signature=request.sheets_per_signature,
        marks=_read("marks", request.marks, mark_names),
        gutter=_read("gutter", request.gutter, millimetres),
        margin=_read("margin", request.margin, millimetres),
        direction="rtl" if request.rtl else "auto",
        flip=request.flip,
        back_cover=request.back_cover,
        instructions=request.instructions,
    )


def _read(name: str, text: str, read: Callable[[str], Value]) -> Value:
    try:
        return read(text)
    except ValueError as error:
        raise wrong_argument(name, str(error)) from error


def _read_file(file: Path) -> bytes:
    try:
        return read_bytes(file)
    except OSError as error:
        raise BookError(diagnose("unreadable", f"it cannot be read: {error.strerror}", str(file))) from error
