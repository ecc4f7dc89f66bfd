"""Custom properties that are set or used in vain, and the font families that stylesheets name."""

from pathlib import Path

import pytest

from bookbuild.theme import defined_families, load_theme, named_families
from tests.book import BookProject


def faults_in(css: str, folder: Path, name: str = "project.css") -> list[str]:
    project = BookProject(folder).file(f"styles/{name}", css)
    return [str(found) for found in load_theme(project.folder, {}).diagnostics]


@pytest.mark.parametrize(
    "css",
    [
        ":root { --text-face: serif; --colour-brand: #112233; --line: 2em }",
        ":root { --mine: 1em } p { margin: var(--mine) }",
        "p { margin: var(--mine, 1em); color: var(--accent) }",
        "/* --hairlin: 1 */ .a--b:hover { color: red }",
        ":root { --colour-accent: var(--ink) }",
        "p { margin: calc(var(--page-width) / 2) }",
    ],
)
def test_properties_that_have_an_effect_are_no_fault(css: str, tmp_path: Path) -> None:
    """What the theme defines, what is used or has a second value, and six-digit colours are no fault."""
    assert faults_in(css, tmp_path) == []


@pytest.mark.parametrize(
    ("css", "message"),
    [
        (":root { --accnt-colour: red }", "--accnt-colour is set, but no stylesheet uses it"),
        (
            "\n:root { --hairlin: red }",
            "--hairlin is set, but no stylesheet uses it\n    hint: did you mean --hairline?",
        ),
        ("p { color: var( --acent ) }", "--acent is used, but no stylesheet sets it\n    hint: did you mean --accent?"),
        (":root { --colour-accent: #123 }", "--colour-accent is '#123', which is no colour of the palette"),
    ],
)
def test_properties_in_vain_are_reported(css: str, message: str, tmp_path: Path) -> None:
    """What nothing uses, what nothing sets, and a colour that the palette cannot read are reported with the line."""
    (found,) = faults_in(css, tmp_path)
    assert message in found
    assert found.startswith(f"styles/project.css:{1 + css.startswith(chr(10))}: warning[unknown-property]: ")


def test_templates_may_use_properties(tmp_path: Path) -> None:
    """A property that only a template of the project uses is used."""
    BookProject(tmp_path).file("templates/imprint.xhtml", '<p style="color: var(--mine)">x</p>')
    assert faults_in(":root { --mine: red }", tmp_path) == []


@pytest.mark.parametrize(
    ("css", "families"),
    [
        ("p { font-family: A B, 'C, D' , \"E\", serif }", [("A B", "C, D", "E")]),
        (':root { --text-face: "A" !important }', [("A",)]),
        ("p { font: italic 600 10pt/1.4 A, sans-serif }", [("A",)]),
        ("p { font-family: inherit } q { font-family: var(--text-face) } i { font: inherit }", []),
        ("@font-face { font-family: A; src: url(a.otf) } p { font-size: 3pt }", []),
    ],
)
def test_families_are_read_as_css_reads_them(css: str, families: list[tuple[str, ...]]) -> None:
    """Names may have quotes and commas in them; generic families and keywords are no names."""
    assert [found.names for found in named_families(css)] == families


def test_families_have_the_line_of_their_declaration() -> None:
    """The line is that of the declaration, also after a rule that is left out."""
    (found,) = named_families("@font-face {\n font-family: A }\np {\n font-family: B }")
    assert (found.names, found.line) == (("B",), 4)


def test_a_stylesheet_defines_families() -> None:
    """What an @font-face rule names is a font of the book."""
    assert defined_families("@font-face { font-family: 'A B'; src: url(a.otf) }") == {"A B"}
