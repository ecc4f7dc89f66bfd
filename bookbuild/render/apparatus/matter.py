"""What is made of the whole book: its glossary, and its lists and its index, as articles without files."""

# ruff: noqa: PLC0415 - what makes a list is imported where a book has one, and most have few

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from bookbuild.bidi import direction_of
from bookbuild.model import Article, Book, Role, VolumeSettings
from bookbuild.render.apparatus.signs import ANSWER_KEY, INDEX, TYPES, WORKS, has_marks, is_works, key_of_list
from bookbuild.render.apparatus.terms import BookTerms

Href = Callable[[str, str], str]
"""Returns the address of an anchor in an article (its key)."""


def with_apparatus(
    book: Book,
    config: VolumeSettings,
    labels: Mapping[str, str],
    terms: BookTerms | None = None,
    href: Href | None = None,
) -> Book:
    """Return a book with the works that it cites, its glossary, the lists that its settings ask for, and an index if it
    has marks. `href` is None for print.
    """
    terms = terms or BookTerms(book, config.glossary, config.identity.language)
    glossary = _glossary(book, config, labels, terms, href) if book.glossary else None
    key = book.answer_key if "answers" in config.lists.back else None
    made = tuple(filter(None, [glossary, key]))
    book = _with_works(book, labels["works"], made) if book.works else book
    has_index = has_marks(replace(book, back=(*book.back, *made)))
    if not has_index and not config.lists and not glossary:
        return book
    index = [Article("", Role.BACK, labels["index"], "", key=INDEX)] if has_index else []
    own = tuple(filter(None, [glossary]))
    whole = replace(book, back=(*book.back, *own))
    front = tuple(_lists(whole, config.lists.front, Role.FRONT, labels))
    back = (*own, *_lists(whole, config.lists.back, Role.BACK, labels), *index)
    full = replace(book.full, front=(*front, *book.full.front), back=(*book.full.back, *back)) if book.full else None
    in_order = sorted((*book.back, *back), key=lambda article: article.matter == "colophon")  # which is always last
    return replace(book, front=(*front, *book.front), back=tuple(in_order), full=full)


def _glossary(
    book: Book, config: VolumeSettings, labels: Mapping[str, str], terms: BookTerms, href: Href | None
) -> Article | None:
    from bookbuild.render.apparatus.glossary import GlossaryWriter

    return GlossaryWriter(book, config, labels, terms).article(href)


def _with_works(book: Book, title: str, made: tuple[Article, ...]) -> Book:
    from bookbuild.render.apparatus.works import with_works

    return with_works(book, title, made)


def _lists(book: Book, names: Iterable[str], role: Role, labels: Mapping[str, str]) -> Iterator[Article]:
    for name in dict.fromkeys(names):
        if name == "answers":
            yield from filter(None, [book.answer_key])
        elif _has_lines(book, name, labels):
            yield Article("", role, labels[f"list-of-{name}"], "", key=key_of_list(name))


def _has_lines(book: Book, name: str, labels: Mapping[str, str]) -> bool:
    from bookbuild.render.apparatus.lists import listed

    return bool(listed(book, name, labels))


def is_made(article: Article) -> bool:
    """Return whether an article is a list or the index, whose text is made of the others."""
    return not article.path and article.key != ANSWER_KEY


def is_list(article: Article) -> bool:
    """Return whether an article is a list."""
    return is_made(article) and article.key.startswith(key_of_list(""))


def in_print(article: Article, book: Book, config: VolumeSettings, labels: Mapping[str, str]) -> str:
    """Return the text of a list or of the index with pages, for print."""
    if is_works(article):
        from bookbuild.render.apparatus.works import listed_works, printed_works

        has_pages = book.works is not None and book.works.pages
        label, direction = labels["pages-short"] * has_pages, direction_of(config.identity.language)
        return printed_works(listed_works(book, article.key), article.key, label, direction=direction)
    if article.key == INDEX:
        from bookbuild.render.apparatus.index_pages import printed_index

        return printed_index(book, config, labels)
    from bookbuild.render.apparatus.lists import listed, printed_list

    return printed_list(listed(book, _name(article), labels))


def on_screen(
    article: Article, book: Book, config: VolumeSettings, labels: Mapping[str, str], href: Href, *, typed: bool = False
) -> str:
    """Return the text of a list or of the index with links; `typed` for EPUB's structural types."""
    if is_works(article):
        from bookbuild.render.apparatus.works import listed_works, screen_works

        works = listed_works(book, article.key)
        direction = direction_of(config.identity.language)
        return screen_works(works, article.key, labels["back-to-text"], href, typed=typed, direction=direction)
    if article.key == INDEX:
        from bookbuild.render.apparatus.index_pages import screen_index

        return screen_index(book, config, labels, lambda mark: href(mark.key, mark.anchor), typed=typed)
    from bookbuild.render.apparatus.lists import listed, screen_list

    return screen_list(listed(book, _name(article), labels), href)


def _name(article: Article) -> str:
    return article.key.removeprefix(key_of_list(""))


def landmarks(book: Book) -> list[tuple[str, str, str]]:
    """Return the lists and the index as landmarks of an EPUB: structural type, key, and title."""
    types = {**TYPES, INDEX: "index", WORKS: "bibliography", ANSWER_KEY: "answers"}
    return [(types[one.key], one.key, one.title) for one in (*book.front, *book.back) if one.key in types]
