"""Lists of the works that a book or each of its chapters cites, and the links between them and their citations."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from bookbuild.bidi import direction_of_words
from bookbuild.model import Article, Book, Chapter, Role, Target
from bookbuild.model.citations import CITED, PLACE_OF_WORKS, Work
from bookbuild.render.apparatus.signs import ANSWER_KEY, WORKS
from bookbuild.render.trees import Element, add_class, pop_attribute

_TARGET = "source:"
_LONGEST_PLACE = 200
_CITATION = "-cite."
"""Stands in the ids of citations in the key to the answers, behind the key of their article."""
_OWN = "work"
"""Begins the ids of works at the end of a handout."""
_USE = re.compile(rf'<a {CITED}="([^"]*)" id="([^"]*)"')
_HEADING = re.compile(r"<h[2-6]\b[^<>]*>(.*?)</h[2-6]>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SIGN = f' {CITED}="'


@dataclass(frozen=True, slots=True)
class Use:
    """A citation of a work: its article (the key), its id in the book, and the title of its section."""

    key: str
    anchor: str
    section: str


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work of a list, with the citations of it in the book."""

    work: Work
    uses: tuple[Use, ...]


def key_of_works(chapter: Chapter | None = None) -> str:
    """Return the key of the list of works of a chapter, or of the book."""
    return f"{WORKS}-{chapter.key}" if chapter else WORKS


def with_works(book: Book, title: str, made: Sequence[Article] = ()) -> Book:
    """Return a book with a list of the works that it cites, at the end of each chapter or of the book.

    `made` are articles that are still to be added, and cite too: the glossary and the key to the answers.
    """
    if book.works is None:
        return book
    whole = replace(book, back=(*book.back, *made))
    at_end = listed_works(whole, key_of_works())
    if at_end and (place := next(filter(_is_place, book.articles()), None)):
        book, title = _without(book, place.key), place.title
    chapters = tuple(_with_list(chapter, whole, title) for chapter in book.chapters)
    back = (*book.back, Article("", Role.BACK, title, "", key=key_of_works())) if at_end else book.back
    return replace(book, chapters=chapters, back=back, targets={**book.targets, **_targets(whole)})


def _is_place(article: Article) -> bool:
    """Return whether an article has nothing but the place for the list of works."""
    is_bare = len(article.body) < _LONGEST_PLACE and not _TAG.sub("", article.body).strip()
    return is_bare and PLACE_OF_WORKS in article.body


