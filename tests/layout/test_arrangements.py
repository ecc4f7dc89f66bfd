"""A run is arranged as its draft was, without trials."""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from bookbuild.layout import composition, lay_out
from bookbuild.layout.arrangements import Elements
from bookbuild.model import Arrangement, LayoutJob
from tests.layout.jobs import job

CSS = "figure { margin: 0; height: 30mm; break-inside: avoid }"
TEXT = '<body><p class="a">1</p>, <figure>2</figure>; <p>3</p></body>'


def tree() -> Element:
    return fromstring(TEXT)  # noqa: S314  # our own


def figured_job() -> LayoutJob:
    """A figure that goes to the next page, so that what follows it goes first."""
    return job('<article><p>x</p><p>x</p><p>x</p><figure id="figure"></figure>' + "<p>x</p>" * 9 + "</article>", CSS)


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was rendered."""
    tried: list[object] = []
    rendered = composition._rendered

    def counted(*given: Any) -> Any:
        tried.append(given)
        return rendered(*given)

    monkeypatch.setattr(composition, "_rendered", counted)
    return tried


def arranged(root: Element) -> None:
    first, figure, last = root
    root[:] = [first, last, figure]
    first.set("class", "a tight")
    last.set("class", "shorter")


def test_an_arrangement_is_applied_to_the_same_text() -> None:
    """Classes and order of one tree become those of another, and can be undone."""
    root, other = tree(), tree()
    elements, others = Elements(root), Elements(other)
    arranged(root)
    others.apply(elements.arrangement(1))
    assert tostring(other) == tostring(root)
    others.undo()
    assert tostring(other) == tostring(tree())


def test_a_draft_has_pages_and_no_objects() -> None:
    """A draft tells where anchors fall, as its run does."""
    run, draft = lay_out(figured_job()), lay_out(replace(figured_job(), draft=True))
    assert (draft.page_count, draft.anchors) == (run.page_count, run.anchors)
    assert (draft.objects.count, draft.objects.text, draft.fonts) == (0, b"", ())
    assert (draft.arrangement is not None, run.arrangement) == (True, None)


def test_an_arranged_run_is_the_one_found_by_trials(renders: list[object]) -> None:
    """With the arrangement of its draft a run is rendered once, and is the same."""
    by_trials = lay_out(figured_job())
    arrangement = lay_out(replace(figured_job(), draft=True)).arrangement
    renders.clear()
    assert lay_out(replace(figured_job(), arrangement=arrangement)) == by_trials
    assert len(renders) == 1


def test_an_arrangement_that_makes_other_pages_is_not_kept(renders: list[object]) -> None:
    """Where numbers change the pages of a run, it is arranged anew."""
    assert lay_out(replace(figured_job(), arrangement=Arrangement(9, ((2, "x"),)))) == lay_out(figured_job())
    assert len(renders) > 1


def test_a_draft_without_trials_has_no_arrangement() -> None:
    """A run that is rendered once leaves nothing to repeat."""
    assert lay_out(replace(job("<p>x</p>"), draft=True)).arrangement is None
