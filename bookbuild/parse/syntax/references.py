"""Reference links whose definition is missing: ``[text][label]`` is then printed as it was typed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.parse.characters import one_line
from bookbuild.parse.syntax.flattening import BREAKS, line_breaks

UNDEFINED = "undefined references"
"""Key in the parser's environment: the references without a definition."""

_ODD = "odd definitions"
_ADDRESS = re.compile(r"[/.:#]")
_OTHER = "\ufffc"
"""Stands for what is no plain text: code, emphasis, a link."""
_REFERENCE = re.compile(r"(?<![\w\]])\[([^\[\]]*)\]\[([^\[\]]*)\]")
"""A reference; one right after a letter or a bracket is an index, as in ``a[i][j]``."""
_SEARCHES = 20
"""Number of labels for which the closest one is searched."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """A reference without a definition, its label, and its line."""

    written: str
    label: str
    line: int


def references_plugin(md: MarkdownIt) -> None:
    """Collect the references without a definition."""
    md.core.ruler.after("inline", "undefined_references", _collect)


def _collect(state: StateCore) -> None:
    found: dict[str, Undefined] = {}
    for token in state.tokens:
        if token.type == "inline" and "][" in token.content:
            for reference in _undefined(token.children or (), token.map[0] + 1 if token.map else 1):
                found.setdefault(normalizeReference(reference.label), reference)
    state.env[UNDEFINED] = tuple(found.values())
    state.env[_ODD] = tuple(_odd(state))


def _undefined(children: Iterable[Token], line: int) -> Iterator[Undefined]:
    text, counted = "".join(map(_plain, children)), 0
    for match in _REFERENCE.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        label = match[2] or match[1]
        if label.strip() and _OTHER not in label:
            yield Undefined(one_line(match[0].replace(_OTHER, "…")), label, line)


def _plain(child: Token) -> str:
    if child.type == "text":
        return child.content
    if child.type in BREAKS:
        return "\n" * line_breaks(child)
    return "" if child.type.startswith(("em_", "strong_", "s_")) else _OTHER


def reference_faults(env: Mapping[str, Any], path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each label without a definition, and for each that is defined twice."""
    defined: Mapping[str, Mapping[str, Any]] = env.get("references", {})
    for count, reference in enumerate(env.get(UNDEFINED, ())):
        message = f"{reference.written} has no definition, so it is printed as it is"
        hint = _hint(reference.label, list(defined) if count < _SEARCHES else [])
        yield diagnose("undefined-reference", message, path, reference.line, hint)
    yield from _odd_definitions(env, path)
    yield from _duplicates(env.get("duplicate_refs", ()), defined, path)


def _odd_definitions(env: Mapping[str, Any], path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each definition that nothing uses and that holds words, which are not printed."""
    for label, line, word in env.get(_ODD, ()):
        name = one_line(label)
        message = f"'[{name}]: {one_line(word)}' is not printed: it reads as the address of links, and there are none"
        hint = f"a footnote begins with [^{name}]: and a backslash before the first bracket prints the line as it is"
        yield diagnose("unused-footnote", message, path, line, hint)


def _odd(state: StateCore) -> Iterator[tuple[str, int, str]]:
    """Yield label, line and word of each definition that no link uses, if it has no address or words behind it."""
    definitions = state.env.get("references", {}).items()
    odd = [(label, one) for label, one in definitions if _holds_words(one)][:_SEARCHES]
    text = normalizeReference(state.src) if odd else ""
    for label, one in odd:
        if text.count(f"[{label}]") == 1:
            yield label.lower(), one["map"][0] + 1, f"{one['href']} {one['title']}".strip()


def _holds_words(definition: Mapping[str, Any]) -> bool:
    """Return whether a definition is perhaps none. One of ``#`` alone is how comments are written in Markdown."""
    href, title = definition["href"], definition["title"]
    return href != "#" and bool(title or "@" in href or not _ADDRESS.search(href)) and not href.startswith("mailto:")


def _hint(label: str, defined: Sequence[str]) -> str:
    definition = f"write a line [{one_line(label)}]: and the address after it"
    near = get_close_matches(normalizeReference(label), defined, 1, 0.7)
    return f"did you mean [{near[0].lower()}]? If not, {definition}" if near else definition


def _duplicates(
    duplicates: Iterable[Mapping[str, Any]], defined: Mapping[str, Mapping[str, Any]], path: str
) -> Iterator[Diagnostic]:
    for one in duplicates:
        label = one["label"].lower()
        first = defined[one["label"]]
        if (first["href"], first["title"]) != (one["href"], one["title"]):
            message = f"the label [{one_line(label)}] is already defined on line {first['map'][0] + 1}, which counts"
            yield diagnose("duplicate-reference", message, path, one["map"][0] + 1, "give one of them another label")
