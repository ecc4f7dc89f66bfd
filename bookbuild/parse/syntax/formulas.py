r"""Formulas in TeX (``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``, ``\begin{…}…\end{…}``) and in MathML (``<math>``).

One that is not understood is an error, and stands in the text as it was typed.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bookbuild.model.references import OWN_NUMBER
from bookbuild.parse.syntax.block_lines import line_text
from bookbuild.parse.syntax.findings import Kind, note
from bookbuild.parse.syntax.formula_signs import (
    OPENING,
    closing_of,
    content_of,
    end_of,
    has_tex_sign,
    is_formula,
    is_mathematical,
)
from bookbuild.parse.vocabulary import FORMULA

LATEX = Kind(
    "foreign-markup",
    "{} is LaTeX, which is not understood; it is printed as it was typed",
    "write it in Markdown: *emphasis*, **strong**, ## Heading, - item; to show it as it is, put it between backticks",
)
_HINT = (
    "write it in the commands of LaTeX's mathematics; a sum of money is no formula if you type \\$ for $; to show it "
    "as it is, put it between backticks"
)

_SEVERAL_LABELS = Kind(
    "duplicate-reference",
    "the formula {} has several labels; only the first counts, since a formula has one number",
    "write each line that needs a number as a formula of its own",
)
_TAG = re.compile(r"\\tag\*?\s*\{")
_LABELS = re.compile(r"\\label\s*\{")
_LONGEST = 5000
"""The longest formula within a line of text, in characters."""
_LABEL = re.compile(r"\s*(?P<stop>[.,;]?)\s*(?:\{\s*#(?P<label>[^\s{}]+)[^{}]*\}|\((?P<number>\d+)\))?\s*")
"""What may follow a formula that is a block: a full stop, a label, a number."""
_MARKUP = re.compile(r"<(?:[A-Za-z]+:)?math(?=[\s>]).*?</(?:[A-Za-z]+:)?math\s*>", re.DOTALL)
_MARKUP_END = re.compile(r"</(?:[A-Za-z]+:)?math\s*>")
_LAST_MARKUP = "last end of MathML"
_GAPS = "formulas that are not closed"
_MADE = "formula"


def formulas_plugin(md: MarkdownIt) -> None:
    """Parse formulas as tokens ``formula`` and ``formula_block``."""
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "formula_block", _formula_block, {"alt": interrupted})
    md.inline.ruler.before("escape", "formula", _formula)
    md.add_render_rule("formula", _render_formula)
    md.add_render_rule("formula_block", _render_block)


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    end = _end_of_formula(state)
    if end < 0:
        return False
    if not silent:
        token = state.push("formula", "code", 0)
        token.content = state.src[state.pos : end]
        _make(token, is_display=token.content.startswith(("$$", "\\[", "\\\\[", "\\begin")))
    state.pos = end
    return True


def _end_of_formula(state: StateInline) -> int:
    """Return where the formula at the parser's position ends, or -1 if there is none."""
    first = state.src[state.pos]
    if first == "<":
        markup = _MARKUP.match(state.src, state.pos, state.posMax) if _may_be_markup(state) else None
        return markup.end() if markup else -1
    opening = OPENING.match(state.src, state.pos, state.posMax) if first in "$\\" else None
    if opening is None:
        return -1
    closing = closing_of(opening)
    end = end_of(state.src, opening.end(), min(state.posMax, opening.end() + _LONGEST), closing)
    return end + len(closing) if end >= 0 and is_formula(state.src, opening, end) else -1


def _may_be_markup(state: StateInline) -> bool:
    """Return whether a ``math`` element may begin here; looks for the last end once a paragraph, to stay linear."""
    if "math" not in state.src[state.pos : state.pos + 16]:
        return False
    last: dict[str, int] = state.env.setdefault(_LAST_MARKUP, {})
    if state.src not in last:
        last.clear()
        last[state.src] = max((match.start() for match in _MARKUP_END.finditer(state.src)), default=-1)
    return state.pos < last[state.src]


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    line = line_text(state, start)
    if state.is_code_block(start) or line[:1] not in ("$", "\\", "<"):
        return False
    last, label = _last_line(state, start, end, line)
    if last < 0:
        return False
    content = state.getLines(start, last + 1, state.blkIndent, False).strip("\n")  # noqa: FBT003 - markdown-it's order
    if line.startswith("\\[") and last == start and not has_tex_sign(content[2:].replace("\\]", "")):
        return False
    if not silent:
        token = state.push("formula_block", "pre", 0)
        token.content, token.map, token.block = content, [start, last + 1], True
        _make(token, is_display=True, label=label)
        state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int, first: str) -> tuple[int, str]:
    """Return the line that closes a formula, or -1, and what follows it there."""
    if first.startswith("<"):
        is_markup = re.match(r"<(?:[A-Za-z]+:)?math(?=[\s>])", first)
        closing = _MARKUP_END if is_markup else None
        return _line_with(state, start, end, closing, 0, _MARKUP) if closing else (-1, "")
    opening = OPENING.match(first)
    if opening is None or opening[0] in ("$", "\\(", "\\\\("):
        return -1, ""
    closing = re.compile(re.escape(closing_of(opening)))
    return _line_with(state, start, end, closing, opening.end(), None if opening["environment"] else closing)


