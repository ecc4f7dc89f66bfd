"""Marks for the index: ``[offer]{.index}``, ``[pay]{.index key="pay!minimum"}``, ``[]{.index key="wage" see="pay"}``.

The entry is the words between the brackets, or ``key``, with ``!`` before each sub-entry. The class ``main`` marks the
main place of an entry; ``start`` and ``end`` mark where pages begin and end that are about it throughout.
"""

from collections.abc import Mapping

from markdown_it.token import Token

from bookbuild.parse.syntax.findings import Findings, Kind

INDEX = "index"
_CLASSES = frozenset({INDEX, "main", "start", "end"})
_NAMES = {"key": "data-index", "see": "data-see", "see-also": "data-see-also", "seealso": "data-see-also"}
_EMPTY = Kind(
    "unused-attribute",
    "the mark {} names no entry of the index and was left out",
    'write words between the brackets, [offer]{.index}, or a key: []{.index key="offer"}',
)


def is_index_mark(token: Token, attributes: Mapping[str, str]) -> bool:
    """Return whether a list behind a span makes it a mark for the index."""
    return token.type == "span_open" and INDEX in attributes.get("class", "").split()


def take_index_mark(
    span: Token, attributes: Mapping[str, str], words: str, findings: Findings, line: int
) -> dict[str, str]:
    """Turn a span into a mark for the index, and return those of its attributes that are left."""
    classes = attributes.get("class", "").split()
    key = "!".join(filter(None, (part.strip() for part in attributes.get("key", words).split("!"))))
    if not key:
        findings.add(_EMPTY, line, f"[{words}]")
    else:
        kind = " ".join(name for name in classes if name in _CLASSES - {INDEX})
        marked = {"data-index": key, "data-index-kind": kind}
        marked |= {_NAMES[name]: value for name, value in attributes.items() if name in _NAMES and name != "key"}
        span.attrs.update({name: value for name, value in marked.items() if value})
    left = {name: value for name, value in attributes.items() if name not in {*_NAMES, "class"}}
    others = " ".join(name for name in classes if name not in _CLASSES)
    return {**left, "class": others} if others else left
