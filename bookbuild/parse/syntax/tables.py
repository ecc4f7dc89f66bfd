"""Tables that are none: lines of bars that are printed as text, with the reason."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from bookbuild.parse.syntax.findings import Kind

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_GRID = re.compile(r"\+[-=:]{2,}(?:\+[-=:]{2,})*\+")


def _kind(problem: str, hint: str) -> Kind:
    return Kind("mistyped-markup", f"the table at {{}} {problem}; it is printed as lines of bars", hint)


_RULE_HINT = "write under the head a row of hyphens with as many columns: | A | B | and below it |---|---|"
_COLUMNS = _kind("has a row of hyphens with fewer or more columns than its head", _RULE_HINT)
_NO_RULE = _kind("has no row of hyphens under its head", _RULE_HINT)
_NO_HEAD = _kind("has no head above its row of hyphens", "write the head right above it, with no empty line between")
_DRAWN = _kind(
    "is drawn with plus signs, but its bars do not stand below these",
    f"put each bar below a plus sign, and a line of hyphens and plus signs behind the last row; or {_RULE_HINT}",
)
_VERSE = Kind(
    "mistyped-markup",
    "the lines at {} are no verse, since a bar stands within one of them; they are printed as they were typed",
    "write that bar as \\|, or as &#124;",
)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line.strip()
        start += len(line) + 1


def is_drawn(line: str) -> bool:
    """Return whether a line is a rule of a table, whose hyphens are no dashes."""
    return _is_rule(line.strip()) or _GRID.fullmatch(line.strip()) is not None


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and _RULE.fullmatch(line) is not None


def _is_row(line: str) -> bool:
    return len(line) > 1 and line[0] == line[-1] == "|" and bool(line.strip("| \t"))


def _find_columns(text: str) -> Iterator[tuple[int, str]]:
    lines = list(_lines(text))
    for (start, head), (_start, rule) in pairwise(lines):
        if _is_rule(rule) and "|" in head and not _is_rule(head):
            yield start, head
            return


def _find_no_head(text: str) -> Iterator[tuple[int, str]]:
    first = text.split("\n", 1)[0].strip()
    if _is_rule(first):
        yield 0, first


def _find_no_rule(text: str) -> Iterator[tuple[int, str]]:
    lines = list(_lines(text))
    if any(is_drawn(line) for _, line in lines):
        return
    for index, (start, line) in enumerate(lines):
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        if _is_row(line) or (line.count("|") and line.count("|") == following.count("|")):
            yield start, line
            return


def _find_verse(text: str) -> Iterator[tuple[int, str]]:
    lines = list(_lines(text))
    if len(lines) == 1 or any(is_drawn(line) or not line.startswith("| ") for _, line in lines):
        return
    yield from (found for found in lines[:1] if not any(True for _ in _find_no_rule(text)))


def _find_drawn(text: str) -> Iterator[tuple[int, str]]:
    for start, line in _lines(text):
        if _GRID.fullmatch(line):
            yield start, line
            return


TABLE_FINDERS: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, str]]]], ...] = (
    (_COLUMNS, _find_columns),
    (_NO_RULE, _find_no_rule),
    (_NO_HEAD, _find_no_head),
    (_DRAWN, _find_drawn),
    (_VERSE, _find_verse),
)
"""What is looked for in paragraphs: why the bars in them are no table."""
