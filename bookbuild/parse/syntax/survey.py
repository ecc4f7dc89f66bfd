"""The survey of a parsed text for what is not understood, before quotation marks and dashes are set."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.syntax.findings import AS_TYPED, Findings, Kind, findings_of, noted
from bookbuild.parse.syntax.flattening import flatten, line_breaks
from bookbuild.parse.syntax.foreign import is_shortcode, tags_in
from bookbuild.parse.syntax.formulas import reading_of
from bookbuild.parse.syntax.near_misses import LINE_SEARCHES, WORD_SEARCHES
from bookbuild.parse.syntax.other_programs import BLOCK_SEARCHES, INLINE_SEARCHES
from bookbuild.parse.syntax.searches import Search, trigger
from bookbuild.parse.syntax.tables import is_drawn
from bookbuild.parse.syntax.typed_lists import LIST_SEARCHES
from bookbuild.parse.syntax.verbatim import VERBATIM

_SEARCHES = (*INLINE_SEARCHES, *WORD_SEARCHES, *LINE_SEARCHES, *BLOCK_SEARCHES, *LIST_SEARCHES)
_OPENING_SHORTCODE = re.compile(r"\[([A-Za-z][\w-]{0,40})\]")
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<name>pre|code|script|style|samp|kbd)\b.*?(?:</(?P=name)\s*>|\Z)"
    r"|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)

_MARKDOWN_IN_HTML = re.compile(
    r"(?<![\w*])\*\*\w(?:[^*\n]{0,200}[^\s*])?\*\*(?![\w*])|\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)"
)
_AFTER_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->[^\S\n]*(?P<words>[^\s<][^\n]*)\s*\Z", re.DOTALL)
_MARKDOWN = re.compile(
    r"(?<![\w*])\*{1,2}\w[^*\n]{0,200}\*|(?<!\w)_\w[^_\n]{0,200}_(?!\w)|`[^`\n]+`|\[[^\[\]\n]{1,200}\](?:\([^()\s]|\[|(?<=\d\]))"
)
_COMMENTED = Kind(
    "mistyped-markup",
    f"the comment before {{}} makes its line HTML, where Markdown is not read; {AS_TYPED}",
    "write the comment on a line of its own, or behind the words",
)
_PRODUCT = Kind(
    "mistyped-markup",
    "the stars in {} make what is between them emphasis, and are not printed",
    "for a product type \\* or the sign \u00d7, or put it between backticks",
)
_UNREAD = Kind(
    "mistyped-markup",
    f"{{}} stands in HTML, where Markdown is not read; {AS_TYPED}",
    'put an empty line below the opening tag and one above the end tag, or write markdown="1" into the opening tag',
)

_LINE_END = re.compile("\n")
_COLUMNS = re.compile(r"-{3,}(?: +-{3,})+")
_SIMPLE_TABLE = Kind(
    "mistyped-markup",
    "{} looks like the rule of a table as pandoc has it, which is not understood; it is printed as a rule and text",
    "write the table with bars: | A | B | and below it |---|---|",
)


def survey_plugin(md: MarkdownIt) -> None:
    """Collect findings about a text in the parser's environment."""
    md.core.ruler.before("replacements", "survey", _survey)


def _survey(state: StateCore) -> None:
    survey = _Survey(findings_of(state.env), state.src)
    before = Token("", "", 0)
    for token in state.tokens:
        survey.examine(token, before)
        before = token


