"""Several terms above one meaning, each on a line, as kramdown, PHP Markdown Extra and Python-Markdown have them."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_LONGEST_TERM = 60
_MOST_TERMS = 6
_ENDS = (".", "!", "?", ",", ";", ":", "…", "|")
"""What a line ends with that is no term: it is of a sentence, or of a table."""


def definition_terms_plugin(md: MarkdownIt) -> None:
    """Let the rule of definition lists begin at the first of several terms."""
    rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "deflist")

    def definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if rule(state, start, end, silent):
            return True
        last = start if silent else _last_term(state, start, end)
        begin = len(state.tokens)
        if last == start or not rule(state, last, end, False):  # noqa: FBT003 - markdown-it's order
            return False
        terms = [token for line in range(start, last) for token in _term(state, line)]
        state.tokens[begin + 1 : begin + 1] = terms
        state.tokens[begin].map = [start, state.line]
        if begin and state.tokens[begin - 1].type == "dl_close":  # the list goes on
            del state.tokens[begin - 1 : begin + 1]
        return True

    md.block.ruler.at("deflist", definitions, {"alt": ["paragraph", "reference", "blockquote"]})


def _last_term(state: StateBlock, start: int, end: int) -> int:
    """Return the line of the last of several terms that begin on a line and stand above a meaning, or that line."""
    line = start
    while line < min(end - 1, start + _MOST_TERMS) and _is_term(state, line) and not _ends_paragraph(state, line + 1):
        line += 1
        if _is_meaning(state, line):
            return line - 1
    return start


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _is_term(state: StateBlock, line: int) -> bool:
    text = _text(state, line)
    return 0 < len(text) <= _LONGEST_TERM and not text.endswith(_ENDS)


def _is_meaning(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and _text(state, line)[:2] in {": ", ":\t", "~ ", "~\t"}


def _ends_paragraph(state: StateBlock, line: int) -> bool:
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return True
    rules = state.md.block.ruler.getRules("paragraph")
    return not _is_meaning(state, line) and any(rule(state, line, state.lineMax, True) for rule in rules)  # noqa: FBT003 - markdown-it's order


def _term(state: StateBlock, line: int) -> list[Token]:
    level = state.level + 1
    inline = Token("inline", "", 0, content=_text(state, line), children=[], map=[line, line], level=level + 1)
    return [Token("dt_open", "dt", 1, map=[line, line], level=level), inline, Token("dt_close", "dt", -1, level=level)]
