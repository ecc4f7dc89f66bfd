"""Which page of which run is which page of the book."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.bind import Pagination, paginate
from bookbuild.bind.pagination import roman
from bookbuild.model import PageRun

RUN = PageRun("run", "Run", "")


@st.composite
def books(draw: st.DrawFn) -> tuple[list[PageRun], list[int]]:
    """Runs in the order of a book, with their page counts."""
    runs: list[PageRun] = []
    for division, most in (("cover", 1), ("front", 4), ("body", 8)):
        for _ in range(draw(st.integers(0, most))):
            opens = draw(st.sampled_from(["recto", "next"]))
            bare, furnished = draw(st.booleans()), draw(st.booleans())
            heads = ("Chapter", f"Article {len(runs)}")
            run = replace(RUN, division=division, opens=opens, bare=bare, furnished=furnished, heads=heads)
            runs.append(run)
    counts = draw(st.lists(st.integers(1, 6), min_size=len(runs), max_size=len(runs)))
    return runs, counts


@given(books())
def test_each_page_stands_once_and_in_order(book: tuple[list[PageRun], list[int]]) -> None:
    """Every page of every run is in the book once, in order, and a run's pages are not torn apart."""
    runs, counts = book
    found = paginate(runs, counts)
    placed = [(page.run, page.index) for page in found.pages if page.run is not None]
    assert placed == [(place, index) for place, count in enumerate(counts) for index in range(count)]
    for place, start in enumerate(found.starts):
        assert [page.run for page in found.pages[start : start + counts[place]]] == [place] * counts[place]


@given(books())
def test_rectos_are_the_odd_pages(book: tuple[list[PageRun], list[int]]) -> None:
    """The first page is a recto, and sides alternate; runs that open on a recto do, and so does each division."""
    runs, counts = book
    found = paginate(runs, counts)
    assert [page.recto for page in found.pages] == [place % 2 == 0 for place in range(len(found.pages))]
    for place, start in enumerate(found.starts):
        first_of_division = place == 0 or runs[place - 1].division != runs[place].division
        assert found.pages[start].recto or (runs[place].opens == "next" and not first_of_division)


@given(books())
def test_blanks_only_where_needed(book: tuple[list[PageRun], list[int]]) -> None:
    """A blank is always a verso, never beside another, and carries nothing."""
    found = paginate(*book)
    for page, following in pairwise([*found.pages, None]):
        if page is not None and page.run is None:
            assert not page.recto
            assert not page.is_furnished
            assert following is None or following.recto
    assert all(page.run is not None for page in found.pages[-1:]) or found.pages[-1].division == "cover"


@given(books())
def test_numbers_count_within_each_division(book: tuple[list[PageRun], list[int]]) -> None:
    """Pages of the front are i, ii, iii, those of the body 1, 2, 3, blanks counted; the cover's have none."""
    found = paginate(*book)
    for division, style in (("front", roman), ("body", str), ("cover", lambda _: "")):
        labels = [page.label for page in found.pages if page.division == division]
        assert labels == [style(place + 1) for place in range(len(labels))]


@given(books())
def test_furniture_stands_where_it_may(book: tuple[list[PageRun], list[int]]) -> None:
    """No running head on a run's first page, nothing on bare runs; a folio is the page's own number."""
    runs, counts = book
    for page in paginate(runs, counts).pages:
        if page.run is None:
            continue
        run = runs[page.run]
        assert page.heads == (("", "") if run.bare or page.index == 0 else run.heads)
        assert page.folio == ("" if run.bare or (page.index == 0 and not run.furnished) else page.label)


def paginated(*marks: tuple[str, int]) -> Pagination:
    run = replace(RUN, heads=("Chapter", "First"), marks=tuple((key, key.title()) for key, _ in marks))
    return paginate([run], [4], [{key: (page, 0, 0) for key, page in marks}])


def test_running_heads_change_inside_a_run() -> None:
    """The recto's head is that of the first mark on the page, else of the last before it."""
    found = paginated(("first", 0), ("second", 1), ("third", 1), ("fourth", 3))
    assert [page.heads[1] for page in found.pages] == ["", "Second", "Third", "Fourth"]


def test_a_page_of_two_lists_is_headed_by_the_one_that_it_begins_with() -> None:
    """Of lists that share a run, the page's head names the one whose lines it begins with, and none above a title."""
    lists = replace(RUN, name="tables", heads=("Tables", "Tables"), marks=(("figures", "Figures"), ("maps", "Maps")))
    found = paginate([lists], [4], [{"tables": (0, 0, 500), "figures": (1, 0, 540), "maps": (3, 0, 300)}])
    assert [page.heads for page in found.pages] == [("", ""), ("", ""), ("Figures", "Figures"), ("Figures", "Figures")]


def test_folios_of_anchors() -> None:
    """An anchor's number is the label of the page it fell on; of an anchor in two runs the first counts."""
    front = replace(RUN, division="front")
    found = paginate(
        [front, RUN, RUN], [1, 2, 1], [{"p": (0, 0, 0)}, {"a": (1, 0, 0)}, {"a": (0, 0, 0), "b": (0, 0, 0)}]
    )
    assert found.folios == {"p": "i", "a": "2", "b": "3"}


@pytest.mark.parametrize(("number", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (48, "xlviii"), (1994, "mcmxciv")])
def test_roman_numerals(number: int, numeral: str) -> None:
    """Numerals are those of every book."""
    assert roman(number) == numeral


def test_a_series_counts_its_own_pages() -> None:
    """Pages of a run with a series have a number and their count; blanks between count on, and carry nothing."""
    runs = [replace(RUN, name=name, opens="recto", series=f"{name}-", heads=("Book", name)) for name in ("7", "8")]
    found = paginate(runs, [3, 1])
    assert [page.label for page in found.pages] == ["7-1", "7-2", "7-3", "7-4", "8-1"]
    assert [page.folio for page in found.pages] == ["1 / 3", "2 / 3", "3 / 3", "", "1 / 1"]
    assert [page.heads for page in found.pages] == [("Book", "7")] * 3 + [("", "")] + [("Book", "8")]
