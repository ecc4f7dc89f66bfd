"""``list-table`` and ``csv-table`` of MyST -> tables of bars."""

import csv
import re
from collections.abc import Sequence

from bookbuild.sites.myst.directives import Directive
from bookbuild.sites.numbered_lines import NumberedLine

_ROW = re.compile(r"[ ]{0,3}[*-][ \t]+[*-][ \t]*(?P<text>.*)")
_CELL = re.compile(r"[ \t]+[*-](?:[ \t]+(?P<text>.*))?")


def list_table(directive: Directive) -> list[NumberedLine]:
    """Return the rows of a list of lists, the first of them as the head."""
    rows: list[list[str]] = []
    lines: list[NumberedLine] = []
    for line in directive.body:
        if row := _ROW.fullmatch(line.text):
            rows.append([row["text"].strip()])
            lines.append(line)
        elif rows and (cell := _CELL.fullmatch(line.text)):
            rows[-1].append((cell["text"] or "").strip())
        elif rows and line.text.strip():
            rows[-1][-1] = f"{rows[-1][-1]} {line.text.strip()}".strip()
    width = max(map(len, rows), default=0)
    if directive.options.get("header-rows", "0") == "0" and rows:
        rows.insert(0, [""] * width)
        lines.insert(0, directive.opening)
    return _table(rows, lines, width)


def csv_table(directive: Directive, lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Return the rows of a table whose cells are parted by commas, or by another sign."""
    sign = {"tab": "\t", "space": " "}.get(directive.options.get("delim", ","), directive.options.get("delim", ","))
    kept = [line for line in lines if line.text.strip()]
    rows = [_cells(line.text, sign) for line in kept]
    if header := directive.options.get("header", ""):
        rows.insert(0, _cells(header, ","))
        kept.insert(0, directive.opening)
    width = max(map(len, rows), default=0)
    if not header and directive.options.get("header-rows", "0") == "0" and rows:
        rows.insert(0, [""] * width)
        kept.insert(0, directive.opening)
    return _table(rows, kept, width)


def _cells(line: str, sign: str) -> list[str]:
    cells = csv.reader([line], delimiter=sign[:1] or ",", skipinitialspace=True)
    return [cell.strip() for cell in next(cells, [])]


def _table(rows: Sequence[list[str]], lines: Sequence[NumberedLine], width: int) -> list[NumberedLine]:
    table = [line._replace(text=_bars(row, width)) for row, line in zip(rows, lines, strict=True)]
    return [*table[:1], *([table[0]._replace(text=_bars(["---"] * width, width))] if table else []), *table[1:]]


def _bars(cells: list[str], width: int) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in [*cells, *[""] * (width - len(cells))]) + " |"
