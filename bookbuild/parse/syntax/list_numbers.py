"""Numbered lists whose items are printed with other numbers than those that were typed."""

from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bookbuild.parse.syntax.findings import Findings, Kind, findings_of

_RENUMBERED = Kind(
    "mistyped-markup",
    "{}, since the items of a list are counted from its first",
    "number them one after the other, or all alike; to keep a number as it is, type a backslash behind it: 3\\.",
)


@dataclass(slots=True)
class _List:
    is_ordered: bool
    items: list[tuple[int, int]] = field(default_factory=list)
    """The number of each item as it was typed, and its line."""


def list_numbers_plugin(md: MarkdownIt) -> None:
    """Note the first item of each list whose number does not follow that of the one before it."""
    md.core.ruler.after("block", "list_numbers", _examine)


def _examine(state: StateCore) -> None:
    opened: list[_List] = []
    for token in state.tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            opened.append(_List(token.type == "ordered_list_open"))
        elif token.type == "list_item_open" and opened and opened[-1].is_ordered:
            opened[-1].items.append((_number(token), (token.map or [0])[0] + 1))
        elif token.type in {"ordered_list_close", "bullet_list_close"} and opened:
            _tell(opened.pop(), findings_of(state.env))


def _number(item: Token) -> int:
    return int(item.info) if item.info.isdecimal() else 0


def _tell(done: _List, findings: Findings) -> None:
    """Tell of the first item whose number neither follows that of the one before nor repeats it, as in ``1. 1. 1.``."""
    for place, ((before, _), (number, line)) in enumerate(pairwise(done.items), 1):
        if number not in (before, before + 1):
            findings.add(_RENUMBERED, line, f"{number}. is printed as {done.items[0][0] + place}.")
            return
