"""Texts of files that are put together before they are parsed: metadata blocks apart, and where each line is from."""

from collections.abc import Iterable
from dataclasses import dataclass

from bookbuild.model import Source
from bookbuild.sites.data import Data, DataError, read_data

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class SplitFile:
    """The lines of a file: those of its metadata block with the fences, and those after it."""

    path: str
    block: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def metadata(self) -> Data:
        """The values of the metadata block; an empty mapping if there is none, or if it cannot be read."""
        try:
            return read_data("\n".join(self.block[1:-1]).encode(), "block.yaml") if self.block else {}
        except DataError:
            return {}

    def lines_of_body(self) -> tuple[tuple[str, int], ...]:
        """Return where each line of the body is from."""
        return tuple((self.path, len(self.block) + number + 1) for number in range(len(self.body)))


def split_file(data: bytes, path: str) -> SplitFile | None:
    """Return the lines of a file, or None if it is not UTF-8."""
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        return None
    if lines[0].rstrip() == _FENCE:
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in {_FENCE, "..."}:
                return SplitFile(path, tuple(lines[: number + 1]), tuple(lines[number + 1 :]))
    return SplitFile(path, (), tuple(lines))


def joined(first: SplitFile, others: Iterable[SplitFile]) -> Source:
    """Return a file with the bodies of others behind its own, a blank line between them."""
    lines = [*first.block, *first.body]
    origins = [(first.path, number) for number in range(1, len(lines) + 1)]
    for other in others:
        lines += ["", *other.body]
        origins += [origins[-1], *other.lines_of_body()]
    return Source(first.path, "\n".join(lines).encode(), tuple(origins))
