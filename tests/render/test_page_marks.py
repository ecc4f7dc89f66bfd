"""Marks of printed pages in what is rendered."""

import pytest
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import TextBox

from bookbuild.render.block_page import PRINTED_PAGES
from bookbuild.render.labels import TRANSLATIONS, labels_for
from bookbuild.render.page_marks import id_of_page, set_page_breaks, set_printed_pages
from bookbuild.render.trees import markup_of, tree_of

BREAK = '<span id="page_7" role="doc-pagebreak" epub:type="pagebreak" aria-label="7"/>'
MARK = '<span data-page="7"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>One {MARK}two</p>", "<p>One |two</p>"),
        (f"<h2>{MARK}Head</h2>", "|<h2>Head</h2>"),
        (f"<h2>One {MARK}two</h2>", "<h2>One |two</h2>"),
        (
            f'<p><span class="callout-kind">Tip:</span> {MARK}Ask</p>',
            '<p>|<span class="callout-kind">Tip:</span> Ask</p>',
        ),
        (f"<p><em>One</em> {MARK}two</p>", "<p><em>One</em> |two</p>"),
    ],
)
def test_a_break_stands_before_what_is_added_and_before_headings(body: str, expected: str) -> None:
    """The kind of a box belongs to the page that begins with its title, and a heading's words are its own."""
    tree = tree_of(body)
    set_page_breaks(tree)
    assert markup_of(tree).replace(BREAK, "|").replace("  ", " ") == expected


def test_a_number_in_the_margin_is_read_as_what_it_is() -> None:
    """The number has words for screen readers, in the language of the book."""
    tree = tree_of(f"<p>One {MARK}two</p>")
    set_printed_pages(tree, labels_for("de", {}))
    assert markup_of(tree) == (
        '<p>One <span class="printed-page" data-expansion="Seite 7 des gedruckten Buchs">7</span>two</p>'
    )


def test_a_number_before_a_figure_is_on_the_page_of_the_figure() -> None:
    """A figure may find no room on a page, or stand after what follows it; its number is not left behind."""
    tree = tree_of(f'<p>One</p>{MARK}<figure><img alt="A" src="a"/></figure>')
    set_printed_pages(tree, labels_for("en", {}))
    figure = tree.find("figure")
    assert figure is not None
    assert [one.get("class") for one in figure] == ["printed-page", None]


def test_a_number_on_the_ground_of_a_chapter_has_the_colour_of_its_title() -> None:
    """What is dark on paper would not be seen there, whatever colour an edition gives the numbers."""
    title = '<h1 class="chapter-title"><span class="printed-page">77</span>Title</h1>'
    sheets = (PRINTED_PAGES[0].css, ".chapter-title { color: #ffffff }", ".printed-page { color: #000000 }")
    document = HTML(string=title).render(stylesheets=[CSS(string=css) for css in sheets])
    boxes = document.pages[0]._page_box.descendants(placeholders=True)
    colours = {tuple(box.style["color"].coordinates) for box in boxes if isinstance(box, TextBox)}
    assert colours == {(1, 1, 1)}


def test_words_about_pages_are_there_in_every_language() -> None:
    """Each language has its own words, with a place for the number."""
    for language in TRANSLATIONS:
        labels = labels_for(language, {})
        assert "{page}" in labels["printed-page"]
        assert labels["page-list"] != labels_for("en", {})["page-list"]


def test_any_label_makes_an_id() -> None:
    """Labels of an older printing may have any characters; different ones have different ids."""
    assert id_of_page("xii") == "page_xii"
    assert len({id_of_page(label) for label in ("1", "1*", "1 ", "A-1", "A 1", "é")}) == 6
