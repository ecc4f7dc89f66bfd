"""Elements as selectors see them, without recursion over siblings, and with what was found kept for the next element.

cssselect2 calls itself once for every sibling before an element, so that a thousand paragraphs exceed Python's limit,
and looks through all siblings again for each of them. `bookbuild.layout.features.selectors` makes selectors use the
methods of this class.
"""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any

from bookbuild.css.elements import SiblingElement

Test = Callable[[Any], bool]


class SelectedElement(SiblingElement):
    """An element whose answers to selectors take time that does not grow with the number of its siblings, on average.

    Tests have keys: those with the same key are the same test.
    """

    def follows(self, key: str, test: Test) -> bool:
        """Return whether a sibling before this element passes a test (``A ~ B``)."""
        if self.parent is None:
            return False
        first, seen = self.parent.kept.get(key, (None, 0))
        if first is None and seen < self.index:
            unseen = [sibling for sibling, _ in zip(self.previous_siblings, range(self.index - seen), strict=False)]
            first = next((sibling.index for sibling in reversed(unseen) if test(sibling)), None)
            self.parent.kept[key] = first, self.index
        return first is not None and first < self.index

    def precedes(self, key: str, test: Test) -> bool:
        """Return whether a sibling after this element passes a test (``:has(~ B)``)."""
        if self.parent is None:
            return False
        if key not in self.parent.kept:
            passing = (sibling.index for sibling in self.parent.iter_children() if test(sibling))
            self.parent.kept[key] = max(passing, default=-1)
        return bool(self.parent.kept[key] > self.index)

    def is_before(self, _key: str, test: Test) -> bool:
        """Return whether the next sibling passes a test (``:has(+ B)``)."""
        index = self.index + 1
        if index == len(self.etree_siblings):
            return False
        return test(type(self)(self.etree_siblings[index], self.parent, index, self, self.in_html_document))

    def has_child(self, key: str, test: Test) -> bool:
        """Return whether a child passes a test (``:has(> B)``)."""
        if key not in self.kept:
            self.kept[key] = any(map(test, self.iter_children()))
        return bool(self.kept[key])

    def has_descendant(self, key: str, test: Test) -> bool:
        """Return whether an element within this one passes a test (``:has(B)``)."""
        if key not in self.kept:
            within = self.iter_subtree()
            next(within)
            self.kept[key] = any(map(test, within))
        return bool(self.kept[key])

    @property
    def of_type_before(self) -> int:
        """How many siblings of the same name stand before this element."""
        return self._of_type()[0]

    @property
    def of_type_after(self) -> int:
        """How many siblings of the same name stand after this element."""
        before, of_type = self._of_type()
        return of_type - before - 1

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was found about the children of this element, and within it."""
        return {}

    def _of_type(self) -> tuple[int, int]:
        """Return how many siblings of the same name stand before this element, and how many there are with it."""
        if self.parent is None:
            return 0, 1
        if "of-type" not in self.parent.kept:
            counts: Counter[str] = Counter()
            places = []
            for sibling in self.etree_siblings:
                places.append(counts[sibling.tag])
                counts[sibling.tag] += 1
            self.parent.kept["of-type"] = places, counts
        places, counts = self.parent.kept["of-type"]
        return places[self.index], counts[self.etree_element.tag]
