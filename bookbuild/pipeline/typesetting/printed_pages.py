"""What the text of a page run says about pages, once it is known which they are.

``⟦ANCHOR⟧`` stands for the number of the page on which ANCHOR is. What stands between ``⟦away OWN ANCHOR⟧`` and
``⟦end⟧``, an element, is not shown if OWN and ANCHOR are on the same page or on facing pages. ``⟦pages A B~C *D⟧``
stands for the pages of an entry of the index: that of A, those from B to C, and that of D, its main one: `page_list`.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bookbuild.pipeline.typesetting.page_lists import PAGE_LIST, PLACEHOLDER, Pages, anchors_in, page_list

_TOKEN = re.compile("⟦([^⟦⟧ ]+)⟧")
_CONDITION = "⟦away "
_AWAY = re.compile("⟦away ([^⟦⟧ ]+) ([^⟦⟧ ]+)⟧(.*?)⟦end⟧", re.DOTALL)

_PAGES = re.compile("⟦pages ([^⟦⟧]+)⟧")


def printed_anchors(xhtml: str) -> frozenset[str]:
    """Return the anchors whose page numbers a run prints, and those of what depends on pages."""
    found = frozenset(_TOKEN.findall(xhtml)) - {"end"}
    if _CONDITION in xhtml:
        found |= {match[1] for match in _AWAY.finditer(xhtml)}
    if PAGE_LIST in xhtml:
        found |= {anchor for match in _PAGES.finditer(xhtml) for anchor in anchors_in(match[1])}
    return found


def has_conditions(xhtml: str) -> bool:
    """Return whether a run has text that is left out where what it refers to is in sight."""
    return _CONDITION in xhtml


def has_page_lists(xhtml: str) -> bool:
    """Return whether a run has pages of entries, which become links when they are known."""
    return PAGE_LIST in xhtml


def fill_page_numbers(
    xhtml: str,
    folios: Mapping[str, str],
    pages: Callable[[], Pages] = lambda: MappingProxyType({}),
    kept: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Replace each token by its page number, or by `PLACEHOLDER` if the anchor is not in `folios`.

    `kept` has the own anchors of references that say their page in any case.
    """
    if _CONDITION in xhtml:
        found = pages()
        xhtml = _AWAY.sub(
            lambda match: _hidden(match[3]) if match[1] not in kept and _is_in_sight(match, found) else match[3], xhtml
        )
    if PAGE_LIST in xhtml:
        known = pages()
        xhtml = _PAGES.sub(lambda match: page_list(match[1], folios, known), xhtml)
    return _TOKEN.sub(lambda token: folios.get(token[1], PLACEHOLDER), xhtml)


def _hidden(words: str) -> str:
    """Return words, an element, so that they are not shown. What a draft has found goes by the places of elements."""
    return words.replace(" class=", ' style="display:none" class=', 1)


def far_references(xhtml: str, pages: Pages) -> list[str]:
    """Return the own anchors of the references in a run whose targets are not in sight."""
    return [match[1] for match in _AWAY.finditer(xhtml) if not _is_in_sight(match, pages)]


def _is_in_sight(reference: re.Match[str], pages: Pages) -> bool:
    """Return whether a reference and its target are known to be on one page or on facing ones."""
    own, target = pages.get(reference[1]), pages.get(reference[2])
    return own is not None and target is not None and (own + 1) // 2 == (target + 1) // 2
