"""Rows of a table: their cells, and the columns and rows that these span."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_BAR_OR_CODE = re.compile(r"(?<!\\)(?:(?P<ticks>`+)|(?P<link>\[\[[^\[\]|\n]{1,200}\|[^\[\]\n]{0,200}\]\])|\|)")
_BAR = re.compile(r"(?<!\\)\|")
_TICKS = re.compile("`+")
_SPANNED = "^^"


@dataclass(slots=True)
class Cell:
    """A cell: its Markdown, and how many columns and rows it spans. A cell of no rows is covered by the one above."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class Row:
    """A row: its line, counted from 0, and its cells."""

    line: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return sum(cell.columns for cell in self.cells)


def cells_of(line: str, columns: int) -> list[Cell]:
    """Return a row's cells. Bars in code and in ``[[Note|words]]`` are text if only then the row has as many cells as
    there are columns, or if the row is short and no space touches them.
    """
    bars = list(_bars(line, in_code=False))
    every = list(_bars(line, in_code=True))
    cells = _between(line, bars)
    if len(bars) == len(every) or sum(cell.columns for cell in cells) == columns:
        return cells
    others = _between(line, every)
    within = set(every).difference(bars)
    is_tight = not any(line[bar - 1 : bar].isspace() or line[bar + 1 : bar + 2].isspace() for bar in within)
    is_short = is_tight and 0 < sum(cell.columns for cell in cells) < columns
    return others if sum(cell.columns for cell in others) == columns and not is_short else cells


def _bars(line: str, *, in_code: bool) -> Iterator[int]:
    """Yield the positions of the bars that end cells, with those in code or without."""
    last = {match[0]: match.start() for match in _TICKS.finditer(line)}
    position = 0
    while match := _BAR_OR_CODE.search(line, position):
        position = match.end()
        ticks = match["ticks"]
        if match["link"]:
            if in_code:
                yield from (bar.start() for bar in _BAR.finditer(line, match.start(), match.end()))
        elif not ticks:
            yield match.start()
        elif not in_code and last.get(ticks, 0) > match.start():
            position = next(run.end() for run in _TICKS.finditer(line, position) if run[0] == ticks)


def _between(line: str, bars: Sequence[int]) -> list[Cell]:
    texts = [line[left + 1 : right] for left, right in pairwise([-1, *bars, len(line)])]
    if texts and not texts[0]:
        texts.pop(0)
    if texts and not texts[-1]:
        texts.pop()
    padded = all(_is_blank_or_bar(line[bar - 1 : bar]) and _is_blank_or_bar(line[bar + 1 : bar + 2]) for bar in bars)
    cells: list[Cell] = []
    for text in texts:
        if not text and padded and cells and cells[-1].text:
            cells[-1].columns += 1
        else:
            cells.append(Cell(text.strip(" \t").replace(r"\|", "|")))
    return cells


def _is_blank_or_bar(character: str) -> bool:
    return character in {"", " ", "\t", "|"}


def span_rows(rows: Sequence[Row]) -> None:
    """Extend each cell above a ``^^`` of its columns by one row; the cell of the sign is left out (no rows)."""
    above: dict[tuple[int, int], Cell] = {}
    for row in rows:
        column = 0
        here: dict[tuple[int, int], Cell] = {}
        for cell in row.cells:
            place = column, cell.columns
            column += cell.columns
            if cell.text == _SPANNED and place in above:
                cell.rows = 0
                above[place].rows += 1
                here[place] = above[place]
            else:
                here[place] = cell
        above = here
