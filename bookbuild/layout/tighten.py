"""Runs whose last page would hold next to nothing: they are closed up until it is saved, or run on until it holds more.

Each way is a class of the body, for which the stylesheet sets paragraphs a line shorter where their words allow it,
closes spaces by whole lines, or makes pages a line or two shorter. A run is laid out once for each way that can be
enough by its count of such spaces, and few runs are.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.layout.features.steady_sums import plain_sum
from bookbuild.layout.figures import place_figures

_SHORT = 0.25
"""The share of the last page's text block below which there is next to nothing on it."""
_LINE = 0.031
"""What a line takes of a text block, as a rule."""
_CONTENTS = frozenset({"contents", "lists"})
"""Classes of a body whose lines are those of a table of contents."""
_OPENING = "chapter"
"""The class of a body that opens a chapter."""
_CONTENTS_LITTLE, _CONTENTS_SAVED = 0.5, 0.14
"""Of a table of contents, whose lines stand further apart: below which share its last page is saved, and how much that
gains on each page before it.
"""
_CLOSED = {"ul": 1.5, "ol": 1.5, "dl": 1.5, "aside": 0.9, "table": 1.0, "figure": 1.0, "blockquote": 1.0, "pre": 1.0}
"""How many lines are saved by closing up around an element, at most."""
_TO_FILL_IN = frozenset({"writing-lines", "writing-box", "blanks", "scale"})
_FILLED_IN_CLOSED = 0.6
_FIGURE_CLOSED = 2.0
"""How many lines are saved by a figure that is a little smaller, at most."""
_LONG = 400
"""How many letters a paragraph has that may be set a line shorter."""
_MOST = "pages-"
"""Begins the class of a body for the most pages that it may fill."""
_SHORTER = ("shorter-1", "shorter-2", "shorter-3")
"""Classes for pages that are one line shorter, or two or three."""
_HOLE = 0.2
"""The white share of a page before the last from which it looks worse than a last page with next to nothing on it."""


def tighten(root: Element, render: Callable[[], Any]) -> Any:
    """Lay out a run by `render`, which reads the elements under `root`, and return the laid-out document."""
    document = place_figures(root, render)
    body = root.find("body")
    if body is None or len(document.pages) == 1:
        return document
    classes = body.get("class", "")
    for added in _ways(body, [page.white for page in document.pages]):
        body.set("class", f"{classes} {added}")
        trial = render()
        if len(trial.pages) < len(document.pages) or (added in _SHORTER and _is_filled(document.pages, trial.pages)):
            return trial
        body.set("class", classes)
    return document


def _ways(body: Element, white: Sequence[float]) -> Iterator[str]:
    """Yield the classes that may save the last page of a run, or fill it; `white` is the white share of each page."""
    names, filled, pages = body.get("class", "").split(), 1 - white[-1], len(white)
    if not _CONTENTS.isdisjoint(names):
        if filled <= min(_CONTENTS_LITTLE, _CONTENTS_SAVED * (pages - 1)):
            yield "tight"
        return
    if _OPENING in names and filled - white[-2] < _SHORT:
        yield from ("tight", "tight low-opening")  # its list of articles has gone to a page of its own
    over = _over(names, pages, filled)
    if not over and filled >= _SHORT:
        return
    filled = over or filled
    saved = _LINE * (1 + sum(map(_closed, body.iter())))
    short = _LINE * sum(len("".join(element.itertext())) >= _LONG for element in body.iter("p"))
    smaller = _LINE * _FIGURE_CLOSED * sum(1 for _ in body.iter("figure"))
    if filled <= short:
        yield "short-lines"
    if filled <= saved:
        yield "tight"
    if short and filled <= saved + short:
        yield "tight short-lines"
    if smaller and filled <= saved + short + smaller:
        yield "tight short-lines small-figures" if short else "tight small-figures"
    if "handout" not in names:
        yield from (way for lines, way in enumerate(_SHORTER, 1) if filled + _pushed(white, lines * _LINE) >= _SHORT)


def _is_filled(before: Sequence[Any], after: Sequence[Any]) -> bool:
    """Return whether the last of as many pages is filled, and no page before it left with a hole for that."""
    hole = max(_HOLE, *(page.white for page in before[:-1]))
    return (
        len(after) == len(before) and 1 - after[-1].white >= _SHORT and all(page.white <= hole for page in after[:-1])
    )


def _closed(element: Element) -> float:
    """Return how many lines are saved by closing up around an element, at most."""
    if element.tag == "div":
        return 0.0 if _TO_FILL_IN.isdisjoint(element.get("class", "").split()) else _FILLED_IN_CLOSED
    return _CLOSED.get(element.tag, 0)


def _over(names: Sequence[str], pages: int, filled: float) -> float:
    """Return by how many pages a run is too long that has a class for the most that it may have: ``pages-2``."""
    most = next((int(name.removeprefix(_MOST)) for name in names if name.startswith(_MOST)), pages)
    return max(0, pages - 1 - most) + filled if pages > most else 0


def _pushed(white: Sequence[float], shorter: float) -> float:
    """Return how much comes to the last page if all before it are shorter: what is not white there anyway."""
    return float(plain_sum(max(0.0, shorter - share) for share in white[:-1]))
