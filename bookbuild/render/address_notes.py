"""Addresses of links out of the book as notes at the foot of the page, for readers on paper."""
# ruff: noqa: RUF001 - quotation marks that close are what the mark of a note stands after

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from bookbuild.model import Article
from bookbuild.render.addresses import links_out, typed_address
from bookbuild.render.trees import Element, markup_of, tree_of, words_of

_CLOSING = re.compile(r"[.,;:!?…’”»]*")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?://)?(?:www\.)?|^www\.", re.IGNORECASE)


def note_addresses(article: Article) -> Article:
    """Return an article with the address of each link out of the book in a note, once; in a note it is in brackets.

    A link whose words are its address has none.
    """
    body, *notes = trees = [tree_of(part) for part in (article.body, *article.notes)]
    inside = {link.target for link in article.links}
    seen: set[str] = set()
    more: list[str] = []
    for tree in trees:
        for link in links_out([tree], inside):
            address = str(link.get("href"))
            if address in seen or _states(link, address):
                seen.add(address)
                continue
            seen.add(address)
            if tree is body:
                more.append(_note_of(address))
                _add_mark(link, len(notes) + len(more))
            else:
                link.tail = f" ({typed_address(address)}){link.tail or ''}"
    if not seen:
        return article
    return replace(article, body=markup_of(body), notes=(*map(markup_of, notes), *more))


def _states(link: Element, address: str) -> bool:
    """Return whether the words of a link are its address, but for what a browser adds."""
    return _bare(words_of(link).replace(" ", "")) in {_bare(address), _bare(typed_address(address))}


def _bare(address: str) -> str:
    return _SCHEME.sub("", address).rstrip("/").casefold()


def _note_of(address: str) -> str:
    paragraph = etree.Element("p")
    link = etree.SubElement(paragraph, "a", {"href": address})
    link.text = typed_address(address)
    return etree.tostring(paragraph, encoding="unicode")


def _add_mark(link: Element, number: int) -> None:
    """Put the mark of a note after a link and the punctuation that closes it, apart from the mark of another one."""
    tail, after = link.tail or "", link.getnext()
    closing = _CLOSING.match(tail)
    end = closing.end() if closing else 0
    mark = etree.Element("sup", {"class": "noteref", "data-note": str(number)})
    is_beside = end == len(tail) and after is not None and bool(after.get("data-note"))
    link.tail = tail[:end]
    marks: Sequence[Element] = (mark,)
    if is_beside:
        comma = etree.Element("sup")
        comma.text = ","
        marks = (mark, comma)
    marks[-1].tail = tail[end:]
    for one in reversed(marks):
        tail_of_link, link.tail = link.tail, None
        link.addnext(one)
        link.tail = tail_of_link
