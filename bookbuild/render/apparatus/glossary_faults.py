"""What is wrong with a glossary: terms that are alike, that nobody uses, and marks that name none."""

from collections.abc import Iterator
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Article, Book, Glossary, GlossarySettings, Term
from bookbuild.render.apparatus.term_finder import TermFinder, finder_of
from bookbuild.render.apparatus.term_forms import forms_of
from bookbuild.render.apparatus.terms import BookTerms

_NO_GLOSSARY = "write a glossary, glossary.md beside bookbuild.toml: a term on a line, a colon and its meaning below it"


def glossary_faults(book: Book, settings: GlossarySettings, language: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the glossary of a book in a language, and with its marks of terms."""
    if book.glossary is None:
        for article in book.articles():
            yield from (_without_glossary(article, mark.target, mark.line) for mark in article.terms)
        return
    finder = finder_of(book.glossary, language)
    alike = dict(_alike(book.glossary, language))
    yield from alike.values()
    for article in (*book.articles(), book.glossary.article):
        yield from _unknown(article, book.glossary, finder)
    used = {use.term for _, use in BookTerms(book, settings, language).uses()}
    for term in book.glossary.terms:
        if term.key not in used and term.key not in alike:
            yield _unused(term, book.glossary)


def _without_glossary(article: Article, name: str, line: int) -> Diagnostic:
    message = f"{name!r} is marked as a term, but the book has no glossary"
    return diagnose("unknown-term", message, article.path, line, _NO_GLOSSARY, cause="unknown-term without glossary")


def _unknown(article: Article, glossary: Glossary, finder: TermFinder) -> Iterator[Diagnostic]:
    for mark in article.terms:
        if finder.named(mark.target) is None:
            names = {form.casefold(): form for term in glossary.terms for form in (term.words, *term.forms, term.key)}
            near = get_close_matches(mark.target.casefold(), names, 1)
            hint = f"did you mean {names[near[0]]!r}?" if near else f"write an entry for it in {glossary.article.path}"
            message = f"the glossary has no term {mark.target!r}; the words are not linked"
            yield diagnose("unknown-term", message, article.path, mark.line, hint, cause=f"term {mark.target}")


def _unused(term: Term, glossary: Glossary) -> Diagnostic:
    message = f"no article has the term {term.words!r}"
    hint = f'add the form that the text has behind a comma: "{term.words}, …"; or mark words: [words]{{.term}}'
    if term.is_by_hand:
        hint = f'mark words in an article: [words]{{.term key="{term.key}"}}'
    return diagnose("unused-term", message, glossary.article.path, term.line, f"{hint}; or take the entry out")


def _alike(glossary: Glossary, language: str) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the key of each term that has a form of one before it, but for signs and capitals, with a diagnostic."""
    first: dict[str, Term] = {}
    for term in glossary.terms:
        forms = {_plain(form): form for form in forms_of(term, language)}
        other = next((first[form] for form in forms if form in first), None)
        for form in forms:
            first.setdefault(form, term)
        if other is not None:
            shared = next(form for plain, form in forms.items() if first[plain] is other)
            message = f"{shared!r} is in the entry {other.words!r} too, on line {other.line}; the first one is linked"
            hint = "make one entry of the two, or take the form out of one"
            yield term.key, diagnose("duplicate-term", message, glossary.article.path, term.line, hint)


def _plain(form: str) -> str:
    """Return a form of which only letters and digits count; of one in capitals, as it is."""
    letters = "".join(filter(str.isalnum, form))
    return letters if letters.isupper() else letters.casefold()
