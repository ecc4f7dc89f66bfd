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


OTHERS = {"docs/diagnostics.md", "docs/command.md"}
"""Pages with the output of the program, which other tests compare with it."""
SHOWN = [example for example in examples() if example.page not in OTHERS and example.text]
COMMAND = re.compile(r"(?:[\w.-]+/)*(?:bookbuild|make|pip|pipx|uv|python3?|git|cd|dask)\s")
CONFIGURATION = re.compile(r"\[[\w.-]+\]$|#:schema", re.MULTILINE)
MARKDOWN = {
    f"docs/{name}.md" for name in ("back-matter", "citations", "diagrams", "divisions", "formulas", "links", "listings")
}


def kind_of(example: Example) -> str:
    """Return what an example is, by the language of its fence or by its first line."""
    first = example.text.splitlines()[0]
    if example.language:
        return example.language
    for kind, pattern in (
        ("toml", CONFIGURATION),
        ("article", re.compile("---$", re.MULTILINE)),
        ("css", re.compile(r"(?::root|\.[\w-]+) \{")),
        ("commands", COMMAND),
    ):
        if pattern.match(first):
            return kind
    return "markdown" if example.page in MARKDOWN else ""


def shown(kind: str) -> list[Example]:
    """Return the examples of a kind."""
    return [example for example in SHOWN if kind_of(example) == kind]
