"""Numbers of figures, tables, listings, equations and boxes ("Figure 1.2"), and references to them by number."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from bookbuild.model import Article, Book, Chapter, Numbered, Role
from bookbuild.model.references import OWN_NUMBER
from bookbuild.render.section_numbers import section_numbers
from bookbuild.render.trees import Element, has_class

_SIGNS = ("caption", 'class="equation', 'id="box-')
"""What is in a body in which something is numbered."""
_OPENING = re.compile(rf"<(figure|table|div|aside)\b([^<>]*)>|<(figcaption|caption)\b(?![^<>]*\b{OWN_NUMBER}\b)")
_ID = re.compile(r'\sid="([^"]*)"')
_CLASSES = re.compile(r'\sclass="([^"]*)"')
_BOX = re.compile(r"(?:.*\.)?box-")
SUBFIGURE = "subfigure"
"""The kind of a figure within another one, and its class."""
_AROUND = "subfigures"
"""The class of a figure that has others in it."""
_CAPTION_AROUND = re.compile(r"</figure>\s*<figcaption\b([^<>]*)>")
"""The caption of a figure behind the last one within it."""
Counts = Mapping[str, int]
"""How many of each kind there are."""


class Numbers:
    """The numbers of a book's figures, tables and the like: in each chapter from 1, each kind for itself. Those in no
    chapter with a number are counted through the book.
    """

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def before(self) -> Mapping[str, Counts]:
        """How many there are of each kind before each article in its chapter, by the article's key."""
        return {article.key: before for article, _, before in self._articles()}

    def of(self, anchor: str) -> Numbered | None:
        """Return what has this anchor, or None if it has no number in this book."""
        return self.by_anchor.get(anchor) or self._book.numbers.get(anchor)

    @cached_property
    def by_anchor(self) -> Mapping[str, Numbered]:
        """All that has a number and an anchor: chapters, articles and headings too."""
        found: dict[str, Numbered] = {}
        for one in self._book.chapters:
            if one.shown_number:
                found[one.key] = Numbered(one.kind, one.shown_number)
        for part in self._book.parts:
            if part.numeral:
                found[part.key] = Numbered("part", part.numeral)
        for article, chapter, before in self._articles():
            if article.shown_number:
                found.setdefault(article.key, Numbered(_kind_of_article(article), article.shown_number))
            for name, number in self.sections(article, chapter).items():
                found[f"{article.key}.{name}"] = Numbered("section", number)
            prefix, counts = number_prefix(article, chapter), Counter(before)
            for kind, name in _numbered_in(article):
                counts[kind] += 1
                counts[SUBFIGURE] *= kind != "figure"  # letters begin anew
                number = f"{counts['figure']}{letter(counts[kind])}" if kind == SUBFIGURE else str(counts[kind])
                if name:
                    shown = "figure" if kind == SUBFIGURE else kind
                    found[f"{article.key}.{name}"] = Numbered(shown, f"{prefix}{number}")
        return found

    def sections(self, article: Article, chapter: Chapter | None) -> Mapping[str, str]:
        """Return the numbers of an article's headings by their ids in the article."""
        return section_numbers(article, chapter, self._book.sections) if self._book.sections else {}

    def _articles(self) -> Iterator[tuple[Article, Chapter | None, Counts]]:
        """Yield each article with its chapter, and how many of each kind are before it there."""
        runs: list[tuple[Chapter | None, tuple[Article, ...]]] = [
            (None, self._book.front),
            *((None, (part.opening,)) for part in self._book.parts if part.opening),
            *((chapter, (*filter(None, [chapter.opening]), *chapter.articles)) for chapter in self._book.chapters),
            *((None, (article,)) for article in self._book.back if article.role is Role.APPENDIX),
            (None, tuple(article for article in self._book.back if article.role is not Role.APPENDIX)),
        ]
        shared: Counter[str] = Counter()
        for chapter, articles in runs:
            own: Counter[str] = Counter()
            for article in articles:
                counts = own if number_prefix(article, chapter) else shared
                yield article, chapter, dict(counts)
                counts.update(kind for kind, _ in _numbered_in(article))


def _kind_of_article(article: Article) -> str:
    if article.role is Role.APPENDIX:
        return "appendix"
    return "section" if article.number is None else "article"


def number_prefix(article: Article, chapter: Chapter | None) -> str:
    """Return the prefix of numbers: that of the chapter or of the appendix, and a dot, or an empty string."""
    number = chapter.shown_number if chapter else article.numeral if article.role is Role.APPENDIX else ""
    return f"{number}." if number else ""


def numbered_count(markup: str) -> Counts:
    """Return how many there are of each kind in a body or a note."""
    return Counter(kind for kind, _ in _numbered(markup))


def _numbered_in(article: Article) -> Iterator[tuple[str, str]]:
    for part in (article.body, *article.notes):
        yield from _numbered(part)


