"""Computed styles, kept from one document to the next that has the same stylesheets."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bookbuild.layout.accelerators.matches import Rules

_MOST = 40_000
"""How much is kept, some 20 MB, before the cache is emptied, by the costs of nodes: few books have as much."""
NEW_STYLES, SAME_STYLES = 10, 1
"""What a node costs that has styles of its own, and one that has those of another node."""


@dataclass(slots=True, eq=False)
class StyleNode:
    """The computed styles of elements with the same rules and the same ancestors, and of their pseudo-elements.

    Nodes form a tree, as the elements do: `children` are those of the elements directly inside.
    """

    styles: Mapping[str | None, Any]
    unshared: Mapping[str | None, Any]
    """The declarations of pseudo-elements whose styles layout writes to, so that each element has its own."""
    find_own: Callable[[], Any]
    anchors: tuple[str, ...]
    without_custom: "StyleNode | None" = None
    """The node of the same elements where no attribute sets a custom property, or None if they would differ."""
    uses_custom: bool = False
    """Whether one of the styles uses custom properties."""
    children: dict[Any, "StyleNode"] = field(default_factory=dict)
    _own: Any = None

    @property
    def own(self) -> Any:
        """The style that has all custom properties, for the elements inside to inherit: few of them look at it."""
        if self._own is None:
            self._own = self.find_own()
        return self._own


class _Viewport:
    """The page sizes that lengths like ``1vw`` are shares of. They belong to one document."""

    def __init__(self) -> None:
        self.sizes: dict[str, Any] = {}
        self.was_read = False

    def __getitem__(self, key: str) -> Any:
        self.was_read = True
        return self.sizes[key]


class StyleCache:
    """The computed styles of documents that have the same stylesheets."""

    def __init__(self) -> None:
        self.rules = Rules(())
        self.clear()

    def clear(self) -> None:
        """Remove all styles. A document that uses some of them may go on doing so."""
        self.roots: dict[Any, StyleNode] = {}
        self.viewport = _Viewport()
        self.sheets: list[Any] = []
        self.cost = 0

    def begin(self, sheets: list[Any], sizes: dict[str, Any]) -> None:
        """Prepare for a document. Clear the cache if it has other sheets, or if a style has read the size of a page."""
        if sheets != self.sheets or self.viewport.was_read or self.cost > _MOST:
            self.clear()
        if sheets != self.rules.sheets:
            self.rules = Rules(sheets)
        self.sheets, self.viewport.sizes = sheets, sizes

    @contextmanager
    def kept_if_silent(self, messages: Mapping[str, None]) -> Iterator[None]:
        """Clear the cache after the block if anything was logged, since the next document has to log it again."""
        is_silent = False
        try:
            yield
            is_silent = not messages
        finally:
            if not is_silent:
                self.clear()
