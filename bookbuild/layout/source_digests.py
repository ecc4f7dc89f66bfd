"""Digests of the sources of functions, classes and constants, the same for every version of Python."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path

_LENGTH = 12
"""Hexadecimal digits: enough to notice a change that is not made with intent to deceive."""
_CLOSING = (")", "]", "}")


def digest_of(name: str) -> str:
    """Return a digest of the source of ``module:Class.function``, of ``module:CONSTANT``, or of a whole ``module``.

    It is empty where there is no such thing, or its source is not at hand.
    """
    try:
        return _digest_of(name)
    except LookupError:  # not remembered: a module that could not be imported for want of a library may be later
        return ""


@cache
def _digest_of(name: str) -> str:
    text = source_of(name)
    if not text:
        raise LookupError(name)
    return sha256(text.encode()).hexdigest()[:_LENGTH]


def source_of(name: str) -> str:
    """Return the source of what has this name, or nothing. All definitions count: a property has two."""
    module, _, path = name.partition(":")
    try:
        lines = _lines_of(module)
    except (ImportError, OSError, UnicodeDecodeError):
        return ""
    for depth, part in enumerate(path.split(".") if path else ()):
        lines = tuple(line for block in _blocks(lines, part, "    " * depth) for line in block)
    return "".join(lines)


@cache
def _lines_of(module: str) -> tuple[str, ...]:
    file = import_module(module).__file__
    return tuple(Path(file or "").read_text("utf-8").splitlines(keepends=True))


def _blocks(lines: tuple[str, ...], name: str, indent: str) -> Iterator[tuple[str, ...]]:
    """Yield the definitions of a name at this indentation, with their decorators."""
    define = re.compile(rf"{indent}(?:(?:async )?def|class) {name}\b|{indent}{name}\b(?!\.)[^=(]*=")
    for number, line in enumerate(lines):
        if name in line and define.match(line):
            start = number
            while start and lines[start - 1].startswith(f"{indent}@"):
                start -= 1
            yield lines[start : _end(lines, number + 1, indent)]


def _end(lines: tuple[str, ...], start: int, indent: str) -> int:
    """Return where a block ends: before the next line that is not indented more, blank lines before that left out."""
    end = start
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        inner = line.removeprefix(indent)
        if not inner.startswith((" ", *_CLOSING)):
            break
        end = number + 1
    return end
