"""What the proof of a bound book finds: the book is bound of runs with something untrue."""

from dataclasses import replace
from urllib.parse import quote

import pytest

from bookbuild.model import Artifact, NavPoint, PrintedFolio
from bookbuild.verify.pdf import verify_pdf
from tests.bind.small_book import bound, bound_of, doctored, run, small_rendition


def test_a_wrong_folio_is_caught() -> None:
    """A printed number that is not that of the page its link leads to is an error that names both."""
    outcome = bound_of(
        small_rendition(), *doctored(2, folios=(PrintedFolio("2", "c1", 0), PrintedFolio("6", "a2.1", 0)))
    )
    assert [(found.code, found.message) for found in outcome.diagnostics] == [
        ("wrong-folio", "contents prints page '2' for 'c1', which is on page '1'")
    ]


def test_dead_links_are_caught() -> None:
    """A link to an anchor that no run has is an error that names run and anchor; so is an entry of the outline."""
    runs, furniture = doctored(6, anchors={})
    outline = (NavPoint("Gone", "gone"),)
    outcome = bound_of(replace(small_rendition(), outline=outline), runs, furniture)
    assert {(found.code, found.message) for found in outcome.diagnostics} == {
        ("dead-destination", "contents: a link leads to 'a2.1', which does not exist"),
        ("dead-destination", "a1: a link leads to 'a2.1', which does not exist"),
        ("dead-destination", "the outline's 'Gone' leads to 'gone', which does not exist"),
    }


def test_addresses_of_the_builder_s_machine_are_caught() -> None:
    """No link may lead to a file of the machine that made the book."""
    rendition = replace(small_rendition(), runs=(run("a1", '<p><a href="file:///etc/passwd">x</a></p>'),), outline=())
    (found,) = bound(rendition).diagnostics
    assert (found.code, found.message) == (
        "dead-destination",
        "a1: a link leads to an internal address, file:///etc/passwd",
    )


@pytest.mark.parametrize("name", ["a9.über-uns", "a9.日本", "a9.العربية", "a9.🎉", "a9.Größe_x", "a9.(x)", "a9.x%41"])
def test_a_link_to_a_name_in_any_script_is_proved(name: str) -> None:
    """Names of destinations are compared as they are written, whatever encoding PDF has for their letters."""
    place = quote(name)
    body = f'<p><a href="book:{place}">x</a> <a class="folio" href="book:{place}">⟦{name}⟧</a></p><p id="{name}">y</p>'
    rendition = replace(small_rendition(), runs=(run("a9", body),), outline=(NavPoint("There", name),))
    outcome = bound(rendition)
    artifact = Artifact("book.pdf", "pdf", "book", outcome.value, 1)
    assert (outcome.diagnostics, [one for one in verify_pdf(artifact) if one.code == "dead-destination"]) == ((), [])
