"""Links of a book, resolved: their places, their addresses on the web, and what is wrong with them."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from bookbuild.assemble.resolving import Fault, LinkResolver, ProjectFiles
from bookbuild.assemble.wiki import WikiIndex, is_wiki
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Article, Book, Target

_LISTED_LINES = 5


@dataclass(slots=True)
class ResolvedLinks:
    """The links of a book by (article path, target as written): their places, or their addresses on the web.

    `words` are the words of links that have none of their own, and `captions` those of the figures that some lead to.
    """

    targets: dict[tuple[str, str], Target] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    captions: dict[tuple[str, str], str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def resolve_links(book: Book, files: ProjectFiles, articles: Iterable[Article] | None = None) -> ResolvedLinks:
    """Return the links of a book that lead somewhere, and a diagnostic for each cause why one does not; with
    `articles`, of these only.
    """
    resolver, wiki, links = LinkResolver(book, files), WikiIndex(book), ResolvedLinks()
    for article in book.articles() if articles is None else articles:
        faults: dict[Fault, list[int]] = {}
        for link in article.links:
            if is_wiki(link.target):
                named, said = wiki.find(article, link.target, link.line)
                links.targets.update({(article.path, link.target): named} if named else {})
                links.diagnostics += said
                continue
            found, use = resolver.resolve(article, link.target), (article.path, link.target)
            links.words[use] = found.words
            if found.caption:
                links.captions[use] = found.caption
            if found.target is not None:
                links.targets[use] = found.target
            elif found.address:
                links.addresses[use] = found.address
            if found.fault:
                faults.setdefault(found.fault, []).append(link.line)
        links.diagnostics += (_diagnostic(article.path, fault, lines) for fault, lines in faults.items())
    return links


def _diagnostic(path: str, fault: Fault, lines: Iterable[int]) -> Diagnostic:
    """Return the diagnostic of a fault at its first line; it names the others."""
    first, *others = sorted(set(lines))
    named = ", ".join(map(str, others[:_LISTED_LINES])) + (" …" if len(others) > _LISTED_LINES else "")
    also = f" (also on line {named})" if others else ""
    cause = f"{fault.code} {posixpath.dirname(path)} {fault.message}"
    return diagnose(fault.code, fault.message + also, path, first, fault.hint, cause=cause)
