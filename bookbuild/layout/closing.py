"""Runs whose last page would hold a line or two: they are set a little closer, where that saves the page."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.layout.figures import place_figures

_LITTLE = 0.16
"""How much of the last page's text block may be filled for it to be worth saving."""
_SAVED = 0.05
"""How much of a text block setting closer saves on each page before the last, as a rule at most."""


def close_up(root: Element, render: Callable[[], Any]) -> Any:
    """Lay out a run by `render`, which reads the elements under `root`, and return the draft that stays.

    Where it saves a page that holds next to nothing, the body is of the class ``close``, for which the stylesheet
    takes a little off the space between blocks.
    """
    draft = place_figures(root, render)
    body = root.find("body")
    if body is None or 1 - draft.sheets[-1].white > min(_LITTLE, _SAVED * (len(draft.sheets) - 1)):
        return draft
    kind = body.get("class", "")
    body.set("class", f"{kind} close")
    closer = render()
    if len(closer.sheets) < len(draft.sheets):
        return closer
    body.set("class", kind)
    return draft
