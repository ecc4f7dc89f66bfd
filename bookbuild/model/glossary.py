"""The glossary: terms, and the article that explains them."""

from dataclasses import dataclass

from bookbuild.model.content import Article

FIRST_USES = ("chapter", "article", "book", "every", "none")
"""Within what the first use of a term is linked: ``every`` use, or ``none`` but those that the author marks."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary.

    `key` is unique in the glossary, and the id of the entry; `words` are those that an abbreviation stands for, or the
    term itself; `forms` are other forms in which it is found in the text. `language` is that of the term (BCP 47), if
    it is not the book's. One that `is_by_hand` is found only where the author marks it. `line` is that of the entry.
    """

    key: str
    words: str
    abbreviation: str = ""
    forms: tuple[str, ...] = ()
    language: str = ""
    is_by_hand: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Glossary:
    """A glossary: its terms in the order of the file, and the article that has an introduction, if any, and a list of
    definitions, in which the term of each entry has its key as id.
    """

    article: Article
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class GlossarySettings:
    """The table ``[glossary]``. `file` is empty if it is not set; `first_use` is one of `FIRST_USES`; `expand` is
    whether the first use of an abbreviation says what it stands for; `pages` whether an entry says where its term is
    used, and `handouts` whether a handout explains the terms in it.
    """

    file: str = ""
    first_use: str = "chapter"
    expand: bool = False
    pages: bool = True
    handouts: bool = True
