"""Search in the articles of a book, as their files are now."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.pipeline.reading.project import Reading

MOST = 100
"""Places that a search returns."""
_AROUND = 40
"""Characters shown on each side."""
_MARKUP = re.compile(r"\]\([^)]*\)|[*_`#>\[\]|{}]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A place at which the words were found: a file, a line, and what is around them there."""

    path: str
    line: int
    before: str
    words: str
    after: str


def search(reading: "Reading", words: str) -> list[Found]:
    """Return the first places in the order of the book at which these words stand; case and accents do not count."""
    wanted = _folded(" ".join(words.split()))
    return list(islice(_places(reading, wanted), MOST)) if wanted else []


def _places(reading: "Reading", wanted: str) -> Iterator[Found]:
    site = reading.site
    for article in reading.book.articles():
        for source in site.files.sources([article.path]).value if site else ():
            for number, line in enumerate(source.data.decode("utf-8", "replace").splitlines(), 1):
                plain = _MARKUP.sub("", line)
                start = _folded(plain).find(wanted)
                if start >= 0:
                    yield _found(article.path, number, plain, start, start + len(wanted))


def _found(path: str, line: int, text: str, start: int, end: int) -> Found:
    first = max(0, start - _AROUND)
    before = ("…" if first else "") + text[first:start].lstrip()
    after = text[end : end + _AROUND].rstrip() + ("…" if end + _AROUND < len(text) else "")
    return Found(path, line, before, text[start:end], after)


def _folded(text: str) -> str:
    """Return a text for comparison, of the same length."""
    return "".join(unicodedata.normalize("NFD", one)[0].lower()[:1] or one for one in text)
