"""Lines of a block that mean something else in YAML than their author means, and how to write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bookbuild.parse.block.entries import BlockError
from bookbuild.parse.block.scalars import Correction, corrected, is_block_scalar, is_open, quoted
from bookbuild.parse.block.vocabulary import Vocabulary

_LINE = re.compile(
    r"""(?P<indent>[^\S\n]*(?:-[^\S\n]+)*)"""
    r"""(?:(?P<key>"[^"]+"|'[^']+'|[^\s:#"'\[\]{},&*!|>%@`-][^\s:]*(?:[^\S\n]+[^\s:#]+)*)(?P<colon>[^\S\n]*[:\uff1a])"""
    r"""(?P<gap>[^\S\n]+|\Z))?(?P<value>.*)"""
)
_TIGHT = re.compile(r"(?P<key>[\w.-]+)(?P<gap>[:\uff1a]|[^\S\n]*=[^\S\n]*)(?P<value>(?!//)\S.*)")
_INDENT = re.compile("[\\s\ufeff\u200b]*")
_MOST_MENDS = 50
_WHITE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Mend:
    """A line, counted from 0, and how it should be. `is_refused` is whether YAML cannot read it as it is."""

    line: int
    text: str
    message: str
    hint: str
    is_refused: bool

    def fault(self) -> BlockError:
        """Return the fault of the line."""
        if self.is_refused:
            message = f"the metadata block is not valid YAML: {self.message}"
            return BlockError(message, self.line, self.hint)
        return BlockError(self.message, self.line, self.hint, "metadata-unclear")


def mended(block: str, mends: Iterable[Mend]) -> str:
    """Return a block with lines replaced."""
    lines = block.split("\n")
    for mend in mends:
        lines[mend.line] = mend.text
    return "\n".join(lines)


def mends_of(block: str, vocabulary: Vocabulary) -> list[Mend]:
    """Return the mends of a block, in order."""
    return list(islice(_Lines(block, vocabulary).mends(), _MOST_MENDS))


