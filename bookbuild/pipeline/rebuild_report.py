"""What was laid out for a book, and which of its pages are new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """The names of those parts of a book that were laid out for it; the others came from the cache.

    `changed` are the pages that are not as they were when the same press printed the book before: pages and ranges.
    """

    laid_out: tuple[str, ...] = ()
    changed: str = ""


@dataclass(slots=True)
class RebuildRecorder:
    """The tally of the book at hand, and what the pages of earlier ones were made of."""

    _book: str = ""
    _laid_out: set[str] = field(default_factory=set)
    _made_of: dict[str, str] = field(default_factory=dict)
    _books: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _before: Mapping[str, str] | None = None
    _changed: str = ""

    def forget(self) -> None:
        """Tell no more of what was laid out until now."""
        self._laid_out.clear()

    def begin(self, book: str) -> None:
        """Begin a book."""
        self._book, self._made_of, self._changed = book, {}, ""
        self._before = self._books.pop(book, None)

    def meet(self, jobs: Mapping[str, str]) -> None:
        """Take down what parts of the book are made of: a digest of each by its name."""
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

    def take(self, parts: Sequence[str]) -> RebuildReport:
        """Tell of the parts of the book; of what was laid out, with the first book that it is in."""
        laid_out = tuple(part for part in parts if self._made_of.get(part) in self._laid_out)
        tally = RebuildReport(laid_out, self._changed)
        self._laid_out -= {self._made_of[part] for part in laid_out}
        self._changed = ""
        return tally


def _ranges(changed: Sequence[bool], labels: Sequence[str]) -> Iterator[str]:
    for is_new, places in groupby(range(len(labels)), lambda place: changed[place]):
        if is_new and (named := [labels[place] for place in places if labels[place]]):
            yield named[0] if len(named) == 1 else f"{named[0]}–{named[-1]}"  # noqa: RUF001 - a range of pages
