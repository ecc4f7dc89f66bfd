"""Laid-out pages -> the places in the bodies of articles where the pages of the printed book begin."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

from bookbuild.model import Article, Book, LaidOutPage, LaidOutPages, PageRun, PrintedPage
from bookbuild.page_map.bodies import Element, letters_in, tree_of
from bookbuild.page_map.entry_places import Entries
from bookbuild.page_map.first_words import text_of, words_at
from bookbuild.page_map.origins import Origins, elements_of

_TERM = "_tm-"
"""What is in the ids of uses of terms."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def map_pages(
    laid_out: LaidOutPages, runs: Sequence[PageRun], marked: Sequence[PageRun], origins: Origins, book: Book
) -> tuple[PrintedPage, ...]:
    """Return where the pages of a book begin.

    Args:
        laid_out: its laid-out pages.
        runs: the page runs that were laid out.
        marked: the same runs, rendered of the book of `origins`. Of an article's run that differs in more than the
            marks only the beginning is known.
        origins: the book with marks.
        book: the book.
    """
    bodies = _Bodies(book)
    places: dict[str, _Run | Entries] = {}
    for run, one in zip(runs, marked, strict=True):
        if run.name in bodies.articles:
            if _is_same(run, one, origins):
                places[run.name] = _Run(run.name, one.xhtml, origins, bodies)
        else:
            keys = frozenset(key for key, _ in run.marks)
            places[run.name] = Entries(run.name, laid_out.documents.get(run.name, run.xhtml), keys)
    return tuple(_mapped(laid_out.pages, places, bodies))


def _mapped(
    pages: Sequence[LaidOutPage], places: "Mapping[str, _Run | Entries]", bodies: "_Bodies"
) -> Iterator[PrintedPage]:
    for page, following in zip(pages, _runs_from(pages), strict=True):
        if not page.run:
            yield PrintedPage(page.label, following, element=PrintedPage.BLANK)
        elif page.index == 0:
            yield _begin(page.run, page, bodies)
        elif page.run in places and (place := places[page.run].place(page)):
            yield place


def _runs_from(pages: Sequence[LaidOutPage]) -> list[str]:
    """Return the run of each page, that of the next one for a blank page."""
    names, name = [], ""
    for page in reversed(pages):
        name = page.run or name
        names.append(name)
    return names[::-1]


def _is_same(run: PageRun, marked: PageRun, origins: Origins) -> bool:
    return run.name == marked.name and origins.without_marks(marked.xhtml) == run.xhtml


def _begin(name: str, page: LaidOutPage, bodies: "_Bodies") -> PrintedPage:
    article = bodies.articles.get(name)
    return PrintedPage(page.label, name, article.path if article else "", words=page.words)


