"""A program run for one diagram: its text in, SVG out."""

import os
import re
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from bookbuild.diagrams.command import Command
from bookbuild.diagrams.confinement import LARGEST, SECONDS, confined, environment
from bookbuild.diagrams.faults import DiagramError

_SVG = re.compile(rb"<svg[\s>/]")
_LONGEST = 200
"""How many characters of a program's message are shown."""
_IN_SHELL = "look at what the program says when it is run by itself"


def draw(command: Command, text: str, kind: str) -> bytes:
    """Return the drawing of a diagram as SVG, as the program has made it: it is not safe yet.

    Raises:
        DiagramError: if the program fails, takes too long, or makes no SVG.
    """
    with tempfile.TemporaryDirectory(prefix="bookbuild-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        source, drawing, errors = folder / f"diagram.{kind}", folder / "diagram.svg", folder / "errors.txt"
        source.write_text(text, encoding="utf-8")
        printed = folder / "printed.svg"
        with source.open("rb") as given, printed.open("wb") as out, errors.open("wb") as err:
            status = _run(command, source, drawing, (given.fileno(), out.fileno(), err.fileno()), folder)
        if status:
            said = _first_line(errors) or _first_line(printed)
            raise DiagramError(said or f"the program ended with status {status}", _IN_SHELL)
        return _checked(drawing if command.writes_file else printed, _first_line(errors))


def _run(command: Command, source: Path, drawing: Path, streams: tuple[int, int, int], folder: Path) -> int:
    given, out, err = streams
    words = confined(command.words(source, drawing))
    try:
        process = subprocess.Popen(  # noqa: S603 - what the project names, without a shell
            words,
            stdin=subprocess.DEVNULL if command.reads_file else given,
            stdout=out,
            stderr=err,
            cwd=folder,
            env=dict(environment(folder)),
            start_new_session=True,
        )
    except OSError as error:
        raise DiagramError(f"the program cannot be started: {error.strerror}") from error
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DiagramError(f"the program takes more than {SECONDS} seconds", _IN_SHELL) from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and those that it has started, if they still run."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _first_line(file: Path) -> str:
    """Return the first line of a file that says something, or an empty string."""
    with file.open("rb") as opened:
        lines = opened.read(10_000).decode("utf-8", "replace").splitlines()
    said = next((line.strip() for line in lines if line.strip()), "")
    return "" if said.startswith("<") else said[:_LONGEST]


def _checked(drawing: Path, said: str) -> bytes:
    if not drawing.is_file() or not drawing.stat().st_size:
        raise DiagramError(said or "the program writes nothing", _IN_SHELL)
    if drawing.stat().st_size >= LARGEST:
        raise DiagramError(f"the drawing is larger than {LARGEST // 2**20} MiB")
    data = drawing.read_bytes()
    if not _SVG.search(data[:100_000]):
        hint = "let it write SVG: dot needs -Tsvg, mmdc a file that ends in .svg"
        raise DiagramError(said or "what the program writes is no SVG", hint)
    return data
