"""Lines with shortcodes: a tag over several lines in one, and a line divided at its tags."""

import re
from collections.abc import Iterator

from bookbuild.sites.hugo.shortcodes import TAG
from bookbuild.sites.numbered_lines import CODE_SPAN, NumberedLine

_LONGEST = 30  # lines
_COLUMN = re.compile(r"\s*<-{3,}>\s*")
_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*")


def with_whole_tags(lines: list[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines, those over which one tag goes as one line."""
    index = 0
    while index < len(lines):
        line, index = lines[index], index + 1
        end = index
        while _is_open(line.text) and end < len(lines) and end - index < _LONGEST and lines[end].text.strip():
            line = line._replace(text=f"{line.text} {lines[end].text.strip()}")
            end += 1
        if end > index and not _is_open(line.text):
            index = end
            yield line
        else:
            yield lines[index - 1]


def _is_open(text: str) -> bool:
    position = max(text.rfind("{{<"), text.rfind("{{%"))
    return position >= 0 and "}}" not in text[position:]


def pieces(text: str) -> Iterator[str]:
    """Yield shortcodes, and what is between them; code is not divided."""
    position = 0
    for match in re.finditer(rf"{CODE_SPAN.pattern}|{TAG.pattern}", text):
        if match[0].startswith("`"):
            continue
        if match.start() > position:
            yield text[position : match.start()]
        yield match[0]
        position = match.end()
    if position < len(text):
        yield text[position:]


def is_mark(text: str) -> bool:
    """Return whether a line says where a summary or a column ends, and nothing else."""
    return _MORE.fullmatch(text) is not None or _COLUMN.fullmatch(text) is not None
