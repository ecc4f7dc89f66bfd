"""Lines of a block that is written by hand: which of them have a key, and where the keys end."""

import re
from collections.abc import Iterable, Sequence

from bookbuild.parse.block.vocabulary import Vocabulary

_KEY = re.compile(
    r"""[^\S\n]*(?:"(?P<double>[^"\n]+)"|'(?P<single>[^'\n]+)'|(?P<bare>[\w.@$-]+))[^\S\n]*[:\uff1a](?=\s|\Z)"""
)
_NEAR_KEY = re.compile(r"[^\S\n]*(?P<bare>[\w.-]+)[^\S\n]*(?:[:\uff1a](?!//)|=)(?=[^\n]*\S)")
_MOST_LINES = 2_000
_SET = re.compile(r"[\w.-]+[^\S\n]*=")
_TABLE = re.compile(r"\[\[?[\w.\"' -]+\]\]?[^\S\n]*(?:#.*)?")


def key_of(line: str) -> str:
    """Return the key of a line ``key: value``, or nothing."""
    match = _KEY.match(line)
    return match["double"] or match["single"] or match["bare"] if match else ""


def near_key_of(line: str) -> str:
    """Return the key of a line ``key:value`` or ``key = value``, or nothing."""
    match = _NEAR_KEY.match(line)
    return match["bare"] if match else ""


def has_known_key(lines: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Return whether any line without indentation has a key that has a meaning somewhere, or is misspelt."""
    return any(_is_known(line, vocabulary) for line in lines if not line[:1].isspace())


def are_keys(lines: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Return whether lines can be nothing but a metadata block: one has a key with a meaning here, or all have known
    keys and there are two at least. A single line of another kind may be a sentence.
    """
    shown = [line.removeprefix("- ") for line in lines if not line[:1].isspace()]
    names = [key_of(line) or near_key_of(line) for line in shown]
    names = [name.partition(".")[0] for name in names if name]
    is_own = any(name.casefold() == "title" or vocabulary.is_own(name) for name in names)
    return is_own or (len(names) > 1 and all(map(vocabulary.has, names)))


def _is_known(line: str, vocabulary: Vocabulary) -> bool:
    name = key_of(line)
    if name:
        return vocabulary.resembles(name.partition(".")[0]) or vocabulary.resembles(name)
    return vocabulary.has(near_key_of(line).partition(".")[0])


def first_lines(text: str, vocabulary: Vocabulary, *, is_fenced: bool = True) -> list[str]:
    """Return the lines from the first to the last that can belong to a block: keys, what is indented under them,
    items of lists, comments and empty lines between them.
    """
    lines: list[str] = []
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        if not _may_follow(line, lines, vocabulary, is_fenced=is_fenced):
            break
        lines.append(line)
    return lines


def _may_follow(line: str, lines: Sequence[str], vocabulary: Vocabulary, *, is_fenced: bool) -> bool:
    is_after_gap = bool(lines) and not lines[-1].strip()
    if not line.strip():
        return is_fenced
    if line[:1].isspace() or line.startswith(("- ", "#", "}", "]")):
        return (bool(lines) and not (is_after_gap and line.startswith(("- ", "#")))) or (is_fenced and not lines)
    name = key_of(line)
    if name:
        return not is_after_gap or vocabulary.resembles(name.partition(".")[0])
    near = near_key_of(line)
    if near and vocabulary.has(near.partition(".")[0]):
        return True
    return is_fenced and bool(_TABLE.fullmatch(line) or (near and _SET.match(line)))
