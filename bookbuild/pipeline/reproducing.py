"""Builds made twice, under other circumstances, and compared: the same input has to give the same bytes."""

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_CIRCUMSTANCES: tuple[tuple[Mapping[str, str], tuple[str, ...]], ...] = (
    ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, ()),
    ({"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}, ("--jobs", "1")),
)
"""Environment and options of the two builds: what must have no effect differs."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file of both builds. `difference` is the first one, or empty if the files are the same."""

    name: str
    size: int
    difference: str = ""


class UnfinishedError(Exception):
    """Raised when a build fails; the message is what it said."""


def build_twice(project: Path, arguments: Sequence[str]) -> tuple[Comparison, ...]:
    """Build a project twice without its cache, into temporary folders, and compare all files.

    Args:
        project: its folder, in which nothing is written.
        arguments: those of ``bookbuild build``: editions and options.

    Raises:
        UnfinishedError: when nothing can be made.

    """
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place, name) for name in ("first", "second")]
        for folder, (environment, options) in zip(folders, _CIRCUMSTANCES, strict=True):
            _build(project, folder, environment, (*arguments, *options))
        return tuple(_compared(*folders))


def _build(project: Path, folder: Path, environment: Mapping[str, str], arguments: Sequence[str]) -> None:
    command = [sys.executable, "-m", "bookbuild", "build", "-C", str(project), "--no-cache", "-o", str(folder)]
    done = subprocess.run(  # noqa: S603 - this program
        [*command, "--quiet", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        text=True,
        errors="replace",
    )
    if done.returncode or not folder.is_dir():
        raise UnfinishedError(done.stderr.strip() or "nothing was made")


def _compared(first: Path, second: Path) -> Iterator[Comparison]:
    names = {
        str(path.relative_to(folder)) for folder in (first, second) for path in folder.rglob("*") if path.is_file()
    }
    for name in sorted(names):
        one, other = first / name, second / name
        if one.is_file() and other.is_file():
            data = one.read_bytes()
            yield Comparison(name, len(data), first_difference(data, other.read_bytes()))
        else:
            which = "first" if one.is_file() else "second"
            yield Comparison(name, 0, f"only the {which} build made it")


def first_difference(one: bytes, other: bytes) -> str:
    """Return where two files first differ, or an empty text: the file in an EPUB, the line, and what stands there."""
    if one == other:
        return ""
    if zipfile.is_zipfile(io.BytesIO(one)) and zipfile.is_zipfile(io.BytesIO(other)):
        return _first_in_archive(one, other)
    at = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), None)
    at = min(len(one), len(other)) if at is None else at
    line = one.count(b"\n", 0, at) + 1
    return f"byte {at:,}, line {line:,}: {_excerpt(one, at)} and {_excerpt(other, at)}"


def _first_in_archive(one: bytes, other: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        if first.namelist() != second.namelist():
            pairs = zip(first.namelist(), second.namelist(), strict=False)
            name = next((name for name, same in pairs if name != same), "the last file")
            return f"its files are others, or in another order, from {name} on"
        for name in first.namelist():
            if found := first_difference(first.read(name), second.read(name)):
                return f"{name}, {found}"
    return "the container itself: dates or compression"


def _excerpt(data: bytes, at: int) -> str:
    return repr(data[max(0, at - 10) : at + 20].decode("ascii", "replace"))
