"""Where a file's metadata block is, and in which format it is written.

A block is between lines ``---`` (YAML; ``...`` may end it), ``+++`` (TOML) or ``;;;`` (JSON), or is a JSON object.
Blank lines and HTML comments may be above it. What begins with a line ``---`` that no key follows is a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.parse.block.lines import are_keys, first_lines, has_known_key, key_of, near_key_of
from bookbuild.parse.block.scalars import quoted
from bookbuild.parse.block.vocabulary import Vocabulary

UNCLEAR = "metadata-unclear"

_ABOVE = re.compile(
    "(?:[^\\S\n]*\n|\\[[^\\]\n]*\\]:[^\\S\n]*(?:#|<>)[^\n]*\n|[^\\S\n]*<!--(?:(?!-->)[\\s\\S])*-->[^\\S\n]*(?:\n|\\Z)|[\ufeff\u200b\u2060])*"
)
_FENCE = re.compile(
    r"(?P<indent>[^\S\n]*)(?P<mark>-{3,}|\+{3,}|;{3,}|[-\u2010-\u2015](?: ?[-\u2010-\u2015]){0,3})[^\S\n]*"
    r"(?P<form>yaml|toml|json|yml)?[^\S\n]*(?:#[^\n]*)?(?:\n|\Z)"
)
_END = r"^(?P<indent>[^\S\n]*)(?P<mark>{})[^\S\n]*(?:\n|\Z)"
_ENDS = {
    "-": re.compile(_END.format(r"-{3,}|\.{3}"), re.MULTILINE),
    "+": re.compile(_END.format(r"\+{3,}"), re.MULTILINE),
    ";": re.compile(_END.format(r";{3,}"), re.MULTILINE),
    "dashes": re.compile(_END.format(r"[-\u2010-\u2015](?: ?[-\u2010-\u2015]){0,3}"), re.MULTILINE),
}
_TEXT_ABOVE = re.compile(r"(?:(?!---)[^\n]*\S[^\n]*\n){1,3}(?:[^\S\n]*\n){0,3}(?=---[^\S\n]*\n)")
"""A few lines of text above what may be a metadata block."""
_LATER_END = re.compile(r"[^\S\n]*(?:-{3,}|;{3,})[^\S\n]*(?:\n|\Z)")
_OBJECT = re.compile(r"""\{\s*(?:"[^"\n]*"|'[^'\n]*'|(?P<bare>[\w.-]+))\s*:""")
_OBJECT_END = re.compile(r"^\}[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_TITLE_BLOCK = re.compile(r"%[^\S\n]+\S[^\n]*\n(?:%[^\n]*\n){0,2}(?=[^\S\n]*\n)")
_TITLE_BLOCK_KEYS = ("title", "author", "date")
_JSON_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}]')
_FORMS = {"-": "yaml", "+": "toml", ";": "json", "yml": "yaml"}


@dataclass(frozen=True, slots=True)
class SplitText:
    """A file's text. `block` and `body` begin with as many empty lines as there are lines before them in the file, so
    that line numbers in them are those of the file. `form` is ``yaml``, ``toml`` or ``json``.
    """

    block: str
    body: str
    body_line: int
    form: str = "yaml"


def split(text: str, path: str, vocabulary: Vocabulary) -> Outcome[SplitText | None]:
    """Divide a text into metadata block and body; the value is None if the block has no end."""
    return _Division(text, path, vocabulary).made()


