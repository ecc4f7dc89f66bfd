"""A finished PDF as a reader sees it: the letters of its pages in order, and the number printed on each page."""

import re
from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, takewhile
from pathlib import Path

import pypdfium2

HEADINGS = {"References", "Figures", "Tables", "Listings", "Worksheets", "Glossary", "Index"}
"""The headings of the lists that may share a page."""


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, in small letters: line ends, hyphens and signs do not count."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass
class Printed:
    """The pages of a PDF: their labels and texts."""

    labels: list[str]
    texts: list[str]

    @classmethod
    def read(cls, path: Path) -> "Printed":
        """Read a PDF by a reader that knows nothing of how it was made."""
        document = pypdfium2.PdfDocument(path)
        texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
        return cls([document.get_page_label(number) for number in range(len(document))], texts)

    @cached_property
    def letters(self) -> str:
        """The letters of all pages in a row."""
        return "".join(map(letters, self.texts))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(letters(text)) for text in self.texts)][:-1]

    def page(self, place: int) -> int:
        """Return on which page, from 0, the letter at a place stands."""
        return bisect(self._starts, place) - 1

    def find(self, words: str) -> int:
        """Return the only place of these letters on the pages with arabic numbers; raise AssertionError otherwise."""
        first = self._starts[self.labels.index("1")]
        found = [match.start() for match in re.finditer(re.escape(letters(words)), self.letters[first:])]
        assert len(found) == 1, f"{words!r} is printed {len(found)} times"
        return first + found[0]

    def labels_with(self, words: str) -> list[str]:
        """Return the numbers of all pages with these words."""
        return [label for label, text in zip(self.labels, self.texts, strict=True) if letters(words) in letters(text)]

    def label_of(self, words: str) -> str:
        """Return the number of the only page with these words."""
        return self.labels[self.page(self.find(words))]

    def lines_below(self, heading: str) -> list[str]:
        """Return the lines between a heading, which has a line of its own, and the next one or the end."""
        (text,) = (text for text in self.texts if heading in text.splitlines()[:-1] and "Contents" not in text)
        lines = text.splitlines()
        return list(takewhile(lambda line: line not in HEADINGS, lines[lines.index(heading) + 1 : -1]))
