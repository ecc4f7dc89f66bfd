"""Titles of blocks of code that themes of websites read behind the name of the language."""

import re
from collections.abc import Iterable, Iterator

from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_TITLE = re.compile(r"\btitle\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))|\[([^\[\]]+)\]")
_LANGUAGE = re.compile(r"\{?\s*\.?([\w+#-]*)")


def with_title(line: NumberedLine, fence: re.Match[str]) -> Iterator[NumberedLine]:
    """Yield the line that begins code with the language alone, below its title. `fence` is its match of `FENCE`."""
    info = fence["info"].strip()
    found = _TITLE.search(info)
    title = next(filter(None, found.groups()), "") if found else ""
    if title:
        yield from (line._replace(text=text) for text in (f"{fence['indent']}**{title}**", ""))
    language = _LANGUAGE.match(info)
    indent = " " * len(fence["indent"]) if title and fence["item"] else fence["indent"]
    yield line._replace(text=f"{indent}{fence['marks']}{language[1] if language else ''}")


def with_titles(lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines of a page with the titles of its blocks of code above these."""
    code = CodeBlocks()
    for line in lines:
        fence = code.fence(line.text)
        yield from with_title(line, fence) if fence and code.is_open else [line]
