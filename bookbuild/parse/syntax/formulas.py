r"""Formulas in TeX, kept as they were typed: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``, ``\begin{…}…\end{…}``."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.findings import Kind, note

FORMULA = Kind(
    "formula",
    "a formula is not set as mathematics but printed as it was typed: {}",
    "put in a picture of the formula, or write it in words; a sum of money is no formula if you type \\$ for $",
    lambda _words: "formula",  # one message for all files of a book
)
LATEX = Kind(
    "foreign-markup",
    "{} is LaTeX, which is not understood; it is printed as it was typed",
    "write it in Markdown: *emphasis*, **strong**, ## Heading, - item; to show it as it is, put it between backticks",
)

_LONGEST = 5000
"""The longest formula within a line of text, in characters."""
_OPENING = re.compile(r"\$\$|\\\\?\[|\\\\?\(|\\begin\{(?P<environment>[A-Za-z]+\*?)\}|\$")
_MATHEMATICAL = re.compile(
    r"(?:equation|align|alignat|aligned|flalign|gather|gathered|multline|eqnarray|split|math|displaymath|cases|array"
    r"|[bBpvV]?matrix|smallmatrix|subequations|dcases)\*?"
)
_TEX_SIGN = re.compile(r"\\[A-Za-z,;!{]|[\^_=<>+{}]")
_CERTAIN_SIGN = re.compile(r"\\[A-Za-z,;!{]|[\^_={}]")
_VARIABLE = re.compile(r"[f-hj-oqs-zA-Z]'*")
r"""A letter alone: those that number items, ``\(a\)``, and the typewriter's ``\(c\)`` and ``\(r\)`` are none."""
_LABEL = re.compile(r"\s*[.,;]?\s*(?:\{#[^{}]*\}|\(\d+\))?\s*")
"""What may follow a formula that is a block: a full stop, a label."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_REMARK = re.compile(r"[^\W\d_]{2}|[;,.:] ")
_GAPS = "formulas that are not closed"


def formulas_plugin(md: MarkdownIt) -> None:
    """Parse formulas as tokens ``formula`` and ``formula_block``."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "formula_block", _formula_block, {"alt": interrupted})
    md.inline.ruler.before("escape", "formula", _formula)
    md.add_render_rule("formula", _render_formula)
    md.add_render_rule("formula_block", _render_block)


def _closing_of(opening: re.Match[str]) -> str:
    environment = opening["environment"]
    return f"\\end{{{environment}}}" if environment else opening[0].translate(str.maketrans("[(", "])"))


def _kind_of(opening: re.Match[str]) -> Kind:
    environment = opening["environment"]
    return FORMULA if not environment or _MATHEMATICAL.fullmatch(environment) else LATEX


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    opening = _OPENING.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "$\\" else None
    if opening is None:
        return False
    closing = _closing_of(opening)
    end = _end(state.src, opening.end(), min(state.posMax, opening.end() + _LONGEST), closing)
    if end < 0 or not _is_formula(state.src, opening, end):
        return False
    if not silent:
        token = state.push("formula", "code", 0)
        token.content = state.src[state.pos : end + len(closing)]
        note(token, _kind_of(opening), token.content)
    state.pos = end + len(closing)
    return True


def _end(source: str, start: int, limit: int, closing: str) -> int:
    """Return where the mark that closes a formula stands; one with a backslash before it does not close."""
    end = source.find(closing, start, limit)
    while end > 0 and closing[0] == "$" and source[end - 1] == "\\":
        end = source.find(closing, end + 1, limit)
    return end


def _is_formula(source: str, opening: re.Match[str], end: int) -> bool:
    content = source[opening.end() : end]
    if opening[0] == "$":
        return _is_between_dollars(
            content, source[max(opening.start() - 1, 0) : opening.start()], source[end + 1 : end + 2]
        )
    if opening[0] == "$$":
        return bool(content.strip()) and (_has_tex_sign(content) or not _WORD.search(content))
    if opening[0] in ("\\(", "\\["):
        return _is_between_brackets(content, is_inline=opening[0] == "\\(")
    return bool(content.strip())


def _is_between_dollars(content: str, before: str, after: str) -> bool:
    """Return whether dollars enclose a formula: no space stands inside them, and no digit follows (pandoc's rule).
    Sums of money are none: ``5$, not 6$``, ``$5 a week or more, in US$``.
    """
    if not content or content != content.strip() or after.isdecimal():
        return False
    if len(content) > 1 and content.endswith(("(", "/", ",", "\\")):
        return False
    if content[0].isdecimal() and _REMARK.search(content):
        return _CERTAIN_SIGN.search(content) is not None
    return _has_tex_sign(content) or not before.isalnum()


def _is_between_brackets(content: str, *, is_inline: bool) -> bool:
    """Return whether escaped brackets enclose a formula, and not just words."""
    return _has_tex_sign(content) or (is_inline and _VARIABLE.fullmatch(content.strip()) is not None)


def _has_tex_sign(content: str) -> bool:
    return _TEX_SIGN.search(content) is not None


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    line = line_text(state, start)
    opening = None if state.is_code_block(start) or line[:1] not in ("$", "\\") else _OPENING.match(line)
    if opening is None or opening[0] in ("$", "\\(", "\\\\("):
        return False
    last = _last_line(state, start, end, opening)
    if last < 0:
        return False
    content = state.getLines(start, last + 1, state.blkIndent, False).strip("\n")  # noqa: FBT003 - markdown-it's order
    is_one_line = opening[0] == "\\[" and last == start
    if is_one_line and not _has_tex_sign(content[2:].replace("\\]", "")):
        return False
    if not silent:
        token = state.push("formula_block", "pre", 0)
        token.content, token.map, token.block = content, [start, last + 1], True
        note(token, _kind_of(opening), token.content)
        state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> int:
    """Return the line that closes a formula, or -1. Only an environment may contain empty lines."""
    closing = _closing_of(opening)
    gaps: dict[str, tuple[int, int]] = state.env.setdefault(_GAPS, {})
    known_from, known_to = gaps.get(closing, (0, 0))
    if known_from <= start < known_to:  # keeps a text of many opening marks linear
        return -1
    for line in range(start, end):
        text = line_text(state, line)
        if line > start and (state.sCount[line] < state.blkIndent if text else not opening["environment"]):
            end = line
            break
        if (at := text.find(closing, opening.end() if line == start else 0)) >= 0:
            return line if _LABEL.fullmatch(text, at + len(closing)) else -1
    gaps[closing] = (start, end)
    return -1


def _render_formula(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<code class="math">{escapeHtml(tokens[index].content)}</code>'


def _render_block(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<pre class="math"><code>{escapeHtml(tokens[index].content)}</code></pre>\n'
