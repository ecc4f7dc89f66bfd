"""Arguments of the Python interface, as they are given, in the form that requests have."""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.model import SHOPS

AnyPath = str | PathLike[str]
Numbers = str | int | Iterable[str | int]


def path_of(value: AnyPath) -> Path:
    """Return a path.

    Raises:
        TypeError: if it is none.
    """
    if isinstance(value, bytes):
        raise TypeError("a path is a str or a PathLike of str, not bytes")
    return Path(value)


def texts_of(value: Numbers) -> tuple[str, ...]:
    """Return names or numbers as texts; a single one stands for itself.

    Raises:
        TypeError: if there is anything else among them.
    """
    items = (value,) if isinstance(value, str | int) else tuple(value)
    for item in items:
        if not isinstance(item, str | int):
            raise TypeError(f"expected texts or whole numbers, not {type(item).__name__}")
    return tuple(map(str, items))


def shops_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of shops.

    Raises:
        UsageError: if one is not known.
    """
    for name in names:
        if name not in SHOPS:
            message = f"the shop {name!r} is not known"
            raise UsageError(diagnose("wrong-argument", message, hint=f"use one of {', '.join(SHOPS)}"))
    return names
