"""Lists of what a book holds: figures, tables, listings, worksheets, each with its page in print."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from bookbuild.model import Article, Book, Chapter
from bookbuild.render.apparatus.abbreviation_list import abbreviations
from bookbuild.render.apparatus.reference_words import ReferenceWords
from bookbuild.render.captions import Numbers, captioned, has_own_number, id_of_caption, number_prefix
from bookbuild.render.trees import Element, has_class, tree_of, words_of

KINDS: Mapping[str, str] = {"figures": "figure", "tables": "table", "listings": "listing", "worksheets": ""}
"""The lists that there are, and the kind of what has a number in each."""
ABBREVIATIONS = "abbreviations"
"""The list whose lines are what abbreviations stand for."""
_BEGINNING = re.compile(r"(?P<words>[^:\uff1a]+?)\s*[:\uff1a]\s*(?=\S)")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: the article (its key) and the anchor it leads to, its number or an empty string, its words."""

    key: str
    anchor: str
    number: str
    words: str


def listed(book: Book, name: str, labels: Mapping[str, str]) -> list[Listed]:
    """Return the lines of a list, in the order of the book."""
    if name == ABBREVIATIONS:
        return [Listed(key, at, "", f"{short}\N{EN SPACE}{words}") for key, at, short, words in abbreviations(book)]
    numbers = Numbers(book)
    lines: list[Listed] = []
    for article, chapter in book.with_chapters():
        if kind := KINDS[name]:
            named = ReferenceWords(article.path, book.targets, lambda one: numbers.of(one.anchor), labels)
            lines += _captions(article, chapter, kind, numbers, named)
        elif 'data-work="' in article.body:
            lines += _worksheets(article)
    return lines if KINDS[name] else _without_repeated_beginnings(lines, labels)


def _without_repeated_beginnings(lines: list[Listed], labels: Mapping[str, str]) -> list[Listed]:
    """Return lines without words and a colon at their beginning that the list's heading says, in whatever language
    (``Worksheet: my week``), or with which all lines begin.
    """
    matches = [_BEGINNING.match(line.words) for line in lines]
    said = {labels["worksheet"].casefold(), labels["list-of-worksheets"].casefold()}
    beginnings = {match["words"].casefold() if match else "" for match in matches}
    if len(lines) > 1 and len(beginnings) == 1:
        said |= beginnings
    return [
        replace(line, words=rest[:1].upper() + rest[1:])
        if match and match["words"].casefold() in said and (rest := line.words[match.end() :])
        else line
        for line, match in zip(lines, matches, strict=True)
    ]


def _captions(
    article: Article, chapter: Chapter | None, kind: str, numbers: Numbers, named: ReferenceWords
) -> Iterator[Listed]:
    count = Counter(numbers.before[article.key])[kind]
    for part in (article.body, *article.notes):
        for around, caption in captioned(tree_of(part), kind) if "caption" in part else ():
            is_numbered = not has_own_number(caption)
            count += is_numbered
            own = around.get("id")
            anchor = f"{article.key}.{own}" if own else id_of_caption(article.key, kind, count)
            number = f"{number_prefix(article, chapter)}{count}" if is_numbered else ""
            named.write(list(caption.iter("a")))
            yield Listed(article.key, anchor, number, words_of(caption))


def _worksheets(article: Article) -> Iterator[Listed]:
    """Yield a line for each section in which there is something to fill in."""
    anchor, words, done = article.key, article.title, ""
    for element in tree_of(article.body).iter(*_HEADINGS, "div"):
        if element.tag in _HEADINGS:
            anchor, words = f"{article.key}.{element.get('id')}", words_of(element)
        elif element.get("data-work") and anchor != done:
            done = anchor
            yield Listed(article.key, anchor, "", _title(element) or words)


def _title(worksheet: Element) -> str:
    return next((words_of(child) for child in worksheet if has_class(child, "worksheet-title")), "")


def printed_list(lines: list[Listed]) -> str:
    """Return a list with pages, for print."""
    return f'<ul class="toc list-of">{"".join(map(_printed, lines))}</ul>'


def _printed(line: Listed) -> str:
    number = f'<span class="toc-number">{escape(line.number)}</span>' if line.number else ""
    href = escape("book:" + line.anchor.replace("%", "%25"))
    label = f'<a class="toc-label" href="{href}">{escape(line.words)}</a><span class="leader"></span>'
    folio = f'<a class="folio" href="{href}">⟦{line.anchor}⟧</a>'
    return f'<li class="toc-article"><span class="toc-line">{number}{label}{folio}</span></li>'


def screen_list(lines: list[Listed], href: Callable[[str, str], str]) -> str:
    """Return a list of links; `href` returns the address of an anchor in an article (its key)."""
    return f'<ul class="list-of">{"".join(_shown(line, href(line.key, line.anchor)) for line in lines)}</ul>'


def _shown(line: Listed, href: str) -> str:
    number = f'<span class="toc-number">{escape(line.number)}</span> ' if line.number else ""
    return f'<li class="toc-article"><a href="{escape(href)}">{number}{escape(line.words)}</a></li>'
