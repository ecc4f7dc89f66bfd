"""What is wrong with blocks that only some editions have: names of no edition, and links to what others leave out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Article, Book
from bookbuild.render.readers import (
    ANSWER,
    Conditions,
    conditional_links,
    conditional_places,
    has_text_for,
    is_for,
)

_TAG_HINT = "give the article a tag, and choose articles by tags in the editions; or add what all readers are to read"
_LINK_HINT = "put the link into a block of the same kind, or let it lead to what all editions have"
_Copy = tuple[frozenset[str], bool]
"""A book as an edition may make it: the names of the edition and of those that it extends, and whether it has model
answers.
"""


def reader_faults(book: Book, editions: Mapping[str, Iterable[str]], *, has_key: bool = False) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that is no edition's, and for each link that leads nowhere in some editions.

    `editions` are the names of each and of those that it extends. `has_key` is whether model answers stand at the back,
    where links to them lead then.
    """
    lineages = [frozenset(lineage) for lineage in editions.values()]
    glossary = [book.glossary.article] if book.glossary else []
    for article in (*book.articles(), *glossary):
        for condition, line in article.readers:
            yield from _unknown(article, condition, line, list(editions))
    for article in book.articles():
        if article.readers and not all(has_text_for(article, lineage) for lineage in lineages):
            message = "the article has nothing but blocks for some editions; others have its title alone"
            yield diagnose("edition-block", message, article.path, article.readers[0][1], _TAG_HINT)
    copies = [(lineage, has_answers) for lineage in lineages for has_answers in (True, has_key)]
    places = conditional_places(book)
    for article in book.articles() if places else ():
        yield from _broken(article, book, places, copies)


def _unknown(article: Article, condition: str, line: int, known: list[str]) -> Iterator[Diagnostic]:
    kind, *names = condition.split()
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            yield diagnose("edition-block", f"::: {kind} {name}: there is no such edition", article.path, line, hint)


def _without(condition: str) -> str:
    if condition == ANSWER:
        return "editions without model answers print its words alone"
    return "without that it leads to the article"


def _broken(
    article: Article, book: Book, places: Mapping[tuple[str, str], Conditions], copies: Sequence[_Copy]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each target of an article's links that a copy lacks which has the link."""
    told, uses = set[str](), Counter[str]()
    around: Mapping[str, Sequence[Conditions]] | None = None
    for link in article.links:
        target = book.targets.get((article.path, link.target))
        conditions = places.get((target.key, target.fragment), ()) if target else ()
        if not conditions or link.target in told:
            continue
        around = conditional_links(article) if around is None else around
        of_uses = around.get(link.target, ())
        own = of_uses[uses[link.target]] if uses[link.target] < len(of_uses) else ()
        uses[link.target] += 1
        lacking = (_unmet(conditions, copy) for copy in copies if not _unmet(own, copy))
        if condition := next(filter(None, lacking), ""):
            told.add(link.target)
            message = f"{link.target!r} leads to what is under ::: {condition}; {_without(condition)}"
            yield diagnose("edition-block", message, article.path, link.line, _LINK_HINT)


def _unmet(conditions: Conditions, copy: _Copy) -> str:
    """Return the innermost of some conditions that a copy does not meet, or an empty string."""
    lineage, has_answers = copy
    return next(
        (one for one in conditions if not (has_answers if one == ANSWER else is_for(one, lineage))),
        "",
    )
