"""Markdown -> HTML with line numbers on headings, links, images and notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model.callouts import ANY
from bookbuild.model.syntax import OURS, Syntax
from bookbuild.parse.constructs import NAMES, UNKNOWN
from bookbuild.parse.dialect import MAX_NESTING, dialect
from bookbuild.parse.embedding import EMBEDDING
from bookbuild.parse.flavours import translate
from bookbuild.parse.raw import RawHtml, closes, opened_unread
from bookbuild.parse.syntax.block_names import OWN_CALLOUTS, own_callouts
from bookbuild.parse.syntax.citations import CITATION
from bookbuild.parse.syntax.findings import findings_of, noted
from bookbuild.parse.syntax.flattening import line_breaks
from bookbuild.parse.syntax.formulas import formulas_in
from bookbuild.parse.syntax.notes import set_calls
from bookbuild.parse.syntax.references import reference_faults
from bookbuild.parse.vocabulary import HREF, LINE, NOT_READ, SRC, WORK
from bookbuild.parse.worksheets import FAULT, closest_name

_END = Token("end", "", 0)
_DROPPED_HINT = "take it out; what readers are to see of it, write in Markdown"
_ALONE = "write it on a line of its own, not in a quotation and not behind the mark of a list"
_STYLE_HINT = "take it out; a stylesheet in styles/ changes the looks of all articles"


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML of a text and of its notes (by the parser's own numbers); raw HTML in it is not yet parsed."""

    body: str
    notes: Mapping[int, str]


def render(text: str, language: str, path: str, *, flavour: str = "", syntax: Syntax = OURS) -> Outcome[Rendered]:
    """Render a text in a flavour of Markdown, of `FLAVOURS`, or in ours. Its line numbers are the file's."""
    md = dialect(language, flavour=flavour, syntax=syntax)
    env: dict[str, Any] = {OWN_CALLOUTS: dict(syntax.callouts)}
    translated = translate(text, path, flavour)
    tokens, notes = _split(md.parse(translated.value, env))
    marking = _Marking(path, notes, (*NAMES, *(one for one in own_callouts(env) if one != ANY)))
    marking.mark(tokens, 1)
    for number, note in notes.items():
        marking.mark(note, marking.note_lines.get(number, 1))
        marking.remove_fields(note, marking.note_lines.get(number, 1))
    rendered = {number: md.renderer.render(note, md.options, env) for number, note in notes.items()}
    found = (*marking.findings(), *findings_of(env).diagnostics(path), *reference_faults(env, path))
    found = (*translated.diagnostics, *found)
    return Outcome(Rendered(md.renderer.render(tokens, md.options, env), rendered), found)


def _split(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, list[Token]]]:
    """Separate the tokens of the text from those of its notes. Empty notes are dropped."""
    text: list[Token] = []
    notes: dict[int, list[Token]] = {}
    current = text
    for token in tokens:
        if token.type == "footnote_open":
            current = notes.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            current = text
        elif not token.type.startswith(("footnote_block", "footnote_anchor")):
            current.append(token)
    return text, {number: note for number, note in notes.items() if note}


