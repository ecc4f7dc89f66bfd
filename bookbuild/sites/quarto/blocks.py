"""Pandoc's fenced divs, as Quarto uses them: callouts become ours, others keep their inside and their id."""

import re
from collections.abc import Iterable, Iterator

from bookbuild.sites.numbered_lines import NumberedLine

_OPENING = re.compile(r"(?P<indent>[ \t]*):{3,}[ \t]*(?P<attributes>\{[^{}]*\}|[\w-]+)[ \t]*:*[ \t]*")
_CLOSING = re.compile(r"[ \t]*:{3,}[ \t]*")
_CALLOUT = re.compile(
    r"\{[^{}]*\.callout-(?P<name>note|warning|important|tip|caution)\b[^{}]*\}"
    r"|callout-(?P<bare>note|warning|important|tip|caution)"
)
_FORMAT = re.compile(
    r"\.content-(?P<what>visible|hidden)\b[^{}]*?\b(?P<when>when|unless)-format=[\"']?(?P<format>[\w-]+)"
)
_OF_BOOKS = ("epub", "html")
"""Formats whose conditions hold for a book: what is meant for screens, as Quarto has it for its own e-books."""
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_ID = re.compile(r"#(?P<id>[\w:-]+)")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<words>.+?)[ \t]*(?:\{[^{}]*\})?[ \t]*")
_PART = re.compile(r"#[ \t]+\(PART\\?\*?\)[ \t]*(?P<words>.+?)[ \t]*\{-\}[ \t]*")
_MOST_COLONS = 20


class Blocks:
    """Translates the divs of a page; lines are given with whether they are in code."""

    def __init__(self, lines: Iterable[tuple[NumberedLine, bool]]) -> None:
        self._lines = list(lines)
        self._open: list[str] = []
        """The closing fence of each open div, empty for one that is left out."""
        self._hidden: int | None = None
        """How many divs are open around one that is not for books, if there is one."""

    def translated(self) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        for index, (line, is_code) in enumerate(self._lines):
            if self._hidden is not None and not (not is_code and ":::" in line.text):
                continue
            if self._hidden is not None:
                self._skip(line)
            elif is_code or ":::" not in line.text:
                yield line._replace(text=_PART.sub(r"# \g<words>", line.text)) if not is_code else line
            elif _CLOSING.fullmatch(line.text) and self._open:
                yield line._replace(text=self._open.pop())
            elif opening := _OPENING.fullmatch(line.text):
                text = self._opened(opening, index)
                yield line._replace(text=text)
                if text.endswith("}"):  # the name of a place: what follows is a paragraph of its own
                    yield line._replace(text="")
            else:
                yield line

    def _skip(self, line: NumberedLine) -> None:
        """Follow the divs in one that is left out."""
        if _CLOSING.fullmatch(line.text):
            self._open.pop()
            self._hidden = None if len(self._open) == self._hidden else self._hidden
        elif _OPENING.fullmatch(line.text):
            self._open.append("")

    def _opened(self, opening: re.Match[str], index: int) -> str:
        attributes, indent = opening["attributes"], opening["indent"]
        callout = _CALLOUT.fullmatch(attributes)
        if _is_for_others(attributes):
            self._hidden = len(self._open)
        if callout is None:
            self._open.append("")
            name = _ID.search(attributes)
            return f"{indent}[]{{#{name['id']}}}" if name else ""
        colons = ":" * max(_MOST_COLONS - len(self._open), 3)
        self._open.append(f"{indent}{colons}")
        stated = _TITLE.search(attributes)
        title = (stated["double"] or stated["single"]) if stated else self._heading_after(index)
        return f"{indent}{colons} {callout['name'] or callout['bare']} {title or ''}".rstrip()

    def _heading_after(self, index: int) -> str:
        """Return the words of a heading with which a callout begins, which are its title, and take it away."""
        for at in range(index + 1, len(self._lines)):
            line, is_code = self._lines[at]
            if line.text.strip():
                heading = None if is_code else _HEADING.fullmatch(line.text)
                if heading:
                    self._lines[at] = (line._replace(text=""), False)
                return heading["words"] if heading else ""
        return ""


def _is_for_others(attributes: str) -> bool:
    """Return whether a div is for other formats than a book."""
    condition = _FORMAT.search(attributes)
    if condition is None:
        return False
    holds = (condition["format"] in _OF_BOOKS) == (condition["when"] == "when")
    return holds != (condition["what"] == "visible")
