"""The book as it was: in another folder, or at a commit; and the pages that differ from those of now."""

import io
import re
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.model import named_files
from bookbuild.preview.live_book import LiveBook, ShownPage

if TYPE_CHECKING:
    from bookbuild.preview.pictures import Pictures

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
        if run.sources and (old is None or _differs(before, old, now, number)):
            pairs += _beside([] if old is None else _pages(before, old), _pages(now, number))
    gone = [number for name, number in earlier.items() if before.rendition.runs[number].sources]
    return [*pairs, *((page, None) for number in gone for page in _pages(before, number))]


def _beside(before: list[ShownPage], now: list[ShownPage]) -> Iterator[Pair]:
    for index in range(max(len(before), len(now))):
        yield (before[index] if index < len(before) else None, now[index] if index < len(now) else None)


def changed_lines(pairs: Sequence[Pair], pictures: "Pictures") -> list[tuple[list[int], list[int]]]:
    """Return for each pair the indexes of the lines on the one page and on the other that their article has only as it
    was, and only as it is. Margins, page numbers in the text, and lines on another page than before do not count.
    """
    lines = [tuple(_lines(page, pictures) for page in pair) for pair in pairs]
    found = []
    for _, members in groupby(range(len(pairs)), lambda index: _sources(pairs[index])):
        group = list(members)
        others = [Counter(text for index in group for text in lines[index][side].values()) for side in (1, 0)]
        for index in group:
            was, now = (_only_here(lines[index][side], others[side]) for side in (0, 1))
            found.append((was, now))
    return found


def telling(pairs: Sequence[Pair], lines: Sequence[tuple[list[int], list[int]]]) -> list[int]:
    """Return the indexes of the pairs that tell what differs: all of an article none of whose lines does, else those
    with such lines, or with a page on one side only.
    """
    found: list[int] = []
    for _, members in groupby(range(len(pairs)), lambda index: _sources(pairs[index])):
        group = list(members)
        chosen = [index for index in group if any(lines[index]) or None in pairs[index]]
        found += chosen or group
    return found


def _only_here(lines: Mapping[int, str], others: "Counter[str]") -> list[int]:
    found = []
    for row, text in lines.items():
        others[text] -= 1
        if others[text] < 0:
            found.append(row)
    return found


def _lines(page: ShownPage | None, pictures: "Pictures") -> Mapping[int, str]:
    """Return the lines in the text block of a page by their indexes."""
    if page is None or page.file is None:
        return {}
    geometry = page.file.rendition.geometry
    top, bottom = geometry.top / geometry.height - 0.01, 1.01 - geometry.bottom / geometry.height
    label = page.file.rendition.labels["page"]
    number = re.compile(rf"\b{re.escape(label)} (\d+|[ivxlc]+)\b", re.IGNORECASE)
    lines = enumerate(pictures.text(page.file, page.file.data, page.index))
    inside = ((row, line.text) for row, line in lines if top <= line.top and line.bottom <= bottom)
    return {row: number.sub(label, " ".join(text.split())) for row, text in inside}


def _sources(pair: Pair) -> tuple[str, ...]:
    return next((page.file.sources for page in pair if page and page.file), ())


def _differs(before: LiveBook, old: int, now: LiveBook, number: int) -> bool:
    """Return whether a run is drawn otherwise, and not only with other page numbers."""
    if before.digests_of(old) == now.digests_of(number):
        return False
    return _meant(before, old) != _meant(now, number)


def _meant(book: LiveBook, number: int) -> tuple[object, ...]:
    """Return all of a run but the page numbers that are filled in."""
    rendition = book.rendition
    xhtml = rendition.runs[number].xhtml
    sheets = tuple(sheet.css for sheet in rendition.stylesheets)
    faces = tuple(face.digest for face in rendition.typefaces)
    return xhtml, sheets, faces, rendition.geometry, named_files(rendition.files, xhtml, *sheets)


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
