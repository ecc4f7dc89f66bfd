"""Formulas, which are drawn, can be copied as text."""

import pikepdf

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.tagged import elements, opened

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="{}" role="img" aria-label="x² ≤ √y" viewBox="0 0 200 100" '
    'style="width:2em;height:1em;vertical-align:-0.25em"><path d="M0 0H200V100Z"/></svg>'
)


def spans(body: str) -> list[tuple[str, int]]:
    """Return the texts that stand for pieces of the pages, and how many glyphs are in each."""
    found: list[tuple[str, int]] = []
    inside = False
    with opened(lay_out(job(body))) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), list(instruction.operands)
                if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/ActualText" in operands[1]:
                    found.append((str(operands[1]["/ActualText"]), 0))
                    inside = True
                elif operator == "EMC":
                    inside = False
                elif operator == "TJ" and inside:
                    found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


def test_a_formula_is_text() -> None:
    """A formula has its reading as the text of a glyph over it; without one it would be passed over."""
    assert spans(f"<p>So {SVG.format('formula formula-inline')}.</p>") == [("x² ≤ √y", 1)]


def test_other_drawings_are_none() -> None:
    """A picture is no text, whatever its alternative."""
    assert spans(f"<p>So {SVG.format('picture')}.</p>") == []


def test_a_link_that_is_a_formula_has_words() -> None:
    """A link that consists of a formula is called as that; one with words of its own is called by these."""
    formula = SVG.format("formula formula-inline")
    run = lay_out(job(f'<p>So <a href="https://a.b">{formula}</a> and <a href="https://a.b">this {formula}</a>.</p>'))
    assert [one.get("Alt") for one in elements(run, "Link")] == ["x² ≤ √y", None]
