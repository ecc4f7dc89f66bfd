"""Alerts of GitHub and callouts of Obsidian, quotations that begin with ``[!NOTE]``: they become callouts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.model.callouts import CALLOUT_NAMES, CALLOUTS, QUOTATION, callout_of, is_any_other
from bookbuild.parse.syntax.block_names import own_callouts, title_of_kind
from bookbuild.parse.syntax.findings import Findings, Kind, findings_of
from bookbuild.parse.worksheets import paragraph

_MARK = re.compile(
    r"\[!(?P<name>[A-Za-z][\w-]*)(?:\|[^\]\n]*)?\](?P<fold>[+-]?)(?:[ \t]+(?P<title>[^\n]*)|(?=\n|\Z))(?:\n|\Z)?"
)


def alerts_plugin(md: MarkdownIt) -> None:
    """Turn alerts into callouts."""
    md.core.ruler.after("block", "alerts", _turn_alerts)


def _turn_alerts(state: StateCore) -> None:
    state.tokens = list(_turned(state.tokens, findings_of(state.env), own_callouts(state.env)))


def _turned(tokens: Sequence[Token], findings: Findings, own: Mapping[str, str]) -> Iterator[Token]:
    opened: list[Token] = []
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
            continue
        if token.type == "blockquote_close":
            token.tag = opened.pop().tag
        yield token
        if token.type == "blockquote_open":
            opened.append(token)
            inside = tokens[index + 1 : index + 3]
            if len(inside) > 1 and inside[0].type == "paragraph_open" and (match := _MARK.match(inside[1].content)):
                yield from _open(token, inside[1], match, findings, own)
                skipped = 0 if inside[1].content else 3


def _open(
    quotation: Token, inline: Token, match: re.Match[str], findings: Findings, own: Mapping[str, str]
) -> list[Token]:
    """Turn a quotation into a callout, take the mark out of its first paragraph, and return the title's tokens."""
    name, classes = callout_of(match["name"], own)
    if not name:
        findings.add(_unknown(match["name"], own), (inline.map or [0])[0] + 1, f"[!{match['name']}]")
        return []
    inline.content = inline.content[match.end() :]
    if inline.map and inline.content:
        inline.map = [inline.map[0] + 1, inline.map[1]]
    title = (match["title"] or "").strip()
    title = title or (title_of_kind(match["name"]) if is_any_other(match["name"], own) else "")
    css_class = "quotation-title"
    if name != QUOTATION:
        quotation.tag, css_class = "aside", "callout-title"
        quotation.attrJoin("class", classes)
    return paragraph(title, quotation, css_class) if title else []


def _unknown(name: str, own: Mapping[str, str]) -> Kind:
    close = get_close_matches(name.lower(), (*own, *CALLOUT_NAMES), 1)
    hint = f"did you mean [!{close[0].upper()}]?" if close else f"known names are {', '.join((*CALLOUTS, *own))}"
    return Kind("unknown-callout", "unknown callout {}; it is printed as a quotation, as it was typed", hint)
