"""Diagnostics of bookbuild.toml, with the line and the nearest known word."""

import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.system.regular_files import read_text

FILE_NAME = "bookbuild.toml"
Keys = Sequence[str | int]
_MOST_SEARCHED = 30_000
"""Characters of a file in which a line is searched for."""


class Fault(NamedTuple):
    """The keys that lead to a value and what is wrong with it; or an unknown key, and those `known` in its table."""

    keys: Keys
    message: str = ""
    known: Iterable[str] = ()
    hint: str = ""

    def diagnostic(self, text: str) -> Diagnostic:
        """Return the diagnostic, with the line in the file's text."""
        where, line = ".".join(map(str, self.keys)), line_of(self.keys, text)
        if self.known:
            hint = self.hint or nearest(str(self.keys[-1]), self.known)
            return diagnose("config-key", f"unknown key {where!r}", FILE_NAME, line, hint)
        joint = " " if self.message.startswith(("must ", "is ", "holds ", "has ")) else ": "
        return diagnose("config-value", f"{where}{joint}{self.message}", FILE_NAME, line, self.hint)


def nearest_if_any(word: object, known: Iterable[object]) -> str:
    """Return a hint that names the nearest known word, or an empty text if none is near."""
    near = get_close_matches(str(word), [one for one in known if isinstance(one, str)], 1)
    return f"did you mean {near[0]!r}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or all of them."""
    known = list(known)
    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"


def setting_line(project: Path, keys: Keys) -> int | None:
    """Return the line on which a key stands in a project's bookbuild.toml, or None if it has none; see `line_of`."""
    path = project / FILE_NAME
    return line_of(keys, read_text(path)) if path.is_file() else None


def line_of(keys: Keys, text: str) -> int | None:
    """Return the line on which a key stands, or for a missing key that of its table; None if there is neither, or the
    file is very large.

    tomllib keeps no lines. But the head of a file up to any statement is a file itself, so a key stands on the line
    after the longest head that lacks it, which is searched for by halves.
    """
    if len(text) > _MOST_SEARCHED:
        return None
    whole, lines = tomllib.loads(text), text.split("\n")
    while keys and not _holds(whole, keys):
        keys = keys[:-1]
    if not keys:
        return None
    lacking, holding = 0, len(lines)
    while found := _readable_head(lines, lacking, holding):
        count, head = found
        if _holds(head, keys):
            holding = count
        else:
            lacking = count
    return lacking + 1


def _readable_head(lines: Sequence[str], least: int, most: int) -> tuple[int, object] | None:
    """Return the value of a head with more lines than `least` and fewer than `most`, near the middle, and their number;
    None if there is none that is TOML by itself.
    """
    middle = (least + most) // 2
    for count in (*range(middle, least, -1), *range(middle + 1, most)):
        with suppress(tomllib.TOMLDecodeError):  # it ends inside a value
            return count, tomllib.loads("\n".join(lines[:count]))
    return None


def _holds(value: object, keys: Keys) -> bool:
    for key in keys:
        inside = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if key not in inside:
            return False
        value = inside[key]
    return True
