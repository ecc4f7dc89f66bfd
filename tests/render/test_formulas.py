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


def rules(tex: str) -> list[tuple[float, ...]]:
    """Return the rectangles that are drawn for a formula: place, width and height."""
    found = re.findall(
        r'<(?:svg:|ns\d:)?rect x="([-\d.e]+)" y="([-\d.e]+)" width="([\d.]+)" height="([\d.]+)"', drawn(tex)
    )
    return [tuple(map(float, one)) for one in found]


def test_rules_of_a_table() -> None:
    """Rules between columns and rows are drawn, from edge to edge; those around it within its box."""
    crossed = rules(r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}")
    upright, level = [one for one in crossed if one[2] < one[3]], [one for one in crossed if one[2] > one[3]]
    assert [len(upright), len(level)] == [2, 2]
    assert abs(upright[0][1] + upright[0][3] - upright[1][1]) < 1  # the second goes on where the first ends
    assert len({x for x, *_ in upright}) == 1
    assert rules(r"\begin{array}{cc} a & b \end{array}") == []
    boxed = rules(r"\begin{array}{|c|} \hline a \\ \hline \end{array}")
    assert len(boxed) == 4
    assert max(x for x, *_ in boxed) - min(x for x, *_ in boxed) > 90
    assert len(rules(r"\begin{array}{c:c} a & b \end{array}")) > 3
    assert len(rules(r"\begin{array}{c||c} a & b \end{array}")) == 2


def width(tex: str, *, is_display: bool = False) -> float:
    found = re.search(r'viewBox="\S+ \S+ (\S+) ', drawn(tex, is_display=is_display))
    assert found is not None
    return float(found[1])


def test_spaces_are_those_of_tex() -> None:
    """A quad is an em, and a thin space stands between a sum with its limits and what follows."""
    assert abs(width(r"a\quad a") - width("aa") - 100) < 3
    assert width(r"\sum_i^n x") > width(r"\sum_i^n") + width("x") - 2 * 4
    assert width(r"A \cup B") > width("AB") + width(r"{\cup}") + 20


def test_an_arrow_over_a_letter_is_short() -> None:
    """What stands over a letter makes it no wider."""
    assert width(r"\vec{F}") < width("F") * 1.4


def test_rows_of_a_table_are_lines() -> None:
    """Rows are as far apart as lines of text, whatever letters are in them."""
    low, tall = (height(rf"\begin{{matrix}} {a} \\ {a} \\ {a} \end{{matrix}}") for a in ("a", "f"))
    assert abs(low - tall) < 20


def height(tex: str) -> float:
    found = re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', drawn(tex))
    assert found is not None
    return float(found[1])


def test_an_exponent_of_brackets_is_as_high_as_that_of_a_letter() -> None:
    """The height of a bracket does not raise what stands behind it."""
    assert height("(1 + r)^n") < height(r"\left(1 + r\right)^{n}") + 1
    assert height("(x)^n") - height("(x)") < 25
