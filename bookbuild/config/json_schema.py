"""The JSON Schema of bookbuild.toml, with which editors complete and check it."""

from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

from bookbuild.config.documentation import doc_of, type_of
from bookbuild.config.edition_schema import EditionTable
from bookbuild.config.renaming import FORMER_KEYS
from bookbuild.config.schema import BookFile
from bookbuild.config.value_types import Parsed

_PLAIN: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    int: {"type": "integer"},
    str: {"type": "string"},
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of bookbuild.toml."""
    definitions: dict[str, Any] = {}
    _define(BookFile, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bookbuild.toml",
        **_reference(BookFile),
        "$defs": dict(sorted(definitions.items())),
    }


def _reference(table: type[Struct]) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{table.__name__}"}


def _define(table: type[Struct], definitions: dict[str, Any]) -> None:
    """Add the schema of a table, and of those in it, to the definitions."""
    if table.__name__ in definitions:
        return
    definitions[table.__name__] = {}  # it may be in itself
    properties = {info.encode_name: _property(info, definitions) for info in fields(table)}
    if table is EditionTable:
        properties |= {former: {**properties[new], "deprecated": True} for former, new in FORMER_KEYS.items()}
    definitions[table.__name__] |= {
        "type": "object",
        "description": " ".join((table.__doc__ or "").split()),
        "properties": properties,
        "required": [info.encode_name for info in fields(table) if info.required],
        "additionalProperties": False,
    }


def _property(info: FieldInfo, definitions: dict[str, Any]) -> dict[str, Any]:
    doc, schema = doc_of(info), _schema(type_of(info), definitions)
    return {**schema, "description": f"{doc.meaning} Example: {doc.example}"} if doc else schema


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type, and add those of tables in it to the definitions."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return {**_schema(parts[0], definitions), **_limits(next(part for part in parts if isinstance(part, Meta)))}
    if origin in {Union, UnionType}:
        choices = [_schema(part, definitions) for part in parts if part is not type(None)]
        return {"anyOf": choices} if len(choices) > 1 else choices[0]
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple:
        return {"type": "array", "items": _schema(parts[0], definitions)}
    if origin is dict:
        names, values = (_schema(part, definitions) for part in parts)
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    return _schema_of_class(kind, definitions)


def _schema_of_class(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if issubclass(kind, Struct):
        _define(kind, definitions)
        return _reference(kind)
    if issubclass(kind, Parsed):
        return dict(kind.json_schema)
    return {"enum": [member.value for member in kind]} if issubclass(kind, Enum) else _PLAIN[kind]


def _limits(meta: Meta) -> dict[str, Any]:
    """Return what a type's annotation limits; known names as a list that editors complete, patterns as JavaScript's."""
    if known := (meta.extra or {}).get("known"):
        return {"enum": list(known)}
    pattern = meta.pattern and meta.pattern.replace(r"\A", "^").replace(r"\Z", "$")
    limits = {"pattern": pattern, "minimum": meta.ge, "maximum": meta.le}
    return {name: limit for name, limit in limits.items() if limit is not None}