class _Lines:
    """The lines of a block, one after the other; the lines of a value that spans several are left alone."""

    def __init__(self, block: str, vocabulary: Vocabulary) -> None:
        self._block, self._vocabulary = block, vocabulary
        self._lines = block.split("\n")
        self._indent = 0
        """The indentation of the last key."""
        self._is_plain = self._is_endless = False
        """Whether the last key has a plain text as its value, which the next line may continue."""

    def mends(self) -> Iterator[Mend]:
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            if line.strip() and not line.lstrip().startswith("#"):
                last = self._end_of_value(number)
                yield from self._mends(number, line, is_alone=last == number)
                number = last
            number += 1

    def _mends(self, number: int, line: str, *, is_alone: bool) -> Iterator[Mend]:
        """Yield the mend of a line. `is_alone`: its value does not go on in the next line."""
        spaced, message = _with_spaces(line)
        is_refused = "\t" in line[: len(line) - len(line.lstrip())]
        match = _LINE.match(spaced)
        if match is None:
            return
        if match["key"] is None:
            yield from self._without_key(number, match, spaced)
            return
        self._indent = len(match["indent"])
        correction = self._correction(match) if is_alone else None
        text, hint = spaced, "write spaces there, as many as the lines beside it begin with"
        if correction is not None:
            text = f"{match['indent']}{match['key']}: {correction.text}"
            message, hint = correction.message, f"write {text.strip()}"
            is_refused = is_refused or correction.is_refused
        elif "\uff1a" in match["colon"] or (match["gap"] and match["gap"][0] not in " \t"):
            text = f"{match['indent']}{match['key']}: {match['value']}"
            message, hint, is_refused = "a key ends in a colon and a space", f"write {text.strip()}", True
        if text != line:
            yield Mend(number, text, message, hint, is_refused)

    def _correction(self, match: re.Match[str]) -> Correction | None:
        name = match["key"].strip("\"'").rpartition(".")[2]
        is_text, is_colour = self._vocabulary.is_text(name), self._vocabulary.is_colour(name)
        found = corrected(match["value"].strip(), self._block, is_text=is_text, is_colour=is_colour)
        self._is_plain = match["value"].strip()[:1] not in {"", '"', "'", "[", "{", "|", ">"}
        return found

    def _without_key(self, number: int, match: re.Match[str], line: str) -> Iterator[Mend]:
        """Yield the mend of a line ``key:value``, of an item of a list, or of the second line of a text."""
        value = match["value"].rstrip()
        tight = _TIGHT.fullmatch(value)
        if tight and (self._vocabulary.resembles(tight["key"].partition(".")[0]) or tight["gap"] == ":"):
            text = f"{match['indent']}{tight['key']}: {quoted_if_needed(tight['value'])}"
            yield Mend(number, text, "a key ends in a colon and a space", f"write {text.strip()}", is_refused=True)
        elif match["indent"].strip():
            found = corrected(value, self._block, is_text=False, is_colour=False)
            if found is not None:
                text = f"{match['indent']}{found.text}"
                yield Mend(number, text, found.message, f"write {text.strip()}", found.is_refused)
        elif self._is_plain and len(match["indent"]) <= self._indent and value[:1] not in "-[]{}?":
            text = " " * (self._indent + 4) + value
            hint = f"indent it, if it continues the line above: {text}"
            yield Mend(number, text, f"the line {value[:60]!r} has no key", hint, is_refused=True)
        elif line != self._lines[number]:
            yield Mend(
                number, line, "a line is indented with something else than spaces", "use spaces", is_refused=False
            )

    def _end_of_value(self, number: int) -> int:
        """Return the last line of the value that begins in a line."""
        match = _LINE.match(self._lines[number])
        value = match["value"].strip() if match else ""
        if is_block_scalar(value):
            return self._last_indented(number)
        if is_open(value) and not self._is_endless:
            last = self._last_of_open(number, value)
            self._is_endless = last == number and value[0] in "[{"
            return last
        return number

    def _last_indented(self, number: int) -> int:
        indent = len(self._lines[number]) - len(self._lines[number].lstrip())
        while number + 1 < len(self._lines):
            following = self._lines[number + 1]
            if following.strip() and len(following) - len(following.lstrip()) <= indent:
                break
            number += 1
        return number

    def _last_of_open(self, number: int, value: str) -> int:
        """Return the line in which a quotation or a bracket is closed; the same, if keys begin again before it is."""
        mark, depth = value[0], value.count("[") + value.count("{") - value.count("]") - value.count("}")
        if mark in "[{" and depth <= 0:
            return number
        indent = len(self._lines[number]) - len(self._lines[number].lstrip())
        for last in range(number + 1, len(self._lines)):
            line = self._lines[last]
            match = _LINE.match(line)
            if match and match["key"] and len(match["indent"]) <= indent:
                break
            if mark in "\"'" and mark in line:
                return last
            depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
            if mark in "[{" and depth <= 0:
                return last
        return number


def _with_spaces(line: str) -> tuple[str, str]:
    """Return a line that is indented with spaces only, and what was wrong."""
    above = _INDENT.match(line)
    indent = above[0] if above else ""
    plain = indent.replace("\t", "    ").replace("\ufeff", "").replace("\u200b", "")
    spaced = _WHITE.sub(lambda white: " " * len(white[0]), plain) + line[len(indent) :]
    kind = "a tab" if "\t" in indent else "a space that is not a plain one"
    return spaced, f"{kind} is at the beginning of the line, where only plain spaces may be"


def quoted_if_needed(value: str) -> str:
    """Return a value between quotes, unless it already is, or needs none."""
    return value if value[0] in "\"'[" or not re.search(r": |:$| #|^[@`%&*!|>{-]", value) else quoted(value)
