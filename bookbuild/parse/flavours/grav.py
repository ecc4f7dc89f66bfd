"""What Grav reads as Markdown and CommonMark does not: ``##Heading`` without a space, and its plugins' markup."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bookbuild.diagnostics import Outcome
from bookbuild.parse.flavours import notices, spans
from bookbuild.parse.syntax.block_lines import line_text

_HEADING = re.compile(r"(#{1,6})([^\s#].*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_TEMPLATE = re.compile(r"\{%(?:[^%]|%(?!\}))*%\}(?:[ \t]*\{%(?:[^%]|%(?!\}))*%\})*[ \t]*")
"""A line of Twig's tags alone: ``{% if at_home %}``."""
_SUMMARY_MARK = "==="
_FORMER_NOTICE = re.compile(r"(>{3,6})(?:[ \t]|$)")
_CODE = re.compile(r"[ \t]*\[(code|codesh|highlight|mermaid|pre|prism|raw)\b[^\]]*\]")
_SPAN = re.compile(r"(`+[^`]+`+)")
_CALL = re.compile(
    r"\[(youtube|vimeo|video|dailymotion)\b[^\]]*\]\s*(?P<film>https?://[^\s\[\]]+)\s*\[/\1\]"
    r"|\[plugin:[\w-]+\]\((?P<page>[^()\s]+)\)"
)
_SIGNS = (_SUMMARY_MARK, ">>>", "[plugin:", "[/youtube]", "[/vimeo]", "[/video]", "[/dailymotion]")
_VERBATIM = re.compile(r"\{%-?\s*(?:end)?(?:verbatim|raw)\s*-?%\}\s*")


def extend(md: MarkdownIt) -> None:
    """Read headings, notices and shortcodes as Grav does."""
    interrupted = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("heading", "compact_heading", _compact_heading, {"alt": interrupted})
    md.block.ruler.before("fence", "verbatim_mark", _verbatim_mark, {"alt": interrupted})
    md.block.ruler.before("fence", "template_lines", _template_lines, {"alt": [*interrupted, "list"]})
    notices.extend(md)
    spans.extend(md)


def translate(text: str, path: str) -> Outcome[str]:
    """Return a text with its former notices (``>>> words``) as those of today, addresses of films as links, and
    without the first line ``===``, which ends a summary, even right under a paragraph. Code stays as it is.
    """
    del path
    if not any(sign in text for sign in _SIGNS):
        return Outcome(text)
    code, has_ended, notice = _Code(), False, ""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if code.holds(line):
            notice = ""
            continue
        if line.rstrip() == _SUMMARY_MARK and not has_ended:
            lines[number], has_ended = "", True
            continue
        former = _FORMER_NOTICE.match(line)
        notice = "!" * (former[1].count(">") - 2) if former else notice if line.strip() else ""
        words = line[former.end() :] if former else line
        lines[number] = f"{notice} {words}" if notice else _with_links(words)
    return Outcome("\n".join(lines))


class _Code:
    """Follows the code of a text, line by line: between fences, and in shortcodes for it."""

    def __init__(self) -> None:
        self._fence = self._name = ""

    def holds(self, line: str) -> bool:
        """Read a line, and return whether it is code, or begins or ends it."""
        marks = _FENCE.match(line)
        if marks and (not self._fence or marks[1].startswith(self._fence)):
            self._fence = "" if self._fence else marks[1]
            return True
        if self._fence:
            return True
        if self._name:
            self._name = "" if f"[/{self._name}]" in line else self._name
            return True
        opened = _CODE.match(line)
        if opened and f"[/{opened[1]}]" not in line:
            self._name = opened[1]
        return opened is not None


def _with_links(line: str) -> str:
    """Return a line in which plugins that show a film are links to it; what is between backticks stays."""
    if "[" not in line:
        return line
    parts = _SPAN.split(line)  # text and code by turns
    return "".join(_CALL.sub(lambda match: _link(match["film"] or match["page"]), part) if number % 2 == 0 else part
                   for number, part in enumerate(parts))  # fmt: skip


def _link(target: str) -> str:
    name = target.rstrip("/").rpartition("/")[2].replace("-", " ")
    return f"<{target}>" if "://" in target else f"[{name.capitalize() or target}]({target})"


def _compact_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    match = None if state.is_code_block(start) else _HEADING.fullmatch(line_text(state, start))
    if match is None:
        return False
    if not silent:
        tag, lines = f"h{len(match[1])}", [start, start + 1]
        opening = state.push("heading_open", tag, 1)
        opening.markup, opening.map = match[1], lines
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = match[2], lines, []
        state.push("heading_close", tag, -1).markup = match[1]
        state.line = start + 1
    return True


def _verbatim_mark(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Drop the lines by which Twig leaves what is between them as it is."""
    if state.is_code_block(start) or not _VERBATIM.fullmatch(line_text(state, start)):
        return False
    if not silent:
        state.line = start + 1
    return True


def _template_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    """Keep lines of Twig's tags out of the tables, lists and paragraphs beside them: they are run before Markdown."""
    if state.is_code_block(start) or not _TEMPLATE.fullmatch(line_text(state, start)):
        return False
    if not silent:
        last = start + 1
        while last < end and state.sCount[last] >= state.blkIndent and _TEMPLATE.fullmatch(line_text(state, last)):
            last += 1
        state.push("paragraph_open", "p", 1).map = [start, last]
        inline = state.push("inline", "", 0)
        inline.content = "\n".join(line_text(state, line).rstrip() for line in range(start, last))
        inline.map, inline.children = [start, last], []
        state.push("paragraph_close", "p", -1)
        state.line = last
    return True
