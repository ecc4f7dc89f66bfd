"""Words marked as a term of the glossary: ``[notice]{.term}``, ``[notice]{.term key="notice period"}``; or as none:
``[notice]{.no-term}``.
"""

from collections.abc import Mapping

from markdown_it.token import Token

from bookbuild.parse.syntax.findings import Findings, Kind
from bookbuild.parse.vocabulary import LINE, NO_TERM, TERM

_TERM, _NO_TERM = "term", "no-term"
_EMPTY = Kind(
    "unused-attribute",
    "the mark {} names no term of the glossary and was left out",
    "write the term between the brackets: [notice period]{.term}",
)


def is_term_mark(token: Token, attributes: Mapping[str, str]) -> bool:
    """Return whether a list behind a span marks it as a term, or as none."""
    return token.type == "span_open" and not {_TERM, _NO_TERM}.isdisjoint(attributes.get("class", "").split())


def take_term_mark(
    span: Token, attributes: Mapping[str, str], words: str, findings: Findings, line: int
) -> dict[str, str]:
    """Mark a span as a term or as none, and return those of its attributes that are left."""
    classes = attributes.get("class", "").split()
    named = " ".join((attributes.get("key") or words).split())
    if _NO_TERM in classes:
        span.attrs[NO_TERM] = _NO_TERM
    elif not named or not words:
        findings.add(_EMPTY, line, f"[{words}]")
    else:
        span.attrs.update({TERM: named, LINE: line})
    left = {name: value for name, value in attributes.items() if name not in {"key", "class"}}
    others = " ".join(name for name in classes if name not in {_TERM, _NO_TERM})
    return {**left, "class": others} if others else left
