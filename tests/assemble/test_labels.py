"""References by label, ``@fig:map``, to places anywhere in the book."""

import pytest

from bookbuild.model import Target
from bookbuild.model.references import is_reference
from tests.assemble.articles import article, assembled, linking

MAP = '<figure id="fig-map"><img src="a.png"/><figcaption>The map</figcaption></figure>'
OTHER = article("b.md", "2", body=MAP, names=(("fig:map", "fig-map"), ("sec:two", "")), title="Two")


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("@fig:map", Target("a2", "fig-map")),
        ("-@Fig-map", Target("a2", "fig-map")),
        ("@sec:two", Target("a2")),
        ("@article:2", Target("a2")),
    ],
)
def test_a_label_leads_to_its_place(target: str, place: Target) -> None:
    """A label is found in any article, with a colon or a hyphen and in any case; so is a number."""
    outcome = assembled(linking("a.md", target, number="1"), OTHER)
    assert dict(outcome.value.targets) == {("a.md", target): place}
    assert not outcome.diagnostics


@pytest.mark.parametrize(
    ("target", "hint"), [("@fig:mpa", "@fig:map"), ("-@fig-mpa", "@fig-map"), ("@tbl:pay", "Table: Words {#tbl:pay}")]
)
def test_an_unknown_label_stays_as_words(target: str, hint: str) -> None:
    """It is printed as it was typed, and the nearest label is named, or how one is given."""
    body = f'<p><a href="{target}"></a></p>'
    outcome = assembled(linking("a.md", target, number="1", body=body), OTHER)
    assert f">{target.lstrip('-')}</a>" in next(outcome.value.articles()).body
    assert [(found.code, hint in found.hint) for found in outcome.diagnostics] == [("undefined-reference", True)]


def test_of_several_places_the_own_article_counts() -> None:
    """A label of several places leads to that in the same article, or else to the first, with a warning."""
    here = linking("a.md", "@fig:map", number="1", body=MAP)
    outcome = assembled(here, OTHER, linking("c.md", "@fig:map", number="3"))
    assert [target.key for target in outcome.value.targets.values()] == ["a1", "a1"]
    assert [found.code for found in outcome.diagnostics] == ["duplicate-reference"] * 2


def test_words_that_look_like_a_label_are_kept() -> None:
    """A link whose words begin with the sign keeps them; a reference in a heading gets its number."""
    body = '<h2><a href="@fig:map">@fig:map</a></h2><p><a href="https://example.org/a">@ada</a></p>'
    outcome = assembled(linking("a.md", "@fig:map", number="1", body=body), OTHER)
    shown = next(outcome.value.articles()).body
    assert '<a href="@fig:map" data-numbered="The map"></a>' in shown
    assert ">@ada</a>" in shown


def test_an_equation_with_a_number_of_its_author_is_called_by_it() -> None:
    """The number in a ``tag`` is what a reference prints, in brackets, as LaTeX does."""
    equation = '<div class="equation own-number" id="eq-x"><math alttext="x\u2003(5)">x</math></div>'
    body = f'<p><a href="@eq:x"></a></p>{equation}'
    outcome = assembled(linking("a.md", "@eq:x", number="1", body=body))
    assert '<a href="@eq:x" data-numbered="(5)"></a>' in next(outcome.value.articles()).body


def test_an_address_that_begins_like_a_label_is_none() -> None:
    """Sites call files by ``@site/…``."""
    assert not is_reference("@site/docs/a.md")
    assert is_reference("-@fig:map")
