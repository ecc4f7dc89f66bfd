"""Programs that make books, and whether they are on this machine."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.measuring import Run, measure

PEERS = Path(__file__).resolve().parents[1] / ".venv" / "peers"
"""Where `scripts/setup.sh bench` installs what packages give, so that the project depends on none of it."""
SITE = next(PEERS.glob("lib/python*/site-packages"), PEERS)
_PATH = os.pathsep.join((str(SITE / "pypandoc" / "files"), str(PEERS / "bin"), os.environ.get("PATH", os.defpath)))


class Contender(Protocol):
    """What is measured: it makes a book in the folder of a guide."""

    @property
    def key(self) -> str:
        """What goals call it."""

    @property
    def name(self) -> str:
        """What tables call it."""

    @property
    def output(self) -> str:
        """The pattern of its book."""

    def run(self, folder: Path) -> Run:
        """Make the book once, and return what it took.

        Raises:
            CommandFailedError: when it was not made.

        """

    def stop(self) -> None:
        """End what is still running between two runs."""


@dataclass(frozen=True, slots=True)
class Program:
    """A contender that is a command. `ready` is done before each run, and not measured.

    The book of an earlier run is taken away before, unless `keeps` it.
    """

    key: str
    name: str
    command: tuple[str, ...]
    output: str
    ready: Callable[[Path], None] = lambda _folder: None
    environment: Mapping[str, str] = field(default_factory=dict)
    keeps: bool = False

    def run(self, folder: Path) -> Run:
        """Run the command."""
        self.ready(folder)
        for earlier in () if self.keeps else folder.glob(self.output):
            earlier.unlink()
        return run_here(self.command, folder, self.environment)

    def stop(self) -> None:
        """Do nothing: the command has ended."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A peer that is not on this machine, and how to get it."""

    key: str
    name: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A program of others. It needs `needs`, commands or paths, and is listed with its `releases`."""

    title: str
    needs: tuple[str, ...]
    releases: tuple[Callable[[], str], ...]
    command: tuple[str, ...]
    output: str
    remedy: str = "scripts/setup.sh bench"
    ready: Callable[[Path], None] = lambda _folder: None
    environment: Mapping[str, str] = field(default_factory=dict)

    def find(self, key: str) -> Program | Absent:
        """Look for it on this machine."""
        if not all(where(need) for need in self.needs):
            return Absent(key, self.title, self.remedy)
        name = f"{self.title} ({', '.join(release() for release in self.releases)})"
        return Program(key, name, self.command, self.output, self.ready, self.environment)


def run_here(command: tuple[str, ...], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Measure a command that finds the peers."""
    return measure(command, folder, {"PATH": _PATH, **(environment or {})})


def where(program: str) -> str:
    """Return where a program is, or None if it is missing."""
    return shutil.which(program, path=_PATH) or (program if Path(program).exists() else "")


def printed_version(program: str, word: int = 1) -> str:
    """Return the version that a program prints: the second word of its output, or another."""
    said = subprocess.run((where(program), "--version"), capture_output=True, text=True, check=True).stdout
    return said.split()[word]
