"""What the specimen's files say of its index and references, read without the program that makes the book."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BOOK = Path(__file__).parent / "book"
_LABELS = {
    "Figure": r'(?:"(?P<words>[^"]*)"\)|bars )\{#(?P<label>fig:\w+)(?: caption="(?P<drawn>[^"]*)")?',
    "Table": r"Table: (?P<words>.*) \{#(?P<label>tbl:\w+)",
    "Equation": r"(?P<words>)\$\$ \{#(?P<label>eq:\w+)",
    "Listing": r'\{#(?P<label>lst:\w+) caption="(?P<words>[^"]*)"',
    "Box": r"::: tip (?P<words>.*) \{#(?P<label>box:\w+)",
}
_WORD = re.compile(r"\w{3}")
_MARK = re.compile(r"\[([^\]]*)\]\{\.index([^}]*)\}")
_REFERENCE = re.compile(r"@((?:fig|tbl|eq|lst|box):\w+)")


@dataclass(frozen=True)
class Mark:
    """A mark of the index: its entry and its words with those behind them, which are found on one page."""

    entry: tuple[str, ...]
    words: str
    options: str


@dataclass(frozen=True)
class Labelled:
    """What has a label: its kind, its number in print and its caption, which an equation has not."""

    kind: str
    number: str
    caption: str


def texts() -> Iterator[tuple[str, str]]:
    """Yield the chapter of each article, or the letter of the appendix, and its text, in the book's order."""
    for path in sorted((BOOK / "content").glob("*.md")):
        _, block, text = path.read_text("utf-8").split("---\n", 2)
        chapter = re.search(r"chapter\.number: (\w+)", block)
        yield (chapter[1] if chapter else "A" if "matter: appendix" in block else ""), text


def labelled() -> dict[str, Labelled]:
    """Return what has a label, by it: ``{"fig:shelter": Labelled("Figure", "1.1", "The shelter")}``."""
    found: dict[str, Labelled] = {}
    for kind, pattern in _LABELS.items():
        counts = Counter[str]()
        for chapter, text in texts():
            for label in re.finditer(pattern, text):
                counts[chapter] += 1
                words = label["words"] or label.groupdict().get("drawn") or ""
                found[label["label"]] = Labelled(kind, f"{chapter}.{counts[chapter]}", words)
    return found


def marks(chapters: str) -> Iterator[Mark]:
    """Yield the marks of the index in some chapters."""
    for text in (text for chapter, text in texts() if chapter in chapters):
        for mark in _MARK.finditer(text):
            key = re.search(r'key="([^"]*)"', mark[2])
            entry = tuple((key[1] if key else mark[1]).split("!"))
            before, behind = _pieces(text[: mark.start()]), _pieces(text[mark.end() :])
            if mark[1]:
                words = f"{mark[1]}{behind[0][:24]}"
            elif ".start" in mark[2]:  # alone in a paragraph
                words = next(filter(_WORD.search, behind))[:24]
            else:
                words = next(filter(_WORD.search, reversed(before)))[-24:]
            yield Mark(entry, words, mark[2])


def terms() -> dict[str, list[str]]:
    """Return the terms of the glossary in order, each with the forms that stand for it in the text."""
    heads = re.findall(r"(?m)^(.+)\n: ", (BOOK / "glossary.md").read_text("utf-8"))
    return {head.split(", ")[0]: head.split(", ") for head in sorted(heads)}


def references(chapters: str) -> Iterator[tuple[str, str]]:
    """Yield the references by label in some chapters: the words before each, and its label."""
    for text in (text for chapter, text in texts() if chapter in chapters):
        for found in _REFERENCE.finditer(text):
            yield _pieces(text[: found.start()])[-1][-24:], found[1]


def _pieces(text: str) -> list[str]:
    """Return the words of Markdown that are printed as they are typed, parted where something else stands."""
    text = re.sub(r"(?ms)\$\$.*?\$\$|\$[^$]*\$|@\w+:\w+|^\|[^\n]*|^Table: [^\n]*|\n\n", "\0", text)
    text = re.sub(r"\[\^\w+\]:?|!\[[^\]]*\]\([^)]*\)|\{[^}]*\}", "", text)
    return text.split("\0")
