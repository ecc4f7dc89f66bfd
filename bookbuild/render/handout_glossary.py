"""The terms of the glossary that are used in a handout, and their meanings below its text."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bookbuild.model import Article, Book, Role, VolumeSettings
from bookbuild.model.citations import CITED
from bookbuild.render.apparatus.glossary import entries_of
from bookbuild.render.apparatus.term_links import TermStyle
from bookbuild.render.apparatus.terms import BookTerms
from bookbuild.render.pdf_body import INSIDE

_IN_ID = "_term-"
_CITATION = re.compile(rf'(<a {CITED}="[^"]*") id="[^"]*"')
"""Matches a citation with its id, which one of the article above may have too."""
_NOTE = re.compile(r'( data-note=")(\d+)"')


class HandoutGlossary:
    """The glossary of a book as its handouts show it: `terms` marks the uses in an article, each of which is linked at
    its first use there. `is_shown` is whether they show any of it.
    """

    def __init__(self, book: Book, config: VolumeSettings, *, is_shown: bool) -> None:
        self._glossary = book.glossary if is_shown else None
        first_use = "none" if config.glossary.first_use == "none" else "article"
        settings = replace(config.glossary, first_use=first_use)
        self.terms = BookTerms(replace(book, glossary=self._glossary), settings, config.identity.language)
        self.style = TermStyle(_link, is_print=True) if self._glossary else None
        self._left_out: set[str] = set()
        self._entries = entries_of(self._glossary)[1] if self._glossary else {}

    def below(self, article: Article) -> Article | None:
        """Return what is to be printed below an article: the terms that are linked in it, with their meanings."""
        linked = self._linked(article)
        if not linked or self._glossary is None or article.key in self._left_out:
            return None
        entries = (entry for key, entry in self._entries.items() if key in linked)
        written = "".join(
            f'<dt id="{_IN_ID}{entry.term.key}"><dfn>{entry.words}</dfn></dt>{entry.meaning}' for entry in entries
        )
        written = _CITATION.sub(r"\1", written)
        before = len(article.notes)  # those of meanings are counted on, so that no two have the same id
        written = _NOTE.sub(lambda mark: f'{mark[1]}{before + int(mark[2])}"', written)
        notes = (*([""] * before), *self._glossary.article.notes)
        body = f'<dl class="glossary handout-glossary">{written}</dl>'
        return replace(self._glossary.article, key=article.key, role=Role.ARTICLE, body=body, notes=notes)

    def marked(self, article: Article) -> Article:
        """Return an article with its uses of terms marked, unless they are not explained."""
        return article if article.key in self._left_out else self.terms.of(article)

    def leave_out(self, article: Article) -> bool:
        """Explain no terms of an article; return whether there was one that would have been explained."""
        is_new = article.key not in self._left_out and bool(self._linked(article))
        self._left_out.add(article.key)
        return is_new

    def _linked(self, article: Article) -> set[str]:
        return {use.term for use in self.terms.uses_in(article) if use.is_linked}


def _link(article: str, term: str) -> Mapping[str, str]:
    return {"href": f"{INSIDE}{article}.{_IN_ID}{term}".replace("%", "%25")}
