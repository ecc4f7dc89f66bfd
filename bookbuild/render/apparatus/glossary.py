"""The glossary as it stands at the back of a book, or of a part of one: terms, meanings, and where they are used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from bookbuild.model import Article, Book, Glossary, Term, VolumeSettings
from bookbuild.render.apparatus.book_index import page_runs
from bookbuild.render.apparatus.collation import sort_key
from bookbuild.render.apparatus.page_marks import pages_of
from bookbuild.render.apparatus.signs import LINKED, NUMBER, USE, use_id
from bookbuild.render.apparatus.term_finder import finder_of
from bookbuild.render.apparatus.term_marks import Use, marked_article
from bookbuild.render.apparatus.term_places import Chosen, ChosenUse, chosen_uses
from bookbuild.render.apparatus.terms import BookTerms
from bookbuild.render.labels.several import several
from bookbuild.render.trees import Element, markup_of, tree_of, unwrap

Href = Callable[[str, str], str]
"""Returns the address of an anchor in an article (its key)."""
Places = Callable[[str], str]
"""Returns where the term of a key is used, as XHTML."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a glossary: its term, the words of that and its meaning, both as XHTML."""

    term: Term
    words: str
    meaning: str


def entries_of(glossary: Glossary) -> tuple[str, dict[str, Entry]]:
    """Return the introduction of a glossary, and its entries by the keys of their terms."""
    tree, terms = tree_of(glossary.article.body), {term.key: term for term in glossary.terms}
    entries: dict[str, Entry] = {}
    for head in list(tree.iter("dt")):
        if term := terms.get(head.get("id") or ""):
            meaning = "".join(f"<dd>{_inside(one)}</dd>" for one in _meanings(head))
            entries[term.key] = Entry(term, _inside(head), meaning)
    before = tree_of("")
    before.text = tree.text
    for child in list(tree):
        if child.tag == "dl":
            break
        before.append(child)
    return markup_of(before), entries


def _meanings(head: Element) -> Iterator[Element]:
    for sibling in head.itersiblings():
        if sibling.tag != "dd":
            return
        yield sibling


def _inside(element: Element) -> str:
    own = tree_of("")
    own.text = element.text
    own.extend(list(element))
    return markup_of(own).strip()


