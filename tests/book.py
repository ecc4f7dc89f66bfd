"""A book project in a folder of its own: write files, run the command line, look at all of its output."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

from bookbuild.cli.entry import run

QUIET = {"COLUMNS": "200", "NO_COLOR": "1"}
"""The environment in which the command line runs, beside the machine's own."""


@dataclass(frozen=True, slots=True)
class Ran:
    """The result of a run of the command line: its exit status, and the whole of both streams."""

    status: int
    err: str = ""
    out: str = ""

    def json(self) -> Any:
        """Return standard output read as JSON."""
        return json.loads(self.out)


def run_command(*arguments: str) -> Ran:
    """Run a command in this process and in the current folder."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(arguments)
    return Ran(int(status), err.getvalue(), out.getvalue())


class BookProject:
    """A project folder under construction. What writes a file returns the project, so that calls can be chained."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, path: str, content: str | bytes) -> Self:
        """Write a file, texts with their line ends as they are."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def link(self, path: str, target: str) -> Self:
        """Make a symbolic link."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)
        return self

    def config(self, more: str = "", *, title: str = "A book", language: str = "en") -> Self:
        """Write bookbuild.toml: title and language on its first lines, then what more is given."""
        return self.file("bookbuild.toml", f'[book]\ntitle = "{title}"\nlanguage = "{language}"\n{more}\n')

    def article(self, number: object, text: str = "Some words.", *, chapter: object = 1, more: str = "") -> Self:
        """Write the article of a number as ``content/NUMBER.md``, its text on line 8; `more` comes before that."""
        head = (
            f"---\narticle:\n  title: Article {number}\n  number: {number}\nchapter:\n  number: {chapter}\n{more}---\n"
        )
        return self.file(f"content/{number}.md", f"{head}{text}\n")

    def run(self, *arguments: str, **environment: str) -> Ran:
        """Run a command on this project, in this process."""
        command, *others = arguments
        with patch.dict(os.environ, {**QUIET, **environment}):
            return run_command(command, "-C", str(self.folder), *others)

    def program(self, *arguments: str, **environment: str) -> Ran:
        """Run the program as a process of its own, in the project's folder."""
        return program(*arguments, folder=self.folder, environment=environment)

    def files(self, folder: str = "_book") -> dict[str, bytes]:
        """Return the files below a folder, hidden ones too, by name."""
        below = sorted((self.folder / folder).rglob("*"))
        return {file.name: file.read_bytes() for file in below if file.is_file()}


def surroundings(**more: str) -> dict[str, str]:
    """The environment in which the program runs as a process of its own."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **QUIET, **more}


def program(*arguments: str, folder: Path, environment: Mapping[str, str] | None = None) -> Ran:
    """Run the program as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bookbuild", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=surroundings(**(environment or {})),
    )
    return Ran(done.returncode, done.stderr, done.stdout)
