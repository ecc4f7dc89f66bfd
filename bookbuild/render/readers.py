"""What only some editions have: the text of a book as the readers of one edition get it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from bookbuild.model import Article, Book, Glossary, Target
from bookbuild.render.trees import Element, detach, markup_of, tree_of, unwrap, words_of

_MARK = "data-readers="
_ATTRIBUTE = "data-readers"
ANSWER = "answer"
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def for_readers(book: Book, editions: Iterable[str]) -> Book:
    """Return a book without what is not for an edition. `editions` are its name and those of the ones it extends.

    Links to what is left out lead to the beginning of its article.
    """
    names = frozenset(editions)
    if book.glossary is not None and _MARK in book.glossary.article.body:
        book = replace(book, glossary=_glossary_for(book.glossary, names))
    if not any(_MARK in article.body for article in book.articles()):
        return book
    shown = {article.key: _shown(article, names) for article in book.articles() if _MARK in article.body}
    lost = {
        (article.key, name)
        for article in book.articles()
        if article.key in shown
        for name in ids_of(tree_of(article.body)) - ids_of(tree_of(shown[article.key].body))
    }
    targets = {
        use: Target(target.key) if (target.key, target.fragment) in lost else target
        for use, target in book.targets.items()
    }
    return replace(book.mapped(lambda one: shown.get(one.key, one)), targets=targets)


def ids_of(tree: Element) -> frozenset[str]:
    """Return the ids in a text."""
    return frozenset(name for element in tree.iter() if (name := element.get("id")))


def is_for(condition: str, editions: frozenset[str]) -> bool:
    """Return whether a block is for an edition; `condition` is ``only teacher`` or ``except sample handout``."""
    kind, *names = condition.split()
    return editions.isdisjoint(names) == (kind == "except")


def _shown(article: Article, editions: frozenset[str]) -> Article:
    body = tree_of(article.body)
    for block in [one for one in body.iter("div") if one.get(_ATTRIBUTE)]:
        if not is_for(block.get(_ATTRIBUTE) or "", editions):
            detach(block)
        elif block.get("id") or block.get("lang"):
            del block.attrib[_ATTRIBUTE]
        else:
            unwrap(block)
    return with_body(article, body)


def _glossary_for(glossary: Glossary, editions: frozenset[str]) -> Glossary:
    """Return a glossary without what is not for an edition, and without terms that have no meaning there."""
    article = _shown(glossary.article, editions)
    body, left = tree_of(article.body), set[str]()
    for head in list(body.iter("dt")):
        meanings = list(takewhile(lambda one: one.tag == "dd", head.itersiblings()))
        if any(words_of(one) or next(one.iter("img"), None) is not None for one in meanings):
            left.add(head.get("id") or "")
            continue
        for part in (head, *meanings):
            detach(part)
    terms = tuple(term for term in glossary.terms if term.key in left)
    return Glossary(with_body(article, body), terms)


def with_body(article: Article, body: Element) -> Article:
    """Return an article with what is left of its body: notes renumbered, and no other headings, links and pictures.

    Headings whose heading is left out take its level, so that none is skipped.
    """
    levels = _normalised(body)
    notes = _renumbered(body, [tree_of(note) for note in article.notes])
    trees, ids = (body, *notes), ids_of(body)
    sources = {image.get("src") for tree in trees for image in tree.iter("img")}
    addresses = {link.get("href") for tree in trees for link in tree.iter("a")}
    return replace(
        article,
        body=markup_of(body),
        notes=tuple(map(markup_of, notes)),
        headings=tuple(replace(one, level=levels.get(one.id, one.level)) for one in article.headings if one.id in ids),
        links=tuple(one for one in article.links if one.target in addresses),
        images=tuple(use for use in article.images if use.target in sources),
    )


def _normalised(body: Element) -> Mapping[str, int]:
    """Give headings the levels that they have among those that are left, and return these by id."""
    above: list[int] = []
    levels: dict[str, int] = {}
    for heading in body.iter(*_HEADINGS):
        level = int(heading.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = f"h{len(above) + 1}"
        levels[heading.get("id") or ""] = len(above) + 1
    return levels


def _renumbered(body: Element, notes: list[Element]) -> list[Element]:
    """Renumber the footnote marks in the order of their first references, and return the notes still referred to."""
    numbers: dict[str, int] = {}
    trees = [body]
    for tree in trees:  # grows during the loop, as notes refer to notes
        for mark in tree.iter("sup"):
            called = mark.get("data-note")
            if called is None:
                continue
            if called not in numbers:
                numbers[called] = len(numbers) + 1
                trees.append(notes[int(called) - 1])
            mark.set("data-note", str(numbers[called]))
    return trees[1:]


Conditions = tuple[str, ...]
"""The conditions of the blocks around something, the innermost first: ``only teacher``, ``answer``."""


def conditional_places(book: Book) -> Mapping[tuple[str, str], Conditions]:
    """Return the conditions of the places (article's key, id) that only some editions have."""
    found: dict[tuple[str, str], Conditions] = {}
    for article in book.articles():
        for block in tree_of(article.body).iter("div", "section") if _is_conditional(article.body) else ():
            if _condition(block):
                found.update({(article.key, name): _conditions_of(block) for name in ids_of(block)})
    return found


def _is_conditional(body: str) -> bool:
    return _MARK in body or f'data-work="{ANSWER}"' in body


def _condition(block: Element) -> str:
    """Return the condition of a block, ``answer`` for a model answer, which most editions leave out, or nothing."""
    return block.get(_ATTRIBUTE) or ANSWER * (block.get("data-work") == ANSWER)


def _conditions_of(element: Element) -> Conditions:
    around = (element, *element.iterancestors())
    return tuple(filter(None, map(_condition, around)))


def conditional_links(article: Article) -> Mapping[str, Sequence[Conditions]]:
    """Return the conditions of the blocks that the links of an article are in, by target, in the order of its uses: in
    the text, and then in the notes, which are where they are called.
    """
    body = tree_of(article.body)
    calls: dict[str, Element] = {}
    for mark in body.iter("sup"):
        calls.setdefault(mark.get("data-note") or "", mark)
    found: dict[str, list[Conditions]] = {}
    for link in body.iter("a"):
        found.setdefault(link.get("href") or "", []).append(_conditions_of(link))
    for number, note in enumerate(article.notes, 1):
        around = _conditions_of(calls[str(number)]) if str(number) in calls else ()
        for link in tree_of(note).iter("a"):
            found.setdefault(link.get("href") or "", []).append(around)
    return found


def has_text_for(article: Article, editions: frozenset[str]) -> bool:
    """Return whether an article has more than its title for the readers of an edition."""
    body = tree_of(_shown(article, editions).body)
    return bool(words_of(body)) or next(body.iter("img", "hr"), None) is not None
