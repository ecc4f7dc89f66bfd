"""How much is drawn when everything that a drawing reuses is drawn each time: a few lines can stand for billions."""

import re
from collections.abc import Iterator

from bookbuild.images.drawings.names import SVG, Element, href_of
from bookbuild.images.encoded import UnreadableError

_MAX_COPIES = 100_000
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
_STEP = re.compile(r"[0-9.]+|[A-Za-z]")
"""A number of a path, or a command: every point takes one of these at least."""
_INHERITED = ("fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end", "style")
_OWN = ("mask", "clip-path", "filter")
_FOLLOWED = {f"{SVG}{name}" for name in ("use", "linearGradient", "radialGradient", "pattern", "textPath")}


def limit_copies(root: Element) -> None:
    """Refuse a drawing that repeats itself without measure, or is nested without measure.

    Raises:
        UnreadableError: if it does.

    """
    try:
        if _Counter(root).count(root) > _MAX_COPIES:
            raise UnreadableError("has too many repeated elements (use, markers, masks, patterns) to be drawn")
    except RecursionError as error:
        raise UnreadableError("is nested too deeply") from error


class _Counter:
    """Counts the elements that are drawn when every reference is followed."""

    def __init__(self, root: Element) -> None:
        self._by_id = {str(element.get("id")): element for element in root.iter() if element.get("id")}
        self._counted: dict[Element, int] = {}

    def count(self, element: Element) -> int:
        """Return how many elements are drawn for one, at most a little more than the limit."""
        if element not in self._counted:
            self._counted[element] = _MAX_COPIES  # marks it as being counted: what uses itself is infinite
            inside = 1 + sum(map(self.count, element))
            references = sum(times * self.count(target) for target, times in self._used(element))
            self._counted[element] = min(inside + references, _MAX_COPIES + 1)
        return self._counted[element]

    def _used(self, element: Element) -> Iterator[tuple[Element, int]]:
        """Yield what an element refers to, and how often that is drawn."""
        if element.tag in _FOLLOWED and (target := self._by_id.get(href_of(element)[1:])) is not None:
            yield target, 1
        for name in (*_OWN, *_INHERITED):
            if value := element.get(name):
                times = _vertices(element) if name in _INHERITED and "marker" in f"{name} {value}" else 1
                times *= self._shapes(element) if name in _INHERITED else 1
                for reference in _REFERENCE.findall(value):
                    if reference in self._by_id:
                        yield self._by_id[reference], times

    def _shapes(self, element: Element) -> int:
        """Return how many elements inherit the paint of one, those that it shows from elsewhere too."""
        used = self._by_id.get(href_of(element)[1:]) if element.tag == f"{SVG}use" else None
        return sum(1 for one in (element, used) if one is not None for _ in one.iter())


def _vertices(element: Element) -> int:
    """Return how many points a shape has at most, or one of those in it, at each of which a marker is drawn."""
    return 1 + max(len(_STEP.findall(one.get(name) or "")) for one in element.iter() for name in ("d", "points"))
