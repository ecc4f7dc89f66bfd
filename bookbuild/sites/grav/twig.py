"""Pages that Grav runs as templates: Twig's tags go, all that stands between them stays. No template is run."""

import re
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data, text_of
from bookbuild.sites.numbered_lines import CODE_SPAN, CodeBlocks, NumberedLine, lines_of, source_of
from bookbuild.sites.texts import split_file

_RUN = "process.twig"
_SIGNS = (b"{%", b"{#", b"page.media")
_TAG = re.compile(
    r"(?P<verbatim>\{%-?\s*(?P<kind>verbatim|raw)\s*-?%\}.*?\{%-?\s*end(?P=kind)\s*-?%\})"
    r"|\{%[-~]?\s*(?P<name>\w+)\s*(?P<rest>(?:[^%]|%(?!\}))*?)\s*[-~]?%\}"
    r"|\{\{[-~]?\s*(?:(?P<value>\w+)|page\.media\[['\"](?P<picture>[^'\"]+)['\"]\](?P<calls>[^{}]*?))\s*[-~]?\}\}"
    r"|(?P<remark>\{#.*?#\})"
)
_ALTERNATIVE = re.compile(r"\.html\(\s*(?P<title>'[^']*'|\"[^\"]*\")\s*,\s*(?P<words>'[^']*'|\"[^\"]*\")")
"""Matches the call that shows a picture, with its title and its text alternative."""
_OPENED = re.compile(r"\{(?P<kind>[%#])(?:(?!(?P=kind)\}).)*$")
"""Matches the beginning of a tag or a remark that goes on below."""
_VERBATIM = re.compile(r"\s*\{%-?\s*(?P<end>end)?(?:verbatim|raw)\s*-?%\}\s*")
_LITERAL = re.compile(r"(?P<name>\w+)\s*=\s*(?P<mark>['\"])(?P<text>[^'\"{}]*)(?P=mark)")
_BRANCHES = frozenset({"else", "elseif"})
_HINT = "keep the words that the book is to have, and take out the tags"


def without_tags(source: Source, settings: Data) -> Outcome[Source]:
    """Return a page without Twig's tags if Grav runs it as a template, by its own metadata or by the site's settings.

    Names that are set to a text (``{% set kind = 'board' %}``) stand for the first one, ``page.media`` for a picture.
    Other values stay as they are.
    """
    split = split_file(source.data, source.path) if any(sign in source.data for sign in _SIGNS) else None
    if split is None or not _is_run(split.metadata, settings):
        return Outcome(source)
    page, lines = _Page(), lines_of(source)
    start = len(split.block)
    made = source_of(source.path, [*lines[:start], *page.lines(lines[start:])])
    return Outcome(made, tuple(page.diagnostics()))


def _is_run(metadata: Data, settings: Data) -> bool:
    return (text_of(metadata, _RUN) or text_of(settings, f"pages.{_RUN}")).lower() in {"true", "yes", "on", "1"}


class _Page:
    """The tags of a page, and the texts that names were set to."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._first: tuple[str, NumberedLine] | None = None
        self._count = 0
        self._end = ""
        """What ends the tag or the remark that is open."""

    def lines(self, lines: list[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines that are left. As in Twig, a line of tags alone is none."""
        code, is_verbatim = CodeBlocks(), False
        for line in lines:
            mark = _VERBATIM.fullmatch(line.text)
            is_fence = code.fence(line.text) is not None
            if mark:
                is_verbatim = not mark["end"]
            if mark or is_verbatim or is_fence or code.is_open:
                yield line
                continue
            text = self._without(line)
            if text.strip() or text == line.text:
                yield line._replace(text=text)

    def _without(self, line: NumberedLine) -> str:
        text = line.text
        if self._end:
            _, end, text = text.partition(self._end)
            if not end:
                return ""
            self._end = ""
        if "{%" not in text and "{#" not in text and "{{" not in text:
            return text
        pieces, at = [], 0
        for span in CODE_SPAN.finditer(text):
            pieces += [self._piece(text[at : span.start()], line), span[0]]
            at = span.end()
        last = self._piece(text[at:], line)
        if opened := _OPENED.search(last):
            self._end = f"{opened['kind']}}}"
            self._note(opened[0], line)
            last = last[: opened.start()]
        return "".join([*pieces, last])

    def _piece(self, text: str, line: NumberedLine) -> str:
        def value(match: re.Match[str]) -> str:
            if match["value"]:
                return self._texts.get(match["value"], match[0])
            if match["picture"]:
                shown = _ALTERNATIVE.search(match["calls"])
                return f"![{shown['words'][1:-1] if shown else ''}]({match['picture']})"
            if match["verbatim"]:
                return match[0]
            if match["name"] == "set" and (literal := _LITERAL.fullmatch(match["rest"])):
                self._texts.setdefault(literal["name"], literal["text"])
            elif match["name"]:
                self._note(match[0], line)
            is_within = match["name"] in _BRANCHES and text[: match.start()].strip() and text[match.end() :].strip()
            return " / " if is_within else ""

        return _TAG.sub(value, text)

    def _note(self, tag: str, line: NumberedLine) -> None:
        self._first = self._first or (tag, line)
        self._count += 1

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield the diagnostic of all tags that were left out."""
        if self._first:
            tag, line = self._first
            more = self._count - 1
            others = f" and {more} more tag{'s' * (more > 1)} of Twig are" if more else ", a tag of Twig, is"
            message = f"'{tag}'{others} left out, and all that stands between is kept: the website chooses from it"
            yield diagnose("foreign-markup", message, line.path, line.number, _HINT)
