"""Grav's notices and headings as our Markdown, for texts that leave their site. Lines may move."""

import re
from collections.abc import Iterator

from bookbuild.parse.flavours.notices import NAMES

_NOTICE = re.compile(r"(?P<marks>!{1,4})[ \t](?P<words>.*)|(?P<only>!{2,4})[ \t]*")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_BLOCK, _END = "::: ", ":::"
_HEADING = re.compile(r"(#{1,6})([^\s#].*)")


def in_our_markdown(text: str) -> str:
    """Return a text in which notices are ``:::`` blocks, and headings have their space."""
    lines: list[str] = []
    for line in _written(text):
        if line.startswith(_BLOCK) and lines and lines[-1]:
            lines.append("")
        if line and lines and lines[-1] == _END:
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _written(text: str) -> Iterator[str]:
    fence, marks = "", ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        notice = None if fence or found else _NOTICE.fullmatch(line)
        own = (notice["marks"] or notice["only"]) if notice else ""
        if own != marks:
            yield from [_END] if marks else []
            yield from [f"{_BLOCK}{NAMES[len(own) - 1]}"] if own else []
            marks = own
        if notice:
            yield notice["words"] or ""
        else:
            yield line if fence or not _HEADING.fullmatch(line) else _HEADING.sub(r"\1 \2", line)
    yield from [_END] if marks else []
