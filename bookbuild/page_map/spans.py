"""The pages of the printed book on which each of its articles stands."""

from collections.abc import Iterator, Mapping

from bookbuild.model import Book, PageMap


def spans_of(page_map: PageMap, book: Book) -> Mapping[str, tuple[str, str]]:
    """Return the labels of the first and the last page of each article and chapter of the book, by key.

    Several articles can begin on a page: one with which no page begins has the page of the one before it.
    """
    labels: dict[str, list[str]] = {}
    for page in page_map.pages:
        if page.element != page.BLANK:
            labels.setdefault(page.key, []).append(page.label)
    begun = {page.key for page in page_map.pages if page.element == page.START}
    spans: dict[str, tuple[str, str]] = {}
    last = ""
    for key in _keys(book):
        own = labels.get(key, [])
        first = own[0] if own and (key in begun or not last) else last
        last = own[-1] if own else last
        if first:
            spans[key] = (first, last)
    for chapter in book.chapters:
        parts = (chapter.key, *(article.key for article in chapter.articles))
        if known := [spans[key] for key in parts if key in spans]:
            spans[chapter.key] = (known[0][0], known[-1][1])
    return spans


def _keys(book: Book) -> Iterator[str]:
    """Yield the keys of what stands in the book, in order."""
    yield from (article.key for article in book.front)
    for part, chapters in book.divided():
        yield from [part.key] if part else []
        for chapter in chapters:
            yield from (chapter.key, *(article.key for article in chapter.articles))
    yield from (article.key for article in book.back)
