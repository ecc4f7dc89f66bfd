"""Names that are nearly right are reported: of labels, fonts, colours, editions, formats and tags."""

from pathlib import Path

import pytest

from tests.book import BookProject


def warned(book: BookProject) -> list[str]:
    return [line for line in book.run("check").err.splitlines() if ": warning[" in line or "hint: " in line]


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    """Return a project of one article."""
    return BookProject(tmp_path / "book").config().article(1)


@pytest.mark.parametrize(
    "config",
    [
        '[labels]\nchapter = "Part"\nfull-book = "guide"',
        '[labels]\nworkshop = "Workshop edition"\n[editions.one]\nstatement = "workshop"',
        '[editions.one]\nstatement = "Large print edition"',
        '[editions.leaflet]\npage = { text-size = "12pt" }',
        '[editions.handouts]\nextends = "handout"',
        '[palette]\nch13 = "#112233"\nharbour = "#112233"\nmy_grey = "#112233"',
    ],
)
def test_names_of_ones_own_are_no_fault(book: BookProject, config: str) -> None:
    """Known labels, labels that a statement names, editions and colours of one's own are as they should be."""
    assert warned(book.config(config)) == []


@pytest.mark.parametrize(
    ("config", "place", "hint"),
    [
        ('[labels]\nchaptr = "Part"', "5: warning[unknown-label]: there is no label 'chaptr'", "'chapter'"),
        ('[editions.one]\nstatement = "easy-readng"', "5: warning[unknown-label]", "'easy-reading'"),
        ('[editions.larg-print]\nformats = ["pdf"]', "4: warning[similar-edition]", "'large-print'"),
        ('[palette]\naccnt = "#112233"', "5: warning[unknown-colour]: no article has the colour 'accnt'", "'accent'"),
        ('[editions.one.palette]\nmy_gray = "#112233"', "5: warning[unknown-colour]", "'my_grey'"),
    ],
)
def test_names_that_are_nearly_right_are_told(book: BookProject, config: str, place: str, hint: str) -> None:
    """What has no effect and is nearly called as something that has is reported at its line, with the right name."""
    said, hinted = warned(book.config(config))
    assert said.startswith(f"bookbuild.toml:{place}")
    assert hint in hinted


def test_a_label_for_a_template_of_ones_own_is_known(book: BookProject) -> None:
    """A label that a template of the project names is printed, so that nothing is reported."""
    book.config('[labels]\nmotto = "Bake"').file("templates/imprint.xhtml", "<p>{{ labels['motto'] }}</p>")
    assert warned(book) == []


def test_a_colour_that_an_article_names_is_used(book: BookProject) -> None:
    """A colour is no misspelt one if an article has it."""
    book.config('[palette]\naccnt = "#112233"').article(1, more="highlight: accnt\n")
    assert warned(book) == []


@pytest.mark.parametrize(
    "css",
    [
        'p { font-family: "Source Serif 4", Georgia, serif }',
        'p { font-family: Georgia, "source sans 3" }',
        "p { font-family: sans-serif }",
        "@font-face { font-family: Mine; src: url(mine.otf) } p { font-family: Mine }",
        'p { font-family: "Source Serif Pro", "Source Serif 4" }',
    ],
)
def test_a_list_with_a_font_of_the_book_is_no_fault(book: BookProject, css: str) -> None:
    """One font of a list is enough, in capitals or not, and so is one that the stylesheet defines."""
    assert warned(book.file("styles/project.css", css).file("styles/mine.otf", b"x")) == []


@pytest.mark.parametrize(
    ("css", "name", "hint"),
    [
        ('p { font-family: "Sorce Serif", serif }', "Sorce Serif", "did you mean 'Source Serif 4'?"),
        (":root { --head-face: Atkinson, sans-serif }", "Atkinson", "the book has "),
        ("h1 { font: bold 12pt Georgia, Garamond, serif }", "Georgia", "the book has "),
        (
            'p { font-family: "Sorce Sans Pro", "Source Serif 4" }',
            "Sorce Sans Pro",
            "did you mean 'Source Sans 3'?",
        ),
    ],
)
def test_a_font_that_the_book_lacks_is_told(book: BookProject, css: str, name: str, hint: str) -> None:
    """A list without any font of the book is told by its first, and a misspelt one wherever it stands."""
    said, hinted = warned(book.file("styles/project.css", css))
    assert said == f"styles/project.css:1: warning[unknown-font]: the book has no font {name!r}"
    assert hint in hinted


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("build", "-f", "epbu"), "Did you mean 'epub'?"),
        (("build", "--engine", "plian"), "Did you mean 'plain'?"),
        (("check", "--message-format", "jsn"), "Did you mean 'json'?"),
        (("build", "larg-print"), "did you mean 'large-print'?"),
    ],
)
def test_words_of_the_command_line_are_told_with_the_nearest(
    book: BookProject, arguments: tuple[str, ...], hint: str
) -> None:
    """A format, an engine or an edition that is misspelt is reported with the nearest one."""
    ran = book.run(*arguments)
    assert (ran.status, hint in ran.err) == (2, True)


def test_a_stylesheet_of_an_edition_is_told_with_the_nearest(book: BookProject) -> None:
    """A check finds that the stylesheet of an edition is not there, also if that edition is not made by default."""
    book.config('[editions.one]\nstylesheets = ["large-prnt.css"]\n[editions.two]\nextends = "one"')
    ran = book.run("check")
    assert ran.err.count("theme-file") == 1
    assert "hint: did you mean 'large-print.css'?" in ran.err
