"""Attributes of kramdown that say how a website looks and belong to no element of a book: ``- {:.indent} words``."""

import re
from collections.abc import Iterator, Sequence

from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_SIGN = "{:"
_MARK = r"\{:(?!:)[^{}\n]*\}"
_OF_ITEM = re.compile(rf"(?P<item>[ \t>]*(?:[-*+]|\d+[.)])[ \t]+){_MARK}[ \t]*")
_BEHIND_HTML = re.compile(rf"(</[A-Za-z][\w-]*>){_MARK}")
_BEHIND_TEXT = re.compile(rf"(?<=[^\s\])*_`\"'}}>~]){_MARK}")
_ALONE = re.compile(rf"[ \t>]*{_MARK}\s*")
_BREAK = re.compile(r"(?<!\\)\\\\$")
"""Matches two backslashes at the end of a line, which break it in kramdown."""
_FORMULA = re.compile(r"(?<!\\)\$\$([^$]+)\$\$")
_BEFORE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*")
_CODE_SPAN = re.compile(r"(`+).*?\1")
_SPANS = re.compile(r"(`[^`]*`)")


def without_marks(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines with our breaks, and without marks of items, behind words and tags of HTML, and between empty lines;
    those of elements stay.
    """
    code = CodeBlocks()
    for index, line in enumerate(lines):
        code.fence(line.text)
        if not code.is_open and line.text.endswith("\\\\"):
            yield line._replace(text=_without(_BREAK.sub(r"\\", line.text)))
        elif code.is_open or _SIGN not in line.text:
            yield line
        elif _ALONE.fullmatch(line.text) and _is_empty(lines, index - 1) and _is_empty(lines, index + 1):
            yield line._replace(text="")
        else:
            yield line._replace(text=_without(_OF_ITEM.sub(lambda match: match["item"], line.text, count=1)))


def with_formulas(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines with formulas within text in ours."""
    code = CodeBlocks()
    for line in lines:
        code.fence(line.text)
        yield line if code.is_open or "$$" not in line.text else line._replace(text=_within_text(line.text))


def _within_text(text: str) -> str:
    """Return a line with formulas as parts of it, unless a formula is all that there is: kramdown marks both alike."""
    if not _FORMULA.sub("", _BEFORE.sub("", text, count=1)).strip():
        return text
    return "".join(
        span if span.startswith("`") else _FORMULA.sub(lambda match: f"${match[1].strip()}$", span)
        for span in _SPANS.split(text)
    )


def _is_empty(lines: Sequence[NumberedLine], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].text.strip()


def _without(text: str) -> str:
    pieces, at = [], 0
    for span in _CODE_SPAN.finditer(text):
        pieces += [_plain(text[at : span.start()]), span[0]]
        at = span.end()
    return "".join([*pieces, _plain(text[at:])])


def _plain(text: str) -> str:
    return _BEHIND_TEXT.sub("", _BEHIND_HTML.sub(r"\1", text)) if _SIGN in text else text
