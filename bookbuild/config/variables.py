"""The variables of a project: its own words by name, and those of its table [book]; and their use in bookbuild.toml."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from bookbuild.config.book_schema import BookTable, CreatorTable
from bookbuild.config.faults import FILE_NAME, Keys, line_of
from bookbuild.config.value_types import Variables
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose

_OF_BOOK = ("title", "subtitle", "language", "publisher", "rights", "description", "published", "modified", "address")
_FILLED = ("book", "chapters", "parts", "labels", "callouts")
"""Tables whose texts readers see."""
_NAME = re.compile(r"(?P<escape>\\)?\{\{\s*(?P<name>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*)\s*\}\}")


def variables_of(own: Variables | None, book: BookTable) -> Mapping[str, str] | None:
    """Return the variables by name, with ``book.title`` and the like, or None if the project declares none."""
    if own is None:
        return None
    stated = {f"book.{name}": str(value) for name in _OF_BOOK if (value := getattr(book, name))}
    authors = [one.name if isinstance(one, CreatorTable) else one for one in book.authors]
    return {**stated, **({"book.authors": ", ".join(authors)} if authors else {}), **dict(own.value)}


def with_own_variables(raw: dict[str, object], text: str) -> Outcome[dict[str, object]]:
    """Return the parsed TOML with the values of its variables in the texts that readers see.

    A table of variables that is wrong replaces nothing: it is refused when the values are read.
    """
    try:
        words = dict(Variables(raw["variables"]).value)
    except (KeyError, ValueError):
        return Outcome(raw)
    found: list[Diagnostic] = []

    def value(match: re.Match[str], keys: Keys) -> str:
        name = match["name"]
        if match["escape"]:
            return match[0][1:]
        if name not in words:
            found.append(_unknown(name, keys, [*words], text))
        return words.get(name, match[0])

    filled = dict(raw)
    for table in _FILLED:
        if table in raw:
            filled[table] = _filled(raw[table], (table,), value)
        if table == "book":
            words = {**dict(_texts_of_book(filled.get(table))), **words}
    return Outcome(filled, tuple(found))


def _filled(value: object, keys: Keys, word: Callable[[re.Match[str], Keys], str]) -> object:
    if isinstance(value, dict):
        return {key: _filled(inner, (*keys, key), word) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, (*keys, index), word) for index, inner in enumerate(value)]
    return _NAME.sub(lambda match: word(match, keys), value) if isinstance(value, str) else value


def _texts_of_book(book: object) -> Iterator[tuple[str, str]]:
    """Yield the variables of the table [book] that are texts, for the tables below it."""
    if isinstance(book, dict):
        yield from ((f"book.{name}", text) for name in _OF_BOOK if isinstance(text := book.get(name), str))


def _unknown(name: str, keys: Keys, known: list[str], text: str) -> Diagnostic:
    message = f"there is no variable {name!r}; it is printed as it was typed"
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {{{{ {near[0]} }}}}?" if near else "write it under [variables]"
    return diagnose("unknown-variable", message, FILE_NAME, line_of(keys, text), hint)