class _Survey:
    """Adds the findings of one text, token by token."""

    def __init__(self, findings: Findings, source: str) -> None:
        self._findings = findings
        self._inline = [search for search in (*INLINE_SEARCHES, *WORD_SEARCHES) if search.may_find(source)]
        self._paragraph = [search for search in (*LINE_SEARCHES, *BLOCK_SEARCHES) if search.may_find(source)]
        self._lists = [search for search in LIST_SEARCHES if search.may_find(source)]
        self._may_hold = trigger(_SEARCHES)
        self._line, self._source = 1, source
        self._shortcodes: dict[str, int] = {}

    def examine(self, token: Token, before: Token) -> None:
        """Add what is found in a token that follows another."""
        self._line = token.map[0] + 1 if token.map else self._line
        for kind, words, offset in noted(token):
            self._findings.add(kind, self._line + offset, words)
        if token.type == "hr" and before.type == "paragraph_close" and self._is_rule_of_table(token):
            self._findings.add(_SIMPLE_TABLE, self._line, self._lines[self._line - 1].strip())
        elif token.type == "inline":
            self._examine_text(token.children or [], is_paragraph=before.type == "paragraph_open")
        elif token.type == "html_block":
            self._examine_html(token.content)

    @cached_property
    def _lines(self) -> list[str]:
        return self._source.split("\n")

    def _is_rule_of_table(self, rule: Token) -> bool:
        """Return whether a rule right below a paragraph is drawn as columns of hyphens."""
        line = (rule.map or [0])[0]
        is_adjacent = 0 < line < len(self._lines) and bool(self._lines[line - 1].strip(" >"))
        return is_adjacent and _COLUMNS.fullmatch(self._lines[line].strip()) is not None

    def _examine_text(self, children: Sequence[Token], *, is_paragraph: bool) -> None:
        text = flatten(children)
        line_at = _line_counter(text, self._line)
        for match in _OPENING_SHORTCODE.finditer(text) if "[" in text else ():
            self._shortcodes.setdefault(match[1], line_at(match.start()))
        self._examine_tokens(children)
        if self._may_hold(text):
            self._find(self._inline, text, line_at)
            self._find(self._paragraph if is_paragraph else (), text, line_at)
            if is_paragraph and not any(child.type == "hardbreak" for child in children):
                self._find(self._lists, text, line_at)

    def _examine_tokens(self, children: Sequence[Token]) -> None:
        line = self._line
        for index, child in enumerate(children):
            for kind, words, offset in noted(child):
                self._add(kind, line + offset, words)
            if child.type == "image":
                self._examine_alternative(child.children or [], line)
            elif child.type == "text" and is_drawn(child.content):
                child.type = VERBATIM
            elif child.type == "em_close" and child.markup == "*":
                self._examine_product(children[index - 3 : index + 2], line)
            line += line_breaks(child)

    def _examine_product(self, around: Sequence[Token], line: int) -> None:
        """Add emphasis that looks like a product: the text before it, itself, and the text after it."""
        if [token.type for token in around] == ["text", "em_open", "text", "em_close", "text"]:
            before, _, factor, _, after = (token.content for token in around)
            is_factor = factor.isdecimal() or (len(factor) == 1 and factor.isalnum())
            if is_factor and before[-1:].isalnum() and after[:1].isalnum():
                words = f"{before.split()[-1]}*{factor}*{after.split()[0]}"
                self._findings.add(_PRODUCT, line, words)

    def _examine_alternative(self, children: Sequence[Token], line: int) -> None:
        """An image's text alternative is plain text, for which the renderer takes tokens of text alone."""
        for child in children:
            for kind, words, offset in noted(child):
                self._add(kind, line + offset, words)
                child.type = "text"
            if child.type == "formula":
                child.type, child.content = "text", reading_of(child)

    def _add(self, kind: Kind, line: int, words: str) -> None:
        name = words.strip("[/]")
        if is_shortcode(kind) and words.startswith("[/") and name in self._shortcodes:
            self._findings.add(kind, self._shortcodes.pop(name), f"[{name}]")
        self._findings.add(kind, line, words)

    def _find(self, searches: Iterable[Search], text: str, line_at: Callable[[int], int]) -> None:
        for search in searches:
            for offset, words in search.found_in(text):
                self._findings.add(search.kind, line_at(offset), words)

    def _examine_html(self, html: str) -> None:
        text = _NO_TEXT.sub(lambda match: "\n" * match[0].count("\n"), html)
        line_at = _line_counter(text, self._line)
        for kind, match in tags_in(text):
            self._findings.add(kind, line_at(match.start()), match[0])
        after = _AFTER_COMMENT.match(html) if html.lstrip().startswith("<!--") else None
        if after and _MARKDOWN.search(after["words"]):
            self._findings.add(_COMMENTED, _line_counter(html, self._line)(after.start("words")), after["words"])
            return
        for match in _MARKDOWN_IN_HTML.finditer(text) if "**" in text or "](" in text else ():
            self._findings.add(_UNREAD, line_at(match.start()), match[0])


def _line_counter(text: str, line: int) -> Callable[[int], int]:
    """Return a function that returns the line of a position in a text that begins on a line."""
    ends: list[int] = []

    def line_at(position: int) -> int:
        if not ends:
            ends.extend((*(match.start() for match in _LINE_END.finditer(text)), len(text)))
        return line + bisect_left(ends, position)

    return line_at
