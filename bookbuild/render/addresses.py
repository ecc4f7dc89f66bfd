"""Addresses outside the book, for readers on paper: each link gets a number, and its address is printed in a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from lxml import etree

from bookbuild.model import Article, Chapter
from bookbuild.render.trees import Element, markup_of, tree_of

_NUMBERED_FOLDER = re.compile(r"[0-9]+\.(.+)")
_LEADING_NUMBER = re.compile(r"^[0-9]+[-_. ]+")
_SAFE = "%:/?#[]@!$&'()*+,;=~"
_ENCODED_LETTERS = re.compile(r"(?:%[89a-f][0-9a-f])+", re.IGNORECASE)
"""Percent-encoded bytes beyond ASCII (80 and up)."""


@dataclass(frozen=True, slots=True)
class NumberedLinks:
    """An article with numbers after its external links, and the addresses by number, from 1."""

    article: Article
    addresses: tuple[str, ...]


def number_links(article: Article) -> NumberedLinks:
    """Number an article's external links: first those of its text, then those of its notes."""
    trees = [tree_of(part) for part in (article.body, *article.notes)]
    inside = {link.target for link in article.links}
    numbers: dict[str, int] = {}
    for link in links_out(trees, inside):
        number = numbers.setdefault(str(link.get("href")), len(numbers) + 1)
        mark = etree.Element("span", {"class": "link-number"})
        mark.text, mark.tail, link.tail = f"\u00a0[{number}]", link.tail, None
        link.addnext(mark)
    body, *notes = map(markup_of, trees)
    return NumberedLinks(replace(article, body=body, notes=tuple(notes)), tuple(numbers))


def links_out(trees: Iterable[Element], inside: set[str]) -> list[Element]:
    """Return the links of trees that lead out of the book; `inside` are the targets of all others."""
    links = (link for tree in trees for link in tree.iter("a"))
    return [link for link in links if link.get("href") and link.get("href") not in inside]


def online_address(pattern: str, article: Article, chapter: Chapter) -> str:
    """Return an article's address: slug, number and chapter number filled into the pattern.

    Letters beyond ASCII are percent-encoded (RFC 3987, 3.1). The slug is the file's name without its ordering number; a
    Grav page (``53.when-do-you/article.md``) is named by its folder.
    """
    parts = {
        "{slug}": _slug(PurePosixPath(article.path)),
        "{number}": str(article.number or ""),
        "{chapter}": str(chapter.number or ""),
    }
    for variable, value in parts.items():
        pattern = pattern.replace(variable, value)
    return quote(pattern, safe=_SAFE)


def typed_address(address: str) -> str:
    """Return an address as one types it: without what a browser adds, and with percent-encoded letters decoded."""
    plain = re.sub(r"^(?:https://|http://(?=www\.)|mailto:|tel:)", "", address, flags=re.IGNORECASE)
    return _ENCODED_LETTERS.sub(_letters, plain)


def _letters(encoded: re.Match[str]) -> str:
    letters = unquote(encoded[0], errors="replace")
    return encoded[0] if "\ufffd" in letters else letters


def _slug(path: PurePosixPath) -> str:
    folder = _NUMBERED_FOLDER.fullmatch(path.parent.name)
    if folder and "-" not in path.stem:  # such pages have their template's name: article.md, default.md
        return folder[1]
    return _LEADING_NUMBER.sub("", path.stem)
