"""Requests: what to build, what to impose, and how."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bookbuild.cache import CACHE
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.model import ENGINES, FORMATS, OUTPUT_FOLDER


def wrong_argument(name: str, message: str, value: str = "", known: Iterable[str] = ()) -> UsageError:
    """Return the error for an argument with a value that cannot be meant, with the nearest of those `known`."""
    near = get_close_matches(value, list(known), 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}" if known else ""
    return UsageError(diagnose("wrong-argument", f"the argument {name}: {message}", hint=hint))


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build, and how."""

    project: Path
    """The project's folder."""
    editions: tuple[str, ...] = ()
    """Names of editions; without any, the default ones are built."""
    formats: tuple[str, ...] = ()
    """Names of formats (`bookbuild.model.FORMATS`); without any, those of each edition."""
    chapters: tuple[str, ...] = ()
    """Numbers of chapters, or ranges (``3-5``), instead of what each edition selects."""
    articles: tuple[str, ...] = ()
    """Numbers of articles, or ranges, in the same way."""
    tags: tuple[str, ...] = ()
    """Tags of articles, in the same way."""
    all_editions: bool = False
    """Build every edition that there is, unless some are named."""
    all_chapters: bool = False
    """Build the complete content, whatever part of it an edition selects."""
    output: Path = Path(OUTPUT_FOLDER)
    """The folder for the books, relative to the project."""
    jobs: int | None = None
    """How many processes lay out pages; None for one per core. With 1, pages are laid out in this process."""
    executor: str = ""
    """The address of a Dask scheduler whose workers lay out pages instead: ``tcp://HOST:8786``."""
    engine: str | None = None
    """``auto`` or ``plain``, or None for the value in the configuration; see `bookbuild.model.Config`."""
    use_cache: bool = True
    """Reuse what was made before from the same input, and keep what is made now."""
    strict: bool = False
    """Treat warnings as errors."""
    language: str = ""
    """The language of the book, of those that a site has (BCP 47); empty for that of the configuration or the site."""

    @property
    def output_folder(self) -> Path:
        """The folder into which the books are written."""
        return self.project / self.output

    @property
    def worker_count(self) -> int:
        """How many processes lay out pages."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class ImposeRequest:
    """Which PDF to impose, and how. Lengths, papers and marks are texts, as on the command line."""

    file: Path
    """Any PDF that is neither encrypted nor damaged."""
    output: Path | None = None
    """The file for the sheets; None for ``NAME.sheets.pdf`` beside the PDF."""
    scheme: str = "saddle"
    """How pages are arranged: a name of `bookbuild.model.SCHEMES`."""
    paper: str = "auto"
    """A name or a size, ``a3`` or ``320mm x 450mm``; ``auto`` for the usual paper that the pages fit."""
    thickness: str = "80gsm"
    """The weight or thickness of the paper, ``80gsm`` or ``0.1mm``, by which inner pages are moved to the fold."""
    sheets_per_signature: int | None = None
    """The most sheets that are put inside each other; None for all of them, or 4 with ``perfect``."""
    marks: str = ""
    """Any of ``fold``, ``staple`` and ``crop``, with commas between them."""
    gutter: str = "0mm"
    """The distance between neighbouring pages."""
    margin: str = "0mm"
    """The least distance between pages and the edge of the paper."""
    flip: str = "auto"
    """The edge over which the printer turns the sheet: ``short``, ``long``, or ``auto``."""
    fit: bool = False
    """Scale the pages so that they fill the paper."""
    rtl: bool = False
    """The document is read from right to left; if False, as set in the PDF."""
    back_cover: bool = False
    """The last page is the back cover, so that blank pages are put before it."""
    instructions: bool = False
    """Begin with a sheet that explains how to print and fold the others."""

    @property
    def output_file(self) -> Path:
        """The file into which the sheets are written."""
        return self.output or self.file.with_suffix(".sheets.pdf")


def require_valid(request: BuildRequest) -> None:
    """Raise UsageError if an argument of a request has an impossible value."""
    require_folder(request.project)
    for name in request.formats:
        if name not in FORMATS:
            raise wrong_argument("formats", f"{name!r} is no format", name, FORMATS)
    if request.engine not in {None, *ENGINES}:
        raise wrong_argument("engine", f"{request.engine!r} is no layout engine", request.engine or "", ENGINES)
    if request.jobs is not None and request.jobs < 1:
        raise wrong_argument("jobs", f"{request.jobs} is less than 1")
    cache = os.path.realpath(request.project / CACHE)
    if os.path.commonpath((cache, os.path.realpath(request.output_folder))) == cache:
        message = f"{request.output} is the cache, which `bookbuild clean` removes with all that is in it"
        raise wrong_argument("output", message)


def require_folder(folder: Path) -> None:
    """Raise UsageError if there is no such folder."""
    if not folder.is_dir():
        raise UsageError(diagnose("unreadable", "there is no such folder", str(folder)))
