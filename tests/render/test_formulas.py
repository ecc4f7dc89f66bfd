"""Formulas are MathML in the EPUB, and drawn in print."""

import re

from bookbuild.parse.mathematics import Formula, formula_of_tex
from bookbuild.render.formulas import draw_formulas
from bookbuild.render.trees import markup_of, tree_of
from tests.render.test_words import article, missing


def drawn(tex: str, *, is_display: bool = False, around: str = "<p>{}</p>") -> str:
    """Return a body with one formula, drawn."""
    made = formula_of_tex(tex, is_display=is_display)
    assert isinstance(made, Formula)
    tree = tree_of(around.format(made.mathml))
    draw_formulas(tree)
    return markup_of(tree)


def test_formula_stands_on_the_baseline() -> None:
    """A drawing is measured in ems, reaches as far below the line as the formula, and takes the text's colour."""
    markup = drawn("x_1 = p")
    depth = re.search(r"vertical-align:-([\d.]+)em", markup)
    assert depth is not None
    assert 0.2 < float(depth[1]) < 0.35
    assert 'fill="currentColor"' in markup
    assert 'aria-label="x₁ = p"' in markup
    assert "black" not in markup


def test_sum_has_its_limits_beside_it_within_a_line() -> None:
    """Within a line a sum is no taller than its limits need; on a line of its own they stand above and below."""
    heights = [
        float(found[1])
        for is_display in (False, True)
        if (found := re.search(r"[^-]height:([\d.]+)em", drawn(r"\sum_{i=1}^n i", is_display=is_display)))
    ]
    assert heights[0] * 1.3 < heights[1]


def test_formula_that_no_font_draws_is_read() -> None:
    """Letters that the font lacks are printed as text: nothing is lost."""
    assert drawn(r"\text{速度} = 1") == '<p><span class="formula-text formula-inline">速度 = 1</span></p>'


def test_number_stands_at_the_end_of_the_line() -> None:
    """A numbered formula is between two cells of the same width, so that it stands in the middle."""
    number = '<span class="equation-number">(1)</span>'
    markup = drawn("a", is_display=True, around=f'<div class="equation">{{}}{number}</div>')
    assert '<div class="equation equation-numbered"><span class="equation-space"/>' in markup
    assert markup.endswith(f"</svg></span>{number}</div>")


def test_a_drawn_formula_is_not_missing_but_one_that_is_left_out_is() -> None:
    """The words of an article are proved with the readings of its formulas."""
    made = formula_of_tex("x^2", is_display=False)
    assert isinstance(made, Formula)
    one = article(f"<p>Words {made.mathml}.</p>")
    assert missing([one], f"<p>Words {drawn('x^2')}.</p>") == {}
    assert missing([one], "<p>Words.</p>") == {"a.md": ("x²",)}
