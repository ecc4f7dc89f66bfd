"""What the career guide holds, counted: ``python -m tests.project.guide`` prints it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import textstat
from lxml import etree

from bookbuild.model import Article, Book
from bookbuild.pipeline.reading.project import read

ROOT = Path(__file__).resolve().parents[2]
_TO_WRITE = ("lines", "box", "scale", "fields", "checklist", "fill")


@dataclass(frozen=True, slots=True)
class ChapterCount:
    """A chapter's articles, their words, and how easily its text reads (Flesch; 60 is plain English)."""

    name: str
    articles: int
    words: int
    ease: float


@cache
def guide() -> Book:
    """The whole guide, answers and all."""
    return read(ROOT, os.environ).value.book


def articles() -> tuple[Article, ...]:
    """The numbered articles in order."""
    return tuple(article for chapter in guide().chapters for article in chapter.articles)


def chapter_counts() -> tuple[ChapterCount, ...]:
    return tuple(
        ChapterCount(
            f"{chapter.number} {chapter.title}",
            len(chapter.articles),
            sum(article.words for article in chapter.articles),
            round(textstat.flesch_reading_ease("\n".join(map(prose, chapter.articles))), 1),
        )
        for chapter in guide().chapters
    )


def apparatus() -> dict[str, int]:
    """Count what stands around and between the paragraphs, by kind."""
    everything = tuple(guide().articles())
    trees = {article.path: _tree(article) for article in everything}
    places = [element for tree in trees.values() for element in tree.iter() if element.get("data-work")]
    tables = [table for tree in trees.values() for table in tree.iter("table") if not _is_to_fill(table)]
    return {
        "articles with a worksheet": sum(any(_works(tree)) for tree in trees.values()),
        "worksheets with an answer": sum("answer" in _works(tree) for tree in trees.values()),
        "places to write": sum((place.get("data-work") or "").split()[0] in _TO_WRITE for place in places),
        "tables": len(tables),
        "checklists": sum(place.get("data-work") == "checklist" for place in places)
        + sum("task-list" in (one.get("class") or "") for tree in trees.values() for one in tree.iter("ul", "ol")),
        "drawings": len({image.target for article in everything for image in article.images}),
        "cross-references": sum(is_inside(link.target) for article in everything for link in article.links),
        "addresses": sum((a.get("href") or "").startswith("http") for tree in trees.values() for a in tree.iter("a")),
        "footnotes": sum(len(article.notes) for article in everything),
        "definition lists": sum(1 for tree in trees.values() for _ in tree.iter("dl")),
        "callouts": sum(1 for tree in trees.values() for _ in tree.iter("aside")),
        "right-to-left quotations": sum(
            element.get("dir") == "rtl" for tree in trees.values() for element in tree.iter()
        ),
    }


def is_inside(target: str) -> bool:
    """Whether a link leads to another article."""
    return ":" not in target.replace("article:", "") and not target.startswith("#")


def prose(article: Article) -> str:
    """An article's paragraphs and list items as they are read: without headings, tables, code and marks of notes."""
    tree = _tree(article)
    etree.strip_elements(tree, "table", "h2", "h3", "h4", "h5", "h6", "pre", "sup", with_tail=False)
    blocks = (re.sub(r"\s+", " ", "".join(map(str, block.itertext()))).strip() for block in tree.iter("p", "li", "dd"))
    return "\n".join(block if block.endswith((".", "?", "!", ":")) else f"{block}." for block in blocks if block)


def sections(article: Article) -> Iterator[int]:
    """Yield how many words stand under each heading of an article, tables and places to write included."""
    parts = re.split(r"<h[2-6][ >].*?</h[2-6]>", article.body, flags=re.DOTALL)
    yield from (len(re.sub(r"<[^>]*>", " ", part).split()) for part in parts[1:])


def _tree(article: Article) -> etree._Element:
    return etree.fromstring(f"<div>{article.body}</div>")


def _works(tree: etree._Element) -> set[str]:
    return {(element.get("data-work") or " ").split()[0] for element in tree.iter() if element.get("data-work")}


def _is_to_fill(table: etree._Element) -> bool:
    return any(parent.get("data-work") == "fill" for parent in table.iterancestors())


def report() -> Iterator[str]:
    """Write the counts as lines of a table."""
    counts = chapter_counts()
    for one in counts:
        yield f"{one.name:38} {one.articles:3} articles  {one.words:6,} words  ease {one.ease:.1f}"
    yield f"{'together':38} {sum(c.articles for c in counts):3} articles  {sum(c.words for c in counts):6,} words"
    for what, count in apparatus().items():
        yield f"{what:38} {count:3}"


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201 - a script for the command line
