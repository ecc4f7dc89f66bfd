"""The cache: values by a digest of their inputs."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from bookbuild.cache.entry_types import EntryType, encode
from bookbuild.cache.store import Store
from bookbuild.diagnostics import Diagnostic, diagnose

CACHE = ".bookbuild"
"""The cache's folder in a project."""

Value = TypeVar("Value")


class Cache:
    """Stores values by their inputs. Without a store, every value is computed and none is stored.

    Entries are data, never code, and are checked against their type when they are read.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    def find(self, kind: EntryType[Value], name: str) -> Value | None:
        """Return the value of a key (`EntryType.name_of`), or None if there is none."""
        data = self._store.read(name) if self._store else None
        if data is None:
            return None
        try:
            return kind.decode(data)
        except msgspec.DecodeError:
            return None

    def put(self, name: str, value: object) -> None:
        """Store a value under a key, if it can be encoded."""
        if self._store is None:
            return
        with suppress(UnicodeEncodeError):
            self._store.write(name, encode(value))

    def remember_beside(
        self,
        kind: EntryType[Value],
        inputs: tuple[object, ...],
        make: Callable[[], tuple[Value, bytes]],
    ) -> tuple[Value, bytes]:
        """Do the same as `remember` for a value and a file that belongs to it. The file is stored separately: encoding
        and decoding it as part of an entry would take its size in memory each time.
        """
        if self._store is None:
            return make()
        name = kind.name_of(*inputs)
        file_name = kind.name_of(name)
        known, data = self.find(kind, name), self._store.read(file_name)
        if known is not None and data is not None:
            return known, data
        value, data = make()
        self.put(name, value)
        self._store.write(file_name, data)
        return value, data

    def remember(self, kind: EntryType[Value], inputs: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """Return the cached value for these inputs, or call `make` and store its result."""
        if self._store is None:
            return make()
        name = kind.name_of(*inputs)
        value = self.find(kind, name)
        if value is None:
            value = make()
            self.put(name, value)
        return value

    def remember_each(
        self,
        kind: EntryType[Value],
        inputs: Sequence[tuple[object, ...]],
        make: Callable[[Sequence[int]], Sequence[Value]],
    ) -> Sequence[Value]:
        """Return the cached value for each of these inputs; `make` is called with the indices of the missing ones, and
        its results are stored.
        """
        if self._store is None:
            return make(range(len(inputs)))
        names = [kind.name_of(*values) for values in inputs]
        cached = {index: value for index, name in enumerate(names) if (value := self.find(kind, name)) is not None}
        missing = [index for index in range(len(names)) if index not in cached]
        for index, value in zip(missing, make(missing), strict=True):
            self.put(names[index], value)
            cached[index] = value
        return [cached[index] for index in range(len(names))]

    def faults(self) -> tuple[Diagnostic, ...]:
        """Return diagnostics on faults of the cache, none of which affects the book."""
        return tuple(diagnose("cache-fault", fault, CACHE) for fault in self._store.faults) if self._store else ()

    def tidy(self) -> None:
        """Trim the cache to its size limit."""
        if self._store:
            self._store.trim()


def open_cache(project: Path) -> Cache:
    """Return a project's cache."""
    return Cache(Store(project / CACHE))
