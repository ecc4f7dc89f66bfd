"""Reports of what a build laid out again, and which pages changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """The names of the parts of a book that were laid out; the others came from the cache.

    `changed` are the pages that differ from those that the same typesetter printed of the book before: ``3, 7-9``.
    """

    laid_out: tuple[str, ...] = ()
    changed: str = ""


@dataclass(slots=True)
class RebuildRecorder:
    """Records what is laid out for the current book, and from what the pages of earlier ones were made."""

    _book: str = ""
    _laid_out: set[str] = field(default_factory=set)
    _digests: dict[str, str] = field(default_factory=dict)
    _books: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _before: Mapping[str, str] | None = None
    _changed: str = ""

    def clear(self) -> None:
        """Clear the record."""
        self._laid_out.clear()

    def begin(self, book: str) -> None:
        """Begin a book, given by its file's name."""
        self._book, self._digests, self._changed = book, {}, ""
        self._before = self._books.pop(book, None)

    def add_jobs(self, jobs: Mapping[str, str]) -> None:
        """Record parts of the book: by name, the digest of what each is made from."""
        self._digests |= jobs

    def lay_out(self, digest: str) -> None:
        """Record that the part with this digest was laid out."""
        self._laid_out.add(digest)

    def bind(self, pages: Sequence[tuple[str, str]]) -> None:
        """Record the pages of the book: the run of each, and its label."""
        now = {run: self._digests.get(run, "") for run, _ in pages}
        if self._before is not None:
            changed = [self._before.get(run) != now[run] for run, _ in pages]
            self._changed = ", ".join(_ranges(changed, [label for _, label in pages]))
        self._books[self._book] = now

    def take(self, parts: Sequence[str]) -> RebuildReport:
        """Return the report of these parts. A part is reported as laid out once, with the first book it is in."""
        laid_out = tuple(part for part in parts if self._digests.get(part) in self._laid_out)
        report = RebuildReport(laid_out, self._changed)
        self._laid_out -= {self._digests[part] for part in laid_out}
        self._changed = ""
        return report


def _ranges(changed: Sequence[bool], labels: Sequence[str]) -> Iterator[str]:
    for is_new, indexes in groupby(range(len(labels)), lambda index: changed[index]):
        if is_new and (named := [labels[index] for index in indexes if labels[index]]):
            yield named[0] if len(named) == 1 else f"{named[0]}–{named[-1]}"  # noqa: RUF001 - a range of pages
