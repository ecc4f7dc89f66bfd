"""All faults of a bookbuild.toml, and what to write instead: reading it stops at the first one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct, ValidationError
from msgspec.structs import FieldInfo, fields

from bookbuild.config.documentation import type_of
from bookbuild.config.faults import Fault, Keys, nearest_if_any
from bookbuild.config.value_types import read

_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WANTED: dict[Any, str] = {
    bool: "must be true or false, without quotes",
    date: "must be a date such as 2026-11-23, without quotes",
    dict: "must be a table",
    int: "must be a whole number, without quotes",
    str: "must be a text, in quotes",
    Struct: "must be a table",
    tuple: "must be a list, in square brackets",
}


def faults(raw: object, kind: Any, keys: Keys = ()) -> list[Fault]:
    """Return all faults of a value: those inside it or, if there are none, the one of the value itself.

    Args:
        raw: the value as TOML has it.
        kind: the type that it should have.
        keys: the keys that lead to it.

    """
    try:
        read(raw, kind)
    except ValidationError as error:
        return [*_inside(raw, kind, keys)] or [_fault(raw, kind, keys, error)]
    return []


def control_characters(raw: object, keys: Keys = ()) -> Iterator[Fault]:
    """Yield a fault for each key and text with a character that no book can hold (XML 1.0, production 2)."""
    if isinstance(raw, str) and (found := _UNPRINTABLE.search(raw)):
        yield Fault(keys, f"holds the control character U+{ord(found[0]):04X}, which no book can hold")
    elif isinstance(raw, dict):
        for key, value in raw.items():
            yield from control_characters(value, (*keys, key))
            if found := _UNPRINTABLE.search(key):
                yield Fault(keys, f"has a key that holds the control character U+{ord(found[0]):04X}")
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from control_characters(value, (*keys, index))


def _inside(raw: object, kind: Any, keys: Keys) -> Iterator[Fault]:
    """Yield the faults inside a table or a list, if the type allows one."""
    for shape, parts in _shapes(kind):
        if isinstance(raw, dict) and shape is Struct:
            yield from _in_table(raw, parts[0], keys)
        elif isinstance(raw, dict) and shape is dict:
            for key, value in raw.items():
                for part, of in zip((key, value), parts, strict=True):
                    yield from faults(part, of, (*keys, key))
        elif isinstance(raw, list) and shape is tuple:
            for index, value in enumerate(raw):
                yield from faults(value, parts[0], (*keys, index))


def _in_table(raw: dict[str, object], table: type[Struct], keys: Keys) -> Iterator[Fault]:
    known = {field.encode_name: field for field in fields(table)}
    for key, value in raw.items():
        at = (*keys, key)
        if key in known:
            yield from faults(value, type_of(known[key]), at)
        else:
            yield Fault(at, known=known, hint=_place_of(key, known, keys))
    for key, field in known.items():
        if field.required and key not in raw:
            yield Fault((*keys, key), "is missing")


def _place_of(key: str, known: Mapping[str, FieldInfo], keys: Keys) -> str:
    """Return a hint that names the table in which a key of the whole file is known, or an empty text."""
    for name, field in known.items() if not keys else ():
        shapes = [parts[0] for shape, parts in _shapes(type_of(field)) if shape is Struct]
        if any(key == one.encode_name for table in shapes for one in fields(table)):
            return f"write it under [{name}]"
    return ""


def _fault(raw: object, kind: Any, keys: Keys, error: ValidationError) -> Fault:
    """Return the fault of one value, described by what parsed it, by its type, or in general."""
    shape, parts = _shapes(kind)[0]
    if error.__cause__:
        return Fault(keys, str(error.__cause__))
    if shape is Literal:
        return Fault(keys, f"must be {_either(parts)}", hint=nearest_if_any(raw, parts))
    if shape is not Annotated:
        return Fault(keys, _WANTED[shape])
    base, meta = parts
    if type(raw) is not base:
        return Fault(keys, _WANTED[base])
    extra = meta.extra or {}
    hint = nearest_if_any(raw, extra.get("words", ()))
    return Fault(keys, f"{raw!r} is not {meta.description}", extra.get("known", ()), hint)


def _shapes(kind: Any) -> list[tuple[Any, tuple[Any, ...]]]:
    """Return the types that a value may have, each with its arguments."""
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