def _without(book: Book, key: str) -> Book:
    """Return a book without an article, and without its chapter, if that has nothing else and no number."""

    def others(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(article for article in articles if article.key != key)

    chapters = (replace(chapter, articles=others(chapter.articles)) for chapter in book.chapters)
    kept = tuple(chapter for chapter in chapters if chapter.articles or chapter.number is not None)
    return replace(book, front=others(book.front), chapters=kept, back=others(book.back))


def _with_list(chapter: Chapter, book: Book, title: str) -> Chapter:
    key = key_of_works(chapter)
    if not listed_works(book, key):
        return chapter
    listed = Article("", Role.ARTICLE, title, "", chapter=chapter.number, key=key)
    return replace(chapter, articles=(*chapter.articles, listed))


def _targets(book: Book) -> Mapping[tuple[str, str], Target]:
    """Return where the citations of each article lead to."""
    works = book.works.lists if book.works else {}
    ids = {scope: {work.key: work.id for work in listed} for scope, listed in works.items()}
    found: dict[tuple[str, str], Target] = {}
    for article, scope, key, _ in _cited(book):
        if name := ids.get(scope, {}).get(key):
            found[article.path, f"{_TARGET}{key}"] = Target(f"{WORKS}-{scope}" if scope else WORKS, name)
    return found


def _citing(book: Book) -> Iterator[tuple[Article, str]]:
    """Yield each article that cites, and the scope of its list: the key of its chapter, or an empty string."""
    lists = book.works.lists if book.works else {}
    for article, chapter in book.with_chapters():
        if _SIGN in article.body or article.notes:
            yield article, chapter.key if chapter is not None and chapter.key in lists else ""


def _cited(book: Book) -> Iterator[tuple[Article, str, str, str]]:
    """Yield each citation: its article, the scope of its list, the key of its work, and its id.

    The key to the answers cites in the lists of the chapters that its answers are from.
    """
    scopes: dict[str, str] = {}
    for article, scope in _citing(book):
        scopes[article.key] = scope
        for key, anchor in _uses(article):
            asked = anchor.rpartition(_CITATION)[0] if article.key == ANSWER_KEY else ""
            yield article, scopes.get(asked, scope), key, anchor


def _uses(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the key and the id of each citation of an article."""
    for part in (article.body, *article.notes):
        yield from ((unescape(key), anchor) for key, anchor in _USE.findall(part))


def listed_works(book: Book, key: str) -> list[ListedWork]:
    """Return the works of a list that are cited in a book, in the order of the style."""
    scope = key.removeprefix(WORKS).removeprefix("-")
    uses: dict[str, list[Use]] = {}
    for article, own, cited, anchor in _cited(book):
        if own == scope:
            section = _section(article, anchor)
            uses.setdefault(cited, []).append(Use(article.key, f"{article.key}.{anchor}", section))
    works = book.works.lists.get(scope, ()) if book.works else ()
    return [ListedWork(work, tuple(uses[work.key])) for work in works if work.key in uses]


def _section(article: Article, anchor: str) -> str:
    """Return the title of the section of an article that a citation is in."""
    before, found, _ = article.body.partition(f' id="{anchor}"')
    headings = _HEADING.findall(before) if found else ()
    return unescape(_TAG.sub("", headings[-1])) if headings else article.title


def link_citations(
    tree: Element, path: str, targets: Mapping[tuple[str, str], Target], href: Callable[[Target], str]
) -> None:
    """Let the citations of a body lead to their works; those without a list are words."""
    for element in list(tree.iter("a")):
        if key := pop_attribute(element, CITED):
            target = targets.get((path, f"{_TARGET}{key}"))
            if target is None:
                element.tag = "span"
                continue
            element.set("href", href(target))
            add_class(element, "cite")


def printed_works(works: list[ListedWork], key: str, label: str = "", *, direction: str = "ltr") -> str:
    """Return a list of works for print; `label` is before the pages on which each is cited, if these are wanted.

    `direction` is that of the book: works that are written the other way have their own.
    """

    def behind(listed: ListedWork) -> str:
        anchors = " ".join(use.anchor for use in listed.uses)
        return f' <span class="work-pages">({label}\N{NO-BREAK SPACE}⟦pages {anchors}⟧)</span>' if label else ""

    return _list(works, key, behind, direction)


def with_handout_targets(book: Book) -> Book:
    """Return a book whose citations lead to the list of works at the end of their own article."""
    found = _targets(book)
    own = {article.path: article.key for article, _ in _citing(book)}
    targets = {(path, name): Target(own[path], f"{_OWN}.{to.fragment}") for (path, name), to in found.items()}
    return replace(book, targets={**book.targets, **targets}) if found else book


def handout_works(article: Article, book: Book, title: str, *, direction: str = "ltr") -> str:
    """Return the list of works that an article cites, for its end, or an empty string."""
    cited = {key for key, _ in _uses(article)}
    scope = next((scope for one, scope in _citing(book) if one.key == article.key), "")
    works = book.works.lists.get(scope, ()) if book.works and cited else ()
    listed = [ListedWork(work, ()) for work in works if work.key in cited]
    if not listed:
        return ""
    entries = printed_works(listed, f"{article.key}.{_OWN}", direction=direction)
    return f'<section class="works-section"><h2 class="sub sub-1">{escape(title)}</h2>{entries}</section>'


def screen_works(
    works: list[ListedWork],
    key: str,
    label: str,
    href: Callable[[str, str], str],
    *,
    typed: bool = False,
    direction: str = "ltr",
) -> str:
    """Return a list of works with links back to their citations; `typed` for EPUB's structural types."""

    def behind(listed: ListedWork) -> str:
        several = len(listed.uses) > 1
        links = (
            f'<a class="work-use" role="doc-backlink" href="{escape(href(use.key, use.anchor))}" '
            f'aria-label="{escape(f"{label}: {use.section}")}">{f"↩{count}" if several else "↩"}</a>'
            for count, use in enumerate(listed.uses, 1)
        )
        return f' <span class="work-uses">{" ".join(links)}</span>'

    types = ' epub:type="bibliography"' if typed else ""
    listed = _list(works, key, behind, direction)
    return f'<section class="works-section"{types} role="doc-bibliography">{listed}</section>'


def _list(works: list[ListedWork], key: str, behind: Callable[[ListedWork], str], direction: str) -> str:
    numbered = " works-numbered" if any(listed.work.number for listed in works) else ""
    items = "".join(_item(listed.work, key, behind(listed), direction) for listed in works)
    return f'<ul class="works{numbered}">{items}</ul>'


def _item(work: Work, key: str, behind: str, direction: str) -> str:
    own = direction_of_words(unescape(_TAG.sub("", work.text))) or direction
    attribute = f' dir="{own}"' if own != direction else ""
    number = f'<span class="work-number">{work.number}</span> ' if work.number else ""
    return f'<li id="{key}.{work.id}"><p class="work"{attribute}>{number}{work.text}{behind}</p></li>'
