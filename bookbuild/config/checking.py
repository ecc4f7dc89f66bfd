"""Finding all that is wrong with bookbuild.toml, and what to write instead: reading alone stops at the first fault."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct, ValidationError
from msgspec.structs import fields

from bookbuild.config.faults import Fault, Keys
from bookbuild.config.values import read

_WANTED: dict[Any, str] = {
    bool: "must be true or false, without quotes",
    date: "must be a date such as 2026-11-23, without quotes",
    dict: "must be a table",
    int: "must be a whole number, without quotes",
    str: "must be a text, in quotes",
    Struct: "must be a table",
    tuple: "must be a list, in square brackets",
}


def faults(said: object, kind: Any, keys: Keys = ()) -> list[Fault]:
    """Find all that is wrong with a value: what is wrong inside it or, if nothing is, the value itself.

    Args:
        said: what TOML says.
        kind: the type that it should be of.
        keys: where it stands.

    """
    try:
        read(said, kind)
    except ValidationError as error:
        return [*_inside(said, kind, keys)] or [_fault(said, kind, keys, error)]
    return []


def _inside(said: object, kind: Any, keys: Keys) -> Iterator[Fault]:
    """Look into a table or a list, if such may stand there."""
    for shape, parts in _shapes(kind):
        if isinstance(said, dict) and shape is Struct:
            yield from _in_table(said, parts[0], keys)
        elif isinstance(said, dict) and shape is dict:
            for key, value in said.items():
                for part, of in zip((key, value), parts, strict=True):
                    yield from faults(part, of, (*keys, key))
        elif isinstance(said, list) and shape is tuple:
            for place, value in enumerate(said):
                yield from faults(value, parts[0], (*keys, place))


def _in_table(said: dict[str, object], table: type[Struct], keys: Keys) -> Iterator[Fault]:
    known = {field.encode_name: field for field in fields(table)}
    for key, value in said.items():
        at = (*keys, key)
        yield from faults(value, known[key].type, at) if key in known else [Fault(at, known=known)]
    for key, field in known.items():
        if field.required and key not in said:
            yield Fault((*keys, key), "is missing")


def _fault(said: object, kind: Any, keys: Keys, error: ValidationError) -> Fault:
    """Tell of one value: in the words of what read it, in those that its type was given, or in those for all alike."""
    shape, parts = _shapes(kind)[0]
    if error.__cause__:
        return Fault(keys, str(error.__cause__))
    if shape is not Annotated:
        return Fault(keys, f"must be {_either(parts)}" if shape is Literal else _WANTED[shape])
    base, meta = parts
    if type(said) is not base:
        return Fault(keys, _WANTED[base])
    return Fault(keys, f"{said!r} is no {meta.description}", (meta.extra or {}).get("known", ()))


def _shapes(kind: Any) -> list[tuple[Any, tuple[Any, ...]]]:
    """Take a type apart: the shapes that its values may have, each with what belongs to it."""
    shape, parts = get_origin(kind) or kind, get_args(kind)
    if shape in {Union, UnionType}:
        return [inner for part in parts for inner in _shapes(part)]
    if isinstance(shape, type) and issubclass(shape, Struct):
        return [(Struct, (shape,))]
    if isinstance(shape, type) and issubclass(shape, Enum):
        return [(Literal, tuple(member.value for member in shape))]
    return [(shape, parts)]


def _either(words: Sequence[object]) -> str:
    *others, last = map(repr, words)
    return f"{', '.join(others)} or {last}"
