"""What an edition wears: its stylesheets and colours, over those of the book, and no other edition's."""

from pathlib import Path

from bookbuild.diagnostics import Outcome
from bookbuild.model import Chapter, Edition, Selection, Theme
from bookbuild.pipeline.styling import in_colour_of, theme_of
from bookbuild.theme import load_theme
from tests.book import BookProject

LAST = "edition.css"


def theme(tmp_path: Path, **styles: str) -> Theme:
    project = BookProject(tmp_path)
    for name, css in styles.items():
        project.file(f"styles/{name.replace('__', '/')}.css", css)
    return load_theme(project.folder, {"brand": "#112233"}).value


def with_fonts(theme: Theme, edition: Edition) -> Theme:
    outcome = theme_of(theme, edition)
    assert outcome.diagnostics == ()
    return outcome.value


def test_the_book_wears_nothing_of_other_editions(tmp_path: Path) -> None:
    """The ordinary book has the theme as it is, down to a stylesheet that only looks like an edition's."""
    plain = theme(tmp_path)
    assert with_fonts(plain, Edition()) == plain
    assert LAST not in with_fonts(theme(tmp_path, edition="p {}"), Edition()).stylesheets


def test_stylesheets_are_added_in_their_order(tmp_path: Path) -> None:
    """An edition's stylesheets stand one after another in the last one; all others stay as they are."""
    plain = theme(tmp_path, editions__one="p { margin: 1pt }", two="p { margin: 2pt }")
    worn = with_fonts(plain, Edition(stylesheets=("one.css", "two.css"))).stylesheets
    assert worn[LAST].css == "p { margin: 1pt }\np { margin: 2pt }"
    assert [str(worn[LAST].location(line)) for line in (1, 2)] == ["styles/editions/one.css:1", "styles/two.css:1"]
    assert {name: sheet for name, sheet in worn.items() if name != LAST} == plain.stylesheets


def test_editions_with_a_statement_have_the_rules_for_it(tmp_path: Path) -> None:
    """A statement, a part or a sample brings the rules for its own lines before the edition's stylesheets."""
    plain = theme(tmp_path, editions__one="q {}")
    for edition in (Edition(statement="Large"), Edition(split_by="chapter"), Edition(selection=Selection(sample=True))):
        assert ".book-edition" in with_fonts(plain, edition).stylesheets[LAST].css
    both = with_fonts(plain, Edition(statement="Large", stylesheets=("one.css",))).stylesheets[LAST].css
    assert both.endswith("q {}")


def test_a_stylesheet_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A name that is no file is reported with the names that are, and the theme stays whole."""
    plain = theme(tmp_path, dusk="p {}")
    outcome: Outcome[Theme] = theme_of(plain, Edition("night", stylesheets=("dsk.css",)))
    (found,) = outcome.diagnostics
    assert str(found).startswith(
        "bookbuild.toml: error[theme-file]: edition 'night' names the stylesheet 'dsk.css', which is not there\n"
    )
    assert found.hint == "did you mean 'dusk.css'?"
    assert outcome.value.stylesheets == plain.stylesheets


def test_colours_of_an_edition_are_its_own(tmp_path: Path) -> None:
    """Colours of an edition and its stylesheets override the book's, and do not affect the book."""
    plain = theme(tmp_path, editions__one=":root { --colour-dusk: #334455; --colour-brand: #000000 }")
    assert "dusk" not in plain.palette
    worn = with_fonts(plain, Edition(stylesheets=("one.css",), palette={"ch7": "#445566"})).palette
    wanted = load_theme(tmp_path, {"dusk": "#334455", "brand": "#000000", "ch7": "#445566"}).value.palette
    assert worn == wanted


def test_a_chapter_lends_a_book_its_colour(tmp_path: Path) -> None:
    """A chapter that is a book of its own has its colour for accent; one without leaves the theme's."""
    plain = theme(tmp_path)
    assert in_colour_of(plain, Chapter("ch7", None, highlight="ch7")).palette["accent"] == plain.palette["ch7"]
    assert in_colour_of(plain, Chapter("ch7", None, highlight="gone")) == plain
