"""The places where layout takes over from WeasyPrint. A failure here means that WeasyPrint has changed."""

import ctypes

import pypdfium2
import pytest
from pypdfium2 import raw

from bookbuild.layout import lay_out
from bookbuild.model import LaidOutRun
from tests.layout.jobs import job
from tests.layout.tagged import document_of, opened


def test_no_font_program_is_in_a_run() -> None:
    """A run's pages name their fonts and hold none of them; `LaidOutRun.fonts` tells them all."""
    run = lay_out(job("<p>One <b>two</b> <i>three</i></p>"))
    assert b"/FontFile" not in run.objects.text
    with opened(run) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
        assert list(pdf.pages[0].Resources.Font.keys()) == []
    assert {font.key for font in run.fonts} == {line.split()[0][1:] for line in content.split("\n") if " Tf" in line}
    assert len(run.fonts) == 3


def test_the_structure_tree_is_ours() -> None:
    """The tree has no document element yet, which WeasyPrint's has, and knows every link's annotation."""
    with opened(lay_out(job('<p><a href="https://e.org/">One</a></p>'))) as pdf:
        root = pdf.Root.StructTreeRoot
        assert [str(kid.S) for kid in root.K] == ["/P"]
        assert root.ParentTree.Nums[3].S == "/Link"
        assert pdf.pages[0].obj.Annots[0].StructParent == 1


def test_margin_boxes_are_made_where_declared() -> None:
    """Pages without margin boxes skip them, and pages with any have them, on the pages they are declared for."""
    body, css = '<p>x</p><p style="break-before: page">x</p>', "@page :left { @bottom-left-corner { content: 'Q' } }"
    assert len(lay_out(job(body)).fonts[0].texts) == 1
    assert len(lay_out(job(body, css)).fonts[0].texts) == 2


TEXT = "Leila ran the front desk of a practice. Her raw list said: <b>phones, appointments, angry people</b> and more."


def line_ends(run: LaidOutRun) -> list[float]:
    """Return where the lines of a run's first page end, in points from its left edge."""
    page, ends = pypdfium2.PdfDocument(document_of(run))[0].get_textpage(), dict[int, float]()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        raw.FPDFText_GetCharOrigin(page.raw, index, x, y)
        ends[round(y.value)] = max(ends.get(round(y.value), 0), x.value)
    return [ends[line] for line in sorted(ends, reverse=True)]


@pytest.mark.parametrize("css", ["", "letter-spacing: 0.03em; word-spacing: 0.1em", "word-spacing: 0.3em"])
def test_no_line_ends_after_its_first_word(css: str) -> None:
    """In whatever width, spaced or not, a line is as full as it can be, whatever follows its last letter."""
    for tenths in range(1000, 1700, 6):
        page = f"@page {{ size: {tenths / 10}mm 60mm }} p {{ text-align: left; {css} }}"
        *full, _ = line_ends(lay_out(job(f"<p>{TEXT}</p>", page)))
        assert len(full) >= 1
        assert min(full) > tenths / 20 * 72 / 25.4, f"{tenths / 10} mm"
