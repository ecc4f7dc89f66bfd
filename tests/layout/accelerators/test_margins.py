"""The shorter ways of `margins` lead where WeasyPrint's own lead."""

from dataclasses import replace
from typing import Any

import pytest
from weasyprint.layout import page

from bookbuild.layout import lay_out
from bookbuild.layout.accelerators import margins
from tests.layout.accelerators.ways import laid_out_without
from tests.layout.jobs import job

HEAD = "A running head of so many words that it does not go into the line that it is given, however it is set"
SECTIONS = "".join(
    f'<section class="{"bare" if number == 3 else ""}" data-head="{number}: {head}"></section>'
    for number, head in enumerate(["", "Short", HEAD, "Incomprehensibilities" * 9, *"abcdef"])
)
CSS = """
section { break-before: page; string-set: head attr(data-head) }
section:first-child { break-before: auto }
.bare { page: bare }
section:nth-child(n + 7) { page: plates }
@page { margin: 10mm; @bottom-center { content: counter(page) } @left-middle { content: "m"; min-width: 1mm } }
@page :left { @top-left { content: string(head); padding: 1mm } @bottom-left { content: "verso"; width: 40% } }
@page :right { @top-right { content: string(head); margin-left: 2mm } @top-left { content: "recto" } }
@page :first { @top-center { content: "first"; border: 1pt solid } }
@page :nth(3n + 1) { @bottom-right-corner { content: "third" } }
@page :nth(2 of plates) { counter-increment: page 5; @right-top { content: "plate"; box-sizing: border-box } }
@page bare { @top-right { content: none } }
"""
PLAIN = "@page { @top-left { content: string(head) } @bottom-right { content: counter(page) } } section { %s }"
DOCUMENTS = {
    "furniture of every kind": job(SECTIONS, CSS),
    "one box on a side": job(SECTIONS, CSS.partition("@page")[0] + PLAIN % ""),
    "shares of the page": job(
        SECTIONS, CSS.partition("@page")[0] + PLAIN % "height: 20vh; width: 20vw; border: 1pt solid"
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_come_out_the_same(name: str) -> None:
    """A document's pages are the same by the shorter ways as by WeasyPrint's own."""
    assert lay_out(DOCUMENTS[name]) == laid_out_without(DOCUMENTS[name], "margins")


def test_pages_that_the_same_rules_apply_to_are_styled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Furniture of ten pages, left and right, of which one is bare, has the styles of three, and is laid out once."""
    styled: list[str] = []

    def style_page(page_type: Any, *others: object) -> None:
        styled.append(page_type.side + page_type.name)
        wholly(page_type, *others)

    wholly = page.set_page_type_computed_styles
    monkeypatch.setattr(margins, "set_page_type_computed_styles", style_page)
    css = "@page :left { @top-left { content: string(head) } } @page bare { @top-left { content: none } }"
    furniture = replace(job(SECTIONS, CSS.partition("section:nth")[0] + css), tagged=False)
    assert lay_out(furniture).page_count == 10
    assert styled == ["right", "left", "leftbare"]


def test_margin_boxes_are_made_where_declared() -> None:
    """Pages without margin boxes skip them, and pages with any have them, on the pages they are declared for."""
    body, css = '<p>x</p><p style="break-before: page">x</p>', "@page :left { @bottom-left-corner { content: 'Q' } }"
    assert len(lay_out(job(body)).fonts[0].texts) == 1
    assert len(lay_out(job(body, css)).fonts[0].texts) == 2
