# ruff: noqa: RUF001 - signs of mathematics and ranges are what is tested
"""Formulas become MathML with a plain reading; one that is not understood is an error at its line."""

from pathlib import Path

import pytest

from bookbuild.parse.mathematics import Fault, Formula, formula_of_markup, formula_of_tex
from tests.parse.given import outcome, titled

READINGS = [
    line.split("\t") for line in (Path(__file__).parent / "formulas.tsv").read_text(encoding="utf-8").splitlines()
]
MONEY = (
    "$5 and $6", "US$ 10 or US$ 12", "$5-$6", "5$, not 6$", "$HOME and $USER", "$HOME/$USER", "$PATH:$HOME", "$AB$CD_E",
    "R$ 5, R$6", "$ 5 $ 6", r"\$x_1\$", "$1,000-$2,000", "$5 a week, in US$", "A$7/$8", "$20k–$30k",
)  # fmt: skip


def errors_of(text: str) -> list[tuple[int, str]]:
    """Return line and message of each formula that is not understood, where the text begins on line 4."""
    found = outcome(f"---\ntitle: A title\n---\n{text}").diagnostics
    return [(one.location.line or 0, one.message) for one in found if one.code == "formula" and one.location]


def test_formulas_of_school_university_and_finance_are_read() -> None:
    """Each formula of the list has its reading; a fault names what is wrong, and how far on."""
    found = {}
    for tex, _ in READINGS:
        result = formula_of_tex(tex, is_display=True)
        found[tex] = f"! {result.position} {result.reason}" if isinstance(result, Fault) else result.reading
    assert found == dict(READINGS)


@pytest.mark.parametrize("text", MONEY)
def test_money_and_variables_of_a_shell_are_no_formulas(text: str) -> None:
    """Dollars around what is no mathematics stand as they are typed."""
    assert "<math" not in titled(f"It costs {text}.").body
    assert errors_of(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r"Text $\foo{x}$.", 4),
        ("Text\n$a^b^c$.", 5),
        ("$$\na = b\n\n$$", 0),
        ("$$\na = b\n+ \\foo\n$$", 6),
        ("```math\na\n\\foo\n```", 6),
        ("<div>\n<math><mi>x</math>\n</div>", 5),
        ("Text <math><script>x</script></math>", 4),
    ],
)
def test_formula_that_is_not_understood_is_an_error_at_its_line(text: str, line: int) -> None:
    """It stands in the text as it was typed, and the error names the line of what is wrong."""
    assert [found for found, _ in errors_of(text)] == [line] * (line > 0)
    assert "<math" not in titled(text).body


def test_raw_mathml_is_kept_but_for_what_shows_nothing() -> None:
    """Entities are characters, prefixes and annotations go, attributes of scripts too."""
    typed = (
        '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML" onclick="x()"><m:semantics><m:mi>&infin;</m:mi>'
        "<m:annotation>tex</m:annotation></m:semantics><m:mo>&lt;</m:mo></m:math>"
    )
    made = formula_of_markup(typed)
    assert isinstance(made, Formula)
    assert made.reading == "∞ <"
    assert made.mathml == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="∞ &lt;">'
        "<semantics><mi>∞</mi></semantics><mo>&lt;</mo></math>"
    )


@pytest.mark.parametrize(
    ("behind", "name"),
    [(" {#eq:pay}", "eq-pay"), ("{#eq-pay .wide}", "eq-pay"), (r" \label{eq:pay}", "eq-pay"), ("", "")],
)
def test_label_names_a_formula(behind: str, name: str) -> None:
    """The name behind a formula, or in it, is the id of the equation."""
    inside = behind if "label" in behind else ""
    body = titled(f"$$a = b{inside}$$ {behind.replace(inside, '') if inside else behind}").body
    assert body.startswith(f'<div class="equation" id="{name}"><math' if name else '<div class="equation"><math')


def test_words_in_titles_contents_and_alternatives_are_plain() -> None:
    """A formula in a heading or in the alternative of an image is read in plain characters."""
    page = titled("## The case $n_1^2$\n\n![The curve $y_1$](a.png)")
    assert [heading.text for heading in page.headings] == ["The case n₁²"]
    assert [image.alt for image in page.images] == ["The curve y₁"]


def test_nothing_deeply_nested_breaks() -> None:
    """A formula nested beyond all measure is a fault, not a crash."""
    assert isinstance(formula_of_tex("{" * 5000 + "x" + "}" * 5000, is_display=False), Fault)
    assert isinstance(formula_of_tex(r"\sqrt" * 9000 + " x", is_display=False), Fault)
    assert isinstance(formula_of_markup("<math>" + "<mrow>" * 3000 + "</mrow>" * 3000 + "</math>"), Formula | Fault)
