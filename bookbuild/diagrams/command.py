"""The command that draws a kind of diagram, as a project names it."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagrams.faults import DiagramError

INPUT, OUTPUT, PROJECT = "{input}", "{output}", "{project}"
"""What in a command stands for the file with the diagram, the file to be written, and the project's folder."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the program's path, its arguments, and a digest of all that it is made of, as far as that is known."""

    program: str
    arguments: tuple[str, ...]
    digest: str

    def words(self, source: Path, drawing: Path) -> list[str]:
        """Return the command for a file with a diagram and a file to be written."""
        named = {INPUT: str(source), OUTPUT: str(drawing)}
        return [self.program, *(_filled(word, named) for word in self.arguments)]

    @property
    def reads_file(self) -> bool:
        """Return whether the diagram is read from a file, and not from the standard input."""
        return any(INPUT in word for word in self.arguments)

    @property
    def writes_file(self) -> bool:
        """Return whether the drawing is written to a file, and not to the standard output."""
        return any(OUTPUT in word for word in self.arguments)


def command_of(words: Sequence[str], project: Path) -> Command:
    """Return the command that these words are; its program is looked for as a shell would.

    Raises:
        DiagramError: if there is no such program.
    """
    named = {PROJECT: str(project.resolve())}
    name, *arguments = [_filled(word, named) for word in words]
    program = shutil.which(name)
    if program is None:
        raise DiagramError(f"there is no program {name!r}", "install it, or correct its name under [diagrams]")
    return Command(program, tuple(arguments), _digest(program, arguments, project))


def _filled(word: str, named: dict[str, str]) -> str:
    for sign, value in named.items():
        word = word.replace(sign, value)
    return word


def _digest(program: str, arguments: Sequence[str], project: Path) -> str:
    """Return a digest of a command: of the program by its size and date, of files of the project by their bytes."""
    digest = hashlib.sha256()
    for word in (program, *arguments):
        digest.update(word.encode("utf-8", "surrogateescape") + b"\0")
        path = Path(word)
        if path.is_absolute() and path.is_file():
            if path.resolve().is_relative_to(project.resolve()):
                digest.update(path.read_bytes())
            else:
                facts = path.stat()
                digest.update(f"{facts.st_size} {facts.st_mtime_ns}".encode())
    return digest.hexdigest()
