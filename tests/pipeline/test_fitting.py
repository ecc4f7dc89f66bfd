"""The size of type that fits, for texts that fill pages in any way."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model import HandoutSettings
from bookbuild.pipeline.fitting import NEARLY_EMPTY, STEP, Fit, fit_all, sizes_of

Extent = Callable[[float], float]


def of_area(area: float) -> Extent:
    """A text that fills pages as its letters do: with the square of their size."""
    return lambda size: area * size * size / 100


def fitted(extent: Extent, settings: HandoutSettings) -> Fit:
    return fit_all(["a1"], settings, lambda sizes: {name: extent(size) for name, size in sizes.items()})["a1"]


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
    assert found.extent == extent(found.size)
    if not fitting:
        assert (found.size, found.overrun) == (sizes_of(asked)[-1], found.extent - asked.fit)
        return
    largest = max(fitting)
    pages = -(-extent(largest) // 1) - 1
    shorter = [size for size in fitting if extent(size) <= pages]
    spared = extent(largest) > 1 and 0 < extent(largest) % 1 < NEARLY_EMPTY and shorter
    assert found == Fit(max(shorter) if spared else largest, found.extent)


@given(st.dictionaries(st.floats(5, 13), st.floats(0.1, 6)), settings)
def test_its_statement_of_pages_is_true(odd: Mapping[float, float], asked: HandoutSettings) -> None:
    """However oddly pages fill, as figures make them do, the search ends with a size in its bounds that it has tried,
    and is said to fit only if it does.
    """
    assert asked.fit is not None
    extents = list(odd.values()) or [1.0]
    found = fitted(lambda size: extents[int(size / STEP) % len(extents)], asked)
    assert found.size in sizes_of(asked)
    assert found.extent == extents[int(found.size / STEP) % len(extents)]
    assert found.overrun == max(0.0, found.extent - asked.fit)


@given(st.lists(areas, max_size=20))
def test_few_rounds_do_for_many(texts: list[Extent]) -> None:
    """Texts are tried together, and a guess by area soon finds each: in no more than five rounds of layout."""
    rounds = []

    def lay_out(sizes: Mapping[str, float]) -> dict[str, float]:
        rounds.append(set(sizes))
        return {name: texts[int(name)](size) for name, size in sizes.items()}

    fit_all(list(map(str, range(len(texts)))), HandoutSettings(), lay_out)
    assert len(rounds) <= 5
    assert all(later <= earlier for earlier, later in pairwise(rounds))


def test_a_full_last_page_is_not_nearly_empty() -> None:
    """A text that fills its last page exactly keeps the largest size, though a smaller one would spare that page."""
    assert fitted(lambda size: 2.0 if size > 10 else 1.0, HandoutSettings(fit=2)) == Fit(12.0, 2.0)


def test_without_a_bound_type_is_large() -> None:
    """Without a bound on pages one trial does: the largest type."""
    assert fitted(of_area(50), HandoutSettings(fit=None)) == Fit(12.0, of_area(50)(12.0))


def test_sizes_are_between_the_bounds() -> None:
    """Sizes go down from the largest in quarters of a point, and the smallest is always among them."""
    assert sizes_of(HandoutSettings(smallest=11.4, largest=12.0)) == (12.0, 11.75, 11.5, 11.4)
    assert sizes_of(HandoutSettings(smallest=12.0, largest=12.0)) == (12.0,)
