"""The typography of finished PDFs, measured: ``python -m benchmarks.typography BOOK.pdf ...``.

It reads where each letter stands, whatever program has made the file, and prints a row for each: word spaces of
justified lines in ems, hyphens, and the last lines of paragraphs. Spaces of a line count as their median.
"""

import argparse
import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import pypdfium2
from pypdfium2 import raw

from benchmarks.report import table

_HYPHENS = "-\u00ad\u2010\ufffe\x02"
"""Signs at the end of a line that are a hyphen; pdfium writes U+0002 or U+FFFE for one that it takes for a break."""
_COLUMN_GAP = 1.0
"""The gap in ems that parts lines of neighbouring columns."""
_BIN = 0.25
"""How near to each other, in points, lines end that end at the same edge."""
_FEWEST_AT_AN_EDGE = 8
_FEWEST_SPACES = 3
"""Lines with fewer spaces tell little of how tight a text is set."""
_FEWEST_LETTERS = 5
_SMALL = 0.85
"""Type smaller than this share of the text's is not running text."""
_LOOSE, _VERY_LOOSE = 0.4, 0.5


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its place in points, `size` being that of its em; a space has none before the next letter."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one baseline. `spaces` are the gaps between its words, in ems."""

    text: str
    left: float
    right: float
    base: float
    size: float
    spaces: tuple[float, ...]

    @property
    def space(self) -> float:
        """Return the median of the gaps between words."""
        return median(self.spaces)

    @property
    def is_hyphenated(self) -> bool:
        """Return whether the line ends in a hyphen behind a letter."""
        return self.text[-1:] in _HYPHENS and self.text[-2:-1].isalpha()


