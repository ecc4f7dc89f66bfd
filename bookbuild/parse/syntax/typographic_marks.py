"""Typographic marks in an article: quotes pair across emphasis and links, and code stays as typed."""

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.running_text import RunningText
from bookbuild.parse.syntax.flattening import BREAKS
from bookbuild.parse.syntax.languages import Languages
from bookbuild.parse.typography import may_need_marks, set_marks

_CODE = frozenset({"code", "kbd", "pre", "samp", "tt", "var"})
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a picture or a link without words, beside which a quote is set as beside a word."""
_END = Token("end", "", 0)


def typographic_marks_plugin(md: MarkdownIt, language: str) -> None:
    """Set typographic marks by the rules of a language (BCP 47), and of those that ``lang`` names within the text."""
    md.core.ruler.before("text_join", "typographic_marks", functools.partial(_set_all, language=language))


def _set_all(state: StateCore, language: str) -> None:
    languages = Languages(language)
    paragraphs: list[tuple[Token, str]] = []
    for token in state.tokens:
        if token.type == "inline":
            paragraphs.append((token, languages.current))
        elif token.type == "html_block":
            languages.read_html(token.content)
        else:
            languages.read_token(token)
    for (paragraph, spoken), (following, _) in pairwise([*paragraphs, (_END, "")]):
        if paragraph.children and may_need_marks(paragraph.content):
            _set(paragraph.children, spoken, continues=following.content.lstrip().startswith("'"))


def _set(children: Sequence[Token], language: str, *, continues: bool) -> None:
    text = RunningText(language)
    texts = list(_Reading(text, language).read(children))
    set_marks(text, continues=continues)
    contents = text.result((start, start + len(token.content)) for token, start in texts)
    for (token, _), content in zip(texts, contents, strict=True):
        token.content = content


class _Reading:
    """Reads the tokens of a paragraph into a running text."""

    def __init__(self, text: RunningText, language: str) -> None:
        self._text, self._languages = text, Languages(language)
        self._address = ""

    def read(self, children: Sequence[Token]) -> Iterator[tuple[Token, int]]:
        """Yield the tokens of text, with their places in the running text."""
        for before, token in pairwise([_END, *children]):
            if token.type == "link_close" and before.type == "link_open":
                self._append(_OBJECT, fixed=True)
            if token.type == "text":
                yield token, self._append(token.content, fixed=self._is_fixed(token.content))
            elif token.type in BREAKS:
                self._append("\n")
            elif token.type == "html_inline":
                self._read_tag(token.content)
            elif token.type == "image":
                self._append(_OBJECT, fixed=True)
            elif token.nesting:
                self._read_markup(token)
            elif token.type != "footnote_ref":
                self._append(token.content, fixed=True)

    def _append(self, part: str, *, fixed: bool = False) -> int:
        return self._text.append(part, self._languages.current, fixed=fixed)

    def _is_fixed(self, words: str) -> bool:
        """Return whether a text is in code, or is the address of the link that it stands in, or a part of it."""
        is_address = bool(self._address) and words.strip() in self._address and len(words.split()) == 1
        return is_address or self._languages.is_within(_CODE)

    def _read_markup(self, token: Token) -> None:
        self._languages.read_token(token)
        if token.tag == "a":
            self._address = str(token.attrs.get("href", "")) if token.nesting == 1 else ""

    def _read_tag(self, html: str) -> None:
        if html[:3].lower() == "<br":
            self._append("\n")
        self._languages.read_html(html)
