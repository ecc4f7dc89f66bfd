"""``preview``: the book in the browser while it is written."""

import os
import re
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import click

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.layout import run_alone
from bookbuild.pipeline.request import BuildRequest, require_valid
from bookbuild.preview.editors import editor_of
from bookbuild.preview.running import Listening, require_libraries, serve
from bookbuild.preview.state_file import RunningPreview

_PLACE = re.compile(r"(.+?):([0-9]+)(?::[0-9]+)?:?")


def preview_book(
    request: BuildRequest, listening: Listening, *, editor: str, against: str, opens: bool, quiet: bool
) -> int:
    """Show the book until Ctrl-C; where it is shown already, open that."""
    require_libraries()
    require_valid(request)
    if running := RunningPreview.find(request.project):
        click.echo(f"the preview of this book runs already: {running.address}", err=True)
        if opens:
            webbrowser.open(running.address)
        return ExitCode.OK
    run_alone()

    begun = teller(opens=opens, quiet=quiet, what="preview")
    serve(request, listening, begun, editor=editor_of(os.environ, editor), against=against)
    return ExitCode.OK


def teller(*, opens: bool, quiet: bool, what: str) -> Callable[[str, str], None]:
    """Return what prints the addresses at which something is shown, and opens the browser."""

    def begun(address: str, shared: str) -> None:
        if not quiet:
            click.echo(f"{what}: {address}", err=True)
        if shared:
            _show_code(shared)
        if not quiet:
            click.echo("Ctrl-C ends", err=True)
        if opens:
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    return begun


def turn_to(project: Path, place: str) -> int:
    """Have a running preview turn to ``FILE:LINE`` or ``FILE:LINE:COLUMN``; paths are relative to the current folder or
    the project's.
    """
    found = _PLACE.fullmatch(place)
    path, line = (found[1], found[2]) if found else (place, "1")
    running = RunningPreview.find(project)
    if running is None:
        hint = "start it in another terminal: bookbuild preview"
        raise UsageError(diagnose("wrong-argument", "no preview of this book is running", hint=hint))
    inside = _inside(project, path)
    if inside is None or not running.tell(inside, int(line)):
        raise UsageError(diagnose("wrong-argument", f"the book that is shown has no article {path}"))
    return ExitCode.OK


def _inside(project: Path, path: str) -> str | None:
    """Return the path of an article relative to the project, or None if it is not in it."""
    root = project.resolve()
    for file in (Path(path).resolve(), (root / path).resolve()):
        if file.is_relative_to(root) and file.is_file():
            return file.relative_to(root).as_posix()
    return None


def _show_code(address: str) -> None:
    """Print the address for other machines, and its QR code."""
    from bookbuild.render.qr import qr_rows  # noqa: PLC0415 - slow to import, and only for this

    click.echo(f"whoever has this address, in the same network, sees the book: {address}", err=True)
    rows = qr_rows(address)
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        click.echo("".join(" ▀▄█"[(not up) + 2 * (not low)] for up, low in zip(upper, lower, strict=True)), err=True)
