"""Page numbers in the text: ``⟦ANCHOR⟧`` in a run's XHTML stands for the number of the page that ANCHOR is on."""

import re
from collections.abc import Mapping

PLACEHOLDER = "000"
"""What stands for a number not known yet: as wide as most numbers of a book."""

_TOKEN = re.compile("⟦([^⟦⟧]+)⟧")


def printed_anchors(xhtml: str) -> frozenset[str]:
    """Return the anchors whose page numbers a run prints."""
    return frozenset(_TOKEN.findall(xhtml))


def fill_folios(xhtml: str, folios: Mapping[str, str]) -> str:
    """Put the page numbers in; an anchor that is not known gets a placeholder."""
    return _TOKEN.sub(lambda token: folios.get(token[1], PLACEHOLDER), xhtml)