class _Run:
    """A run's document with marks."""

    def __init__(self, name: str, xhtml: str, origins: Origins, bodies: "_Bodies") -> None:
        self._name, self._origins, self._bodies = name, origins, bodies
        self._elements = list(ET.fromstring(xhtml).iter())  # noqa: S314  # made by our own serialiser
        self._found = [origins.origin_of(element) for element in self._elements]

    @cached_property
    def _parents(self) -> Mapping[ET.Element, ET.Element]:
        return {child: parent for parent in self._elements for child in parent}

    @cached_property
    def _positions(self) -> Mapping[ET.Element, int]:
        return {element: position for position, element in enumerate(self._elements)}

    def place(self, page: LaidOutPage) -> PrintedPage | None:
        """Return where a page of the run begins, or None if it has nothing of its own."""
        if page.element < 0:
            return None
        if origin := self._found[page.element]:
            return self._at(page, origin, self._letters(self._elements[page.element], page.letters))
        return self._within(page) or self._beside(page)

    def _within(self, page: LaidOutPage) -> PrintedPage | None:
        """Return the place of what was added to an element of a body: the words of a link, or a number after one."""
        element = self._elements[page.element]
        around = self._parents.get(element)
        while around is not None and self._found[self._positions[around]] is None:
            element, around = around, self._parents.get(around)
        if around is None:
            return None
        before = letters_in(around.text or "")
        for child in around:
            if child is element:
                break
            before += letters_in(child.tail or "")
            before += letters_in("".join(child.itertext())) if self._is_piece(child) else 0
        origin = self._found[self._positions[around]]
        return self._at(page, origin, before + page.letters * self._is_piece(element)) if origin else None

    def _at(self, page: LaidOutPage, origin: tuple[str, int], letters: int) -> PrintedPage:
        """Return the page that begins after so many letters of an element as it was rendered: spans of the body that
        rendering has taken away have left their words there.
        """
        key, index = origin
        elements = self._bodies.elements(key)
        numbers = {element: number for number, element in enumerate(elements)}
        rest, before = letters, dict.fromkeys(elements, 0)
        for owner, text in _texts_left(elements[index], lambda one: (key, numbers[one]) in self._rendered):
            count = letters_in(text)
            if count > rest:
                return self._bodies.page(page, key, numbers[owner], before[owner] + rest)
            rest, before[owner] = rest - count, before[owner] + count
        return self._bodies.page(page, key, index, letters)

    @cached_property
    def _rendered(self) -> frozenset[tuple[str, int]]:
        return frozenset(filter(None, self._found))

    def _letters(self, element: ET.Element, letters: int) -> int:
        """Return how many letters the own text of an element of a body has before a place in it: some of its words may
        have become elements where it was rendered, which has this number of letters there.
        """
        own, pieces = letters_in(element.text or ""), 0
        for child in element:
            if own > letters:
                break
            pieces += letters_in("".join(child.itertext())) if self._is_piece(child) else 0
            own += letters_in(child.tail or "")
        return letters + pieces

    def _is_piece(self, element: ET.Element) -> bool:
        """Return whether an element has words of the one around it: a link is divided where markup is in it, and terms
        of the glossary become links and places.
        """
        is_added, classes = self._found[self._positions[element]] is None, element.get("class", "").split()
        is_link = element.tag.rpartition("}")[2] == "a" and "folio" not in classes
        return is_added and (is_link or _TERM in element.get("id", ""))

    def _beside(self, page: LaidOutPage) -> PrintedPage | None:
        """Return the place of what stands between or around the elements of bodies: a title, or a list at the end."""
        element: ET.Element | None = self._elements[page.element]
        owner = self._name
        while element is not None and (owner := element.get("id", "")) not in self._bodies.articles:
            element = self._parents.get(element)
        owner = owner or self._name
        behind = (origin for origin in self._found[page.element :] if origin)
        before = any(origin and origin[0] == owner for origin in self._found[: page.element])
        after = next((origin for origin in behind if origin[0] == owner), None)
        if not before and owner in self._bodies.articles and owner != self._name:
            return _begin(owner, page, self._bodies)
        if after and before:
            return self._bodies.page(page, *after, -1)
        return self._bodies.page(page, owner, PrintedPage.END, 0) if owner in self._bodies.articles else None


@dataclass(frozen=True)
class _Bodies:
    """The bodies of a book's articles."""

    book: Book

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by key; a chapter's opening by that of the chapter."""
        openings = {chapter.key: chapter.opening for chapter in self.book.chapters if chapter.opening}
        return {**{article.key: article for article in self.book.articles()}, **openings}

    def page(self, page: LaidOutPage, key: str, element: int, letters: int) -> PrintedPage:
        """Return the page that begins in an article's body."""
        article = self.articles[key]
        if element == PrintedPage.END:
            return PrintedPage(page.label, key, article.path, element, words=page.words)
        elements = self.elements(key)
        heading = next((text_of(one) for one in reversed(elements[: element + 1]) if one.tag in _HEADINGS), "")
        words = words_at(elements, element, letters) or page.words
        return PrintedPage(page.label, key, article.path, element, letters, heading, words)

    @cached_property
    def _parsed(self) -> dict[str, list[Element]]:
        return {}

    def elements(self, key: str) -> list[Element]:
        """Return the elements of an article's body."""
        if key not in self._parsed:
            self._parsed[key] = elements_of(tree_of(self.articles[key].body))
        return self._parsed[key]


def _texts_left(element: Element, is_rendered: Callable[[Element], bool]) -> Iterator[tuple[Element, str]]:
    """Yield the pieces of an element's own text in order, and those of spans in it that are not rendered; with each the
    element whose own it is.
    """
    if element.text:
        yield element, element.text
    for child in element:
        if child.tag == "span" and not is_rendered(child):
            yield from _texts_left(child, is_rendered)
        if child.tail:
            yield element, child.tail
