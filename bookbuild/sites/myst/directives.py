"""Directives of MyST (```` ```{note} ````), divided into name, argument, options and body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookbuild.sites.numbered_lines import NumberedLine

_OPENING = re.compile(
    r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[A-Za-z][\w:+.-]*)\}[ \t]*(?P<argument>.*)"
)
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})[^`]*")
_OPTION = re.compile(r":(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_CODE_INDENT = 4
"""Columns by which a line is indented that cannot end a block."""
_PAIR = re.compile(r"(?P<name>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)")


@dataclass(frozen=True)
class Directive:
    """A directive: its first line, what it is called, its argument, its options, and the lines in it."""

    opening: NumberedLine
    indent: str
    name: str
    argument: str
    options: dict[str, str] = field(default_factory=dict)
    body: tuple[NumberedLine, ...] = ()

    def line(self, text: str) -> NumberedLine:
        """Return a line in the place of the directive's first one."""
        return self.opening._replace(text=f"{self.indent}{text}" if text else "")


def read_directive(lines: Sequence[NumberedLine], start: int) -> tuple[Directive | None, int]:
    """Return the directive that begins on a line, or None, and the index of the line behind it."""
    match = _OPENING.fullmatch(lines[start].text)
    if match is None:
        return None, start
    end = _end_of(lines, start + 1, match["fence"], len(match["indent"]) + _CODE_INDENT)
    width = len(match["indent"])
    inside = [line._replace(text=_dedented(line.text, width)) for line in lines[start + 1 : end]]
    options, body = _options(inside)
    name, argument = match["name"].lower(), match["argument"].strip()
    directive = Directive(lines[start], match["indent"], name, argument, options, tuple(body))
    return directive, min(end + 1, len(lines))


def end_of_code(lines: Sequence[NumberedLine], start: int) -> int:
    """Return the index behind a block of code that begins on a line, or that of the line itself if none does."""
    match = _FENCE.fullmatch(lines[start].text)
    if match is None:
        return start
    indent = len(lines[start].text) - len(lines[start].text.lstrip())
    return min(_end_of(lines, start + 1, match["fence"], indent + _CODE_INDENT) + 1, len(lines))


def _end_of(lines: Sequence[NumberedLine], start: int, fence: str, deepest: int) -> int:
    """Return the index of the line that ends a block: its mark, indented by less than `deepest`."""
    for index in range(start, len(lines)):
        text = lines[index].text.expandtabs(_CODE_INDENT)
        mark = text.strip()
        if mark.startswith(fence) and not mark.strip(fence[0]) and len(text) - len(text.lstrip()) < deepest:
            return index
    return len(lines)


def _dedented(text: str, width: int) -> str:
    return text[width:] if not text[:width].strip() else text.lstrip()


def _options(lines: list[NumberedLine]) -> tuple[dict[str, str], list[NumberedLine]]:
    """Return the options at the beginning of a body, in either of their forms, and the rest of it."""
    options: dict[str, str] = {}
    index = 0
    if lines and lines[0].text.strip() == "---":
        end = next((at for at, line in enumerate(lines[1:], 1) if line.text.strip() == "---"), 0)
        for line in lines[1:end]:
            if pair := _PAIR.fullmatch(line.text.strip()):
                options[pair["name"]] = pair["value"].strip("\"'")
        return options, lines[end + 1 :] if end else lines
    while index < len(lines) and (option := _OPTION.fullmatch(lines[index].text.strip())):
        options[option["name"]] = option["value"].strip()
        index += 1
    return options, lines[index:]