class _Marking:
    """Adds line numbers to the tokens of one article, and collects what is wrong with them."""

    def __init__(self, path: str, notes: Mapping[int, object], names: Sequence[str]) -> None:
        self._names = names
        self.note_lines: dict[int, int] = {}
        self._path, self._notes, self._raw = path, notes, RawHtml()
        self._diagnostics: list[Diagnostic] = []

    def mark(self, tokens: Sequence[Token], line: int) -> None:
        """Mark tokens. A token without a line gets that of the last token with one, or `line`."""
        for token, following in pairwise([*tokens, _END]):
            line = token.map[0] + 1 if token.map else line
            if token.type == "heading_open":
                token.attrs[LINE] = line
            elif token.type == "html_block":
                token.content = set_calls(self._filtered(token.content, line), token, self._notes)
            elif token.type == "inline":
                token.children = list(self._mark_inline(token.children or [], line))
            elif "style" in token.attrs:
                token.attrs["align"] = str(token.attrs.pop("style")).removeprefix("text-align:")
            self._token_faults(token, following, line)

    def _filtered(self, html: str, line: int) -> str:
        """Return raw HTML with what a book may contain, and with its formulas."""
        if "math" not in html:
            return self._raw.filter_tags(html, line)
        parts: list[str] = []
        for part, formula, offset in formulas_in(html, lambda html, offset: self._raw.filter_tags(html, line + offset)):
            parts.append(part)
            for kind, words, below in noted(formula) if formula else ():
                self._diagnostics.append(kind.diagnostic(words, self._path, line + offset + below))
        return "".join(parts)

    def remove_fields(self, note: Sequence[Token], line: int) -> None:
        """Remove the fields from a note, which has no room to write."""
        for token in note:
            line = token.map[0] + 1 if token.map else line
            if token.attrs.pop(WORK, None):
                self._find(
                    "worksheet-argument", "worksheet fields are not allowed in footnotes", line, "move it into the text"
                )

    def findings(self) -> Iterator[Diagnostic]:
        """Return the diagnostics."""
        yield from self._diagnostics
        for (line, name), words in self._raw.dropped.items():
            message, hint = f"<{name}> is not allowed in a book; {_lost(name, words)}", _DROPPED_HINT
            if (line, name) in self._raw.linked:
                yield self._linked(name, line)
                continue
            if name == "svg":
                hint = "save the drawing as a file beside the article, and show it: ![what it shows](drawing.svg)"
            elif name in EMBEDDING:
                hint = f"write a link instead: [what it shows]({self._raw.addresses[line, name] or 'https://…'})"
            yield diagnose("unsafe-html", message, self._path, line, hint, cause=f"unsafe-html {message} {hint}")
        if self._raw.styles:
            first, *others = self._raw.styles
            several = (
                f"the styles {', '.join([first, *others[:-1]])} and {others[-1]} were"
                if others
                else f"the style {first} was"
            )
            message = f"{several} left out: a book has one design, in its stylesheets"
            yield diagnose("unsafe-html", message, self._path, min(self._raw.styles.values()), _STYLE_HINT)

    def _linked(self, name: str, line: int) -> Diagnostic:
        message = f"<{name}> shows what is on the web; a link to it stands in its place"
        hint = f"write the words of the link yourself: [what it shows]({self._raw.addresses[line, name]})"
        return diagnose("unsafe-html", message, self._path, line, hint, cause="embedded from the web")

    def _mark_inline(self, children: Sequence[Token], line: int) -> Iterator[Token]:
        unspoken = ""
        for child in children:
            breaks = line_breaks(child)
            raw = child.content if child.type == "html_inline" else ""
            if unspoken:
                unspoken = "" if closes(raw, unspoken) else unspoken
            else:
                unspoken = opened_unread(raw)
                yield self._mark_child(child, line)
            line += breaks

    def _mark_child(self, child: Token, line: int) -> Token:
        if child.type == "html_inline":
            child.content = self._raw.filter_tags(child.content, line)
        elif child.type == "link_open":
            child.attrs.update({HREF: child.attrs.pop("href"), LINE: line})
        elif child.type == "image":
            child.attrs.update({SRC: child.attrs.pop("src"), LINE: line})
            child.children = [part for part in child.children or [] if part.type != "html_inline"]
        elif child.type == CITATION:
            child.attrs[LINE] = line
        elif child.type == "footnote_ref":
            return self._mark_note(child, line)
        return child

    def _mark_note(self, child: Token, line: int) -> Token:
        number = child.meta["id"]
        if number in self._notes:
            self.note_lines.setdefault(number, line)
            return child
        mark = f"[^{child.meta['label']}]"
        if "[" not in child.meta["label"]:
            self._find(
                "undefined-footnote", f"footnote mark {mark} has no note", line, f"write a line {mark}: with its text"
            )
        return Token("text", "", 0, content=mark)

    def _token_faults(self, token: Token, following: Token, line: int) -> None:
        if UNKNOWN in token.meta:
            name = token.meta[UNKNOWN]
            closest = closest_name(name, self._names)
            hint = f"did you mean {closest}?" if closest else f"known names are {', '.join(self._names)}"
            hint = _ALONE if closest == name else hint  # what is read before Markdown is, such as `include`
            self._find("unknown-callout", f"unknown block name {name!r}", line, hint)
        if FAULT in token.meta:
            message, hint = token.meta[FAULT]
            self._find("worksheet-argument", message, line, hint)
        if token.nesting == 1 and following.nesting == -1 and token.level + 1 >= MAX_NESTING:
            message = f"text nested deeper than {MAX_NESTING} levels is left out"
            self._find("too-deep", message, line, "nest fewer quotations, lists and callouts")

    def _find(self, code: str, message: str, line: int, hint: str) -> None:
        self._diagnostics.append(diagnose(code, message, self._path, line, hint))


def _lost(name: str, words: Sequence[str]) -> str:
    """Return what becomes of the words in an element that is left out, and in its attributes."""
    if name.startswith(("!", "?")) or name in NOT_READ:
        return f"it was left out with its contents{_quoted(words)}"
    if words:
        return f"its text was kept without it, but not the words of its attributes{_quoted(words)}"
    return "its text was kept without it"


def _quoted(words: Sequence[str]) -> str:
    return "".join(f", {one!r}" for one in words)
