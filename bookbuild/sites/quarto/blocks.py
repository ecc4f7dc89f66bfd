"""Pandoc's fenced divs, as Quarto uses them: callouts become ours, others keep their inside and their id."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bookbuild.sites.numbered_lines import NumberedLine
from bookbuild.sites.quarto.labelled import KINDS, Line, with_label
from bookbuild.sites.quarto.theorems import Theorem, theorem_of

_OPENING = re.compile(r"(?P<indent>[ \t]*):{3,}[ \t]*(?P<attributes>\{[^{}]*\}|[\w-]+)[ \t]*:*[ \t]*")
_CLOSING = re.compile(r"[ \t]*:{3,}[ \t]*")
_CALLOUT = re.compile(
    r"\{[^{}]*\.callout-(?P<name>note|warning|important|tip|caution)\b[^{}]*\}"
    r"|\{[^{}]*\.rmd-?(?P<rmd>note|warning|important|tip|caution)\b[^{}]*\}"
    r"|callout-(?P<bare>note|warning|important|tip|caution)"
)
_FORMAT = re.compile(
    r"\.content-(?P<what>visible|hidden)\b(?:[^{}]*?\b(?P<when>when|unless)-format=[\"']?(?P<format>[\w-]+))?"
)
_OF_BOOKS = ("epub", "html")
"""Formats whose conditions hold for a book: what is meant for screens, as Quarto has it for its own e-books."""
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_ID = re.compile(r"#(?P<id>[\w:.-]+)")
_HEADING = re.compile(r"[ \t]*(?P<marks>#{1,6})[ \t]+(?P<words>.+?)[ \t]*(?:\{[^{}]*\})?[ \t]*")
_PART = re.compile(r"#[ \t]+\((?:PART|APPENDIX)\\?\*?\)[ \t]*(?P<words>.+?)[ \t]*\{-\}[ \t]*")
_MOST_COLONS = 20
_DEEPEST = 20


class Blocks:
    """Translates the divs of a page; lines are given with whether they are in code. `titles` are those of theorems by
    their labels.
    """

    def __init__(self, lines: Sequence[Line], titles: Mapping[str, str], depth: int = 0) -> None:
        self._lines, self._titles, self._depth = list(lines), titles, depth

    def translated(self) -> Iterator[NumberedLine]:
        """Yield the lines in our Markdown."""
        yield from (line for line, _ in self.with_code())

    def with_code(self) -> Iterator[Line]:
        """Yield the lines in our Markdown, each with whether it is code."""
        index = 0
        while index < len(self._lines):
            line, is_code = self._lines[index]
            index += 1
            opening = None if is_code or ":::" not in line.text else _OPENING.fullmatch(line.text)
            end = self._end_of(index) if opening and self._depth < _DEEPEST else None
            if opening and end is not None:
                yield from self._div(line, opening, self._lines[index:end])
                index = end + 1
            elif is_code:
                yield line, True
            else:
                yield line._replace(text=_PART.sub(r"# \g<words>", line.text)), False

    def _end_of(self, start: int) -> int | None:
        """Return the index of the line that closes the div before one; that of the end if none does."""
        depth = 0
        for index in range(start, len(self._lines)):
            line, is_code = self._lines[index]
            if is_code or ":::" not in line.text:
                continue
            if _CLOSING.fullmatch(line.text):
                if not depth:
                    return index
                depth -= 1
            elif _OPENING.fullmatch(line.text):
                depth += 1
        return len(self._lines)

    def _div(self, line: NumberedLine, opening: re.Match[str], inside: Sequence[Line]) -> Iterator[Line]:
        """Yield what takes the place of a div."""
        attributes, indent = opening["attributes"], opening["indent"]
        name = _ID.search(attributes)
        label = name["id"] if name else ""
        if is_for_others(attributes):
            yield line._replace(text=""), False
        elif callout := _CALLOUT.fullmatch(attributes):
            yield from self._callout(line, callout, opening, label, inside)
        elif theorem := theorem_of(attributes[1:-1]):
            title, inside = self._theorem(theorem, inside)
            anchor = f"[]{{#{theorem.label}}}" if theorem.label else ""
            yield from _texts(line, "", f"{indent}{anchor}**{title}**", "")
            yield from self._inside(inside)
        elif label.partition("-")[0] in KINDS and "-" in label:
            colons = ":" * max(_MOST_COLONS - self._depth, 3)
            yield from with_label(label, list(self._inside(inside)), line, colons)
        else:
            inside = list(_tabs(inside)) if "panel-tabset" in attributes else inside
            yield from _texts(line, f"{indent}[]{{#{label}}}" if label else "", "")
            yield from self._inside(inside)
            yield from _texts(line, "")

    def _callout(
        self, line: NumberedLine, callout: re.Match[str], opening: re.Match[str], label: str, inside: Sequence[Line]
    ) -> Iterator[Line]:
        indent, colons = opening["indent"], ":" * max(_MOST_COLONS - self._depth, 3)
        stated = _TITLE.search(opening["attributes"])
        title, inside = (stated["double"] or stated["single"], inside) if stated else _heading_of(inside)
        yield from _texts(line, *([f"{indent}[]{{#{label}}}", ""] if label else []))
        yield from _texts(
            line, f"{indent}{colons} {callout['name'] or callout['rmd'] or callout['bare']} {title or ''}".rstrip()
        )
        yield from self._inside(inside)
        yield from _texts(line, f"{indent}{colons}")

    def _inside(self, lines: Sequence[Line]) -> Iterator[Line]:
        yield from Blocks(lines, self._titles, self._depth + 1).with_code()

    def _theorem(self, theorem: Theorem, inside: Sequence[Line]) -> tuple[str, Sequence[Line]]:
        """Return the title of a theorem, and its lines without the heading that names it."""
        heading, inside = _heading_of(inside)
        named = theorem._replace(name=theorem.name or heading)
        number = self._titles.get(theorem.label, "").rpartition(" ")[2] if theorem.label else ""
        return named.title(number if number.isdecimal() else ""), inside


def _texts(line: NumberedLine, *texts: str) -> Iterator[Line]:
    yield from ((line._replace(text=text), False) for text in texts)


def _heading_of(inside: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """Return the words of a heading with which a box begins, which are its title, and the lines without it."""
    for at, (line, is_code) in enumerate(inside):
        if line.text.strip():
            heading = None if is_code else _HEADING.fullmatch(line.text)
            return (heading["words"], inside[at + 1 :]) if heading else ("", inside)
    return "", inside


def _tabs(inside: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of tabs with their titles, which are headings, as bold lines."""
    headings = [None if is_code else _HEADING.fullmatch(line.text) for line, is_code in inside]
    level = next((len(one["marks"]) for one in headings if one), 0)
    for (line, is_code), heading in zip(inside, headings, strict=True):
        is_title = heading is not None and len(heading["marks"]) == level
        yield (line._replace(text=f"**{heading['words']}**") if heading and is_title else line), is_code


def is_for_others(attributes: str) -> bool:
    """Return whether a div or a span is for other formats than a book."""
    condition = _FORMAT.search(attributes)
    if condition is None:
        return False
    if condition["when"] is None:
        return condition["what"] == "hidden" and "when-" not in attributes and "unless-" not in attributes
    holds = (condition["format"] in _OF_BOOKS) == (condition["when"] == "when")
    return holds != (condition["what"] == "visible")
