"""Link annotations of a run."""

import pikepdf
import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.tagged import opened


def links(body: str, css: str = "") -> list[tuple[str, str]]:
    """The target and the words of each annotation, in order; destinations with a #."""
    with opened(lay_out(job(body, css))) as pdf:
        found = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", ())]
        assert all(annotation.F == 4 for annotation in found)
        return [(_target(annotation), str(annotation.Contents)) for annotation in found]


def _target(annotation: pikepdf.Object) -> str:
    return f"#{annotation.Dest}" if "/Dest" in annotation else str(annotation.A.URI)


def test_links_within_the_book_are_destinations() -> None:
    """``book:ANCHOR`` becomes the named destination ANCHOR; other addresses stay."""
    body = '<p><a href="book:a53.größe">here</a> <a href="https://example.org/ü">there</a></p>'
    assert links(body) == [("#a53.größe", "here"), ("https://example.org/%C3%BC", "there")]


def test_a_link_speaks() -> None:
    """A link's words are its label, its title, its text or that of its picture, else its address."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    body = (
        '<p><a href="https://e.org/1" aria-label="label" title="title">text</a>'
        '<a href="https://e.org/2" title="title">text</a><a href="https://e.org/3">some\n <em>text</em></a>'
        '<a href="https://e.org/4"><img src="book:p.svg" alt="picture"/></a><a href="https://e.org/5">&#160;</a></p>'
    )
    with opened(lay_out(job(body, files={"p.svg": picture}))) as pdf:
        spoken = [str(annotation.Contents) for annotation in pdf.pages[0].obj.Annots]
    assert spoken == ["label", "title", "some text", "picture", "https://e.org/5"]


def test_one_annotation_a_line() -> None:
    """What stands inside a link is no annotation of its own; a link over two lines has two."""
    inside = '<p><a href="https://e.org/"><em>one</em> and <strong><code>two</code></strong></a></p>'
    assert len(links(inside)) == 1
    assert len(links(f'<p style="width: 14mm">{inside[3:]}')) == 2


def test_a_link_around_a_picture_is_one_annotation_as_large_as_the_picture() -> None:
    """The picture is what one clicks on, not the line that it stands on."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>'
    body = '<p><a href="book:there"><img src="book:p.svg" alt="A square"/></a></p><p id="there">x</p>'
    with opened(lay_out(job(body, files={"p.svg": picture}))) as pdf:
        (annotation,) = pdf.pages[0].obj.Annots
        left, bottom, right, top = map(float, annotation.Rect)
    assert (str(annotation.Dest), str(annotation.Contents)) == ("there", "A square")
    assert (right - left, abs(top - bottom)) == pytest.approx((67.5, 67.5), abs=0.1)
