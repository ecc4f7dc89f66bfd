"""Functions of the layout engine that are replaced, only while a job is laid out.

A `Patch` declares what it replaces, and which sources of the engine it was written against, by digests. It fits where
all of these are the same; where one differs, it stays out. There are two kinds: accelerators make a page faster and
change nothing on it (`bookbuild.layout.accelerators`), features make it look better (`bookbuild.layout.features`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from threading import RLock
from typing import Any

from bookbuild.layout.source_digests import digest_of

_MISSING = object()


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """Replacements in the layout engine that belong together.

    Names are of the form ``module:Class.function``. `replaces` maps each to what goes there, and `wraps` to a function
    that makes it from what stands there. `sources` maps all that the patch was written against, replaced or merely
    used, to `digest_of` it. `needs` names the patches without which it does not work.
    """

    name: str
    sources: Mapping[str, str]
    replaces: Mapping[str, Any] = field(default_factory=dict)
    wraps: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def differing(self) -> tuple[str, ...]:
        """Return the names of the sources that are not those that the patch was written against."""
        return tuple(name for name, digest in self.sources.items() if digest_of(name) != digest)


def fitting(patches: Iterable[Patch], others: tuple[Patch, ...] = ()) -> tuple[Patch, ...]:
    """Return the patches that were written against this engine, and that have all that they need, which `others` may
    be.
    """
    chosen = tuple(patch for patch in patches if not patch.differing())
    return with_needs_met((*others, *chosen))[len(others) :]


def with_needs_met(patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """Return the patches without those that need one that is not among them."""
    names = {patch.name for patch in patches}
    kept = tuple(patch for patch in patches if names.issuperset(patch.needs))
    return kept if len(kept) == len(patches) else with_needs_met(kept)


def load(
    modules: Iterable[str], attribute: str, others: tuple[Patch, ...] = ()
) -> tuple[tuple[Patch, ...], tuple[str, ...]]:
    """Return the patches that fit of those in these modules, and the names of those that are left out.

    They may need `others`. A module that leans on the inside of the engine may not even be importable with another one.
    """
    found: dict[str, Patch] = {}
    for module in modules:
        with suppress(ImportError, AttributeError, LookupError, TypeError, ValueError):
            found[module] = getattr(import_module(module), attribute)
    chosen = fitting(found.values(), others)
    return chosen, tuple(module.rpartition(".")[2] for module in modules if found.get(module) not in chosen)


# ── Installing ───────────────────────────────────────────────────────────────────────────────────────────────────────

_lock = RLock()
_installed: tuple[Patch, ...] = ()
_originals: list[tuple[Any, str, Any]] = []


@contextmanager
def installed(patches: tuple[Patch, ...]) -> Iterator[None]:
    """Install exactly these patches inside the block, in this order.

    Only one thread at a time is inside. Blocks may be nested, also with other patches.
    """
    with _lock:
        before = _installed
        _switch(patches)
        try:
            yield
        finally:
            _switch(before)


def is_installed(patch: Patch) -> bool:
    """Return whether a patch is in its place."""
    return patch in _installed


def _switch(patches: tuple[Patch, ...]) -> None:
    global _installed  # noqa: PLW0603 - what is installed is a state of the process
    if patches == _installed:
        return
    while _originals:
        owner, name, original = _originals.pop()
        delattr(owner, name) if original is _MISSING else setattr(owner, name, original)
    _installed = patches
    for patch in patches:
        for target, replacement in patch.replaces.items():
            _replace(target, replacement)
        for target, wrap in patch.wraps.items():
            _replace(target, wrap(_found(target)))


def _found(target: str) -> Any:
    owner, name = _place_of(target)
    return vars(owner).get(name, _MISSING)


def _replace(target: str, replacement: Any) -> None:
    owner, name = _place_of(target)
    _originals.append((owner, name, _found(target)))
    setattr(owner, name, replacement)


@cache
def _place_of(target: str) -> tuple[Any, str]:
    """Return the module or class that a target stands in, and its name there."""
    module, _, path = target.partition(":")
    owner: Any = import_module(module)
    *classes, name = path.split(".")
    for part in classes:
        owner = getattr(owner, part)
    return owner, name
