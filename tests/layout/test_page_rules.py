"""Page rules of a project's stylesheet apply to the book, or are reported."""

import re

from bookbuild.layout.engine import engine_for
from bookbuild.model import Stylesheet
from tests.layout.jobs import typefaces

PROJECT = """
@page { size: a4; margin: 9mm;
  @bottom-center { content: "Page " counter(page) " of " counter(pages, lower-roman) "." } }
"""


def own(css: str) -> Stylesheet:
    """A stylesheet of the project's own."""
    return Stylesheet("project.css", css, (("styles/project.css", 1),))


def page_rules(*sheets: Stylesheet) -> tuple[str, tuple[str, ...]]:
    """The page rules of the last of these stylesheets, and the diagnostics."""
    engine = engine_for(sheets, typefaces())
    return str([rule[1:] for rule in engine.sheets[-1].page_rules]), tuple(one.message for one in engine.diagnostics)


def test_a_size_of_pages_is_refused() -> None:
    """The size of pages is set in the configuration: a stylesheet that sets it is reported, and the rest counts."""
    rules, said = page_rules(own(PROJECT))
    assert said == ("project.css sets the size of pages, which is not followed",)
    assert "size" not in rules
    assert "margin_left" in rules


def test_marks_and_a_bleed_are_refused() -> None:
    """They would make pages of another size beside the cover's: each is reported once, whatever its sides."""
    rules, said = page_rules(own("@page { marks: crop; bleed: 5mm; margin: 9mm }"))
    assert [message.split()[3] for message in said] == ["marks", "bleed"]
    assert "bleed" not in rules
    assert "margin_left" in rules


def test_margin_boxes_are_drawn_once_with_the_numbers_of_the_book() -> None:
    """They stand in the furniture alone, where the counters of pages are strings with the book's numbers."""
    assert "bottom-center" not in page_rules(own(PROJECT))[0]
    rules, said = page_rules(Stylesheet("furniture-page.css", ""), own(PROJECT))
    assert re.findall(r"'string\(\)', \('([\w-]+)'", rules) == ["page-number", "page-count-lower-roman"]
    assert "counter" not in rules
    assert said == ()


def test_other_stylesheets_are_left_alone() -> None:
    """The stylesheets of the theme may set what they like."""
    rules, said = page_rules(Stylesheet("page.css", PROJECT))
    assert "size" in rules
    assert "counter" in rules
    assert said == ()


def test_numbers_of_pages_in_the_text_are_reported() -> None:
    """Where elements print the number of a page, it is their article's: it is reported; other counters are not."""
    margin, text = "@top-left { content: counter(page) }", "counter(item) target-counter(attr(href), page)"
    css = f"@page {{ {margin} }} p::after {{ content: {text} }}"
    (said,) = page_rules(own(css))[1]
    assert "target-counter(attr(href), page) in the text" in said
    assert page_rules(own(css.replace("href), page", "href), item")))[1] == ()