def _line_with(
    state: StateBlock, start: int, end: int, closing: re.Pattern[str], begin: int, unbroken: re.Pattern[str] | None
) -> tuple[int, str]:
    """Return the first line with a closing sign, or -1, and the label behind it. Empty lines end what is `unbroken`."""
    gaps: dict[re.Pattern[str], tuple[int, int]] = state.env.setdefault(_GAPS, {})
    known_from, known_to = gaps.get(closing, (0, 0))
    if known_from <= start < known_to:  # keeps a text of many opening marks linear
        return -1, ""
    for line in range(start, end):
        text = line_text(state, line)
        if line > start and (state.sCount[line] < state.blkIndent if text else unbroken is not None):
            end = line
            break
        if found := closing.search(text, begin if line == start else 0):
            return (line, text[found.end() :]) if _LABEL.fullmatch(text, found.end()) else (-1, "")
    gaps[closing] = (start, end)
    return -1, ""


def make_formula(fence: Token) -> None:
    """Turn a code fence that holds a formula in TeX into that formula."""
    fence.type, fence.tag = "formula_block", "pre"
    _make(fence, is_display=True, below=1)


def _make(token: Token, *, is_display: bool, label: str = "", below: int = 0) -> None:
    """Set what a formula becomes on its token, or note what is wrong with it. It begins `below` lines further down."""
    content = token.content.removesuffix(label)
    opening = OPENING.match(content)
    if opening and not is_mathematical(opening):
        note(token, LATEX, token.content)
        return
    behind = _LABEL.fullmatch(label)
    made, reason, offset = _made(content, is_display=is_display, behind=behind)
    if reason:
        note(token, _kind_of(reason), token.content, offset + below)
        return
    if made[2] and len(_LABELS.findall(content)) > 1:
        note(token, _SEVERAL_LABELS, content)
    token.meta[_MADE] = made
    token.meta["label"] = (behind and behind["label"]) or made[2]
    token.meta["has_number"] = bool(behind and behind["number"]) or _TAG.search(content) is not None


def _made(content: str, *, is_display: bool, behind: re.Match[str] | None) -> tuple[tuple[str, str, str], str, int]:
    """Return MathML, reading and label of a formula; or why there is none, and how many lines below its first."""
    from bookbuild.parse.mathematics import Fault, formula_of_markup, formula_of_tex  # noqa: PLC0415 - rarely needed

    stop, number = (behind["stop"], behind["number"]) if behind else ("", None)
    if content.startswith("<"):
        result = formula_of_markup(content)
    else:
        result = formula_of_tex(content_of(content), is_display=is_display, stop=stop, number=number or "")
    if isinstance(result, Fault):
        return ("", "", ""), result.reason, content.count("\n", 0, result.position + 2)
    return (result.mathml, result.reading, result.label), "", 0


def _kind_of(reason: str) -> Kind:
    reason = reason.replace("{", "{{").replace("}", "}}")
    return Kind("formula", f"the formula {{}} is not understood: {reason}", _HINT, _itself)


def _itself(words: str) -> str:
    return words


def formulas_in(html: str, keep: Callable[[str, int], str]) -> Iterator[tuple[str, Token | None, int]]:
    """Yield raw HTML piece by piece, with the number of line ends before it: what `keep` makes of it, or a ``math``
    element and its token, on which faults are noted.
    """
    place = 0
    for match in _MARKUP.finditer(html) if "math" in html else ():
        before = html.count("\n", 0, place)
        yield keep(html[place : match.start()], before), None, before
        token = Token("formula", "", 0, content=match[0])
        _make(token, is_display='display="block"' in match[0])
        yield rendered(token), token, html.count("\n", 0, match.start())
        place = match.end()
    before = html.count("\n", 0, place) if place else 0
    yield keep(html[place:], before), None, before


def reading_of(token: Token) -> str:
    """Return a formula in plain characters, or as it was typed if it is not understood."""
    return str(token.meta[_MADE][1]) if _MADE in token.meta else token.content


def rendered(token: Token) -> str:
    """Return a formula within a line as HTML: its reading, which bears the MathML that it becomes."""
    if _MADE not in token.meta:
        return f'<code class="math">{escapeHtml(token.content)}</code>'
    return f'<span {FORMULA}="{escapeHtml(token.meta[_MADE][0])}">{escapeHtml(reading_of(token))}</span>'


def _render_formula(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return rendered(tokens[index])


def _render_block(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    if _MADE not in token.meta:
        return f'<pre class="math"><code>{escapeHtml(token.content)}</code></pre>\n'
    name = f' id="{escapeHtml(token.meta["label"])}"' if token.meta["label"] else ""
    own = f" {OWN_NUMBER}" if name and token.meta["has_number"] else ""
    return f'<div class="equation{own}"{name}>{rendered(token)}</div>\n'
