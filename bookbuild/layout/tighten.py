"""Set a run a little tighter, where its last page would hold a line or two and that saves the page."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.layout.figures import place_figures

_LITTLE = 0.16
"""The share of the last page's text block that may be filled for the page to be worth saving."""
_SAVED = 0.05
"""The share of a text block that tightening saves on each page before the last, as a rule at most."""
_CONTENTS_LITTLE, _CONTENTS_SAVED = 0.5, 0.14
"""The same of a table of contents, whose lines stand further apart."""


def tighten(root: Element, render: Callable[[], Any]) -> Any:
    """Lay out a run by `render`, which reads the elements under `root`, and return the laid-out document.

    Where it saves a page that holds next to nothing, the body has the class ``tight``, for which the stylesheet takes a
    little off the space between blocks.
    """
    document = place_figures(root, render)
    body = root.find("body")
    if body is None:
        return document
    classes = body.get("class", "")
    little, saved = (_CONTENTS_LITTLE, _CONTENTS_SAVED) if "contents" in classes.split() else (_LITTLE, _SAVED)
    if 1 - document.pages[-1].white > min(little, saved * (len(document.pages) - 1)):
        return document
    body.set("class", f"{classes} tight")
    tighter = render()
    if len(tighter.pages) < len(document.pages):
        return tighter
    body.set("class", classes)
    return document
