"""What is kept of the styles of a design from one document to the next: kinds of elements, each with its styles."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_MOST = 4000
"""How many kinds of elements are kept, some 20 MB, before all are let go: few books have as many."""


@dataclass(frozen=True, slots=True, eq=False)
class Kin:
    """The styles of elements of one kind and of their pseudo-elements, and the kinds of elements below them."""

    styles: Mapping[str | None, Any]
    changed: Mapping[str | None, Any]
    """What is declared for the pseudo-elements that have styles of their own."""
    full: Any
    """The style that knows all the custom properties."""
    anchors: tuple[str, ...]
    plain: "Kin | None" = None
    """The same kind where nothing above sets a custom property by attribute; nothing where that would be another."""
    below: dict[Any, "Kin"] = field(default_factory=dict)


class _Viewport:
    """The page sizes that lengths like ``1vw`` are shares of, which are of one document alone."""

    def __init__(self) -> None:
        self.sizes: dict[str, Any] = {}
        self.was_asked = False

    def __getitem__(self, key: str) -> Any:
        self.was_asked = True
        return self.sizes[key]


class KeptStyles:
    """The styles of a design, computed as far as they were asked for."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Let go of all styles. Those who hold one may go on using it."""
        self.roots: dict[Any, Kin] = {}
        self.viewport = _Viewport()
        self.sheets: list[Any] = []
        self.count = 0

    def begin(self, sheets: list[Any], sizes: dict[str, Any]) -> None:
        """Make ready for a document: it shares nothing with one of other sheets, or one that knew its pages' size."""
        if sheets != self.sheets or self.viewport.was_asked or self.count > _MOST:
            self.forget()
        self.sheets, self.viewport.sizes = sheets, sizes

    @contextmanager
    def kept_if_silent(self, messages: Mapping[str, None]) -> Iterator[None]:
        """Keep what the block computes only where nothing was logged: the next document has to say it again."""
        is_silent = False
        try:
            yield
            is_silent = not messages
        finally:
            if not is_silent:
                self.forget()
