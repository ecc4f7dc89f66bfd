"""What an article's text comes to besides its XHTML: headings, links, images, notes, words, and their lines."""

import pytest

from bookbuild.model import Heading, ImageUse, Link
from tests.parse.given import outcome, titled

FIRST_LINE = 4
"""The line on which the text of an article of `titled` begins."""


def test_headings_are_reported() -> None:
    """Each heading is reported with its level in the book, its id, its plain words and its line."""
    page = titled("#### *One* `x`[^1]\n\ntext\n\n##### Two {#here}\n\n<h1>Three<br>3</h1>\n\n[^1]: n\n")
    assert page.headings == (
        Heading(2, "one-x", "One x", FIRST_LINE),
        Heading(3, "here", "Two", FIRST_LINE + 4),
        Heading(2, "three-3", "Three 3", FIRST_LINE + 6),
    )


def test_heading_of_an_image_is_its_alternative() -> None:
    """The text of a heading that is an image is the image's alternative."""
    assert titled("## ![Our logo](logo.png)\n").headings[0].text == "Our logo"


def test_links_are_reported_as_written() -> None:
    """Every link that does not leave the book is reported, in the form that its ``href`` has, with its own line."""
    page = titled(
        "[a](one.md)\n[b](<two three.md> 't')\n\n- x\n- [c](four%20five.md#six)\n  [d](article:53)\n\n"
        "| [e](#f) |\n|---|\n| [g][] |\n\n[web](https://example.org) <a@b.org>\n\n[g]: /g\n"
    )
    assert page.links == (
        Link("one.md", FIRST_LINE),
        Link("two three.md", FIRST_LINE + 1),
        Link("four five.md#six", FIRST_LINE + 4),
        Link("article:53", FIRST_LINE + 5),
        Link("#f", FIRST_LINE + 7),
        Link("/g", FIRST_LINE + 9),
    )
    assert all(f'href="{link.target}"' in page.body for link in page.links)


def test_lines_of_raw_html() -> None:
    """Links and images of raw HTML have their lines too, within a block and within a paragraph."""
    page = titled(
        "<div>\n<!-- <a href=no.md>\n-->\n<A\n HREF=a.md>a</A>\n<img src='b.png'></div>\n\n"
        'text\n<br\n/><a href="c.md">c</a>\n'
    )
    assert page.links == (Link("a.md", FIRST_LINE + 3), Link("c.md", FIRST_LINE + 9))
    assert page.images == (ImageUse("b.png", FIRST_LINE + 5, None),)


def test_lines_in_notes() -> None:
    """Links in notes have their lines, be the note a block or in the line."""
    page = titled("x[^1]\ny^[see [a](a.md)]\n\n[^1]: one\n    [b](b.md)\n")
    assert page.links == (Link("b.md", FIRST_LINE + 4), Link("a.md", FIRST_LINE + 1))


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https://[",
        "http://a b/",
        "https://example.org:port/",
        "http:x",
        "mailto:",
        "tel:",
    ],
)
def test_an_address_that_is_not_sound_is_reported(address: str) -> None:
    """What only looks like an address of the network is left to the stage that judges links."""
    assert len(titled(f'<a href="{address}">x</a>\n').links) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "HTTPS://Example.ORG/%zz?a=b c#d#e",
        "https://[::1]:80/",
        "mailto:a@b",
        "tel:+1",
        "https://ä.de",
    ],
)
def test_an_address_of_the_network_is_not_reported(address: str) -> None:
    """A sound address leaves the book, and is written as an address has to be."""
    page = titled(f'<a href="{address}">x</a>\n')
    assert page.links == ()
    assert page.body.isascii()
    assert " " not in page.body.partition('href="')[2].partition('"')[0]


def test_images_are_reported() -> None:
    """Every image is reported, without any query, and with no alternative where there is none but white space; one that
    HTML states to be empty makes it decoration.
    """
    page = titled(
        "![a](<my plan.svg?resize=4,3>) x\n\n![ ](b.png \"B\")\n\n<img src=c.png alt=''>\n"
        "<img alt=d>\n<img src=https://x.org/e.png?f><img src=data:image/png,x><img src=file:///etc/f>\n"
    )
    assert page.images == (
        ImageUse("my plan.svg", FIRST_LINE, "a"),
        ImageUse("b.png", FIRST_LINE + 2, None, "B"),
        ImageUse("c.png", FIRST_LINE + 4, ""),
        ImageUse("https://x.org/e.png?f", FIRST_LINE + 6, None),
        ImageUse("data:image/png,x", FIRST_LINE + 6, None),
        ImageUse("file:///etc/f", FIRST_LINE + 6, None),
    )
    assert 'src="my plan.svg"' in page.body
    assert 'src="b.png" alt=""' in page.body


