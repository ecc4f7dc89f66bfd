"""Characters that are mended when a file is read, those of XML 1.0, and helpers for plain text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose

_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Everything outside XML 1.0, production 2. Listed as ranges of excluded characters, it compiles ten times faster."""
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""Next line, line separator and paragraph separator: none of them is white space in HTML, and none is drawn."""

_UNUSUAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x7f-\x9f\ufffe\uffff]")
_C1 = re.compile("[\x80-\x9f]")
_LINE_START = re.compile("^[\u200b\u2060]+", re.MULTILINE)
_WIDE_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_WIDE_SPACE_AFTER_MARK = re.compile(f"^([ \t>]*(?:#{{1,6}}|[-*+>]|[0-9]{{1,9}}[.)]))[{_WIDE_SPACES}]+", re.MULTILINE)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_MENDED = {
    "\x0b": " ",  # Word's line break
    "\x0c": " ",  # a page break
    "\x1c": " ",
    "\x1d": " ",
    "\x1e": "-",  # Word's hyphen that does not break
    "\x1f": "\u00ad",  # Word's hyphen that shows only where it breaks
    "\x85": "\u2028",
    "\u2028": "\u2028",
    "\u2029": "\u2028",
    "\ufeff": "",
}


def clean_text(text: str, path: str) -> Outcome[str]:
    """Return the text of a file with stray characters mended, in the same lines.

    A line or paragraph separator becomes U+2028, which is a line break in running text. Where a file has no other line
    breaks, it is one. Characters from U+0080 to U+009F are read as Windows-1252, as the HTML Standard reads references
    to them. A control character becomes a space, with a diagnostic. Joiners, soft hyphens and directions are kept.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    if _UNUSUAL.search(text):
        if "\n" not in text:
            text = _SEPARATORS.sub("\n", text)
        text = _without_c1(text)
        diagnostics = tuple(_control_characters(text, path))
        text = _UNUSUAL.sub(lambda match: _MENDED.get(match[0], " "), text)
    text = _LINE_START.sub("", text) if "\u200b" in text or "\u2060" in text else text
    if any(space in text for space in _WIDE_SPACES):
        text = _WIDE_SPACE_AFTER_MARK.sub(r"\1 ", text)
    return Outcome(text, diagnostics)


def _without_c1(text: str) -> str:
    """Read C1 characters as Windows-1252. U+0085 alone is the end of a line instead, which mainframes write."""
    if set(_C1.findall(text)) <= {"\x85"}:
        return text
    return _C1.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "ignore") or match[0], text)


def _control_characters(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each kind of control character, at its first line."""
    counts = Counter(character for character in _CONTROL.findall(text) if character not in _MENDED)
    for character, count in counts.items():
        line = text.count("\n", 0, text.index(character)) + 1
        times = f", {count} times in this file" if count > 1 else ""
        message = f"the control character U+{ord(character):04X}{times}, which no book can hold, became a space"
        hint = (
            "delete it: an editor shows it as a box, or as the next character that the cursor stops at without a letter"
        )
        yield diagnose("control-character", message, path, line, hint)


_JOINED = (
    *(("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af")),
    *(("\u0590", "\u05ff"), ("\u0620", "\u065f"), ("\u066e", "\u06d3"), ("\u0750", "\u077f")),
)
"""Letters of East Asia, which stand without spaces, and of Hebrew and Arabic, where *and* stands without one."""


def ends_address(character: str) -> bool:
    """Return whether a character, or nothing, is what an address or a name has before its ``@``."""
    is_word = character.isalnum() or character == "_"
    return character in {"@", ".", "/", "\\"} or (is_word and not is_within(character, _JOINED))


def is_within(character: str, ranges: Sequence[tuple[str, str]]) -> bool:
    """Return whether a character, or nothing, is in one of some ranges.

    A pattern of the same letters of East Asia takes milliseconds to compile.
    """
    return any(first <= character <= last for first, last in ranges)


def xml_text(text: str) -> str:
    """Return a text without the characters that XML does not allow (XML 1.0, production 2), on one line for U+2028."""
    return _SEPARATORS.sub(" ", _ILLEGAL.sub("", text))


def one_line(text: str) -> str:
    """Return a text with runs of white space collapsed to one space, and stripped."""
    return " ".join(text.split())


def count_words(text: str) -> int:
    """Return the number of words of a text: pieces between white space that contain a letter or a digit."""
    return sum(1 for piece in text.split() if piece[0].isalnum() or _LETTER_OR_DIGIT.search(piece))
