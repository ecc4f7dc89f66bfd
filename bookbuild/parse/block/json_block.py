"""JSON of a metadata block -> entries."""

import json
import re

from bookbuild.parse.block.entries import BlockError, Entry, entries_of
from bookbuild.parse.block.yaml_block import read_yaml


def read_json(block: str) -> tuple[dict[str, Entry], list[BlockError]]:
    """Return the entries of a block, with or without braces around it; commas too many and the like are mended.

    Raises:
        BlockError: if it cannot be read.
    """
    text = block if block.lstrip().startswith("{") else _in_braces(block)
    try:
        values = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        return _almost(text, error)
    except RecursionError as error:
        raise BlockError("values are nested too deeply", 0) from error
    lines = {key: line + 1 for key, line in _keys(text)}
    return entries_of(values, lines, text.count("\n", 0, len(text) - len(text.lstrip())) + 1), []


def _in_braces(block: str) -> str:
    """Return a block between braces, on the same lines."""
    body = block.lstrip("\n")
    return f"{block[: len(block) - len(body)]}{{{body.rstrip()}}}"


def _almost(text: str, error: json.JSONDecodeError) -> tuple[dict[str, Entry], list[BlockError]]:
    """Return the entries of what is JSON but for its quotes or commas: YAML allows more of them."""
    fault = BlockError(f"the metadata block is not valid JSON: {error.msg}", error.lineno - 1, _HINT)
    try:
        entries, faults = read_yaml(re.sub(r"^\t+", "  ", text, flags=re.MULTILINE))
    except BlockError:
        raise fault from error
    return entries, [fault, *faults]


_HINT = 'write "key": "text" on each line, with a comma after each but the last'


def _keys(text: str) -> list[tuple[str, int]]:
    """Return the dotted keys of an object with their lines, counted from 0; the first of each."""
    found: dict[str, int] = {}
    path: list[str] = []
    name, line = "", 0
    for token in re.finditer(r'(?P<key>"(?:[^"\\\n]|\\.)*"\s*:)|"(?:[^"\\\n]|\\.)*"|[{}\n]', text):
        if token["key"]:
            name = token["key"].rstrip(": \t\n").strip('"')
            found.setdefault(".".join((*path[1:], name)), line)
        elif token[0] == "{":
            path.append(name)
        elif token[0] == "}" and path:
            path.pop()
        line += token[0].count("\n")
    return list(found.items())
