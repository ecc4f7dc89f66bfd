"""Footnotes: calls in raw HTML, captions and pictures; notes without a call, and labels that are defined twice."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote.index import footnote_def

from bookbuild.parse.syntax.findings import Kind, findings_of
from bookbuild.parse.vocabulary import NOTE

_CALLS = "note calls"
"""Key in a token's `meta`: the numbers of the notes that its raw HTML calls, by label."""

_TAG_OR_CALL = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z]*)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|\[\^(?P<label>[^\s\[\]]+)\]"
)
_VERBATIM = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
_SPACED_LABEL = re.compile(r"\[\^[^\s\[\]]+[ \t][^\[\]]*\]")
_SPACED = Kind(
    "undefined-footnote",
    "the label of a footnote contains no space: {} is printed as it was typed",
    "write one word, such as [^my-note], at the mark and before the note",
)


@dataclass(slots=True)
class _Definition:
    """A note as it was written: its label, its first line and its tokens, with those that enclose them."""

    label: str
    line: int
    tokens: list[Token] = field(default_factory=list)


def notes_plugin(md: MarkdownIt) -> None:
    """Collect notes before the footnote plugin, registered before, moves them to the end. A note ends a quotation above
    it, as it ends a paragraph.
    """
    md.block.ruler.at("footnote_def", footnote_def, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.before("footnote_tail", "notes", _collect)


def set_calls(html: str, token: Token, notes: Container[int]) -> str:
    """Return a token's raw HTML, whose tags are known to be safe, with empty elements for its calls of `notes`."""
    calls = {label: number for label, number in token.meta.get(_CALLS, {}).items() if number in notes}
    if not calls:
        return html
    parts: list[str] = []
    position = 0
    for match in _calls_in(html):
        if match["label"] in calls:
            parts += [html[position : match.start()], f'<sup {NOTE}="{calls[match["label"]]}"></sup>']
            position = match.end()
    return "".join([*parts, html[position:]])


def _calls_in(html: str) -> Iterator[re.Match[str]]:
    """Yield the calls in raw HTML, except in code."""
    verbatim = 0
    for match in _TAG_OR_CALL.finditer(html):
        if match["label"] is None:
            if match["name"].lower() in _VERBATIM:
                verbatim = max(0, verbatim + (-1 if match["end"] else 1))
        elif not verbatim:
            yield match


def move_calls_from_alternatives(state: StateCore) -> None:
    """Move the calls in the text alternative of a picture behind the picture: an alternative has no marks."""
    for token in state.tokens if "^" in state.src else ():
        children = token.children or []
        if any(child.type == "image" and any(map(is_call, child.children or [])) for child in children):
            token.children = [moved for child in children for moved in _with_calls_behind(child)]


def _with_calls_behind(child: Token) -> Iterator[Token]:
    yield child
    if child.type == "image" and child.children:
        calls = [part for part in child.children if is_call(part)]
        child.children = [part for part in child.children if not is_call(part)]
        yield from calls


def is_call(token: Token) -> bool:
    """Return whether a token is a mark that calls a note."""
    return token.type == "footnote_ref"


def _collect(state: StateCore) -> None:
    if "[^" not in state.src:
        return
    text, definitions = _separate(state.tokens)
    _call_from_html([*text, *(token for note in definitions for token in note.tokens)], state.env)
    for token in state.tokens:
        _find_spaced_labels(token, state.env)
    if definitions:
        _tell_uncalled(text, definitions, state.env)
        state.tokens = [*text, *(token for note in definitions for token in note.tokens)]


def _separate(tokens: Iterable[Token]) -> tuple[list[Token], list[_Definition]]:
    """Separate a text from its notes. A note that is written within another is a note of its own."""
    text: list[Token] = []
    open_notes: list[_Definition] = []
    notes: list[_Definition] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            notes.append(_Definition(token.meta["label"], token.map[0] + 1 if token.map else 1))
            open_notes.append(notes[-1])
        (open_notes[-1].tokens if open_notes else text).append(token)
        if token.type == "footnote_reference_close":
            open_notes.pop()
    return text, notes


def _call_from_html(tokens: Iterable[Token], env: EnvType) -> None:
    """Set the number of its note on each call in a block of raw HTML, as the footnote plugin does with others."""
    for token in tokens:
        if token.type != "html_block" or "[^" not in token.content:
            continue
        for match in _calls_in(token.content):
            if (number := _number(match["label"], env)) >= 0:
                token.meta.setdefault(_CALLS, {})[match["label"]] = number


def _number(label: str, env: EnvType) -> int:
    """Return the number of a label's note, a new one at its first call, or -1 if there is no such note."""
    known: dict[str, Any] = env.get("footnotes", {"refs": {}, "list": {}})
    number: int | None = known["refs"].get(f":{label}")
    if number is None:
        return -1
    if number < 0:
        number = known["refs"][f":{label}"] = len(known["list"])
        known["list"][number] = {"label": label, "count": 0}
    known["list"][number]["count"] += 1
    return number


def _find_spaced_labels(token: Token, env: EnvType) -> None:
    for child in token.children or []:
        if child.type == "text" and (match := _SPACED_LABEL.search(child.content)):
            findings_of(env).add(_SPACED, token.map[0] + 1 if token.map else 1, match[0])


def _tell_uncalled(text: Sequence[Token], definitions: list[_Definition], env: EnvType) -> None:
    """Remove the notes whose label another has already; report them and those that the text never calls."""
    first: dict[str, _Definition] = {}
    for note in definitions:
        same = first.setdefault(note.label, note)
        if same is not note:
            message = f"the note {_mark(note)} is left out: another note, on line {same.line}, has its label"
            _tell(env, note, message, "give one of the two another label, here and at its mark")
    called = _called(text, first, env)
    for note in first.values():
        if note.label not in called:
            message = f"the note {_mark(note)} is left out: no mark in the text calls it"
            _tell(env, note, message, f"write {_mark(note)} into the text where the note belongs, or delete the note")
    definitions[:] = first.values()


def _mark(note: _Definition) -> str:
    return f"[^{note.label}]"


def _tell(env: EnvType, note: _Definition, message: str, hint: str) -> None:
    findings_of(env).add(Kind("unused-footnote", message.replace("{", "{{").replace("}", "}}"), hint), note.line, "")


def _called(text: Sequence[Token], notes: Mapping[str, _Definition], env: EnvType) -> set[str]:
    """Return the labels of all notes that a text calls, itself or from its notes."""
    numbered: Mapping[int, Mapping[str, Any]] = env.get("footnotes", {}).get("list", {})
    seen: set[int] = set()
    waiting = list(_calls_of(text))
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            entry = numbered[number]
            definition = notes.get(entry.get("label", ""))
            waiting.extend(_calls_of(definition.tokens if definition else entry.get("tokens", [])))
    return {numbered[number].get("label", "") for number in seen}


def _calls_of(tokens: Iterable[Token]) -> Iterator[int]:
    for token in tokens:
        yield from token.meta.get(_CALLS, {}).values()
        if is_call(token):
            yield token.meta["id"]
        yield from _calls_of(token.children or [])
