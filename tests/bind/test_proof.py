"""What the proof of a bound book finds: the book is bound of runs that say something untrue."""

from dataclasses import replace

from bookbuild.model import NavPoint, PrintedFolio
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
