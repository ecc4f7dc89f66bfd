"""What tells that a book has an index, a glossary, lists, works that it cites, or a key to its answers.

Most books have few of these. What makes one is imported in the function that has found its sign, so that the others are
made without it.
"""

from collections.abc import Mapping

from bookbuild.model import Article, Book

INDEX, WORKS, ANSWER_KEY = "book-index", "book-works", "answer-key"
"""The keys in a book of its index, of its list of works (that of a chapter has the chapter's key behind it), and of the
article with its answers.
"""
TYPES: Mapping[str, str] = {"list-figures": "loi", "list-tables": "lot"}
"""The keys of lists with a term in EPUB's structural vocabulary."""
INDEX_MARK = ' data-index="'
"""What is in a body that has marks for the index."""
IN_INDEX_ANCHOR, IN_USE_ANCHOR = "_ix-", "_tm-"
"""What is in the id of such a mark, and of a use of a term, and in no other."""

MARK, KEPT_OUT = "data-term", "data-no-term"
"""Attributes of a span in an article: that the author marks its words as a term, or as none."""
NUMBER, USE, LINKED, FIRST = MARK, "data-use", "data-linked", "data-first"
"""Attributes of a use: its number in the article, the key of its term, whether it is linked, and whether it is the
first of its term in the article.
"""
SHORT, EXPANDED = "data-short-for", "data-expanded"
"""Attributes of an abbreviation: what it stands for, and whether that is to be printed behind it."""
TERM_MARKS = (f' {USE}="', f' {NUMBER}="', f' {KEPT_OUT}="')
"""What is in a body that has marks of terms."""
REFERENCE = "data-numbered"
"""The attribute of a link without words: the caption or the words of what it leads to."""
SEVERAL = "several"
"""The class of references in brackets that may be called by one word."""
SHARED = "data-shared"
"""The attribute of a reference whose number stands without the word for what it is."""


def has_marks(book: Book) -> bool:
    """Return whether a book has marks for an index."""
    return any(INDEX_MARK in part for article in book.articles() for part in (article.body, *article.notes))


def use_id(key: str, number: int | str) -> str:
    """Return the id in the book of a use of a term in an article."""
    return f"{key}{IN_USE_ANCHOR}{number}"


def key_of_list(name: str) -> str:
    """Return the key of a list: ``list-figures``."""
    return f"list-{name}"


def is_works(article: Article) -> bool:
    """Return whether an article is a list of works."""
    return article.key.startswith(WORKS)
