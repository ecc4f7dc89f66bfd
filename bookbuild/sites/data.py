"""Data files of a site -> plain values: texts, lists and mappings. Tags and types of YAML have no effect."""

import json
import tomllib
from typing import Any, TypeGuard

Data = Any
"""A text, a list of data, or a mapping from texts to data. Truth values are ``true`` and ``false``."""

_MOST_ALIASES = 200
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class DataError(Exception):
    """Raised for a data file that cannot be read, with what is wrong with it."""


def read_data(content: bytes, path: str) -> Data:
    """Return the values of a file by its suffix: ``.toml``, ``.json``, or else YAML.

    Raises:
        DataError: if it is not of its format.
    """
    try:
        text = content.decode("utf-8-sig")
        if path.endswith(".toml"):
            return _plain(tomllib.loads(text))
        if path.endswith((".json", ".ipynb")):
            return _plain(json.loads(text))
        return _yaml(text)
    except (ValueError, RecursionError) as error:
        raise DataError(str(error) or "nested too deeply") from error


def _yaml(text: str) -> Data:
    import yaml  # noqa: PLC0415 - slow to import, and most projects have no such file

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if "*" in text and sum(isinstance(one, yaml.AliasToken) for one in yaml.scan(text)) > _MOST_ALIASES:
            raise DataError(f"more than {_MOST_ALIASES} aliases are used")
        return yaml.load(text, Loader=loader) or {}  # noqa: S506 - constructs texts, lists and mappings only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise DataError(f"{line}{getattr(error, 'problem', None) or 'not YAML'}") from error


def _plain(value: object) -> Data:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def lookup(data: Data, key: str) -> Data | None:
    """Return the value of a dotted key (``author.name``), or None."""
    for name in key.split("."):
        if not isinstance(data, dict) or name not in data:
            return None
        data = data[name]
    return data


def text_of(data: Data, *keys: str) -> str:
    """Return the first text that one of the keys has, in one line, or an empty string."""
    values = (lookup(data, key) for key in keys)
    return next((" ".join(value.split()) for value in values if _is_text(value)), "")


def texts_of(data: Data, *keys: str) -> tuple[str, ...]:
    """Return the texts that the first of the keys has that is there: those of a list, or a single one."""
    value = next((found for key in keys if (found := lookup(data, key)) is not None), ())
    values = value if isinstance(value, list) else [value]
    return tuple(" ".join(one.split()) for one in values if _is_text(one))


def _is_text(value: Data) -> TypeGuard[str]:
    return isinstance(value, str) and value.strip() not in _NULLS


def list_of(data: Data, key: str = "") -> list[Data]:
    """Return the list at a key, or of the data itself without one; an empty list if there is none."""
    value = lookup(data, key) if key else data
    return value if isinstance(value, list) else []
