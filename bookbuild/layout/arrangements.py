"""How a run was arranged by trials: the classes that elements got, and the order that figures were put into.

Trials are rendered for the draft of a run. The same text, laid out again with its page numbers, is arranged likewise at
once.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.layout.fitting import fit
from bookbuild.layout.tighten import tighten
from bookbuild.model import Arrangement, LayoutJob


def arranged(job: LayoutJob, root: Element, render: Callable[[], Any]) -> tuple[Any, Arrangement | None]:
    """Lay out a job's elements by `render`, as its draft was arranged if that makes as many pages, or else by trials.

    Return the laid-out document, and of a draft with trials its arrangement.
    """
    renders = 0

    def counted() -> Any:
        nonlocal renders
        renders += 1
        return render()

    elements = Elements(root) if job.draft or job.arrangement else None
    if elements and job.arrangement:
        elements.apply(job.arrangement)
        document = fit(render, root)
        if len(document.pages) == job.arrangement.page_count:
            return document, None
        elements.undo()
    trial = partial(fit, counted, root)
    document = tighten(root, trial) if job.tagged else trial()  # furniture is all white
    return document, elements.arrangement(len(document.pages)) if elements and job.draft and renders > 1 else None


class Elements:
    """The elements under a root as they were before the first trial."""

    def __init__(self, root: Element) -> None:
        self._elements = list(root.iter())
        self._classes = [element.get("class") for element in self._elements]
        self._children = [tuple(element) for element in self._elements]

    def arrangement(self, page_count: int) -> Arrangement:
        """Return how the elements are arranged now, which makes this number of pages."""
        positions = {element: position for position, element in enumerate(self._elements)}
        known = zip(self._elements, self._classes, self._children, strict=True)
        classes, orders = [], []
        for position, (element, name, children) in enumerate(known):
            if element.get("class") != name:
                classes.append((position, element.get("class", "")))
            if tuple(element) != children:
                orders.append((position, tuple(positions[child] for child in element)))
        return Arrangement(page_count, tuple(classes), tuple(orders))

    def apply(self, arrangement: Arrangement) -> None:
        """Arrange the elements as those of another tree of the same text."""
        for position, names in arrangement.classes:
            self._elements[position].set("class", names)
        for position, children in arrangement.orders:
            self._elements[position][:] = [self._elements[child] for child in children]

    def undo(self) -> None:
        """Arrange the elements as they were."""
        for element, names, children in zip(self._elements, self._classes, self._children, strict=True):
            element[:] = children
            if names is not None:
                element.set("class", names)
            else:
                element.attrib.pop("class", None)
