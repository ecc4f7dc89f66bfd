"""References by label: ``@fig:map`` and ``@fig-map``, as pandoc-crossref and Quarto have them.

``-@fig:map`` prints the number alone. In brackets words may stand before and behind, and several references with
semicolons between them: ``[see @fig:map; @tbl:pay]``. Words before one stand for the word of its kind
(``[Fig. @fig:map]``), as in both programs, unless they only send the reader there (``see``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bookbuild.model.references import BEGIN, LABEL, kind_of
from bookbuild.parse.characters import ends_address
from bookbuild.parse.syntax.findings import Kind, note
from bookbuild.parse.vocabulary import names

_IN_LINK = Kind(
    "undefined-reference",
    "{} is printed as it was typed, since it stands in the words of a link",
    "write it before the link or behind it; or put it between backticks, if the sign is meant as it is",
)
_BEGIN = re.compile(rf"-?@{BEGIN}")
_GROUP = re.compile(r"\[(?P<inside>[^\[\]]{5,400})\](?![(\[{:])")
_SENDING = names(
    "see also and or cf. compare e.g. in siehe s. vgl. und auch voir et aussi véase ver vea y también vedi cfr. e "
    "anche zie en ook veja também zob. zobacz i też"
)
"""Words that only send the reader to a place, so that the word for its kind has to follow."""


def cross_references_plugin(md: MarkdownIt) -> None:
    """Parse references as links without words, whose target is the label after ``@`` or ``-@``."""
    md.inline.ruler.before("link", "cross_reference", _reference)
    md.inline.ruler.after("link", "cross_reference_group", _group)


# Patterns with letters of East Asia take milliseconds to compile, and few articles have references.


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"(?P<alone>-?)@(?P<label>{LABEL})")


@cache
def _in_group() -> re.Pattern[str]:
    return re.compile(rf"(?P<before>[^;]*?)(?<![\w@./-])(?P<alone>-?)@(?P<label>{LABEL})(?P<after>[^;@]*)")


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.src[state.pos] not in "-@":
        return False
    if not _BEGIN.match(state.src, state.pos, state.posMax):
        return False
    match = _one().match(state.src, state.pos, state.posMax)
    before = state.src[max(0, state.pos - 1) : state.pos]
    if match is None or ends_address(before) or (match["alone"] and before == "-"):
        return False
    if state.linkLevel and not silent:
        words = state.push("text", "", 0)
        words.content = match[0]
        note(words, _IN_LINK, match[0])
    elif not silent:
        _push(state, match)
    state.pos = match.end()
    return True


def _group(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.src[state.pos] != "[" or state.linkLevel:
        return False
    group = _GROUP.match(state.src, state.pos, state.posMax)
    items = list(_items(group)) if group and _BEGIN.search(group["inside"]) else []
    if group is None or not items:
        return False
    if not silent:
        groups = list(_called_together(items))
        for count, item in enumerate(items):
            if count:
                state.push("text", "", 0).content = ", "
            _parse(state, *_without_space(item, "before", is_first=True))
            if is_named := _stands_for_kind(item["before"]):
                _keep_together(state.tokens[-1])
            _push(state, item, is_named=is_named, is_several=groups[count])
            _parse(state, *_without_space(item, "after", is_first=False))
    state.pos = group.end()
    return True


def _items(group: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the references in brackets; none, if another thing is among them, such as a citation."""
    start, end = group.span("inside")
    found: list[re.Match[str]] = []
    while start <= end:
        match = _in_group().match(group.string, start, end)
        if match is None or (match.end() < end and group.string[match.end()] != ";"):
            return
        found.append(match)
        start = match.end() + 1
    yield from found


def _called_together(items: Sequence[re.Match[str]]) -> Iterator[bool]:
    """Yield whether each of the references may be called by one word with the one before it or behind it."""
    follows = [
        not (one["after"].strip() or other["before"].strip()) and kind_of(one["label"]) == kind_of(other["label"])
        for one, other in pairwise(items)
    ]
    yield from (before or behind for before, behind in zip([False, *follows], [*follows, False], strict=True))


def _stands_for_kind(words: str) -> bool:
    """Return whether words before a reference stand for the word of its kind."""
    return bool(words.strip()) and _SENDING.isdisjoint(words.casefold().replace(",", " ").split())


def _without_space(item: re.Match[str], part: str, *, is_first: bool) -> tuple[int, int]:
    """Return where the words of a part are, without the white space at the outer end of the item."""
    start, end = item.span(part)
    text = item.string[start:end]
    return (start + len(text) - len(text.lstrip()), end) if is_first else (start, start + len(text.rstrip()))


def _parse(state: StateInline, start: int, end: int) -> None:
    if start < end:
        maximum = state.posMax
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = maximum


def _keep_together(words: Token) -> None:
    if words.type == "text":
        words.content = f"{words.content.rstrip()}\N{NO-BREAK SPACE}"


def _push(state: StateInline, match: re.Match[str], *, is_named: bool = False, is_several: bool = False) -> None:
    link = state.push("link_open", "a", 1)
    link.attrs = {"href": f"{'-' if match['alone'] or is_named else ''}@{match['label']}"}
    if is_several:
        link.attrs["class"] = "several"
    state.push("link_close", "a", -1)
