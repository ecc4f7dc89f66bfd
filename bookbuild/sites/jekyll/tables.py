"""Tables as kramdown has them: rules of one column, above the head, between bodies and above the foot."""

import re
from collections.abc import Iterator, Sequence

from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_ROW = re.compile(r" {0,3}\|.*")
_RULE = re.compile(r" {0,3}\|?\s*:?(?:-+|=+):?[\s|:+=-]*")
_CELL = re.compile(r"(?:\\.|`+[^`]*`+|[^|\\`])+|\|")
_ALIGNED = ":"


def with_our_tables(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines with tables whose rows begin with a bar as our Markdown has them."""
    code, index = CodeBlocks(), 0
    while index < len(lines):
        line = lines[index]
        code.fence(line.text)
        end = index + 1
        if not code.is_open and _ROW.fullmatch(line.text):
            while end < len(lines) and _ROW.fullmatch(lines[end].text):
                end += 1
            is_apart = index == 0 or not lines[index - 1].text.strip()
            yield from _table(lines[index:end], is_apart=is_apart)
        else:
            yield line
        index = end


def _table(rows: Sequence[NumberedLine], *, is_apart: bool) -> Iterator[NumberedLine]:
    """Yield the rows of a table; one that has its only rule below its head, as wide as that, stays as it is, and so do
    rows without a rule that are not apart from the text before them.
    """
    rules = [index for index, row in enumerate(rows) if _is_rule(row.text)]
    is_table = len(rows) > 1 and is_apart and all(_width(row.text) > 1 for row in rows)
    if len(rules) == len(rows) or not (rules or is_table):
        yield from rows
        return
    first = 1 if rules[:1] == [0] else 0
    head = rows[first]
    width = _width(head.text)
    rule = next((index for index in rules if index == first + 1), 0)
    if rules == [1] and _width(rows[1].text) == width:
        yield from rows
        return
    if not rule:
        yield head._replace(text="|" + "   |" * max(width, 1))
    for index, row in enumerate(rows):
        if index == rule and rule:
            yield row._replace(text=_fitted(row.text, width))
        elif index == first and not rule:
            yield from (row._replace(text=_fitted("", width)), row)
        elif index not in rules:
            yield row


def _fitted(rule: str, width: int) -> str:
    """Return a rule of so many columns, with the alignment of those that it has."""
    cells = [cell.strip().replace("=", "-") for cell in rule.strip().strip("|").split("|")] if rule else []
    wide = [cell if cell.strip(_ALIGNED) else "---" for cell in cells[:width]]
    return f"|{'|'.join([*wide, *['---'] * (width - len(wide))])}|"


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None


def _width(row: str) -> int:
    """Return how many cells a row has."""
    parts = _CELL.findall(row.strip().removeprefix("|"))
    bars = parts.count("|")
    return bars + (parts[-1:] not in (["|"], []) and bool(parts[-1].strip()))
