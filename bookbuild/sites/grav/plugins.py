"""Shortcodes of plugins that a site of Grav has and a book has not: their words stay, and their tags go."""

import re
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.markdown.shortcodes import CODE, CONTAINERS, TAG, values_of
from bookbuild.model import Source
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, outside_code, source_of

_SIGNS = (b"[/", b"/]", b"[toc", b"[TOC", b":fa-", b"{c:")
_CONTENTS = re.compile(r"\s*\[(?:mini)?toc(?:[ :=][^\[\]]*)?/?\]\s*", re.IGNORECASE)
_HEADING = re.compile(r"\s*\[h(?P<level>[1-6])(?:\s[^\[\]]*)?\](?P<words>[^\[\]]+)\[/h(?P=level)\]\s*")
_TRACELESS = re.compile(r":fa-[\w-]+:|\{c:[^{}\n]*\}|\{/c\}")
"""Matches icons, and marks of colours."""
_LINK = re.compile(r"[(:]|\[(?!/)")
_KNOWN = CODE | CONTAINERS | {"dailymotion", "fa", "gist", "video", "vimeo", "youtube"}
_HINT = "write in the text what the website shows there"


def without_plugins(source: Source) -> Outcome[Source]:
    """Return a page without shortcodes that no book knows. The first of each name is told."""
    if not any(sign in source.data for sign in _SIGNS):
        return Outcome(source)
    page = _Page(lines_of(source))
    made = source_of(source.path, page.lines())
    return Outcome(made, tuple(page.diagnostics))


class _Page:
    def __init__(self, lines: list[NumberedLine]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._lines = lines
        tags = [match for line in lines for match in TAG.finditer(line.text)]
        opened = {match["name"].lower() for match in tags if not match["close"]}
        self._pairs = {match["name"].lower() for match in tags if match["close"]} & opened - _KNOWN
        """Names of shortcodes that hold what is between two tags."""
        self._open = ""
        """The known shortcode that is open and holds code."""

    def lines(self) -> Iterator[NumberedLine]:
        """Yield the lines that are left."""
        code = CodeBlocks()
        for line in self._lines:
            is_fence = code.fence(line.text) is not None
            if is_fence or code.is_open or self._is_code(line.text):
                yield line
            elif _CONTENTS.fullmatch(line.text):
                yield line._replace(text="")
            elif heading := _HEADING.fullmatch(line.text):
                yield line._replace(text=f"{'#' * int(heading['level'])} {heading['words'].strip()}")
            else:
                yield from (line._replace(text=text) for text in self._without(line).split("\n"))

    def _is_code(self, text: str) -> bool:
        """Return whether a line lies in a shortcode whose inside is printed as it was typed."""
        before = self._open
        for tag in TAG.finditer(text):
            name = tag["name"].lower()
            if name in CODE and not self._open and not tag["close"]:
                self._open = name
            elif name == self._open and tag["close"]:
                self._open = ""
        return bool(before or self._open) or any(f"[/{name}]" in text.lower() for name in CODE)

    def _without(self, line: NumberedLine) -> str:
        return outside_code(line.text, lambda text: self._piece(text, line))

    def _piece(self, text: str, line: NumberedLine) -> str:
        def shown(tag: re.Match[str]) -> str:
            name, rest = tag["name"].lower(), tag["rest"] or ""
            is_single = rest.endswith("/") and name not in _KNOWN
            if not (name in self._pairs or is_single) or _LINK.match(text, tag.end()):
                return tag[0]
            if tag["close"]:
                return ""
            what = "it is left out" if is_single else "only what is between its tags is kept"
            message = f"the shortcode {name!r} is filled in by the website alone: {what}"
            found = diagnose("foreign-markup", message, line.path, line.number, _HINT, cause=f"shortcode {name}")
            self.diagnostics.append(found)
            title = "" if is_single else values_of(rest).get("title", "")
            return f"**{title}**\n" if title and line.text.strip() == tag[0] else ""

        return _TRACELESS.sub("", TAG.sub(shown, text) if "[" in text else text)
