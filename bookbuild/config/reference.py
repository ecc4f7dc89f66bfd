"""The manual of bookbuild.toml: every table and key, as values, made from the schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from bookbuild.config.documentation import doc_of, type_of
from bookbuild.config.schema import BookFile
from bookbuild.config.value_types import Parsed

_PLAIN = {bool: "`true` or `false`", str: "a text", int: "a whole number", float: "a number"}


@dataclass(frozen=True, slots=True)
class KeyReference:
    """A key: its name, the kinds of values it takes, its default, meaning and an example, all as Markdown but this."""

    name: str
    type: str
    default: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class TableReference:
    """A table: how its head is written, wherever it may stand, what it is, and its keys in the order of the schema."""

    heads: tuple[str, ...]
    meaning: str
    keys: tuple[KeyReference, ...]


def tables() -> tuple[TableReference, ...]:
    """Return every table of bookbuild.toml, with all keys."""
    joined: dict[tuple[str, tuple[KeyReference, ...]], TableReference] = {}
    for table in _tables(BookFile, ""):
        same = joined.get((table.meaning, table.keys))
        heads = (*same.heads, *table.heads) if same else table.heads
        joined[table.meaning, table.keys] = TableReference(heads, table.meaning, table.keys)
    return tuple(joined.values())


def _tables(table: type[Struct], head: str) -> Iterator[TableReference]:
    infos = fields(table)
    yield TableReference((head,), " ".join((table.__doc__ or "").split()), tuple(map(_key, infos)))
    for info in infos:
        for inner, more in _inner_tables(type_of(info)):
            yield from _tables(inner, ".".join(filter(None, (head, info.encode_name))) + more)


def _inner_tables(kind: Any) -> Iterator[tuple[type[Struct], str]]:
    """Yield each table in a type, with what follows the key in its head."""
    origin, parts = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind, ""
    elif origin is dict:
        yield from ((inner, f".NAME{more}") for inner, more in _inner_tables(parts[1]))
    elif origin is tuple:
        yield from ((inner, f"[]{more}") for inner, more in _inner_tables(parts[0]))
    elif origin in {Union, UnionType}:
        for part in parts:
            yield from _inner_tables(part)


def _key(info: FieldInfo) -> KeyReference:
    doc = doc_of(info)
    if doc is None:
        msg = f"the key {info.encode_name!r} has no documentation"
        raise LookupError(msg)
    return KeyReference(
        info.encode_name, _type_text(type_of(info)), doc.default or _default_text(info), doc.meaning, doc.example
    )


def _default_text(info: FieldInfo) -> str:
    """Return a field's default in words, as TOML where it is a value."""
    if info.required:
        return "none: it must be set"
    default = info.default
    if default is NODEFAULT or default in ("", (), None) or isinstance(default, Struct | Parsed):
        return "not set"
    if isinstance(default, bool | int):
        return f"`{str(default).lower()}`"
    return f'`"{default}"`'


def _type_text(kind: Any) -> str:
    """Return in words what values a type allows."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        meta = next((part for part in parts if isinstance(part, Meta)), None)
        return (meta and meta.description) or _type_text(parts[0])
    if origin in {Union, UnionType}:
        return _either([_type_text(part) for part in parts if part is not type(None)])
    if origin is Literal:
        return _either([f'`"{part}"`' for part in parts])
    if origin is tuple:
        return f"a list; each item {_type_text(parts[0])}"
    if origin is dict:
        return f"a table; each value {_type_text(parts[1])}"
    return _class_text(kind)


def _class_text(kind: type) -> str:
    if issubclass(kind, Parsed):
        return kind.description
    if issubclass(kind, Enum):
        return _either([f'`"{member.value}"`' for member in kind])
    return "a table" if issubclass(kind, Struct) else _PLAIN.get(kind, f"a {kind.__name__}")


def _either(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
