"""A cache in memory of what the last builds have used, so that it is not read and decoded after each save."""

from typing import TypeVar

from bookbuild.cache import Cache, EntryType, Store

Value = TypeVar("Value")


class MemoryCache(Cache):
    """A project's cache in a process that builds the same book again and again.

    What neither the current build nor the one before it has used is dropped, so that memory does not grow.
    """

    def __init__(self, store: Store | None) -> None:
        super().__init__(store)
        self._current: dict[str, object] = {}
        self._before: dict[str, object] = {}

    def begin_build(self) -> None:
        """Drop what the build that ends here has not used."""
        self._before, self._current = self._current, {}

    def find(self, kind: EntryType[Value], name: str) -> Value | None:
        """Return the value of a key, or None if there is none."""
        kept = self._current.get(name) or self._before.get(name)
        # A name has a digest of its type.
        value: Value | None = kept if kept is not None else super().find(kind, name)  # type: ignore[assignment]
        if value is not None:
            self._current[name] = value
        return value

    def put(self, name: str, value: object) -> None:
        """Store a value under a key."""
        self._current[name] = value
        super().put(name, value)
