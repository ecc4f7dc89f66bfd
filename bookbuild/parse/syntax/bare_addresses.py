"""Addresses without angle brackets are links, as on GitHub: ``https://…``, ``www.…`` and e-mail addresses.

After GitHub Flavored Markdown, 6.9 (autolinks). Beyond it, an address may follow any character but a letter or a digit
(``„https://…“``), and ends at a quotation mark, at punctuation of East Asia, and at a bracket that it did not open.
"""

import functools
import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from bookbuild.parse.addresses import is_external
from bookbuild.parse.characters import is_within
from bookbuild.parse.syntax.flattening import BARE

_SCHEMES = ("https", "http", "mailto")
_LONGEST_SCHEME = max(map(len, _SCHEMES))
_HOST = re.compile(r"(?:[^\W_][\w-]*\.)*[^\W_][\w-]*\.?(?::[0-9]{1,5})?(?![\w@]|\.\w|:[^\s\"'*_)])")
_LONGEST_HOST = 260  # characters
_LOCAL_PART = re.compile(r"[A-Za-z0-9+_][A-Za-z0-9.+_-]*$")
_LONGEST_LOCAL_PART = 64  # characters
_MAIL_HOST = re.compile(r"@(?:[A-Za-z0-9_-]+\.)+(?:[A-Za-z0-9_-]*[A-Za-z0-9])(?![A-Za-z0-9@-])")
_MAIL = re.compile(rf":[A-Za-z0-9.+_-]{{1,{_LONGEST_LOCAL_PART}}}{_MAIL_HOST.pattern}")
_QUOTATION_MARKS = '"`\u00ab\u00bb\u2018-\u201f\u2039\u203a'
_EASTERN_PUNCTUATION = "\u3000-\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
_EASTERN_LETTERS = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
_END = re.compile(f"[\\s<>{_QUOTATION_MARKS}{_EASTERN_PUNCTUATION}]|\\[/[A-Za-z]")  # [/… ends a shortcode
_BRACKET = re.compile(r"[()\[\]]")
_OPENED_BY = {")": "(", "]": "["}
_PUNCTUATION = frozenset("?!.,:*_~'\u2026\u2013\u2014")
_ENTITY = re.compile(r"&[a-zA-Z0-9]{1,32};$")
_LONGEST_ENTITY = 34  # characters


def bare_addresses_plugin(md: MarkdownIt) -> None:
    """Parse bare addresses, wherever they stand but in links and code."""
    md.inline.ruler.at("text", _text)
    md.inline.ruler.push("bare_address", _bare_address)


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse text as the parser's rule does, but stop at ``www.`` too, and not at each *w*."""
    stop = _stops(state.md.inline.terminator_re).search(state.src, state.pos, state.posMax)
    end = stop.start() if stop else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


@functools.cache
def _stops(terminators: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"{terminators.pattern}|[wW]{{3}}\.")


def _bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Parse an address. There is none in the label of a link, which is looked at with `silent`."""
    find = _FINDERS.get(state.src[state.pos])
    if find is None or silent or state.linkLevel > 0:
        return False
    found = find(state)
    if not found:
        return False
    begin, end, prefix = found
    words = unescapeAll(state.src[begin:end])
    if begin < state.pos:
        state.pending = state.pending[: begin - state.pos]
    link = state.push("link_open", "a", 1)
    link.attrs, link.info, link.markup = {"href": prefix + words}, "auto", BARE
    state.push("text", "", 0).content = words
    closing = state.push("link_close", "a", -1)
    closing.info, closing.markup = "auto", BARE
    state.pos = end
    return True


def _after_scheme(state: StateInline) -> tuple[int, int, str] | None:
    """Return begin and end of an address whose first colon is at the state's position, and what goes before it."""
    before = state.pending[-_LONGEST_SCHEME:].lower()
    scheme = next((name for name in _SCHEMES if before.endswith(name)), "")
    begin = state.pos - len(scheme)
    if not scheme or _is_letter(state.src[max(0, begin - 1) : begin]):
        return None
    if scheme == "mailto":
        match = _MAIL.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST_HOST))
        return (begin, match.end(), "") if match else None
    if not state.src.startswith("://", state.pos):
        return None
    end = _end_of(state, state.pos + len("://"))
    return (begin, end, "") if end else None


def _www(state: StateInline) -> tuple[int, int, str] | None:
    """Return begin and end of an address whose first *w* is at the state's position, and what goes before it."""
    begin = state.pos
    if state.src[begin : begin + 4].lower() != "www.":
        return None
    if begin and (_is_letter(state.src[begin - 1]) or state.src[begin - 1] in "/@.-_:"):
        return None
    end = _end_of(state, begin)
    return (begin, end, "http://") if end > begin + len("www.") else None


def _mail(state: StateInline) -> tuple[int, int, str] | None:
    """Return begin and end of an e-mail address whose @ is at the state's position, and what goes before it."""
    host = _MAIL_HOST.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST_HOST))
    local = _LOCAL_PART.search(state.pending[-_LONGEST_LOCAL_PART:]) if host else None
    if not host or not local:
        return None
    begin = state.pos - len(local[0])
    before = state.src[max(0, begin - _LONGEST_LOCAL_PART) : begin]
    if _is_letter(before[-1:]) or before[-1:] in ("/", "@") or "//" in before.rpartition(" ")[2]:
        return None
    return begin, host.end(), "mailto:"


def _is_letter(character: str) -> bool:
    """Return whether a character joins an address after it to a word; those of East Asia stand without spaces."""
    return character.isalnum() and not is_within(character, _EASTERN_LETTERS)


_FINDERS = {":": _after_scheme, "@": _mail, "w": _www, "W": _www}


def _end_of(state: StateInline, start: int) -> int:
    """Return the end of an address whose host begins at `start`, or 0 if there is no valid host."""
    text = state.src
    host = _HOST.match(text, start, min(state.posMax, start + _LONGEST_HOST))
    if not host or not is_external(f"https://{host[0]}"):
        return 0
    end = host.end()
    if end < state.posMax and text[end] in "/?#":
        stop = _END.search(text, end, state.posMax)
        end = _before_bracket(text, end, stop.start() if stop else state.posMax)
    marked = text[max(0, start - len("==https://")) : start].startswith("==")
    return _without_punctuation(text, start, end, marked=marked)


def _before_bracket(text: str, start: int, end: int) -> int:
    """Return the position of the first bracket that closes none of the address, or `end`."""
    waiting: list[str] = []
    for match in _BRACKET.finditer(text, start, end):
        bracket = match[0]
        if bracket not in _OPENED_BY:
            waiting.append(bracket)
        elif waiting and waiting[-1] == _OPENED_BY[bracket]:
            waiting.pop()
        else:
            return match.start()
    return end


def _without_punctuation(text: str, start: int, end: int, *, marked: bool) -> int:
    """Return the end of an address without the punctuation of the sentence that it stands in."""
    while end > start:
        if text[end - 1] in _PUNCTUATION:
            end -= 1
        elif entity := _ENTITY.search(text, max(start, end - _LONGEST_ENTITY), end):
            end = entity.start()
        elif text[end - 1] == ";" or (marked and text.startswith("==", end - 2)):
            end -= 1
        else:
            break
    return end