def main() -> None:
    """Measure each file, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typography", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="BOOK.pdf")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="also the N loosest lines, and faults")
    asked = parser.parse_args()
    print(table(("", *_COLUMNS), [(file.name, *measured(file, asked.show)) for file in asked.files]))


_COLUMNS = (
    "justified lines",
    "mean space",
    "over 0.4 em",
    "over 0.5 em",
    "least",
    "hyphens",
    "most in a row",
    "last lines: tails",
    f"under {_FEWEST_LETTERS} letters",
)


def measured(file: Path, shown: int = 0) -> tuple[str, ...]:
    """Return the row of a file, and print what is worst in it."""
    pages = list(_running_text(list(lines_of(letters_of(page))) for page in pypdfium2.PdfDocument(file)))
    edges = _edges(line for page in pages for line in page)
    justified = [line for page in pages for line in page if _is_justified(line, edges)]
    spaces = [line.space for line in justified if len(line.spaces) >= _FEWEST_SPACES] or [0.0]
    paragraphs = [lines for page in pages for lines in _paragraphs(page, edges)]
    tails = [lines for lines in paragraphs if lines[-2].is_hyphenated and " " not in lines[-1].text]
    short = [lines for lines in paragraphs if sum(map(str.isalnum, lines[-1].text)) < _FEWEST_LETTERS]
    for line in sorted(justified, key=lambda line: -line.space)[:shown]:
        print(f"{line.space:.3f} {line.text}")
    for kind, found in (("tail", tails), ("short", short)):
        for lines in found[:shown]:
            print(f"{kind}: {lines[-2].text} / {lines[-1].text}")
    return (
        f"{len(justified)}",
        f"{mean(spaces):.3f} em",
        _share(spaces, _LOOSE),
        _share(spaces, _VERY_LOOSE),
        f"{min(spaces):.3f} em",
        f"{sum(line.is_hyphenated for line in justified) / max(1, len(justified)):.1%}",
        f"{max(map(_longest_ladder, pages), default=0)}",
        f"{len(tails)}",
        f"{len(short)}",
    )


def _running_text(pages: Iterable[list[Line]]) -> Iterator[list[Line]]:
    """Yield the lines of each page without the smallest, which are folios, running heads and the like."""
    every = list(pages)
    sizes = Counter(line.size for page in every for line in page if len(line.spaces) >= _FEWEST_SPACES)
    least = _SMALL * sizes.most_common(1)[0][0] if sizes else 0
    yield from ([line for line in page if line.size >= least] for page in every)


def _share(spaces: Sequence[float], limit: float) -> str:
    return f"{sum(space > limit for space in spaces) / len(spaces):.2%}"


# ── Letters and lines ────────────────────────────────────────────────────────────────────────────────────────────────


def letters_of(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """Yield the letters of a page as they are drawn, with the spaces between them."""
    text = page.get_textpage()
    matrix, box, x, y = raw.FS_MATRIX(), raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, index))
        raw.FPDFText_GetMatrix(text.raw, index, matrix)
        raw.FPDFText_GetLooseCharBox(text.raw, index, box)
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        size = raw.FPDFText_GetFontSize(text.raw, index) * abs(matrix.a)
        yield Letter(character, box.left, box.right, round(y.value, 1), size)


def lines_of(letters: Iterable[Letter]) -> Iterator[Line]:
    """Yield the lines of a page: letters that follow each other on a baseline, without a gap as between columns."""
    found: list[Letter] = []
    is_apart = False
    words: list[bool] = []
    for letter in letters:
        if not letter.text.strip() and letter.text not in _HYPHENS:
            is_apart = True
            continue
        if found and not _follows(letter, found[-1]):
            yield _line(found, words)
            found, words = [], []
        words.append(is_apart)
        found.append(letter)
        is_apart = False
    if found:
        yield _line(found, words)


def _follows(letter: Letter, before: Letter) -> bool:
    """Return whether a letter belongs to the line of the one before. Those of a ligature have one place."""
    is_near = (letter.left - before.right) / max(before.size, 1) < _COLUMN_GAP
    return letter.base == before.base and letter.left > before.left - _BIN and is_near


def _line(letters: Sequence[Letter], begins_word: Sequence[bool]) -> Line:
    size = Counter(round(letter.size, 2) for letter in letters).most_common(1)[0][0]
    pairs = list(zip(pairwise(letters), begins_word[1:], strict=True))
    spaces = tuple((after.left - before.right) / size for (before, after), is_apart in pairs if is_apart)
    text = letters[0].text + "".join(f"{' ' * is_apart}{after.text}" for (_, after), is_apart in pairs)
    return Line(text, letters[0].left, letters[-1].right, letters[0].base, size, spaces)


# ── Paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _edges(lines: Iterable[Line]) -> frozenset[int]:
    """Return where justified lines end, in steps of `_BIN`: many do at one edge, and few a little before or after."""
    counts = Counter(round(line.right / _BIN) for line in lines if len(line.spaces) >= _FEWEST_SPACES)
    edges = [step for step, count in counts.items() if count >= _FEWEST_AT_AN_EDGE and count >= _beside(counts, step)]
    return frozenset(step + near for step in edges for near in (-1, 0, 1))


def _beside(counts: Counter[int], step: int) -> int:
    return 3 * max(counts[step + far * side] for far in range(2, 7) for side in (-1, 1))


def _is_justified(line: Line, edges: frozenset[int]) -> bool:
    return bool(line.spaces) and round(line.right / _BIN) in edges


def _paragraphs(lines: Sequence[Line], edges: frozenset[int]) -> Iterator[Sequence[Line]]:
    """Yield the ends of justified paragraphs: the last line of each with those before it on its page."""
    found: list[Line] = []
    for line in lines:
        if found and not _goes_on(line, found[-1]):
            found = []
        found.append(line)
        if not _is_justified(line, edges):
            if len(found) > 1:
                yield found
            found = []


def _goes_on(line: Line, before: Line) -> bool:
    """Return whether a line stands below another, as one of its paragraph."""
    drop = before.base - line.base
    return 0 < drop < 1.7 * line.size and line.size == before.size and before.left - line.left < 3 * line.size


def _longest_ladder(lines: Sequence[Line]) -> int:
    longest = count = 0
    for line in lines:
        count = count + 1 if line.is_hyphenated else 0
        longest = max(longest, count)
    return longest


if __name__ == "__main__":
    main()
