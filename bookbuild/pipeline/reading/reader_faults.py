"""What is wrong with blocks that only some editions have: names of no edition, and links to what others leave out."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Article, Book
from bookbuild.render.readers import ANSWER, conditional_links, is_conditional, lost_targets

_TAG_HINT = "give the article a tag, and choose articles by tags in the editions; or add what all readers are to read"
_LINK_HINT = "put the link into a block of the same kind, or let it lead to what all editions have"


def reader_faults(book: Book, editions: Iterable[str], *, has_key: bool = False) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that is no edition's, and for each link that leads nowhere in some editions.

    `has_key` is whether model answers stand at the back, where links to them lead then.
    """
    conditional, known = [article for article in book.articles() if article.readers], list(editions)
    for article in conditional:
        for condition, line in article.readers:
            yield from _unknown(article, condition, line, known)
        if is_conditional(article):
            message = "the article has nothing but blocks for some editions; others have its title alone"
            yield diagnose("edition-block", message, article.path, article.readers[0][1], _TAG_HINT)
    lost = {place: where for place, where in lost_targets(book).items() if not (has_key and where == ANSWER)}
    for article in book.articles() if lost else ():
        yield from _broken(article, book, lost)


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


def _broken(article: Article, book: Book, lost: Mapping[tuple[str, str], str]) -> Iterator[Diagnostic]:
    told: set[str] = set()
    around: Mapping[str, frozenset[str]] | None = None
    for link in article.links:
        target = book.targets.get((article.path, link.target))
        condition = lost.get((target.key, target.fragment)) if target else None
        if condition is None or link.target in told:
            continue
        around = conditional_links(article) if around is None else around
        if condition not in around.get(link.target, ()):
            told.add(link.target)
            message = f"{link.target!r} leads to what is under ::: {condition}; {_without(condition)}"
            yield diagnose("edition-block", message, article.path, link.line, _LINK_HINT)
