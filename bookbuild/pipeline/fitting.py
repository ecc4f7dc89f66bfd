"""The largest type size in which a text fills at most a number of pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.model import HandoutSettings

STEP = 0.25
"""The difference between one type size and the next, in points."""
NEARLY_EMPTY = 0.15
"""A last page filled less than this looks like a mistake."""

LayOut = Callable[[Mapping[str, float]], Mapping[str, float]]
"""Lays out texts, by name, in sizes in points, and returns how many pages each fills: 1.25 is a page and a quarter."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The type size of a text, in points; how many pages it fills; and by how many it is too long."""

    size: float
    extent: float
    overrun: float = 0.0


def fit_all(names: Sequence[str], settings: HandoutSettings, lay_out: LayOut) -> dict[str, Fit]:
    """Find the type size of each text. In each round all texts whose size is not known yet are laid out together."""
    searches = {name: _Search(sizes_of(settings), settings.fit) for name in names}
    while trials := {name: size for name, search in searches.items() if (size := search.trial()) is not None}:
        for name, extent in lay_out(trials).items():
            searches[name].extents[trials[name]] = extent
    return {name: search.found() for name, search in searches.items()}


def sizes_of(settings: HandoutSettings) -> tuple[float, ...]:
    """Return the sizes that may be tried, in points, the largest first."""
    steps = max(0, int((settings.largest - settings.smallest) / STEP))
    sizes = [settings.largest - step * STEP for step in range(steps + 1)]
    return tuple(sizes if sizes[-1] <= settings.smallest else [*sizes, settings.smallest])


@dataclass(slots=True)
class _Search:
    """The search for one text's size. `extents` are the pages that it filled in the sizes tried so far."""

    sizes: tuple[float, ...]
    fit: int | None
    extents: dict[float, float] = field(default_factory=dict)

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
        return Fit(size, self.extents[size], overrun)

    def _best(self, pages: int) -> float | None:
        """Return the largest size tried that fits."""
        return max((size for size, extent in self.extents.items() if extent <= pages), default=None)

    def _next(self, pages: int) -> float | None:
        """Return the next size between one that fits and one that does not, or None if there is none.

        The number of pages grows with the square of the type size, so that the first guess is nearly right.
        """
        fits = self._best(pages) or 0.0
        too_large = min(size for size in (*self.extents, float("inf")) if size > fits)
        between = [size for size in self.sizes if fits < size < too_large]
        if not between:
            return None
        guess = too_large * (pages / self.extents[too_large]) ** 0.5
        return next((size for size in between if size <= guess), between[-1])

    def _pages(self, size: float) -> int:
        return -int(-self.extents[size] // 1)


def _is_nearly_empty(extent: float) -> bool:
    return extent > 1 and 0 < extent % 1 < NEARLY_EMPTY
