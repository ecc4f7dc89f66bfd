"""The book as it was: in another folder, or at a commit; and the pages that differ from those of now."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.preview.live_book import LiveBook, ShownPage

Pair = tuple[ShownPage | None, ShownPage | None]
"""A page as it was, and as it is; None where there is none."""


@contextmanager
def earlier_state(project: Path, against: str) -> Iterator[Path]:
    """Return a folder with the project as it was: `against` itself if it is one, or a commit's files, until the end.

    Raises:
        UsageError: when it is neither.
    """
    if Path(against).is_dir():
        yield Path(against)
        return
    with tempfile.TemporaryDirectory(prefix="bookbuild-", ignore_cleanup_errors=True) as folder:
        with tarfile.open(fileobj=io.BytesIO(_archive(project, against))) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def differing_pages(before: LiveBook, now: LiveBook) -> list[Pair]:
    """Return the pages of each run that is drawn otherwise, side by side; page numbers do not count."""
    earlier = {run.name: number for number, run in enumerate(before.rendition.runs)}
    pairs: list[Pair] = []
    for number, run in enumerate(now.rendition.runs):
        old = earlier.pop(run.name, None)
        if run.sources and (old is None or _drawn(before, old) != _drawn(now, number)):
            pairs += _beside([] if old is None else _pages(before, old), _pages(now, number))
    gone = [number for name, number in earlier.items() if before.rendition.runs[number].sources]
    return [*pairs, *((page, None) for number in gone for page in _pages(before, number))]


def _beside(before: list[ShownPage], now: list[ShownPage]) -> Iterator[Pair]:
    for index in range(max(len(before), len(now))):
        yield (before[index] if index < len(before) else None, now[index] if index < len(now) else None)


def _drawn(book: LiveBook, number: int) -> tuple[str, ...]:
    """Return the digests of a run's pages, without their furniture."""
    return book.digests_of(number)


def _pages(book: LiveBook, number: int) -> list[ShownPage]:
    start = book.starts[number]
    return list(book.pages[start : start + book.runs[number].page_count])


def _archive(project: Path, commit: str) -> bytes:
    """Return the files of a project at a commit as an archive (tar), by Git."""
    inside = _git(project, "rev-parse", "--show-prefix").decode().strip()
    return _git(project, "archive", "--format=tar", f"{commit}:{inside}")


def _git(project: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 - Git, without a shell
            ["git", "-C", str(project), *arguments],  # noqa: S607 - that of the user
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "name a folder with the book as it was, or a commit of its Git repository: HEAD"
        raise UsageError(
            diagnose("wrong-argument", f"{arguments[-1]!r} is nothing to compare with", hint=hint)
        ) from error
