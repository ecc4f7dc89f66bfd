"""Where in its document each page of a run begins."""

from xml.etree import ElementTree as ET

from bookbuild.layout import lay_out
from bookbuild.model import LayoutJob
from tests.layout.jobs import job, words


def beginnings(laid: LayoutJob) -> list[str]:
    """Return the first word of each page, looked up in the document by its place."""
    elements = list(ET.fromstring(laid.xhtml).iter())  # noqa: S314 - made here
    found = []
    for element, letters in lay_out(laid).places:
        own = elements[element].text or ""
        at = next(at for at in range(len(own)) if len("".join(own[:at].split())) == letters and not own[at].isspace())
        found.append(own[at:].split()[0])
    return found


def test_a_page_begins_with_its_first_new_word() -> None:
    """Within a paragraph the letters before are counted; the head of a table that is printed again does not count."""
    rows = "".join(f"<tr><td>row{number}</td></tr>" for number in range(14))
    table = f"<table><thead><tr><th>head</th></tr></thead><tbody>{rows}</tbody></table>"
    laid = job(f"<p>{words(130)}</p>{table}", "html { orphans: 1; widows: 1 }")
    starts = [page[0] if page[0] != "head" else page[1] for page in lay_out(laid).starts]
    assert len(starts) > 3
    assert beginnings(laid) == starts


def test_a_page_without_text_begins_with_its_picture() -> None:
    """A picture alone on a page is its beginning; a page that has nothing of the document has none."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="120"><rect width="9" height="9"/></svg>'
    body = '<p>one</p><p style="break-before:page"><img src="book:a.svg" alt="A"/></p>'
    laid = job(f'{body}<div style="break-before:page">&#160;</div>', files={"a.svg": svg})
    places = lay_out(laid).places
    elements = list(ET.fromstring(laid.xhtml).iter())  # noqa: S314 - made here
    assert [elements[place[0]].tag.rpartition("}")[2] if place[0] >= 0 else "" for place in places] == ["p", "img", ""]
