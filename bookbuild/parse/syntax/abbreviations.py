"""Abbreviations, explained on lines of their own: ``*[HTML]: HyperText Markup Language`` (PHP Markdown Extra).

Wherever the abbreviation stands in the text as a word, it becomes ``<abbr>`` with its meaning as the title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.findings import Kind, findings_of

_UNUSED = Kind(
    "unused-abbreviation",
    "the abbreviation {} is explained but does not occur in this article, so its meaning is left out",
    "take the line out, or write the abbreviation in the text exactly as between the brackets",
)
_TWICE = Kind(
    "unused-abbreviation",
    "the abbreviation {} has been explained before; the first meaning counts",
    "keep one of the lines",
)
_WITHOUT_MEANING = Kind(
    "unused-abbreviation",
    "the abbreviation {} has no meaning behind the colon; the line is left out",
    "write the meaning there: *[HTML]: HyperText Markup Language",
)

_LINE = re.compile(r"\*\[(?P<label>(?:\\.|[^\\\[\]\n])+)\]:[ \t]*(?P<meaning>.*)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORD = re.compile(r"\w+|[^\w\s]")
_KEY = "abbreviations"


@dataclass(slots=True)
class _Abbreviations:
    """The abbreviations of a text: their meanings and lines, and the labels by their first word and length."""

    meanings: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    lengths: dict[str, list[int]] = field(default_factory=dict)

    def add(self, label: str, meaning: str, line: int) -> None:
        """Add an abbreviation that is not known yet."""
        self.meanings[label], self.lines[label] = meaning, line
        first = _WORD.search(label)
        lengths = self.lengths.setdefault(first[0] if first else "", [])
        if len(label) not in lengths:
            lengths.append(len(label))
            lengths.sort(reverse=True)

    def at(self, text: str, word: re.Match[str]) -> str:
        """Return the longest label that begins with a word of the text and ends with one, or an empty string."""
        for length in self.lengths.get(word[0], ()):
            label = text[word.start() : word.start() + length]
            if label in self.meanings and not _splits_word(text, word.start() + length):
                return label
        return ""


def abbreviations_plugin(md: MarkdownIt) -> None:
    """Parse the lines that explain abbreviations, and mark abbreviations in the text."""
    md.block.ruler.before("reference", "abbreviation", _explanation, {"alt": ["paragraph", "reference", "blockquote"]})
    md.core.ruler.after("attribute_lists_in_notes", "abbreviations", _mark)


def _explanation(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.is_code_block(start):
        return False
    match = _LINE.fullmatch(line_text(state, start))
    if match is None:
        return False
    if not silent:
        _add(state.env, " ".join(_plain(match["label"]).split()), _plain(match["meaning"]).strip(), start + 1)
        state.line = start + 1
    return True


def _plain(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _add(env: EnvType, label: str, meaning: str, line: int) -> None:
    known: _Abbreviations = env.setdefault(_KEY, _Abbreviations())
    if not meaning or not label:
        findings_of(env).add(_WITHOUT_MEANING, line, label)
    elif label not in known.meanings:
        known.add(label, meaning, line)
    elif known.meanings[label] != meaning:
        findings_of(env).add(_TWICE, line, label)


def _mark(state: StateCore) -> None:
    """Mark the abbreviations in the text, and report those that do not occur."""
    known: _Abbreviations | None = state.env.get(_KEY)
    if known is None:
        return
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_marked(token.children or [], known))
    for label in known.meanings.keys() - known.used:
        findings_of(state.env).add(_UNUSED, known.lines[label], label)


def _marked(children: Sequence[Token], known: _Abbreviations) -> Iterator[Token]:
    is_address = False
    for child in children:
        if child.type in ("link_open", "link_close"):
            is_address = child.nesting == 1 and child.info == "auto"
        if child.type == "text" and not is_address:
            yield from _split(child, known)
        else:
            yield child


def _split(text: Token, known: _Abbreviations) -> Iterator[Token]:
    """Yield a text's tokens, with those of ``<abbr>`` around each abbreviation."""
    content, done = text.content, 0
    for word in _WORD.finditer(content):
        if word.start() < done or _splits_word(content, word.start()) or not (label := known.at(content, word)):
            continue
        known.used.add(label)
        if word.start() > done:
            yield _text(content[done : word.start()], text.level)
        yield Token("abbr_open", "abbr", 1, attrs={"title": known.meanings[label]}, level=text.level)
        yield _text(label, text.level + 1)
        yield Token("abbr_close", "abbr", -1, level=text.level)
        done = word.start() + len(label)
    if done < len(content) or not content:
        yield _text(content[done:], text.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


def _splits_word(text: str, position: int) -> bool:
    """Return whether letters or digits stand on both sides of a position."""
    return position > 0 and text[position - 1 : position].isalnum() and text[position : position + 1].isalnum()
