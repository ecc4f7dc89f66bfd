"""Tables of pandoc that are drawn by spaces and hyphens -> tables of bars. Those with plus signs are the parser's."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bookbuild.sites.numbered_lines import NumberedLine

_COLUMNS = re.compile(r" *-+(?: +-+)+ *")
_LINE = re.compile(r" *-{4,}[- ]*")
_RUN = re.compile("-+")
_MOST_LINES = 300


def with_tables(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines of a text without code, with such tables as tables of bars."""
    index = 0
    while index < len(lines):
        found = _multiline(lines, index) or _simple(lines, index)
        if found is None:
            yield lines[index]
            index += 1
            continue
        rows, index = found
        yield from rows


def _simple(lines: Sequence[NumberedLine], start: int) -> tuple[list[NumberedLine], int] | None:
    """Return the rows of a table whose head stands on a line, or whose columns begin there if it has none."""
    if start and lines[start - 1].text.strip():
        return None
    has_head = not _COLUMNS.fullmatch(lines[start].text)
    rule = start + has_head
    if rule >= len(lines) or not lines[start].text.strip() or not _COLUMNS.fullmatch(lines[rule].text):
        return None
    end = next((at for at in range(rule + 1, len(lines)) if _ends(lines[at].text)), len(lines))
    is_closed = end < len(lines) and bool(lines[end].text.strip())
    if end == rule + 1 or not (has_head or is_closed) or end - rule > _MOST_LINES:
        return None
    columns = _columns(lines[rule].text)
    head = lines[start] if has_head else lines[start]._replace(text="")
    rows = [(one, _cells([one.text], columns)) for one in lines[rule + 1 : end]]
    made = _table(head, [head.text], lines[rule], columns, rows)
    return made, end + is_closed


def _ends(text: str) -> bool:
    return not text.strip() or _COLUMNS.fullmatch(text) is not None or _LINE.fullmatch(text) is not None


def _multiline(lines: Sequence[NumberedLine], start: int) -> tuple[list[NumberedLine], int] | None:
    """Return the rows of a table between two lines of hyphens, whose rows have empty lines between them."""
    if not _LINE.fullmatch(lines[start].text) or (start and lines[start - 1].text.strip()):
        return None
    limit = min(len(lines), start + _MOST_LINES)
    is_headless = _COLUMNS.fullmatch(lines[start].text) is not None
    rule = start if is_headless else next((at for at in range(start + 1, limit) if _ends(lines[at].text)), start)
    end = next((at for at in range(rule + 1, limit) if _LINE.fullmatch(lines[at].text)), None)
    if (
        end is None
        or not _COLUMNS.fullmatch(lines[rule].text)
        or (end + 1 < len(lines) and lines[end + 1].text.strip())
    ):
        return None
    columns = _columns(lines[rule].text)
    blocks = [list(block) for is_empty, block in groupby(lines[rule + 1 : end], _is_empty) if not is_empty]
    if not blocks or (is_headless and len(blocks) == 1):
        return None
    rows = [(block[0], _cells([one.text for one in block], columns)) for block in blocks]
    head = [one.text for one in lines[start + 1 : rule]]
    return _table(lines[start], head, lines[rule], columns, rows), end + 1


def _is_empty(line: NumberedLine) -> bool:
    return not line.text.strip()


def _columns(rule: str) -> list[tuple[int, int]]:
    """Return where each column begins and ends; the last one has no end."""
    runs = [match.span() for match in _RUN.finditer(rule)]
    return [(start, runs[at + 1][0] if at + 1 < len(runs) else 10_000) for at, (start, _) in enumerate(runs)]


def _cells(lines: Sequence[str], columns: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of the cells of a row; a line of it gives each some."""
    pieces = [[text[start if at else 0 : end].strip() for text in lines] for at, (start, end) in enumerate(columns)]
    return [" ".join(filter(None, cell)).replace("|", "\\|") for cell in pieces]


def _table(
    first: NumberedLine, head: Sequence[str], rule: NumberedLine, columns: Sequence[tuple[int, int]],
    rows: Sequence[tuple[NumberedLine, list[str]]],
) -> list[NumberedLine]:  # fmt: skip
    runs = [match.span() for match in _RUN.finditer(rule.text)]
    aligns = [_align(head, start, end) for start, end in runs]
    top = first._replace(text=_bars(_cells(head, columns)))
    return [top, rule._replace(text=_bars(aligns)), *(line._replace(text=_bars(cells)) for line, cells in rows)]


def _align(head: Sequence[str], start: int, end: int) -> str:
    """Return how a column is aligned: its head touches the ends of its line of hyphens on one side, on none or both."""
    words = [text[start:end] for text in head if text[start:end].strip()]
    if not words:
        return "---"
    is_left = all(not word.startswith(" ") for word in words)
    is_right = any(len(word) == end - start and not word.endswith(" ") for word in words)
    return {(True, False): ":---", (False, True): "---:", (False, False): ":---:", (True, True): "---"}[
        is_left, is_right
    ]


def _bars(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