def _numbered(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each thing that is numbered, in order, and its id, or an empty string."""
    if not any(sign in markup for sign in _SIGNS):
        return
    table, figure, kind_of_figure, around = "", "", "figure", "figure"
    for match in _OPENING.finditer(markup):
        if match[3]:
            if match[3] == "caption" or kind_of_figure:
                yield ("table", table) if match[3] == "caption" else (kind_of_figure, figure)
            continue
        name, classes = _value(_ID, match[2]), _value(_CLASSES, match[2])
        kind = _kind(match[1], classes, name)
        if match[1] == "table":
            table = name
        elif kind == SUBFIGURE or _AROUND in classes.split():
            around = around if kind == SUBFIGURE else _kind_around(markup, match.end())
            if around:
                yield kind, name
            kind_of_figure = ""
        elif match[1] == "figure":
            figure, kind_of_figure = name, kind
        elif kind:
            yield kind, name


def _kind_around(markup: str, start: int) -> str:
    """Return the kind of a figure around others, whose caption is behind them: empty if it has a number of its own."""
    caption = _CAPTION_AROUND.search(markup, start)
    return "" if caption and OWN_NUMBER in caption[1] else "figure"


def _value(attribute: re.Pattern[str], attributes: str) -> str:
    found = attribute.search(attributes)
    return found[1] if found else ""


def _kind(tag: str, classes: str, name: str) -> str:
    """Return the kind of an element, or an empty string for one that has no number."""
    if tag == "figure":
        return next((kind for kind in ("listing", SUBFIGURE) if kind in classes.split()), "figure")
    if tag == "div":
        return "equation" if name and "equation" in classes.split() and OWN_NUMBER not in classes.split() else ""
    return "box" if tag == "aside" and _BOX.match(name) else "table" if tag == "table" else ""


def captioned(tree: Element, kind: str) -> Iterator[tuple[Element, Element]]:
    """Yield each element of a kind that has a caption, in order, and its caption."""
    for caption in tree.iter("figcaption", "caption"):
        around = caption.getparent()
        if around is not None and _kind(str(around.tag), around.get("class") or "", "") == kind:
            yield around, caption


def letter(number: int) -> str:
    """Return the letter of a figure within another one: ``a`` for 1, ``aa`` for 27."""
    before, last = divmod(number - 1, 26)
    return f"{letter(before) if before else ''}{chr(ord('a') + last)}"


def has_own_number(caption: Element) -> bool:
    """Return whether a caption begins with a number that its author wrote."""
    return has_class(caption, OWN_NUMBER)


def id_of_caption(key: str, kind: str, number: int) -> str:
    """Return the id in the book of what has a caption and no id of its own, by its article and its number."""
    return f"{key}_{kind}-{number}"


def show_numbers(tree: Element, labels: Mapping[str, str], prefix: str, before: Counts, key: str = "") -> None:
    """Show the number of each thing that has one; `before` are those before this tree.

    If a list leads to them, `key` is that of the article, and they get ids.
    """
    counts = Counter(before)
    for element in list(tree.iter("figcaption", "caption", "div", "aside")):
        around = element.getparent() if element.tag in {"figcaption", "caption"} else element
        if around is None or has_own_number(element):
            continue
        kind = _kind(str(around.tag), around.get("class") or "", around.get("id") or "")
        if kind == SUBFIGURE:
            before_it = sum(has_class(one, SUBFIGURE) for one in around.itersiblings(preceding=True))
            _show_label(element, f"({letter(before_it + 1)})")
        elif kind:
            counts[kind] += 1
            if key and around is not element and not around.get("id"):
                around.set("id", id_of_caption(key, kind, counts[kind]))
            _show(element, Numbered(kind, f"{prefix}{counts[kind]}"), labels)


def _show(element: Element, numbered: Numbered, labels: Mapping[str, str]) -> None:
    if numbered.kind == "equation":
        etree.SubElement(element, "span", {"class": "equation-number"}).text = f"({numbered.number})"
        return
    classes = "figure-label" if numbered.kind == "figure" else f"figure-label {numbered.kind}-label"
    _show_label(element, f"{labels[numbered.kind]} {numbered.number}", numbered.kind, classes)


def _show_label(element: Element, words: str, kind: str = "figure", classes: str = "figure-label") -> None:
    """Put a label before the words of a caption, or of the title of a box behind its icon."""
    shown = etree.Element("span", {"class": classes})
    shown.text = words
    icon = next((child for child in element.iter("span") if has_class(child, "callout-icon")), None)
    if icon is not None and kind == "box":
        shown.tail, icon.tail = f" {icon.tail or ''}", None
        icon.addnext(shown)
        return
    shown.tail = f" {element.text or ''}"
    element.text = None
    element.insert(0, shown)