class GlossaryWriter:
    """Writes the glossary of a book. A part of a book has the terms that are used in it."""

    def __init__(self, book: Book, config: VolumeSettings, labels: Mapping[str, str], terms: BookTerms) -> None:
        self._book, self._config, self._labels = book, config, labels
        self._language = config.identity.language
        self._uses: dict[str, list[tuple[Article, Use]]] = {}
        for article, use in terms.uses():
            self._uses.setdefault(use.term, []).append((article, use))

    def article(self, href: Href | None) -> Article | None:
        """Return the glossary as an article, or None if it has no terms: with links where `href` returns their
        addresses, or with pages, for print.
        """
        glossary = self._book.glossary
        if glossary is None:
            return None
        before, entries = entries_of(glossary)
        shown = [entry for entry in entries.values() if self._book.part_of is None or entry.term.key in self._uses]
        if not shown:
            return None
        places = self._places(href) if self._config.glossary.pages else lambda _key: ""
        ordered = sorted(shown, key=lambda entry: sort_key(entry.words, self._language))
        keys = frozenset(entry.term.key for entry in shown)
        written = "".join(self._entry(entry, glossary, keys, places) for entry in ordered)
        return replace(glossary.article, body=f'{before}<dl class="glossary">{written}</dl>')

    def _entry(self, entry: Entry, glossary: Glossary, keys: frozenset[str], places: Places) -> str:
        language = f' lang="{escape(entry.term.language)}"' if entry.term.language else ""
        meaning = with_links(entry, glossary, keys, self._config)
        if used := places(entry.term.key):
            meaning = _with_places(meaning, used)
        return f'<dt id="{escape(entry.term.key)}"><dfn{language}>{entry.words}</dfn></dt>{meaning}'

    def _places(self, href: Href | None) -> Places:
        elsewhere = self._elsewhere()

        def on_paper(key: str) -> str:
            chosen = self._chosen(key)
            own = ["*" * use.is_main + use_id(use.article.key, use.number) for use in chosen.uses]
            return self._joined([pages_of(own)] if own else [], chosen, elsewhere.get(key, ""))

        def on_screen(key: str) -> str:
            chosen = self._chosen(key)
            first = [use for use in chosen.uses if use.is_first]
            return self._joined(self._links(first, href) if href else (), chosen, elsewhere.get(key, ""))

        return on_screen if href else on_paper

    def _chosen(self, key: str) -> Chosen:
        return chosen_uses([(article, use.number) for article, use in self._uses.get(key, ())])

    def _joined(self, places: Iterable[str], chosen: Chosen, elsewhere: str) -> str:
        """Return places in this book, what says that there are more, and those in the full one."""
        own = "; ".join(places) + (f" {escape(self._and_elsewhere)}" if chosen.has_others else "")
        return "; ".join(filter(None, (own, escape(elsewhere))))

    @property
    def _and_elsewhere(self) -> str:
        """What says that there are other places, its words on one line."""
        return self._labels["and-elsewhere"].replace(" ", "\N{NO-BREAK SPACE}")

    def _links(self, uses: Iterable[ChosenUse], href: Href) -> Iterator[str]:
        """Yield links to uses: by chapters and titles of articles, then by the numbers of those that have one."""
        numbered: list[str] = []
        for use in uses:
            article = use.article
            address = escape(href(article.key, use_id(article.key, use.number)))
            if article.number is not None:
                title = f' title="{escape(article.title)}"'
                link = f'<a href="{address}"{title}>{article.number}</a>'
                numbered.append(f"<strong>{link}</strong>" if use.is_main else link)
            else:
                chapter = f"{self._labels['chapter']} {article.chapter}" if article.chapter is not None else ""
                link = f'<a href="{address}">{article.title_xhtml or escape(chapter)}</a>'
                yield f"<strong>{link}</strong>" if use.is_main else link
        if numbered:
            label = self._labels[several("article") if len(numbered) > 1 else "article"]
            yield f"{escape(label)}\N{NO-BREAK SPACE}{', '.join(numbered)}"

    def _elsewhere(self) -> Mapping[str, str]:
        """Return where in the full book the terms of a part of it are used too: ``full book, p. 88, 91``."""
        full = self._book.part_of
        if full is None:
            return {}
        held = {article.key for article in self._book.articles()}
        uses: dict[str, list[tuple[Article, int]]] = {}
        whole = BookTerms(full, self._config.glossary, self._language)
        for article, use in whole.uses():
            if article.key not in held:
                uses.setdefault(use.term, []).append((article, use.number))
        return {key: self._in_full(chosen_uses(found)) for key, found in uses.items()}

    def _in_full(self, chosen: Chosen) -> str:
        pages = (self._book.elsewhere.get(use_id(use.article.key, use.number), "") for use in chosen.uses)
        listed = ", ".join(page_runs((page, page) for page in pages))
        short = f"{self._labels['pages-short']}\N{NO-BREAK SPACE}{listed}" if listed else ""
        more = f" {self._and_elsewhere}" if listed and chosen.has_others else ""
        return ", ".join(filter(None, (self._labels["full-book"], short))) + more


def _with_places(meaning: str, places: str) -> str:
    """Return a meaning with places at the end of its last paragraph, or on a line of their own below other content."""
    for end in ("</p></dd>", "</dd>"):
        before = meaning.removesuffix(end)
        if before != meaning and (end.startswith("</p>") or not before.endswith(_ENDS)):
            return f'{before} <span class="term-places">{places}</span>{end}'
    return f'{meaning}<dd><span class="term-places">{places}</span></dd>'


_ENDS = ("</ul>", "</ol>", "</dl>", "</div>", "</blockquote>", "</figure>", "</table>", "</pre>")


def with_links(entry: Entry, glossary: Glossary, keys: frozenset[str], config: VolumeSettings) -> str:
    """Return a meaning in which other terms are linked to their entries, each once."""
    language = config.identity.language
    settings = replace(config.glossary, expand=False, first_use="article")
    own = replace(glossary.article, body=entry.meaning, notes=())
    marked = marked_article(own, finder_of(glossary, language), settings, language, frozenset())
    if not marked.uses:
        return entry.meaning
    tree = tree_of(marked.article.body)
    for span in list(tree.iter("span")):
        if term := span.get(USE):
            del span.attrib[NUMBER]
            if term == entry.term.key or term not in keys or not span.get(LINKED):
                unwrap(span)
    return markup_of(tree)
