"""Page maps as JSON, for websites and for later printings: ``pages.json``.

A list has the words with which each page begins. An older printing is found again by them, since its articles may have
changed: elements and letters of its time say nothing now.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

from bookbuild.model import Article, Book, PageMap, PrintedPage
from bookbuild.page_map.bodies import letters_in, tree_of
from bookbuild.page_map.origins import elements_of

_FEW = 4
"""With how many of its first words a page is looked for, if all of them are not found."""


def page_list(page_map: PageMap, book: Book) -> bytes:
    """Return the pages of a map as JSON: folio, article with its title and number, heading, and first words."""
    articles = {article.path: article for article in book.articles()}
    pages = [_row(page, articles.get(page.article)) for page in page_map.pages]
    described = {"pages_of": page_map.source, "identifier": page_map.identifier, "pages": pages}
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _row(page: PrintedPage, article: Article | None) -> dict[str, object]:
    return {
        "folio": page.label,
        "key": page.key,
        "article": page.article,
        "number": str(article.number or "") if article else "",
        "title": article.title if article else "",
        "heading": page.heading,
        "begins": page.element == PrintedPage.START,
        "blank": page.element == PrintedPage.BLANK,
        "words": " ".join(page.words),
    }


def read_page_list(data: bytes, source: str, book: Book) -> tuple[PageMap, tuple[str, ...]]:
    """Return the map of a list of an older printing in the articles of today, and the folios that are not found.

    Raises:
        ValueError: if it is no such list.
    """
    try:
        described = json.loads(data)
        rows = [_fields(row) for row in described["pages"]]
        identifier = str(described.get("identifier") or "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("it is no list of pages") from error
    searches = {article.path: _Search(article) for article in book.articles()}
    keys = {article.key: article.path for article in book.articles()}
    pages: dict[str, PrintedPage | None] = {}
    for row in rows:
        path = row["article"] if row["article"] in searches else keys.get(row["key"], "")
        if row["folio"] and row["folio"] not in pages:
            pages[row["folio"]] = _found(row, searches.get(path))
    placed = tuple(page for page in pages.values() if page)
    return PageMap(source, identifier, placed), tuple(folio for folio, page in pages.items() if not page)


def _fields(row: Mapping[str, Any]) -> dict[str, str]:
    names = ("folio", "key", "article", "heading", "words")
    flags = {name: "yes" if row.get(name) else "" for name in ("begins", "blank")}
    return {**{name: str(row.get(name) or "") for name in names}, **flags}


def _found(row: Mapping[str, str], search: "_Search | None") -> PrintedPage | None:
    words = tuple(row["words"].split())
    if row["blank"]:
        return PrintedPage(row["folio"], row["key"], element=PrintedPage.BLANK)
    if search is None:  # what the program makes: an entry is found by its words when it is made again
        element = PrintedPage.START if row["begins"] else 0
        return PrintedPage(row["folio"], row["key"], element=element, words=words) if not row["article"] else None
    article = search.article
    if row["begins"]:
        return PrintedPage(row["folio"], article.key, article.path, words=words)
    place = search.place(words)
    return place and PrintedPage(row["folio"], article.key, article.path, *place, row["heading"], words)


class _Search:
    """Finds words in an article. Pages are looked for in order: each begins after the one before."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._letters, self._places = "", list[tuple[int, int, int]]()
        self._is_read, self._from = False, 0

    def place(self, words: tuple[str, ...]) -> tuple[int, int] | None:
        """Return the element and the number of letters of its text before these words, or None."""
        if not self._is_read:
            self._read()
        for wanted in dict.fromkeys((words, words[:_FEW])):
            letters = "".join(map(_folded, wanted))
            if letters and (at := self._letters.find(letters, self._from)) >= 0:
                self._from = at + 1
                start, element, before = self._places[bisect_right(self._places, (at, len(self._letters), 0)) - 1]
                return element, before + at - start
        return None

    def _read(self) -> None:
        self._is_read = True
        elements = elements_of(tree_of(self.article.body))
        positions = {element: index for index, element in enumerate(elements)}
        before = dict.fromkeys(range(len(elements)), 0)
        parts: list[str] = []
        at = 0
        for element, text in _texts(elements):
            index = positions[element]
            self._places.append((at, index, before[index]))
            folded = _folded(text)
            before[index] += len(folded)
            at += len(folded)
            parts.append(folded)
        self._letters = "".join(parts)


def _texts(elements: list[Any]) -> Iterator[tuple[Any, str]]:
    """Yield the texts of a body in the order of the document, each with the element whose own it is."""
    known = set(elements)
    root = elements[0].getparent() if elements else None
    stack = [(child, False) for child in reversed(root)] if root is not None else []
    while stack:
        element, is_tail = stack.pop()
        if is_tail:
            if (parent := element.getparent()) in known and element.tail:
                yield parent, element.tail
            continue
        if element.text and isinstance(element.tag, str):
            yield element, element.text
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]


def _folded(text: str) -> str:
    """Return a text as it is compared: its letters without regard to case."""
    return "".join(one for one in text if letters_in(one)).casefold()
