"""The largest type in which a text fills at most a number of pages: in one column, or else in two.

A line across the whole measure has too many letters where type is small. So type is made smaller in one column only
while lines are read easily; then the text is set in two columns, which hold more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from bookbuild.model import ColumnBounds, HandoutLayout, HandoutSettings

STEP = 0.25
"""The difference between one type size and the next, in points."""
NEARLY_EMPTY = 0.15
"""A last page filled less than this looks like a mistake."""
_SURELY_TOO_SMALL = 0.96
"""A size smaller than another by this factor or more, as a guess by area, says that the other is too large."""

LayOut = Callable[[Mapping[str, HandoutLayout]], Mapping[str, float]]
"""Lays out texts, by name, and returns how many pages each fills: 1.25 is a page and a quarter."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The layout of a text; how many pages it fills; and by how many it is too long."""

    layout: HandoutLayout
    extent: float
    overrun: float = 0.0


def fit_all(
    names: Sequence[str], settings: HandoutSettings, bounds: ColumnBounds | None, lay_out: LayOut
) -> dict[str, Fit]:
    """Find the layout of each text. In each round all texts whose layout is not known yet are laid out together.

    Without `bounds` all texts are in one column.
    """
    searches = {name: _Search.of(settings, bounds) for name in names}
    while trials := {name: layout for name, search in searches.items() if (layout := search.trial()) is not None}:
        for name, extent in lay_out(trials).items():
            searches[name].learn(trials[name], extent)
    return {name: search.found() for name, search in searches.items()}


def sizes_of(settings: HandoutSettings) -> tuple[float, ...]:
    """Return the sizes that may be tried, in points, the largest first."""
    steps = max(0, int((settings.largest - settings.smallest) / STEP))
    sizes = [settings.largest - step * STEP for step in range(steps + 1)]
    return tuple(sizes if sizes[-1] <= settings.smallest else [*sizes, settings.smallest])


@dataclass(slots=True)
class _Search:
    """The search for one text's layout, in stages, each of which is gone through if those before it find nothing: one
    column of large type, two columns, one column of any type.
    """

    stages: tuple["_SizeSearch", ...]

    @classmethod
    def of(cls, settings: HandoutSettings, bounds: ColumnBounds | None) -> "_Search":
        """Return the search that the settings allow."""
        sizes, extents = sizes_of(settings), dict[float, float]()
        whole = _SizeSearch(sizes, settings.fit, 1, extents)
        small = [size for size in sizes if bounds and size <= bounds.most_in_two]
        if bounds is None or not small or sizes[-1] >= bounds.least_in_one:
            return cls((whole,))
        large = [size for size in sizes if size >= bounds.least_in_one] or sizes[:1]
        return cls(
            (
                _SizeSearch(large, settings.fit, 1, extents, gives_up=True),
                _SizeSearch(small, settings.fit, 2, {}),
                whole,
            )
        )

    def trial(self) -> HandoutLayout | None:
        """Return the layout to be tried next, or None if the search is over."""
        trials = ((stage.trial(), stage.columns) for stage in self._reached())
        return next((HandoutLayout(size, columns) for size, columns in trials if size is not None), None)

    def learn(self, layout: HandoutLayout, extent: float) -> None:
        """Note how many pages the text fills in a layout."""
        next(stage for stage in self.stages if stage.columns == layout.columns).extents[layout.size] = extent

    def found(self) -> Fit:
        """Return the layout that was found, or of those in the smallest type the one that overruns least."""
        *before, last = self._reached()
        return last.found() if last.fits else min((one.found() for one in (*before[1:], last)), key=_overrun)

    def _reached(self) -> Iterator["_SizeSearch"]:
        """Yield the stages up to the first that has found a size that fits."""
        for stage in self.stages:
            yield stage
            if stage.fits:
                return


@dataclass(slots=True)
class _SizeSearch:
    """The search for a size in a number of columns. `extents` are the pages that the text filled in sizes tried so far.
    One that gives up does not try the smallest size where it is certain that it does not fit.
    """

    sizes: Sequence[float]
    fit: int | None
    columns: int
    extents: dict[float, float]
    gives_up: bool = False

    @property
    def fits(self) -> bool:
        """Whether a size was found that fits."""
        return self.fit is None or self._best(self.fit) is not None

    def trial(self) -> float | None:
        """Return the size to be tried next, or None if the search is over."""
        largest = self.sizes[0]
        if largest not in self.extents:
            return largest
        if self.fit is None:
            return None
        trial = self._next(self.fit)
        best = self._best(self.fit)
        if trial is None and best is not None and _is_nearly_empty(self.extents[best]):
            return self._next(self._pages(best) - 1)
        return trial

    def found(self) -> Fit:
        """Return the size that was found, or the smallest one if none fits."""
        if self.fit is None:
            return self._as(self.sizes[0])
        best = self._best(self.fit)
        if best is None:
            return self._as(self.sizes[-1], overrun=self.extents[self.sizes[-1]] - self.fit)
        if _is_nearly_empty(self.extents[best]) and (shorter := self._best(self._pages(best) - 1)) is not None:
            return self._as(shorter)
        return self._as(best)

    def _as(self, size: float, overrun: float = 0.0) -> Fit:
        return Fit(HandoutLayout(size, self.columns), self.extents[size], overrun)

    def _best(self, pages: int) -> float | None:
        """Return the largest size tried that fits."""
        return max((size for size in self.sizes if self.extents.get(size, inf) <= pages), default=None)

    def _next(self, pages: int) -> float | None:
        """Return the next size between one that fits and one that does not, or None if there is none.

        The number of pages grows with the square of the type size, so that the first guess is nearly right.
        """
        fits = self._best(pages) or 0.0
        too_large = min(size for size in (*self.extents, inf) if size > fits)
        between = [size for size in self.sizes if fits < size < too_large]
        if not between:
            return None
        guess = too_large * (pages / self.extents[too_large]) ** 0.5
        if self.gives_up and not fits and guess < _SURELY_TOO_SMALL * between[-1]:
            return None
        return next((size for size in between if size <= guess), between[-1])

    def _pages(self, size: float) -> int:
        return -int(-self.extents[size] // 1)


def _is_nearly_empty(extent: float) -> bool:
    return extent > 1 and 0 < extent % 1 < NEARLY_EMPTY


def _overrun(fit: Fit) -> float:
    return fit.overrun
