"""Conventions of folders: what the names and the order of files say where their metadata blocks say nothing.

A convention is a class and a row in `CONVENTIONS`. Ours, metadata blocks, is the last row and fits any folder.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Number, Role, Source
from bookbuild.system.regular_files import read_bytes

DATA_LIMIT = 1_000_000
"""Bytes beyond which a data file is not read."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a convention can look at: the paths of all Markdown files, sorted, and small data files beside them.

    Paths are relative to the project, in POSIX form. `read` returns the bytes of a file, or None if there is none.
    """

    paths: tuple[str, ...]
    read: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """What a convention says of a file. The file's own metadata block has precedence over every value.

    `position` orders front and back matter; `link_names` are addresses (``/guide/offer``) by which links may call it.
    """

    path: str
    role: Role | None = None
    chapter: Number | None = None
    position: int | None = None
    title: str = ""
    language: str = ""
    link_names: tuple[str, ...] = ()


class Convention(Protocol):
    """A way to arrange the files of a book."""

    def plan(self, listing: Listing) -> Outcome[tuple[PlannedFile, ...]] | None:
        """Return the files of the book, or None if they do not follow this convention.

        A file that is left out is not in the book; a diagnostic says so.
        """


class MetadataBlocks:
    """Our own convention: every Markdown file is in the book, and its metadata block says what it is."""

    def plan(self, listing: Listing) -> Outcome[tuple[PlannedFile, ...]]:
        """Return every file, with nothing said of any."""
        return Outcome(tuple(map(PlannedFile, listing.paths)))


CONVENTIONS: tuple[Convention, ...] = (MetadataBlocks(),)
"""All conventions; the first that fits a project is used."""


def plan_files(project: Path, sources: Sequence[Source]) -> Outcome[tuple[PlannedFile, ...]]:
    """Return the plan of the first convention that fits a project's files."""
    root = project.resolve()
    listing = Listing(tuple(source.path for source in sources), lambda path: _read(root, path))
    plans = (convention.plan(listing) for convention in CONVENTIONS)
    return next(plan for plan in plans if plan is not None)


def apply_plan(
    outcomes: Iterable[Outcome[Article | None]], plan: Iterable[PlannedFile]
) -> list[Outcome[Article | None]]:
    """Complete parsed articles by what the plan says of their files."""
    by_path = {file.path: file for file in plan}
    return [_completed(one, by_path[one.value.path]) if one.value else one for one in outcomes]


def _completed(parsed: Outcome[Article | None], file: PlannedFile) -> Outcome[Article | None]:
    article, found = parsed.value, parsed.diagnostics
    if article is None or file == PlannedFile(file.path):
        return parsed
    if file.title and any(one.code == "missing-title" for one in found):
        article = replace(article, title=file.title)
        found = tuple(one for one in found if one.code != "missing-title")
    if file.position is not None and article.line_of("order") is None:
        article = replace(article, order=Number(str(file.position)))
    article = replace(
        article,
        role=file.role if file.role and article.line_of("matter") is None else article.role,
        chapter=file.chapter if article.chapter is None else article.chapter,
        language=article.language or file.language,
        link_names=file.link_names,
    )
    return Outcome(article, found)


def _read(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file inside the project, or None if there is none, or it is too large to be data."""
    file = (root / path).resolve()
    try:
        if file.is_relative_to(root) and file.is_file() and file.stat().st_size <= DATA_LIMIT:
            return read_bytes(file)
    except OSError:
        return None
    return None
