"""Page breaks within documents that the program makes, such as an index or a list: at the entries with which pages of
the printed book begin.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence

from bookbuild.model import PrintedPage

_ENTRY = re.compile(rf"<(?:{'|'.join(PrintedPage.ENTRIES)})\b[^<>]*(?<!/)>(?:\s*<a\b[^<>]*>)?")
"""The tag with which an entry begins, and that of the link that it is: contents have nothing beside their links."""
_TAG = re.compile("<[^<>]*>")
_BEHIND = re.compile(r"(?:\s|<[^<>]*>)*\Z")
_NO_LETTER = re.compile(r"[\W_]+")


def with_entry_breaks(xhtml: str, pages: Sequence[PrintedPage], page_breaks: Callable[[Iterable[str]], str]) -> str:
    """Return a document with a break at each of these pages.

    A page begins with the entry that has its number and its words; where entries differ from the printed ones, with the
    next one that has its words. One that begins within an entry has its break behind the words of that, since page
    numbers follow them in print.
    """
    found = list(_ENTRY.finditer(xhtml))
    ends = [*(match.start() for match in found[1:]), len(xhtml)]
    entries = [(match.end(), xhtml[match.end() : end]) for match, end in zip(found, ends, strict=False)]
    texts = [_letters(text) for _, text in entries]
    breaks: dict[int, list[str]] = {}
    last = 0
    for page in pages if entries else ():
        last = _entry_of(page, texts, last)
        begin, text = entries[last]
        breaks.setdefault(begin + (_end_of_words(text) if page.letters else 0), []).append(page.label)
    for at, labels in sorted(breaks.items(), reverse=True):
        xhtml = f"{xhtml[:at]}{page_breaks(labels)}{xhtml[at:]}"
    return xhtml


def _entry_of(page: PrintedPage, texts: Sequence[str], last: int) -> int:
    """Return the index of the entry with which a page begins, where the page before begins with the `last` one."""
    words = _letters(" ".join(page.words))
    if page.element < len(texts) and texts[page.element].startswith(words):
        return page.element
    found = (index for index in range(last, len(texts)) if texts[index].startswith(words))
    return next(found, min(page.element, len(texts) - 1))


def _letters(xhtml: str) -> str:
    return _NO_LETTER.sub("", html.unescape(_TAG.sub("", xhtml))).casefold()


def _end_of_words(xhtml: str) -> int:
    """Return where the words of an entry end, before the tags behind them."""
    behind = _BEHIND.search(xhtml)
    return behind.start() if behind else len(xhtml)
