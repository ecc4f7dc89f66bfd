"""Marks for the index: ``[offer]{.index}``, ``[pay]{.index key="pay!minimum"}``, ``[]{.index key="wage" see="pay"}``.

The entry is the words between the brackets, or ``key``, with ``!`` before each sub-entry. The class ``main`` marks the
main place of an entry; ``start`` and ``end`` mark where pages begin and end that are about it throughout. ``sort`` are
the words by which the entry is sorted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from markdown_it.token import Token

from bookbuild.model.index_entries import name_of, parts_of
from bookbuild.parse.syntax.findings import Findings, Kind
from bookbuild.parse.syntax.formulas import reading_of
from bookbuild.parse.vocabulary import LINE

INDEX = "index"
_CLASSES = frozenset({INDEX, "main", "start", "end"})
_NAMES = {
    "key": "data-index",
    "see": "data-see",
    "see-also": "data-see-also",
    "seealso": "data-see-also",
    "sort": "data-index-sort",
}
_LIKENESS = 0.7
_OTHERS = frozenset({"id", "class", "lang", "dir", "title"})
_EMPTY = Kind(
    "unused-attribute",
    "the mark {} names no entry of the index and was left out",
    'write words between the brackets, [offer]{.index}, or a key: []{.index key="offer"}',
)


def is_index_mark(token: Token, attributes: Mapping[str, str]) -> bool:
    """Return whether a list behind a span makes it a mark for the index."""
    return token.type == "span_open" and INDEX in attributes.get("class", "").split()


def words_in(inside: Iterable[Token]) -> str:
    """Return the words between the brackets of a mark, in plain characters."""
    return " ".join(
        "".join(reading_of(token) if token.type == "formula" else token.content for token in inside).split()
    )


def take_index_mark(
    span: Token, attributes: Mapping[str, str], words: str, findings: Findings, line: int
) -> dict[str, str]:
    """Turn a span into a mark for the index, and return those of its attributes that are left."""
    classes = attributes.get("class", "").split()
    parts = parts_of(attributes["key"]) if "key" in attributes else tuple(filter(None, [words]))
    if not parts:
        findings.add(_EMPTY, line, f"[{words}]")
    else:
        kind = " ".join(name for name in classes if name in _CLASSES - {INDEX})
        marked = {"data-index": name_of(parts), "data-index-kind": kind}
        marked |= {_NAMES[name]: value for name, value in attributes.items() if name in _NAMES and name != "key"}
        span.attrs.update({name: value for name, value in marked.items() if value})
        span.attrs[LINE] = line
    mistyped = dict((*_mistyped(classes, _CLASSES), *_mistyped(attributes, _NAMES)))
    for name, near in mistyped.items():
        findings.add(_mistake(near), line, name)
    left = {name: value for name, value in attributes.items() if name not in {*_NAMES, *mistyped, "class"}}
    others = " ".join(name for name in classes if name not in {*_CLASSES, *mistyped})
    return {**left, "class": others} if others else left


def _mistyped(names: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each name that is nearly one of those that are known, and that one."""
    for name in names:
        near = get_close_matches(name, sorted(known), 1, _LIKENESS) if name not in known else []
        if near and name not in _OTHERS:
            yield name, near[0]


def _mistake(near: str) -> Kind:
    known = f".{near}" if near in _CLASSES else f'{near}="…"'
    return Kind("unused-attribute", "{} has no meaning in a mark for the index", f"did you mean {known}?")
