"""Links in the text of articles, rewritten: those that lead to the web after all, and those without words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape

from bookbuild.model import Article, Book

_LINK = re.compile(r'<a href="([^"]*)"([^<>]*)>(?:\s*</a>|(?=-?@)\1</a>)?')
"""In a heading a reference by label has the label as its words."""
_EMPTY = "</a>"

Uses = Mapping[tuple[str, str], str]
"""A value for each link: by article path and target as written."""
CAPTION = "data-numbered"
"""The attribute for the caption or the words of what a link leads to that has none: rendering knows its number."""


def rewrite_links(book: Book, addresses: Uses, words: Uses, captions: Uses) -> Book:
    """Return a book in which links have their addresses on the web, and those without words have these, or get the
    number of what they lead to.
    """
    changed = {path for path, _ in addresses}

    def one(article: Article) -> Article:
        parts = (article.body, *article.notes)
        is_changed = article.path in changed or any("></a>" in part or '="@' in part for part in parts)
        return _rewritten(article, addresses, words, captions) if is_changed else article

    return book.mapped(one)


def _rewritten(article: Article, addresses: Uses, words: Uses, captions: Uses) -> Article:
    def rewrite(match: re.Match[str]) -> str:
        target = unescape(match[1])
        use = (article.path, target)
        link = f'<a href="{escape(addresses[use]) if use in addresses else match[1]}"{match[2]}>'
        if not match[0].endswith(_EMPTY):
            return link
        if use in captions:
            return f'{link[:-1]} {CAPTION}="{escape(captions[use])}">{_EMPTY}'
        return f"{link}{escape(words.get(use, target), quote=False)}{_EMPTY}"

    return replace(
        article,
        body=_LINK.sub(rewrite, article.body),
        notes=tuple(_LINK.sub(rewrite, note) for note in article.notes),
        links=tuple(link for link in article.links if (article.path, link.target) not in addresses),
    )
