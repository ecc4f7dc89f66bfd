"""TOML of a metadata block -> entries."""

import re
import tomllib

from bookbuild.parse.block.entries import BlockError, Entry, entries_of
from bookbuild.parse.block.scalars import corrected, quoted

_STATEMENT = re.compile(r"""[^\S\n]*(?P<key>[\w.-]+|"[^"\n]+"|'[^'\n]+')[^\S\n]*(?P<sign>[=:])[^\S\n]*(?P<value>.*)""")
_TABLE = re.compile(r"[^\S\n]*\[\[?(?P<name>[^\[\]]+)\]\]?[^\S\n]*(?:#.*)?")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_SEVERAL_LINES = ('"""', "'''", "[", "{")


def read_toml(block: str) -> tuple[dict[str, Entry], list[BlockError]]:
    """Return the entries of a block, and the faults that could be mended.

    Raises:
        BlockError: if it cannot be read.
    """
    faults: list[BlockError] = []
    try:
        values = _loads(block)
    except tomllib.TOMLDecodeError as error:
        mended, faults = _mended(block)
        values = _loads_mended(mended, error)
    lines = _lines_of(block)
    return entries_of(values, lines, min(lines.values(), default=1)), faults


def _loads(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=str)
    except RecursionError as error:
        raise BlockError("values are nested too deeply", 0) from error


def _loads_mended(text: str, original: tomllib.TOMLDecodeError) -> dict[str, object]:
    try:
        return _loads(text)
    except tomllib.TOMLDecodeError:
        place = _PLACE.search(str(original))
        line = int(place[1]) if place and place[1] else len(text.rstrip("\n").split("\n"))
        problem = _PLACE.sub("", str(original))
        hint = 'write key = "text" on each line'
        raise BlockError(f"the metadata block is not valid TOML: {problem}", line - 1, hint) from original


def _mended(block: str) -> tuple[str, list[BlockError]]:
    """Return a block with each text between quotes, and each ``key: value`` as ``key = value``."""
    lines, faults = block.split("\n"), []
    for number, line in enumerate(lines):
        match = _STATEMENT.fullmatch(line)
        if match is None or match["value"].startswith(_SEVERAL_LINES) or _is_valid(line):
            continue
        value = match["value"].strip()
        found = corrected(value, "", is_text=True, is_colour=False) if value[:1] in {"'", '"'} else None
        meant = f"{match['key']} = {found.text if found else value}"
        if not _is_valid(meant):
            meant = f"{match['key']} = {quoted(value)}"
        lines[number] = meant
        message = "a key and its value are joined by =, and a text is between quotes"
        faults.append(BlockError(f"the metadata block is not valid TOML: {message}", number, f"write {meant}"))
    return "\n".join(lines), faults


def _is_valid(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _lines_of(block: str) -> dict[str, int]:
    """Return the line of each dotted key, counted from 1."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(block.split("\n"), 1):
        if header := _TABLE.fullmatch(line):
            table = f"{_dotted(header['name'])}."
            found.setdefault(table[:-1], number)
        elif statement := _STATEMENT.match(line):
            found.setdefault(table + _dotted(statement["key"]), number)
    return found


def _dotted(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
