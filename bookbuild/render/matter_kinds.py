"""Kinds of front and back matter: where custom puts them, whether they have a printed title, and EPUB's terms."""

import re

from bookbuild.model import MATTERS, Article, Book, Matter
from bookbuild.render.apparatus.matter import landmarks
from bookbuild.render.apparatus.signs import INDEX

HALF_TITLE = "half-title"
_NAMED = {
    "acknowledgements": "acknowledgments",
    **{name: name for name in ("acknowledgments", "afterword", "appendix", "conclusion", "dedication", "epigraph",
                               "epilogue", "foreword", "index", "introduction", "preface", "prologue")},
}  # fmt: skip
"""Terms by the name of the file, for matter whose metadata block says no more than where it stands."""
_ROLES = frozenset({*_NAMED.values(), "colophon", "glossary"})
"""Terms for which DPUB-ARIA has a role."""


def matter_of(article: Article) -> Matter:
    """Return the kind of matter that an article is."""
    return MATTERS[article.matter or "body"]


def has_title(article: Article) -> bool:
    """Return whether the title of an article is printed."""
    return matter_of(article).has_title


def half_title_of(book: Book) -> Article | None:
    """Return the article that is the half title, or None."""
    return next((article for article in book.front if article.matter == HALF_TITLE), None)


def before_contents(book: Book) -> tuple[Article, ...]:
    """Return the front matter between the copyright page and the contents: dedications and epigraphs, in that order."""
    half_title = half_title_of(book)
    found = (article for article in book.front if matter_of(article).is_before_contents and article is not half_title)
    return tuple(sorted(found, key=lambda article: list(MATTERS).index(article.matter)))


def behind_contents(book: Book) -> tuple[Article, ...]:
    """Return the front matter that follows the contents."""
    return tuple(article for article in book.front if not matter_of(article).is_before_contents)


def structural_type(article: Article) -> str:
    """Return the term for an article in EPUB's structural vocabulary, or an empty string."""
    if article.key == INDEX:
        return "index"
    # A file in front that is called index is the opening of a folder, as websites have it.
    stem = re.sub(r"^(front-(?:index$)?|back-)", "", article.key)
    return matter_of(article).type or _NAMED.get(stem, "")


def aria_role(type_: str) -> str:
    """Return the role of DPUB-ARIA for a term, or an empty string."""
    return f"doc-{type_}" if type_ in _ROLES else ""


def landmarks_of(book: Book) -> list[tuple[str, str, str]]:
    """Return what reading systems may offer as landmarks, each term once: term, key, and title."""
    own = [(matter_of(one).type, one.key, one.title) for one in (*book.front, *book.back) if matter_of(one).type]
    first: dict[str, tuple[str, str, str]] = {}
    for one in (*own, *landmarks(book)):
        first.setdefault(one[0], one)
    return list(first.values())
