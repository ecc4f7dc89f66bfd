"""What was laid out for a book and what came from the cache, and which of its pages are new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Tally:
    """The runs of a book: the names of those that were laid out, and how many came from the cache.

    `changed` are the pages that are not as they were when the same press printed the book before: pages and ranges.
    """

    laid_out: tuple[str, ...] = ()
    cached: int = 0
    changed: str = ""


@dataclass(slots=True)
class TallySheet:
    """The tally of the book at hand, and what the pages of earlier ones were made of."""

    _book: str = ""
    _expected: tuple[str, ...] = ()
    _laid_out: set[str] = field(default_factory=set)
    _made_of: dict[str, str] = field(default_factory=dict)
    _books: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _before: Mapping[str, str] | None = None
    _changed: str = ""

    def begin(self, book: str, runs: Iterable[str]) -> None:
        """Begin a book of these runs."""
        self._book, self._expected = book, tuple(runs)
        self._before = self._books.pop(book, None)

    def meet(self, jobs: Mapping[str, str]) -> None:
        """Take down what runs are made of: a digest of each by its name."""
        self._made_of |= jobs

    def lay_out(self, made_of: str) -> None:
        """Take down that what has this digest was laid out."""
        self._laid_out.add(made_of)

    def bind(self, pages: Sequence[tuple[str, str]]) -> None:
        """Take down the pages of the book: the run that each is of, and its label."""
        now = {run: self._made_of.get(run, "") for run, _ in pages}
        if self._before is not None:
            changed = [self._before.get(run) != now[run] for run, _ in pages]
            self._changed = ", ".join(_ranges(changed, [label for _, label in pages]))
        self._books[self._book] = now

    def take(self) -> Tally:
        """End a book, and tell of it."""
        laid_out = tuple(run for run in self._expected if self._made_of.get(run) in self._laid_out)
        tally = Tally(laid_out, len(self._expected) - len(laid_out), self._changed)
        self._expected, self._laid_out, self._changed = (), set(), ""
        return tally


def _ranges(changed: Sequence[bool], labels: Sequence[str]) -> Iterator[str]:
    for is_new, places in groupby(range(len(labels)), lambda place: changed[place]):
        if is_new and (named := [labels[place] for place in places if labels[place]]):
            yield named[0] if len(named) == 1 else f"{named[0]}–{named[-1]}"  # noqa: RUF001 - a range of pages