class _Division:
    """The division of one text."""

    def __init__(self, text: str, path: str, vocabulary: Vocabulary) -> None:
        self._text, self._path, self._vocabulary = text, path, vocabulary
        above = _ABOVE.match(text)
        self._start = above.end() if above else 0

    def made(self) -> Outcome[SplitText | None]:
        if _OBJECT.match(self._text, self._start):
            return self._at_object()
        if _TITLE_BLOCK.match(self._text, self._start):
            return self._at_title_block()
        fence = _FENCE.match(self._text, self._start)
        if fence is None:
            return self._without_fence()
        if len(fence["mark"]) < len("---") or fence["mark"].strip("-+;"):
            return self._at_dashes(fence.end())
        return self._at_fence(fence)

    def _at_fence(self, fence: re.Match[str]) -> Outcome[SplitText | None]:
        sign = fence["mark"][0]
        ends = _ENDS[sign].finditer(self._text, fence.end())
        end = next((end for end in ends if len(end["indent"]) <= len(fence["indent"])), None)
        inside = self._text[fence.end() : end.start() if end else len(self._text)]
        if not self._is_block(inside, is_closed=end is not None):
            return self._whole()
        form = _FORMS.get(fence["form"] or sign, fence["form"] or "")
        if end is None or self._runs_into_text(inside):
            return self._unclosed(fence, form)
        faults = (*self._comments_only(inside, fence), *self._second_block(end))
        return Outcome(self._divided(fence.end(), end.start(), end.end(), form), faults)

    def _is_block(self, inside: str, *, is_closed: bool) -> bool:
        """Return whether the lines under a fence are metadata, not a text that begins with a thematic break."""
        head = [line for line in first_lines(inside, self._vocabulary) if line.strip()]
        is_apart = not inside.partition("\n")[0].strip()
        if are_keys(head, self._vocabulary):
            return True
        if not is_closed or (is_apart and inside.strip()):
            return False
        lines = [line for line in inside.split("\n") if line.strip()]
        if not lines or has_known_key(head, self._vocabulary) or are_keys(lines, self._vocabulary):
            return True
        if lines[0].startswith("? "):
            return any(line.startswith(": ") for line in lines)
        return bool(key_of(lines[0]) or near_key_of(lines[0])) or lines[0].lstrip().startswith(("#", "{"))

    def _runs_into_text(self, inside: str) -> bool:
        """Return whether a text stands between the keys of a block and what would be its end: it has a paragraph."""
        head = first_lines(inside, self._vocabulary)
        rest = inside.split("\n")[len(head) :]
        text = "\n".join(line.strip() for line in rest).strip("\n")
        if all(not line or line.startswith("#") for line in text.split("\n")):
            return False  # comments
        is_apart = bool(head) and not head[-1].strip()
        return bool(text) and (is_apart or "\n\n" in text) and not has_known_key(rest, self._vocabulary)

    def _comments_only(self, inside: str, fence: re.Match[str]) -> Iterator[Diagnostic]:
        lines = [line.strip() for line in inside.split("\n") if line.strip()]
        if lines and all(line.startswith("#") for line in lines):
            message = "the metadata block has only comments, which are not printed"
            hint = "if they are headings of the text, put an empty line above the first of them"
            yield diagnose(UNCLEAR, message, self._path, self._line(fence.end()), hint)

    def _second_block(self, end: re.Match[str]) -> Iterator[Diagnostic]:
        """Yield a fault if more keys and a line ``---`` follow a line ``...``."""
        if end["mark"] != "...":
            return
        lines = first_lines(self._text[end.end() :], self._vocabulary, is_fenced=False)
        if are_keys(lines, self._vocabulary) and _LATER_END.match(self._text, end.end() + _length(lines)):
            message = "the line ... ends the metadata block, and more keys follow it"
            yield diagnose("metadata-syntax", message, self._path, self._line(end.start()), "delete the line ...")

    def _at_dashes(self, start: int) -> Outcome[SplitText | None]:
        """Divide a text that begins with dashes which a word processor made of hyphens."""
        end = _ENDS["dashes"].search(self._text, start)
        inside = self._text[start : end.start()] if end else ""
        if end is None or not are_keys(first_lines(inside, self._vocabulary), self._vocabulary):
            return self._whole()
        message = "the lines above and below the metadata block are not three hyphens; it was read all the same"
        found = diagnose(UNCLEAR, message, self._path, self._line(start) - 1, "write three hyphens: ---")
        return Outcome(self._divided(start, end.start(), end.end(), "yaml"), (found,))

    def _unclosed(self, fence: re.Match[str], form: str) -> Outcome[SplitText | None]:
        """Divide a text where its block seems to end."""
        start, mark = fence.end(), fence["mark"]
        lines = _without_gap(first_lines(self._text[start:], self._vocabulary))
        end = min(start + _length(lines), len(self._text))
        first = self._line(fence.start("mark"))
        last = first + len(lines)
        message = f"the metadata block that begins in line {first} is not closed; it seems to end in line {last}"
        closing = _ENDS["dashes"].match(self._text, end)
        hint = f"write {mark} in line {last + 1}" if closing else f"write a line {mark} under line {last}"
        found = diagnose("metadata-syntax", message, self._path, last, hint)
        return Outcome(self._divided(start, end, closing.end() if closing else end, form), (found,))

    def _without_fence(self) -> Outcome[SplitText | None]:
        """Divide a text that begins with keys without a line ``---`` above them."""
        lines = _without_gap(first_lines(self._text[self._start :], self._vocabulary, is_fenced=False))
        if not are_keys(lines, self._vocabulary):
            return self._under_text()
        end = min(self._start + _length(lines), len(self._text))
        closing = _LATER_END.match(self._text, end)
        first, last = self._line(self._start), self._line(self._start) + len(lines) - 1
        where = f"line {first} is" if first == last else f"lines {first} to {last} are"
        hint = f"write a line --- above line {first}" + ("" if closing else f" and one under line {last}")
        found = diagnose(UNCLEAR, f"{where} read as a metadata block", self._path, first, hint)
        form = "json" if closing and ";" in closing[0] else "yaml"
        return Outcome(self._divided(self._start, end, closing.end() if closing else end, form), (found,))

    def _under_text(self) -> Outcome[SplitText | None]:
        """Divide a text whose metadata block stands under its first lines, such as a heading: they stay text."""
        above = _TEXT_ABOVE.match(self._text, self._start)
        start = self._text.index("\n", above.end()) + 1 if above else 0
        end = _ENDS["-"].search(self._text, start) if above else None
        inside = self._text[start : end.start()] if end else ""
        if above is None or end is None or "\n\n" in inside or not are_keys(inside.split("\n"), self._vocabulary):
            return self._whole()
        division = self._divided(start, end.start(), end.end(), "yaml")
        line, kept = self._line(self._start), self._text[: above.end()]
        body = kept + division.body[kept.count("\n") :]
        message = f"the metadata block, which begins in line {self._line(above.end())}, is not the first of the file"
        hint = f"write it above line {line}, whose text is printed; a remark on it belongs under its first line ---"
        found = diagnose(UNCLEAR, message, self._path, line, hint)
        return Outcome(replace(division, body=body, body_line=line), (found,))

    def _at_title_block(self) -> Outcome[SplitText | None]:
        """Divide a text that begins with a title after a percent sign, as in pandoc's title blocks."""
        match = _TITLE_BLOCK.match(self._text, self._start)
        lines = match[0].splitlines() if match else []
        values = zip(_TITLE_BLOCK_KEYS, (line.lstrip("%").strip() for line in lines), strict=False)
        block = "\n".join(f"{key}: {quoted(value)}" for key, value in values)
        first, end = self._line(self._start), self._start + _length(lines)
        hint = f"write title: and the title between two lines ---, or \\{lines[0]} if it is a text"
        found = diagnose(UNCLEAR, "the line is read as the title, as in pandoc", self._path, first, hint)
        division = self._divided(self._start, end, end, "yaml")
        return Outcome(replace(division, block="\n" * (first - 1) + block), (found,))

    def _at_object(self) -> Outcome[SplitText | None]:
        """Divide a text that begins with a JSON object."""
        match = _OBJECT.match(self._text, self._start)
        if match is None or (match["bare"] and not self._vocabulary.has(match["bare"].partition(".")[0])):
            return self._whole()
        end = _object_end(self._text, self._start)
        if end is not None:
            return Outcome(self._divided(self._start, end, end, "json"))
        message, hint = "the metadata block in braces is not closed", "write a line } under its last key"
        return Outcome(None, (diagnose("metadata-syntax", message, self._path, self._line(self._start), hint),))

    def _line(self, position: int) -> int:
        return self._text.count("\n", 0, position) + 1

    def _divided(self, start: int, end: int, body: int, form: str) -> SplitText:
        above, line = "\n" * (self._line(start) - 1), self._line(body)
        return SplitText(above + self._text[start:end], "\n" * (line - 1) + self._text[body:], line, form)

    def _whole(self) -> Outcome[SplitText | None]:
        return Outcome(SplitText("", self._text, 1))


def _length(lines: list[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _without_gap(lines: list[str]) -> list[str]:
    """Return lines without the empty ones at their end."""
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _object_end(text: str, start: int) -> int | None:
    """Return where a JSON object ends, if nothing follows in that line; else where a line is only a closing brace."""
    depth, end = 0, start
    for token in _JSON_TOKEN.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        end = token.end()
        if depth == 0:
            break
    if depth == 0 and not text[end : end + 1_000].partition("\n")[0].strip():
        return end
    closing = _OBJECT_END.search(text, start)
    return closing.end() if closing else None
