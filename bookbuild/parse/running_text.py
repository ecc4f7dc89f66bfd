"""Running text whose quotes, dashes and spaces are set: a paragraph as one text, and what is to be replaced in it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class RunningText:
    """A text, the characters in it that stay as typed, the languages of its parts (BCP 47), and replacements."""

    def __init__(self, language: str) -> None:
        self.text = ""
        self._parts: list[str] = []
        self._length = 0
        self._fixed = bytearray()
        self._starts, self._languages = [0], [language]
        self._replacements: dict[int, tuple[int, str]] = {}

    def append(self, part: str, language: str, *, fixed: bool = False) -> int:
        """Append a part in a language, and return its start. `fixed`: it stays as typed."""
        start = self._length
        if language != self._languages[-1]:
            self._starts.append(start)
            self._languages.append(language)
        self._parts.append(part)
        self._fixed += (b"\1" if fixed else b"\0") * len(part)
        self._length += len(part)
        return start

    def close(self) -> None:
        """Join the parts to `text`."""
        self.text = "".join(self._parts)

    def language_at(self, position: int) -> str:
        """Return the language of the character at a position."""
        return self._languages[bisect_right(self._starts, position) - 1]

    def languages(self) -> set[str]:
        """Return the languages of all parts."""
        return set(self._languages)

    def is_fixed(self, start: int, end: int) -> bool:
        """Return whether any character of a span stays as typed."""
        return self._fixed.find(1, start, end) >= 0

    def fix(self, start: int, end: int) -> None:
        """Keep a span as typed."""
        self._fixed[start:end] = b"\1" * (end - start)

    def replace(self, start: int, end: int, replacement: str) -> None:
        """Replace a span, unless any of it stays as typed."""
        if not self.is_fixed(start, end):
            self._replacements[start] = (end, replacement)

    def result(self, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
        """Yield the text of spans, in order, with the replacements that lie in one of them."""
        starts = sorted(self._replacements)
        index = 0
        for begin, finish in spans:
            pieces, position = [], begin
            while index < len(starts) and starts[index] < finish:
                start = starts[index]
                end, replacement = self._replacements[start]
                index += 1
                if position <= start and end <= finish:
                    pieces += [self.text[position:start], replacement]
                    position = end
            yield "".join([*pieces, self.text[position:finish]])
