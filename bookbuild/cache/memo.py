"""The cache: values of any kind by what they were made of."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from bookbuild.cache.entry_types import EntryType, encode
from bookbuild.cache.store import Store
from bookbuild.diagnostics import Diagnostic, diagnose

CACHE = ".bookbuild"
"""The folder in a project where the cache is."""

Value = TypeVar("Value")


class Cache:
    """Values that were made before. Without a store nothing is found and nothing kept.

    Entries are data that is checked against its type when it is read, and never code.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store

    def find(self, kind: EntryType[Value], name: str) -> Value | None:
        """Return the value of a name, see `Kind.name_of`; `None` where there is none."""
        data = self._store.read(name) if self._store else None
        if data is None:
            return None
        try:
            return kind.decode(data)
        except msgspec.DecodeError:
            return None

    def keep(self, name: str, value: object) -> None:
        """Keep a value under a name, if it can be written."""
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
        """Do as `remember` does with a value and a file that belongs to it. The file is kept as it is, since it takes
        its size in memory to write it into an entry, and again to read it out of one.
        """
        if self._store is None:
            return make()
        name = kind.name_of(*inputs)
        place = kind.name_of(name)
        known, data = self.find(kind, name), self._store.read(place)
        if known is not None and data is not None:
            return known, data
        value, data = make()
        self.keep(name, value)
        self._store.write(place, data)
        return value, data

    def remember(self, kind: EntryType[Value], inputs: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """Return what was made of these inputs before, or make it and keep it."""
        if self._store is None:
            return make()
        name = kind.name_of(*inputs)
        value = self.find(kind, name)
        if value is None:
            value = make()
            self.keep(name, value)
        return value

    def remember_each(
        self,
        kind: EntryType[Value],
        inputs: Sequence[tuple[object, ...]],
        make: Callable[[Sequence[int]], Sequence[Value]],
    ) -> Sequence[Value]:
        """Return what was made of each of these inputs before; `make` makes the others, of which it is told the places,
        and they are kept.
        """
        if self._store is None:
            return make(range(len(inputs)))
        names = [kind.name_of(*one) for one in inputs]
        found = {place: value for place, name in enumerate(names) if (value := self.find(kind, name)) is not None}
        missing = [place for place in range(len(names)) if place not in found]
        for place, value in zip(missing, make(missing), strict=True):
            self.keep(names[place], value)
            found[place] = value
        return [found[place] for place in range(len(names))]

    def faults(self) -> tuple[Diagnostic, ...]:
        """Tell what was wrong with the cache: nothing that a book suffers from."""
        return tuple(diagnose("cache-fault", fault, CACHE) for fault in self._store.faults) if self._store else ()

    def tidy(self) -> None:
        """Keep the cache within its bounds."""
        if self._store:
            self._store.thin_out()


def open_cache(project: Path) -> Cache:
    """Return the cache of a project."""
    return Cache(Store(project / CACHE))
