"""Numbers of headings (7.2.1), which begin with that of their chapter or article."""

from collections import Counter
from collections.abc import Mapping

from lxml import etree

from bookbuild.model import Article, Chapter, Role
from bookbuild.render.trees import Element

_SPACE = "\u2002"
"""An en space, which justification does not stretch."""


def section_numbers(article: Article, chapter: Chapter | None, depth: int) -> Mapping[str, str]:
    """Return the numbers of an article's headings by their ids; `depth` is that of `Book.sections`."""
    base = chapter.shown_number if chapter and article.role is Role.OPENING else article.shown_number
    levels = depth - base.count(".")
    if not base or levels < 1:
        return {}
    counts: Counter[int] = Counter()
    found = {}
    for heading in article.headings:
        level = heading.level - 1
        if heading.is_numbered and level <= levels:
            counts[level] += 1
            for below in range(level + 1, levels + 1):
                counts[below] = 0
            found[heading.id] = ".".join((base, *(str(counts[one]) for one in range(1, level + 1))))
    return found


def show_section_numbers(tree: Element, numbers: Mapping[str, str]) -> None:
    """Show the numbers of headings, by their ids in the book."""
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6") if numbers else ():
        if number := numbers.get(heading.get("id") or ""):
            shown = etree.Element("span", {"class": "section-number"})
            shown.text, shown.tail, heading.text = number, f"{_SPACE}{heading.text or ''}", None
            heading.insert(0, shown)
