"""Text over other text or over a picture is reported; what a style intends is not."""

from dataclasses import replace

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job, words

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80"/></svg>'
PICTURE = '<img alt="A square" src="book:square.svg"/>'
NARROW = "table { table-layout: fixed; width: 20mm } td { padding: 0; white-space: nowrap }"


def faults(body: str, css: str = "") -> list[tuple[str, tuple[str, ...]]]:
    found = lay_out(job(body, css, files={"square.svg": SQUARE})).diagnostics
    return [(one.code, one.words) for one in found]


@pytest.mark.parametrize(
    ("body", "css", "shown"),
    [
        pytest.param("<p>One</p><p>Two</p>", "p + p { margin-top: -5mm }", "Two One", id="negative margin"),
        pytest.param("<p>One<br/>two<br/>three</p>", "p { line-height: 0.2 }", "two One", id="no leading"),
        pytest.param("<p>One</p><p>Two</p>", "p { position: absolute; top: 0 }", "Two One", id="same place"),
        pytest.param(f"<p>Text</p><div>{PICTURE}</div>", "div { margin-top: -10mm }", "Text", id="picture"),
        pytest.param("<p>Text</p>", "p::before { content: 'Before'; position: absolute }", "Text Before", id="style"),
        pytest.param(f"<table><tr><td>{'a' * 40}</td><td>b b b</td></tr></table>", NARROW, "b b b", id="cells"),
    ],
)
def test_what_is_drawn_over_something_is_reported(body: str, css: str, shown: str) -> None:
    """Text over text, whichever rule moved it there, and text over a picture is reported with its words."""
    ((code, quoted),) = [found for found in faults(body, css) if found[0] == "overlap"]
    assert code == "overlap"
    assert {*shown.split()} <= {*quoted}


@pytest.mark.parametrize(
    ("body", "css"),
    [
        pytest.param(f"<figure>{PICTURE}<figcaption>In it</figcaption></figure>", "figcaption { margin-top: -9mm }"),
        pytest.param(f"<p>Text</p><section>{PICTURE}</section>", "img { position: absolute; top: 0; z-index: -1 }"),
        pytest.param(f"<p>{words(30)}</p>", "p { line-height: 0.75; font-style: italic; letter-spacing: -0.05em }"),
        pytest.param(f"<p>{words(60)}</p>", "p::first-letter { font-size: 30pt; float: left; line-height: 0.8 }"),
        pytest.param("<p>One</p><p>Two</p>", "p + p { margin-top: -5mm; transform: translateY(9mm) }"),
        pytest.param("<div><p>One</p><p>Two</p></div>", "div { overflow: hidden } p + p { margin-top: -5mm }"),
        pytest.param("<p>One</p><p>Two</p>", "p + p { margin-top: -5mm; visibility: hidden }"),
        pytest.param("<p>x<sup>2</sup><sub>3</sub>, a<u>b</u><s>c</s></p>", "sup, sub { line-height: 0 }"),
        pytest.param('<p>Text<span class="footnote">A note.</span> goes on.</p>', ".footnote { line-height: 1 }"),
        pytest.param('<p dir="rtl">left إلى right 12 إلى 34</p>', ""),
        pytest.param("<p>Band</p>", "p { border-bottom: 1pt solid; margin: 0 -20mm; padding: 0 20mm }"),
        pytest.param(f"<p>{PICTURE}{words(40)}</p>", "img { float: left; margin-right: 2mm }"),
    ],
)
def test_what_is_meant_to_lie_so_is_not_reported(body: str, css: str) -> None:
    """No alarm for captions in pictures, initials, close lines, raised text, notes, bands over both edges, and what is
    moved or hidden.
    """
    assert [code for code, _ in faults(body, css) if code in {"overlap", "off-page"}] == []


@pytest.mark.parametrize(
    ("body", "css", "message"),
    [
        (f"<p>{PICTURE}</p>", "img { margin-left: 70mm }", "a picture"),
        ("<div>Text</div>", "div { border: 1pt solid; margin-right: -20mm }", "the border of <div>"),
    ],
)
def test_pictures_and_borders_over_the_edge_are_reported(body: str, css: str, message: str) -> None:
    """A picture or a border that the edge of the page cuts off is reported; a ground without a border is not."""
    found = lay_out(job(body, css, files={"square.svg": SQUARE})).diagnostics
    assert [(one.code, one.message.partition(" is cut")[0]) for one in found] == [("off-page", message)]
    bare = css.replace("border: 1pt solid", "background: red").replace("margin-left: 70mm", "")
    assert faults(body, bare) == []


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("vertical-align: bottom; font-size: 20pt", "what stands in the margin is cut off at the edge of the page"),
        ("vertical-align: top; padding-top: 7mm", "what stands in the margin runs into the text"),
        ("white-space: nowrap; width: 10mm", "what stands in the margin runs into something else there"),
    ],
)
def test_running_heads_keep_to_their_margin(css: str, message: str) -> None:
    """A running head that is cut off, or runs into the text or the folio, is reported, in furniture and elsewhere."""
    folio = "@top-center { content: '12345'; text-align: left; width: 60mm }"
    style = f"@page {{ {folio} @top-left {{ content: 'A head of some length'; width: 10mm; {css} }} }}"
    for tagged in (True, False):
        found = lay_out(replace(job("<p>Text</p>", style), tagged=tagged)).diagnostics
        assert message in {one.message.partition(":")[0] for one in found}


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("<p>Words</p>", "top: 43mm", [("off-page", ("Words",))]),
        ("<hr/><p>Words</p>", "top: -9mm", [("off-page", ("Words",))]),
        ("<p>Words</p>", "top: -9mm", []),
    ],
)
def test_text_in_the_margin_is_reported(body: str, place: str, expected: list[object]) -> None:
    """Text that a style moves to where running heads and folios stand is reported, but at the head of a first page."""
    assert faults(body, f"hr {{ break-after: page }} p {{ position: relative; {place} }}") == expected


@pytest.mark.parametrize("body", ["<hr/>", f"<p>{PICTURE}</p>"])
@pytest.mark.parametrize(("top", "is_beside"), [("0", False), ("43mm", True)])
def test_pictures_and_rules_in_the_margin_are_reported(body: str, top: str, *, is_beside: bool) -> None:
    """A rule or a picture that reaches to where folios stand is reported, too, wherever it begins."""
    found = faults(body, f"hr, p {{ position: relative; top: {top}; margin: 0 }} img {{ height: 8mm }}")
    assert [code for code, _ in found] == ["off-page"] * is_beside
