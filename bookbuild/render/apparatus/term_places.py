"""Which uses of a term its entry in the glossary names: all of a rare one, of a frequent one those that tell most."""

from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.model import Article

_MOST = 6
"""How many articles an entry names at most: a longer row of pages is read by nobody."""
_MAIN = 3
"""How often an article uses a term at least that is its main place."""


@dataclass(frozen=True, slots=True)
class ChosenUse:
    """A use that an entry names: its article, its number there, whether it is the first there, and whether it is in the
    article that is the term's main place.
    """

    article: Article
    number: int
    is_first: bool
    is_main: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The uses that an entry names, in the order of the book, and whether there are others."""

    uses: tuple[ChosenUse, ...] = ()
    has_others: bool = False


def chosen_uses(uses: Sequence[tuple[Article, int]]) -> Chosen:
    """Return which of the uses of a term its entry names. `uses` are articles and numbers, in the order of the book.

    Of a term in more than six articles they are the first ones in the six that use it most. The main place is the first
    use in the article that uses it more than any other, if the term is in several.
    """
    by_article: dict[str, list[tuple[Article, int]]] = {}
    for article, number in uses:
        by_article.setdefault(article.key, []).append((article, number))
    ranked = sorted(by_article, key=lambda key: -len(by_article[key]))
    main = _main_of([(key, len(by_article[key])) for key in ranked])
    has_others = len(ranked) > _MOST
    kept = frozenset(ranked[:_MOST])
    return Chosen(
        tuple(
            ChosenUse(article, number, is_first=place == 0, is_main=key == main and place == 0)
            for key, group in by_article.items()
            if key in kept
            for place, (article, number) in enumerate(group[:1] if has_others else group)
        ),
        has_others,
    )


def _main_of(ranked: Sequence[tuple[str, int]]) -> str | None:
    """Return the article that uses a term often, and more often than any other, if others do too, or None."""
    (first, most), (_, next_most), *_ = (*ranked[:2], ("", 0), ("", 0))
    return first if len(ranked) > 1 and most >= _MAIN and most > next_most else None
