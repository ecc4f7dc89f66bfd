"""Results of requests: the files written, what was counted, and the diagnostics."""

import hashlib
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.diagnostics import Diagnostic
from bookbuild.pipeline.status import Status

if TYPE_CHECKING:
    from bookbuild.model import Artifact

WORDS_PER_MINUTE = 230


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that was written. `changed` is whether its bytes differ from those that were there before.

    Of a PDF, `parts` are the names of the page runs and pieces of furniture it was bound from, and `laid_out` those of
    them that this build had to lay out; `pages_changed` are the pages that differ from the build before in the same
    process, where that is known. Of an EPUB, `pages_of` is the edition or the file whose page numbers it lists.
    """

    name: str
    edition: str
    format: str
    size: int
    sha256: str
    pages: int | None
    path: str
    changed: bool
    parts: tuple[str, ...] = ()
    laid_out: tuple[str, ...] = ()
    pages_changed: str = ""
    pages_of: str = ""

    @classmethod
    def of(cls, artifact: "Artifact", path: Path, *, changed: bool) -> "OutputFile":
        """Describe an artifact that was written to a path."""
        return cls(
            name=artifact.name,
            edition=artifact.edition,
            format=artifact.format,
            size=len(artifact.data),
            sha256=hashlib.sha256(artifact.data).hexdigest(),
            pages=artifact.pages,
            path=str(path),
            changed=changed,
            parts=artifact.parts,
            pages_of=artifact.pages_of,
        )

    @property
    def cached(self) -> tuple[str, ...]:
        """The parts that came from the cache."""
        return tuple(part for part in self.parts if part not in self.laid_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a request ended, and what was found: what all results have."""

    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status = Status.OK

    @property
    def ok(self) -> bool:
        """Whether everything was done, without an error."""
        return self.status is Status.OK


@dataclass(frozen=True, slots=True)
class BuildResult(Result):
    """The files that a build made, in order.

    `up_to_date` is whether all files were there already, made from the same input, so that nothing was done.

    `lenient_settings` are lines for bookbuild.toml with which a book is made in spite of the errors: a ``[check]``
    table, or lines of the one that is there. They are empty if there is no error, or if lowering them is no remedy.
    """

    files: tuple[OutputFile, ...] = ()
    up_to_date: bool = False
    lenient_settings: str = ""


@dataclass(frozen=True, slots=True)
class ShopRuling:
    """What a rule of a `shop` (its name) says of an EPUB: what it is about, its `limit`, where it is published and how
    the page stood (`as_of`: its revision, or the month in which it was read), what is against it (`found`, empty if
    nothing), and whether the shop `refuses` such a file or only advises.
    """

    file: str
    shop: str
    what: str
    limit: str
    source: str
    as_of: str
    found: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class CheckResult(Result):
    """What a check found in the content of `articles` files with `words` words.

    `lenient_settings` are those of `BuildResult`; `rulings` are what the rules of the shops that were asked about say
    of each EPUB.
    """

    articles: int = 0
    words: int = 0
    lenient_settings: str = ""
    rulings: tuple[ShopRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """A part, a chapter or an article. `role` is ``part``, ``chapter``, ``article``, ``appendix``, ``front`` or
    ``back``; `chapter`, which of a part is its number, and `number` are empty where there is none; `path` is relative
    to the project, empty for a part or a chapter without a file of its own.
    """

    role: str
    chapter: str
    number: str
    title: str
    words: int
    path: str

    @property
    def minutes(self) -> int:
        """How many minutes reading it takes, rounded up."""
        return ceil(self.words / WORDS_PER_MINUTE)


@dataclass(frozen=True, slots=True)
class ContentsResult(Result):
    """The contents of a project, in reading order, and the errors in it."""

    rows: tuple[ContentsRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition: the formats it is made in, whether it is made if none is named (`default`), its page and type in
    words (``148 x 210 mm, 10 pt``; may be empty), how many books it makes, and the articles and words in them.
    """

    name: str
    formats: tuple[str, ...]
    default: bool
    page: str
    books: int
    articles: int
    words: int


@dataclass(frozen=True, slots=True)
class EditionsResult(Result):
    """The editions of a project, predefined ones first, and the errors in it."""

    rows: tuple[EditionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class MetadataResult(Result):
    """A record of what a book is, as text, and the errors in the content."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class ImposeResult(Result):
    """The sheets that were written, or None, and how to print them.

    `flip` is the edge over which the printer has to turn the sheet (``short``, ``long``; empty if it prints one side);
    `scale` is the size of the pages on the sheet in proportion to their own.
    """

    file: OutputFile | None = None
    sheets: int = 0
    paper: str = ""
    flip: str = ""
    scale: float = 1.0
