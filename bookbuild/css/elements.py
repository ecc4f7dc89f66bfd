"""Elements as selectors see them, whatever the number of their siblings."""

from collections.abc import Iterator
from typing import Any

from cssselect2 import ElementWrapper


class SiblingElement(ElementWrapper):  # type: ignore[misc]  # cssselect2 ships no types
    """An element that goes through the siblings before it in a loop; cssselect2 calls itself once for each of them."""

    @property
    def previous_siblings(self) -> Iterator[Any]:
        """The siblings before this element, the nearest first."""
        sibling = self.previous
        while sibling is not None:
            yield sibling
            sibling = sibling.previous
