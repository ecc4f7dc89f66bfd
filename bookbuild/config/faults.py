"""Saying what is wrong with bookbuild.toml: the line, and the nearest right word."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bookbuild.config.schema import UNKNOWN, BookFile
from bookbuild.diagnostics import Diagnostic, diagnose

FILE_NAME = "bookbuild.toml"
Keys = Sequence[str | int]
_KEY_ITSELF = "[key]"
"""What pydantic adds to a place where not the value but its key is at fault."""
_PLAIN_WORDS = {
    "bool_parsing": "must be true or false, without quotes",
    "bool_type": "must be true or false, without quotes",
    "date_from_datetime_parsing": "must be a date such as 2026-11-23, without quotes",
    "date_type": "must be a date such as 2026-11-23, without quotes",
    "dict_type": "must be a table",
    "list_type": "must be a list, in square brackets",
    "missing": "is missing",
    "model_type": "must be a table",
    "string_type": "must be a text, in quotes",
}


def fault(found: ErrorDetails, text: str, file: str) -> Diagnostic:
    """Turn one finding of pydantic into a diagnostic with its line in the file's text."""
    keys = [key for key in found["loc"] if key != _KEY_ITSELF]
    where, line = ".".join(map(str, keys)), line_of(keys, text)
    if found["type"] in {"extra_forbidden", UNKNOWN}:
        known = found.get("ctx", {}).get("known") or _keys_of(keys[:-1])
        return diagnose("config-key", f"nothing reads the key {where!r}", file, line, nearest(str(keys[-1]), known))
    plain = _PLAIN_WORDS.get(found["type"])
    message = f"{where} {plain}" if plain else f"{where}: {found['msg'].removeprefix('Value error, ')}"
    return diagnose("config-value", message, file, line)


def nearest(word: str, known: Iterable[str]) -> str:
    """Write a hint: the nearest known word, or all of them."""
    known = list(known)
    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"


def line_of(keys: Keys, text: str) -> int | None:
    """Find the line on which a key stands; for one that is missing, the line of the table that lacks it.

    tomllib keeps no lines. But the head of a file up to any statement is a file itself, so a key stands on the line
    after the longest head that lacks it.
    """
    whole, lines = tomllib.loads(text), text.split("\n")
    while keys and not _holds(whole, keys):
        keys = keys[:-1]
    if not keys:
        return None
    return 1 + max(count for count in range(len(lines)) if _lacks("\n".join(lines[:count]), keys))


def _lacks(head: str, keys: Keys) -> bool:
    try:
        return not _holds(tomllib.loads(head), keys)
    except tomllib.TOMLDecodeError:  # it ends inside a value
        return False


def _holds(value: object, keys: Keys) -> bool:
    for key in keys:
        inside = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if key not in inside:
            return False
        value = inside[key]
    return True


def _keys_of(keys: Keys) -> list[str]:
    """Return the keys that the table at that place may have."""
    model: type[BaseModel] = BookFile
    for key in keys:
        field = next((field for name, field in model.model_fields.items() if (field.alias or name) == key), None)
        models = list(_models(field.annotation)) if field else [model]
        model = models[0] if models else model
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)
