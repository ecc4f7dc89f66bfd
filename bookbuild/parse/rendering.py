"""Markdown -> HTML whose headings, links, images and notes know their lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.parse.constructs import NAMES, UNKNOWN
from bookbuild.parse.dialect import MAX_NESTING, dialect
from bookbuild.parse.raw import RawHtml, closes, opened_unspoken
from bookbuild.parse.vocabulary import HREF, LINE, SRC, UNSPOKEN, WORK
from bookbuild.parse.worksheets import FAULT, nearest

_BREAKS = frozenset({"softbreak", "hardbreak"})
_END = Token("end", "", 0)


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML of a text and of its notes (by the parser's own numbers), raw HTML in it not yet parsed."""

    body: str
    notes: Mapping[int, str]


def render(text: str, language: str, path: str) -> Outcome[Rendered]:
    """Render a text. Its lines are the file's."""
    md = dialect(language)
    env: dict[str, Any] = {}
    tokens, notes = _part(md.parse(text, env))
    marking = _Marking(path, notes)
    marking.mark(tokens, 1)
    for number, note in notes.items():
        marking.mark(note, marking.note_lines.get(number, 1))
        marking.refuse_work(note, marking.note_lines.get(number, 1))
    rendered = {number: md.renderer.render(note, md.options, env) for number, note in notes.items()}
    return Outcome(Rendered(md.renderer.render(tokens, md.options, env), rendered), tuple(marking.findings()))


def _part(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, list[Token]]]:
    """Part the tokens of the text from those of its notes. A note that says nothing is none."""
    text: list[Token] = []
    notes: dict[int, list[Token]] = {}
    here = text
    for token in tokens:
        if token.type == "footnote_open":
            here = notes.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            here = text
        elif not token.type.startswith(("footnote_block", "footnote_anchor")):
            here.append(token)
    return text, {number: note for number, note in notes.items() if note}


class _Marking:
    """Marks the tokens of one article with lines, and finds what is wrong with them."""

    def __init__(self, path: str, notes: Mapping[int, object]) -> None:
        self.note_lines: dict[int, int] = {}
        self._path, self._notes, self._raw = path, notes, RawHtml()
        self._diagnostics: list[Diagnostic] = []

    def mark(self, tokens: Sequence[Token], line: int) -> None:
        """Mark tokens; those that do not know their line have that of the last one which does, or the one given."""
        for token, following in pairwise([*tokens, _END]):
            line = token.map[0] + 1 if token.map else line
            if token.type == "heading_open":
                token.attrs[LINE] = line
            elif token.type == "html_block":
                token.content = self._raw.admit(token.content, line)
            elif token.type == "inline":
                token.children = list(self._mark_inline(token.children or [], line))
            elif "style" in token.attrs:
                token.attrs["align"] = str(token.attrs.pop("style")).removeprefix("text-align:")
            self._judge(token, following, line)

    def refuse_work(self, note: Sequence[Token], line: int) -> None:
        """Take the fields out of a note, which is too small to write in."""
        for token in note:
            line = token.map[0] + 1 if token.map else line
            if token.attrs.pop(WORK, None):
                self._find("worksheet-argument", "a footnote has no room to write in", line, "put this into the text")

    def findings(self) -> Iterator[Diagnostic]:
        """Give what was found."""
        yield from self._diagnostics
        for line, name in self._raw.dropped:
            left_out = "it was left out with its contents" if name in UNSPOKEN else "its text was kept without it"
            yield diagnose("unsafe-html", f"<{name}> has no place in a book; {left_out}", self._path, line)

    def _mark_inline(self, children: Sequence[Token], line: int) -> Iterator[Token]:
        unspoken = ""
        for child in children:
            line += child.type in _BREAKS
            written = child.content if child.type == "html_inline" else ""
            if unspoken:
                unspoken = "" if closes(written, unspoken) else unspoken
            else:
                unspoken = opened_unspoken(written)
                yield self._mark_child(child, line)
            line += written.count("\n")

    def _mark_child(self, child: Token, line: int) -> Token:
        if child.type == "html_inline":
            child.content = self._raw.admit(child.content, line)
        elif child.type == "link_open":
            child.attrs.update({HREF: child.attrs.pop("href"), LINE: line})
        elif child.type == "image":
            child.attrs.update({SRC: child.attrs.pop("src"), LINE: line})
            child.children = [part for part in child.children or [] if part.type != "html_inline"]
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
                "undefined-footnote", f"the mark {mark} has no note", line, f"write a line {mark}: with its text"
            )
        return Token("text", "", 0, content=mark)

    def _judge(self, token: Token, following: Token, line: int) -> None:
        if UNKNOWN in token.meta:
            name = token.meta[UNKNOWN]
            near = nearest(name, NAMES)
            hint = f"did you mean {near}?" if near else f"the names are {', '.join(NAMES)}"
            self._find("unknown-callout", f"there is no block {name!r}", line, hint)
        if FAULT in token.meta:
            message, hint = token.meta[FAULT]
            self._find("worksheet-argument", message, line, hint)
        if token.nesting == 1 and following.nesting == -1 and token.level + 1 >= MAX_NESTING:
            message = f"text nested deeper than {MAX_NESTING} levels is left out"
            self._find("too-deep", message, line, "write it with fewer quotations, lists and callouts in each other")

    def _find(self, code: str, message: str, line: int, hint: str) -> None:
        self._diagnostics.append(diagnose(code, message, self._path, line, hint))
