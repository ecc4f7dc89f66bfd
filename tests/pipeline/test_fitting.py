"""The size of type that fits, for texts that fill pages in any way."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model import ColumnBounds, HandoutLayout, HandoutSettings
from bookbuild.pipeline.typesetting.fitting import NEARLY_EMPTY, STEP, Fit, LayOut, fit_all, sizes_of

Extent = Callable[[float], float]


def of_area(area: float) -> Extent:
    """A text that fills pages as its letters do: with the square of their size."""
    return lambda size: area * size * size / 100


BOUNDS = ColumnBounds(least_in_one=10.0, most_in_two=10.5)
SAVED = 0.75
"""What two columns take of the pages that one takes."""


def fitted(extent: Extent, settings: HandoutSettings, bounds: ColumnBounds | None = None) -> Fit:
    return fit_all(["a1"], settings, bounds, laid_out(extent))["a1"]


def laid_out(extent: Extent, tried: list[HandoutLayout] | None = None) -> LayOut:
    """A layout of one text, which notes what was tried."""

    def lay_out(layouts: Mapping[str, HandoutLayout]) -> dict[str, float]:
        ((name, layout),) = layouts.items()
        if tried is not None:
            tried.append(layout)
        return {name: extent(layout.size) * (SAVED if layout.columns == 2 else 1)}

    return lay_out


settings = st.builds(
    HandoutSettings, st.integers(1, 4), st.sampled_from([6.0, 8.1, 9.0]), st.sampled_from([9.0, 11.3, 12.0])
)
areas = st.floats(0.05, 8).map(of_area)


@given(areas, settings)
def test_it_is_the_largest_that_fits(extent: Extent, asked: HandoutSettings) -> None:
    """A text is set as large as fits its pages, or in a size that spares a page nearly empty; else in the smallest,
    and how far that overruns is reported.
    """
    assert asked.fit is not None
    found = fitted(extent, asked)
    fitting = [size for size in sizes_of(asked) if extent(size) <= asked.fit]
    assert found.extent == extent(found.layout.size)
    if not fitting:
        assert (found.layout.size, found.overrun) == (sizes_of(asked)[-1], found.extent - asked.fit)
        return
    largest = max(fitting)
    pages = -(-extent(largest) // 1) - 1
    shorter = [size for size in fitting if extent(size) <= pages]
    spared = extent(largest) > 1 and 0 < extent(largest) % 1 < NEARLY_EMPTY and shorter
    assert found == Fit(HandoutLayout(max(shorter) if spared else largest), found.extent)


@given(st.dictionaries(st.floats(5, 13), st.floats(0.1, 6)), settings, st.sampled_from([None, BOUNDS]))
def test_its_statement_of_pages_is_true(
    odd: Mapping[float, float], asked: HandoutSettings, bounds: ColumnBounds | None
) -> None:
    """However oddly pages fill, as figures make them do, the search ends with a size in its bounds that it has tried,
    and is said to fit only if it does.
    """
    assert asked.fit is not None
    extents = list(odd.values()) or [1.0]
    found = fitted(lambda size: extents[int(size / STEP) % len(extents)], asked, bounds)
    layout = found.layout
    assert layout.size in sizes_of(asked)
    assert layout.columns == 1 or (bounds is not None and layout.size <= bounds.most_in_two)
    assert found.extent == extents[int(layout.size / STEP) % len(extents)] * (SAVED if layout.columns == 2 else 1)
    assert found.overrun == max(0.0, found.extent - asked.fit)


@given(st.lists(areas, max_size=20))
def test_few_rounds_do_for_many(texts: list[Extent]) -> None:
    """Texts are tried together, and a guess by area soon finds each: in no more than five rounds of layout."""
    rounds = []

    def lay_out(layouts: Mapping[str, HandoutLayout]) -> dict[str, float]:
        rounds.append(set(layouts))
        return {name: texts[int(name)](layout.size) for name, layout in layouts.items()}

    fit_all(list(map(str, range(len(texts)))), HandoutSettings(), None, lay_out)
    assert len(rounds) <= 5
    assert all(later <= earlier for earlier, later in pairwise(rounds))


def test_a_full_last_page_is_not_nearly_empty() -> None:
    """A text that fills its last page exactly keeps the largest size, though a smaller one would spare that page."""
    assert fitted(lambda size: 2.0 if size > 10 else 1.0, HandoutSettings(fit=2)) == Fit(HandoutLayout(12.0), 2.0)


def test_without_a_bound_type_is_large() -> None:
    """Without a bound on pages one trial does: the largest type."""
    assert fitted(of_area(50), HandoutSettings(fit=None), BOUNDS) == Fit(HandoutLayout(12.0), of_area(50)(12.0))


@pytest.mark.parametrize(
    ("area", "layout", "trials"),
    [
        (1.9, HandoutLayout(10.25), 3),  # one column, as long as its lines are not too long
        (2.2, HandoutLayout(10.5, 2), 2),  # two columns, not one of smaller type
        (4.0, HandoutLayout(9.0, 2), 4),  # what overruns least, if one column of the smallest type does not fit either
    ],
)
def test_small_type_is_in_two_columns(area: float, layout: HandoutLayout, trials: int) -> None:
    """Where type in one column would be too small for its lines there are two, and what is certain not to fit is not
    tried.
    """
    tried: list[HandoutLayout] = []
    found = fit_all(["a1"], HandoutSettings(), BOUNDS, laid_out(of_area(area), tried))["a1"]
    assert (found.layout, len(tried)) == (layout, trials)


def test_sizes_are_between_the_bounds() -> None:
    """Sizes go down from the largest in quarters of a point, and the smallest is always among them."""
    assert sizes_of(HandoutSettings(smallest=11.4, largest=12.0)) == (12.0, 11.75, 11.5, 11.4)
    assert sizes_of(HandoutSettings(smallest=12.0, largest=12.0)) == (12.0,)
