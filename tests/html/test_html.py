"""The HTML file: the whole book in one document that needs nothing else."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from lxml import html

from bookbuild.model import Artifact
from bookbuild.verify.html import verify_html
from tests.book import BookProject

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text font-family="Source Sans 3">Nine</text></svg>'
)


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    return BookProject(tmp_path / "book").config('slug = "g"')


def built(book: BookProject, *options: str) -> html.HtmlElement:
    """Build the HTML file and return its root."""
    run = book.run("build", "-f", "html", "--no-cache", *options)
    assert (run.status, [line for line in run.err.splitlines() if "error" in line]) == (0, [])
    (data,) = book.files().values()
    return html.document_fromstring(data.decode())


def names_of(elements: list[html.HtmlElement]) -> list[str]:
    return [element.get("name") for element in elements]


def test_nothing_is_loaded_from_outside_and_nothing_runs(book: BookProject) -> None:
    """Images, stylesheets and fonts stand in the file; it holds no script."""
    book.file("content/nine.svg", DRAWING).article(1, "![Nine](nine.svg)\n\n[Away](https://example.org/)")
    root = built(book)
    loaded = [*root.xpath("//@src"), *root.xpath("//link/@href")]
    assert loaded
    assert all(address.startswith("data:") for address in loaded)
    styles = "".join(root.xpath("//style/text()"))
    assert set(re.findall(r"url\((\w+):", styles)) == {"data"}
    assert root.xpath("//script | //*[starts-with(name(@*), 'on')]") == []


def test_a_note_opens_where_it_is_called(book: BookProject) -> None:
    """Each call of a note is a button that opens the note, without a script; a note may be called twice."""
    book.article(1, "One.[^a] Two.[^a] Three.[^b]\n\n[^a]: The first.\n[^b]: The second.")
    root = built(book)
    called = root.xpath("//sup/button/@popovertarget")
    assert called == ["a1_note-1", "a1_note-1", "a1_note-2"]
    notes = {note.get("id"): " ".join(note.text_content().split()) for note in root.xpath("//*[@popover]")}
    assert notes == {"a1_note-1": "1. The first.", "a1_note-2": "2. The second."}


WORKSHEET = """\
How was it?

::: lines 3

::: scale 1 3 "bad" "good"

::: fields Name, Town

::: checklist

- [ ] Shoes

:::

::: fill

| Day | What |
| --- | --- |
| Monday | |

:::
"""


def test_a_worksheet_is_a_form(book: BookProject) -> None:
    """Every place to write is a field that can be filled in, and has a label and a name of its own."""
    root = built(book.article(1, WORKSHEET))
    fields = root.xpath("//textarea | //input")
    kinds = [field.get("type") or field.tag for field in fields]
    assert kinds == ["textarea", "radio", "radio", "radio", "text", "text", "checkbox", "textarea"]
    assert all(field.get("aria-label") for field in fields)
    names = [field.get("name") for field in fields]
    assert len(set(names)) == 6  # the three radio buttons share one


def test_headings_are_one_tree(book: BookProject) -> None:
    """The title is the only heading of level 1; a chapter is of level 2, its articles of 3, their headings below."""
    book.article(1, "## A heading\n\n### Below it").article(2)
    root = built(book)
    headings = root.xpath("//main//*[self::h2 or self::h3 or self::h4 or self::h5]")
    levels = [(heading.tag, heading.text_content().split()[0]) for heading in headings]
    assert levels == [("h2", "Chapter"), ("h3", "In"), ("h3", "1."), ("h4", "A"), ("h5", "Below"), ("h3", "2.")]
    assert len(root.xpath("//h1")) == 1


def test_links_lead_within_the_file(book: BookProject) -> None:
    """Contents, links to articles and links to headings lead to ids that are in the file."""
    book.article(1, "[Next](2.md#a-part)").article(2, "## A part")
    root = built(book)
    inside = [address[1:] for address in root.xpath("//a/@href") if address.startswith("#")]
    assert "a2.a-part" in inside
    assert set(inside) <= set(root.xpath("//@id"))


def test_a_drawing_has_the_typefaces_that_it_names(book: BookProject) -> None:
    """An image cannot use the fonts of its document, so a drawing whose words stay text is given its own."""
    book.file("content/nine.svg", DRAWING.replace("</text>", " \ue000</text>")).article(1, "![Nine](nine.svg)")
    (address,) = built(book).xpath("//figure//img/@src")
    assert b"@font-face" in b64decode(address.partition(",")[2])


def test_a_book_read_from_the_right_states_its_direction(tmp_path: Path) -> None:
    """Language and direction are those of the book."""
    root = built(BookProject(tmp_path / "book").config('slug = "g"', language="ar").article(1, "نص"))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_every_edition_can_be_had(book: BookProject) -> None:
    """Handouts, booklets, samples and large print come as HTML, too, each part in a file of its own."""
    book.article(1, "One.").article(2, "Two.", chapter=2).article(3, "Three.", chapter=2)
    for edition, count in (("booklet", 2), ("handout", 4), ("sample", 1), ("large-print", 1)):
        run = book.run("build", edition, "-f", "html", "--no-cache", "-o", edition)
        assert (run.status, len(book.files(edition))) == (0, count), run.err


def test_what_no_browser_supports_is_left_out(book: BookProject) -> None:
    """What the shared stylesheets have for paper or for reading systems alone is not in the file."""
    styles = "".join(built(book.article(1), "large-print").xpath("//style/text()"))
    assert "body" in styles
    assert not re.search(r"::footnote-|adobe-", styles)


def test_the_same_book_is_the_same_file(book: BookProject) -> None:
    """Two builds make the same bytes."""
    book.article(1, "One.[^a]\n\n[^a]: Note.")
    built(book)
    first = book.files()
    built(book)
    assert book.files() == first


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<p id="a"></p><p id="a"></p>', "more than one element has the id a"),
        ('<a href="#nowhere">x</a>', "a link leads to #nowhere"),
        ('<img src="https://example.org/x.png">', "is loaded from outside the file"),
        ("<script>1</script>", "<script> is no content"),
        ('<button popovertarget="n">1</button>', "a note is called that is not in the book: n"),
        ('<a href="javascript:1">x</a>', "a link leads to javascript:1"),
    ],
)
def test_the_proof_finds(body: str, what: str) -> None:
    """The proof of the file finds ids that stand twice, dead links, what is loaded from outside, and what runs."""
    artifact = Artifact("g.html", "html", "book", f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert [what in str(found) for found in verify_html(artifact)] == [True]


def test_the_head_says_what_the_book_is(tmp_path: Path) -> None:
    """Licence, ISBN, DOI and publisher stand in the head; the address of the licence is not loaded."""
    facts = """
    license = "https://example.org/by"
    doi = "10.5555/1"
    isbn.html = "978-3-16-148410-0"
    publisher = "Harbour Press"
    address = "https://example.org/a/long/way"
    """
    book = BookProject(tmp_path).config(facts)
    page = built(book.article(1))
    met = {str(meta.get("name")): str(meta.get("content")) for meta in page.iter("meta")}
    assert page.xpath("//link[@rel='license']/@href") == ["https://example.org/by"]
    assert met["dcterms.publisher"] == "Harbour Press"
    identifiers = page.xpath("//meta[@name='dcterms.identifier']/@content")[1:]
    assert identifiers == ["urn:isbn:9783161484100", "https://doi.org/10.5555/1"]
    assert b"</wbr>" not in next(tmp_path.rglob("*.html")).read_bytes()
