"""A rule of the project's stylesheets that keeps a run from being laid out, or loses its words, is found and named."""

from dataclasses import replace
from typing import cast

import pytest

from bookbuild.diagnostics import BookError
from bookbuild.layout import composition, lay_out
from bookbuild.layout.style_faults import guilty_rule, own_rules
from bookbuild.model import LaidOutRun, LayoutJob, Stylesheet
from tests.layout.jobs import job

RULES = "p { color: red }\n/* a\n   b */ q {}\n@media print {\n q { margin: 0 }\n}\n"
ORIGINS = (("styles/a.css", 1), ("", 3), ("styles/b.css", 4))


def with_own(css: str, body: str = "<p>Some words</p>") -> LayoutJob:
    plain = job(body)
    own = Stylesheet("project.css", css, (("styles/project.css", 1),))
    return replace(plain, stylesheets=(*plain.stylesheets, own))


def test_rules_have_the_lines_of_the_files_that_they_stand_in() -> None:
    """A stylesheet joined of several files has rules at the lines of those; rules of the theme are not among them."""
    found = [(str(rule.location), rule.text) for rule in own_rules((Stylesheet("edition.css", RULES, ORIGINS),))]
    assert found == [
        ("styles/a.css:1", "p { color: red } /* a b */"),
        ("styles/b.css:1", "@media print { q { margin: 0 } }"),
    ]
    assert not list(own_rules((Stylesheet("print.css", RULES),)))


@pytest.mark.parametrize("guilty", range(5))
def test_the_first_rule_with_which_it_goes_wrong_is_found(guilty: int) -> None:
    """Of several rules, whatever their place; there is none if it goes wrong without them."""
    of_rules = with_own("\n".join(f"p {{ orphans: {number} }}" for number in range(1, 6)))
    found = guilty_rule(of_rules, lambda tried: f"orphans: {guilty + 1}" in tried.stylesheets[-1].css)
    assert found
    assert found.location.line == guilty + 1
    assert guilty_rule(of_rules, lambda _: True) is None


@pytest.mark.parametrize(
    ("rule", "help_"), [("p { color: blue }", "few elements"), ("@page { color: blue }", "bookbuild.toml")]
)
def test_a_rule_that_the_engine_fails_on_is_an_error_at_its_line(
    rule: str, help_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message quotes it, and says what helps; of a rule about pages, where their margins are set."""

    def failing(tried: LayoutJob) -> LaidOutRun:
        if "blue" in tried.stylesheets[-1].css:
            raise AssertionError
        return cast("LaidOutRun", None)

    monkeypatch.setattr(composition, "compose", failing)
    with pytest.raises(BookError) as raised:
        lay_out(with_own(f"p {{ color: red }}\n\n{rule}\nq {{}}"))
    (found,) = raised.value.diagnostics
    assert str(found).startswith("styles/project.css:3: error[unusable-style]: pages cannot be laid out with this")
    assert found.message.endswith(rule)
    assert help_ in found.hint


def test_text_cut_off_at_the_edge_of_a_box_is_reported() -> None:
    """On paper nobody can scroll: what a style of the project hides beyond a box is in a message."""
    body = "<p>Some words</p><pre>a line of code that is too long for its box</pre>"
    run = lay_out(with_own("pre { overflow: auto; width: 20mm; white-space: pre }", body))
    assert [found.message for found in run.diagnostics] == [
        "text is cut off at the edge of a box: a line of code that is …"
    ]
    assert not lay_out(with_own("pre { overflow: auto }", body)).diagnostics


def test_text_that_is_moved_off_the_page_is_named() -> None:
    """A style of the project that moves text beyond the edge of the page is warned of, also in boxes around it."""
    body = "<div><p>One</p></div>"
    for selector in ("p", "div"):
        found = lay_out(with_own(f"{selector} {{ transform: translate(100cm) }}", body)).diagnostics
        assert [one.code for one in found] == ["off-page"]
    assert not lay_out(with_own("div { transform: translate(1mm) rotate(2deg) }", body)).diagnostics


def test_a_rule_that_loses_words_is_named() -> None:
    """Lost words say which rule of the project loses them."""
    run = lay_out(with_own("p { color: red }\np { margin: 90cm }"))
    assert [(found.code, found.hint) for found in run.diagnostics] == [
        ("lost-words", "change this rule: styles/project.css:2: p { margin: 90cm }")
    ]
