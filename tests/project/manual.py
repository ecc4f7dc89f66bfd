"""The pages that people read, and the examples in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]))
_FENCE = re.compile(r"(?ms)^```(\w*)\n(.*?)^```")
_INDENTED = re.compile(r"(?m)(?<=\n\n)(?:(?: {4}.*)?\n)+")


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code on a page: the language of its fence, or nothing, and what stands in it."""

    page: str
    language: str
    text: str


def text_of(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text("utf-8")


def name_of(page: Path) -> str:
    """Return the path of a page from the root of the repository."""
    return page.relative_to(ROOT).as_posix()


def examples() -> Iterator[Example]:
    """Yield every block of code of every page, fenced or indented."""
    for page in PAGES:
        text = text_of(page)
        yield from (Example(name_of(page), language, inner) for language, inner in _FENCE.findall(text))
        without_fences = _FENCE.sub("", text)
        yield from (
            Example(name_of(page), "", dedent(block).strip("\n")) for block in _INDENTED.findall(without_fences)
        )


def without_code(text: str) -> str:
    """Return the text of a page without the examples in it."""
    return re.sub(r"(?s)```.*?```|`[^`\n]+`|(?m:^ {4}.*$)", "", text)