def test_words() -> None:
    """Words are counted as they are read: in text and notes, not in markup, alternatives or dashes alone."""
    page = titled(
        "# One two\n\nthree -- *four*five\n\n- six\n- seven ![not](x.png)\n\na|b\n-|-\nc|d\n\n[^1] [^1]\n\n[^1]: n\n"
    )
    assert page.words == 2 + 2 + 2 + 4 + 1


def test_words_of_answers() -> None:
    """The words of model answers, and of notes that these alone call, are counted apart."""
    page = titled(
        "# A\n\none[^1]\n\n- two\n\n  :::: answer\n  three four[^1] five[^2]\n\n  ::: note\n  six\n  :::\n  ::::\n\n"
        "[^1]: n\n\n[^2]: m[^3]\n\n[^3]: o p\n"
    )
    assert (page.words, page.answer_words) == (1 + 1 + 1 + 1, 3 + 1 + 1 + 2)


def test_no_private_attribute_is_left() -> None:
    """Nothing of what the parser wrote for itself is in the body or in a note."""
    page = titled("# a\n\n[b](c) ![d](e)[^1]\n\n<h2 data-bb-line=3>x</h2>\n\n::: nil\n:::\n\n[^1]: [f](g)\n")
    assert "data-bb" not in page.body + "".join(page.notes)


def test_code_about_the_private_attributes_stays() -> None:
    """An article may well write about such an attribute."""
    assert titled('`<a data-bb-line="3">`\n').body == '<p><code>&lt;a data-bb-line="3"&gt;</code></p>'


def test_elements_nested_too_deeply_are_named() -> None:
    """The words of HTML that is nested deeper than books hold stay, and the line is said."""
    result = outcome("# T\n\nfirst\n\n" + "<span>\n" * 120 + "word" + "</span>" * 120)
    (found,) = [one for one in result.diagnostics if one.code == "too-deep"]
    assert result.value
    assert "word" in result.value.body
    assert found.location
    assert found.location.line == 105


def test_tags_that_are_shown_are_not_nested() -> None:
    """An article about HTML may name as many elements as it likes."""
    result = outcome("# T\n\n" + "`<div>` and <https://example.org/>\n\n" * 120)
    assert [one.code for one in result.diagnostics] == []


def test_decoration_is_told_from_what_lacks_words() -> None:
    """An image that is marked as decoration, in Markdown or HTML, alone or in a line, has an empty alternative."""
    page = titled(
        "![](a.png){.decorative}\n\nIn ![x](b.png){.decorative} line\n\n"
        '<img src="c.png" alt="" role="presentation">\n\n![](d.png)\n'
    )
    assert [image.alt for image in page.images] == ["", "", "", None]
    assert page.body.count('class="decorative"') == 3
    assert "role=" not in page.body


def test_a_long_description_is_named_where_it_is() -> None:
    """An image names the place that describes it at length, or is reported with the name that nothing has."""
    page = titled("![A](a.png 'Oven'){details=long}\n\n![B](b.png){details=#none}\n\nWords. {#long}\n")
    assert [(image.caption, image.lacking) for image in page.images] == [("Oven", ""), ("", "none")]
    assert page.body.count("aria-details=") == page.body.count('aria-details="long"') == 1


@pytest.mark.parametrize(
    "caption",
    ["Figure 3: A ship", "Fig. 2.1. Ship", "**Abb. 4** Ein Schiff", "Tableau 1 \u2013 Un port", "図1: 港", "Table 12"],
)
def test_a_caption_that_has_its_own_number_is_marked(caption: str) -> None:
    page = titled(f'![a](a.png "{caption}")\n')
    assert '<figcaption class="own-number">' in page.body
    assert '<figure id="own-number-1">' in page.body


@pytest.mark.parametrize("caption", ["Table 5 seats four", "A ship", "Figure of 8: a knot", "**Maps** 3: x"])
def test_a_caption_that_only_begins_with_such_a_word_is_not_marked(caption: str) -> None:
    assert "own-number" not in titled(f'![a](a.png "{caption}")\n').body


def test_a_drawing_in_the_text_has_one_message() -> None:
    """Its parts have none of their own, and its hint says where drawings belong."""
    found = outcome(
        "---\ntitle: A\n---\n<svg><title>A</title>\n<g><path d=''/></g>\n</svg>\n\nx <title>B</title>"
    ).diagnostics
    assert [(one.message.split(">")[0], one.location and one.location.line) for one in found] == [
        ("<svg", 4),
        ("<title", 8),
    ]
    assert "drawing.svg" in found[0].hint
