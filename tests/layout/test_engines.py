"""The guide has the same lines on the same pages with all accelerators and with none.

Within a line a letter may stand up to a point beside its place: WeasyPrint drops the fractions of the widths of glyphs,
and ends a justified line up to a point before the margin.
"""

import ctypes
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from benchmarks.rendition import rendition_of
from bookbuild.layout import lay_out
from bookbuild.model import LayoutJob, PdfRendition, named_files
from tests.book import program
from tests.layout.letters import letters_of_pages

ROOT = Path(__file__).parents[2]
WITHIN_A_LINE = 1.4
NOTHING = 0.02
"""What rounding to two digits makes of the same place, in pixels or points."""


class Line(NamedTuple):
    """The letters on one baseline, from left to right, and where each stands."""

    base: float
    text: str
    lefts: tuple[float, ...]


def lines_of(letters: Iterable[tuple[str, float, float]]) -> Iterator[Line]:
    """Yield the lines of a page, made of its letters: (text, left, baseline)."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for text, left, base in letters:
        lines.setdefault(round(base, 1), []).append((left, text))
    for base in sorted(lines):
        placed = sorted(lines[base])
        yield Line(base, "".join(text for _, text in placed), tuple(left for left, _ in placed))


def assert_same_lines(ours: Iterable[Line], theirs: Iterable[Line]) -> None:
    ours, theirs = list(ours), list(theirs)
    assert [line.text for line in ours] == [line.text for line in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one.base == pytest.approx(other.base, abs=NOTHING), one.text
        assert one.lefts == pytest.approx(other.lefts, abs=WITHIN_A_LINE), one.text
        assert one.lefts[0] == pytest.approx(other.lefts[0], abs=NOTHING), one.text


# ── A chapter, by its runs ───────────────────────────────────────────────────────────────────────────────────────────


def jobs_of(rendition: PdfRendition, folder: str, engine: str) -> Iterator[LayoutJob]:
    for run in rendition.runs:
        if any(folder in source for source in run.sources):
            sheets = rendition.stylesheets
            files = named_files(rendition.files, run.xhtml, *(sheet.css for sheet in sheets))
            yield LayoutJob(run.name, run.xhtml, sheets, rendition.typefaces, files, engine=engine)


def test_a_chapter_has_the_same_lines_without_accelerators() -> None:
    """Each line of a chapter stands on the same page, at the same height, with the same words; anchors are the same."""
    rendition = rendition_of(ROOT)
    fast, plain = (list(map(lay_out, jobs_of(rendition, "ch07", engine))) for engine in ("auto", "plain"))
    assert len(fast) > 1
    for ours, theirs in zip(fast, plain, strict=True):
        assert (ours.page_count, ours.folios) == (theirs.page_count, theirs.folios)
        assert ours.anchors.keys() == theirs.anchors.keys()
        for name, place in ours.anchors.items():
            assert place == pytest.approx(theirs.anchors[name], abs=NOTHING)
        for one, other in zip(letters_of_pages(ours), letters_of_pages(theirs), strict=True):
            assert_same_lines(*(lines_of(letter[1:] for letter in page) for page in (one, other)))


# ── The whole guide, by its file ─────────────────────────────────────────────────────────────────────────────────────


def pages_of(engine: str, folder: Path) -> list[list[Line]]:
    """Build the guide's PDF, whose lines are filled one by one, and return the lines of its pages."""
    guide = folder / f"guide-{engine}"
    copytree(ROOT / "content", guide / "content")
    configuration = (ROOT / "bookbuild.toml").read_text("utf-8")
    (guide / "bookbuild.toml").write_text(f'{configuration}\n[page]\nline-breaking = "line"\n', "utf-8")
    program("build", "-f", "pdf", "--no-cache", "--engine", engine, "-o", str(folder / engine), folder=guide)
    (file,) = (folder / engine).glob("*.pdf")
    return [list(lines_of(drawn_letters(page))) for page in pypdfium2.PdfDocument(file)]


def drawn_letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float]]:
    text, x, y = page.get_textpage(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if letter.strip():
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            yield letter, x.value, y.value


@pytest.mark.whole_guide
def test_the_guide_has_the_same_lines_without_accelerators(tmp_path: Path) -> None:
    """Each line of the guide, its furniture too, stands on the same page, at the same height, with the same words."""
    fast, plain = pages_of("auto", tmp_path), pages_of("plain", tmp_path)
    assert len(fast) == len(plain) > 0
    for ours, theirs in zip(fast, plain, strict=True):
        assert_same_lines(ours, theirs)
