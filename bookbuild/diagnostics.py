"""Diagnostics: what is wrong with a book, worded so that its author can fix it.

Every stage returns an `Outcome`: the best value it could make, and its diagnostics. Faults in the content raise no
exception, so that one run reports all of them; `BookError` is raised if a stage cannot continue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)
Item = TypeVar("Item")


class Severity(Enum):
    """Severity of a diagnostic: an error stops the build, a warning does so with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a file: a path relative to the project (POSIX form) and, if known, a line counted from 1."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line is not None else self.path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A diagnostic: a stable code, a message, a location, and a hint on how to fix it.

    Layout has no source files: its diagnostics have the name of a page run as path, and the `characters` or the first
    `words` concerned, so that the source line can be found later.
    """

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    characters: str = ""
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        location = f"{self.location}: " if self.location else ""
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{location}{self.severity.value}[{self.code}]: {self.message}{hint}"


def diagnose(code: str, message: str, path: str | None = None, line: int | None = None, hint: str = "") -> Diagnostic:
    """Return a diagnostic of a registered code, with that code's default severity.

    Raises:
        KeyError: if the code is not in `CODES`.

    """
    location = Location(path, line) if path is not None else None
    return Diagnostic(code, message, location, hint, CODES[code].severity)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value_co]):
    """A value and the diagnostics of its making."""

    value: Value_co
    diagnostics: tuple[Diagnostic, ...] = ()


def gather(outcomes: Iterable[Outcome[Item | None]]) -> Outcome[tuple[Item, ...]]:
    """Combine outcomes into one, in order; None values are left out."""
    values: list[Item] = []
    diagnostics: list[Diagnostic] = []
    for outcome in outcomes:
        if outcome.value is not None:
            values.append(outcome.value)
        diagnostics.extend(outcome.diagnostics)
    return Outcome(tuple(values), tuple(diagnostics))


class BookError(Exception):
    """Raised when a stage cannot continue, with the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


class UsageError(BookError):
    """Raised for errors of the command line or the configuration, not of the book."""


def judge(diagnostics: Iterable[Diagnostic], policy: Mapping[str, Severity]) -> tuple[Diagnostic, ...]:
    """Apply a project's ``[check]`` table: replace severities, and drop diagnostics that are off."""
    judged = (
        replace(diagnostic, severity=policy.get(diagnostic.code, diagnostic.severity)) for diagnostic in diagnostics
    )
    return tuple(diagnostic for diagnostic in judged if diagnostic.severity is not Severity.OFF)


@dataclass(frozen=True, slots=True)
class Code:
    """A diagnostic code: its default severity, and its meaning in one sentence."""

    severity: Severity
    meaning: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

MACHINE_CODES = {"missing-library", "unpaged-references"}
"""Codes of faults of the machine, for which the book cannot be blamed: the exit status is that of a wrong usage."""

CODES: Mapping[str, Code] = {
    # configuration
    "config-syntax": Code(_E, "bookbuild.toml is not valid TOML."),
    "config-key": Code(_E, "bookbuild.toml has an unknown key."),
    "config-value": Code(_E, "A value in bookbuild.toml is of the wrong type or out of range."),
    "config-renamed": Code(_N, "bookbuild.toml uses the former name of a key."),
    "config-missing": Code(_N, "The configuration does not set the title or the language, so a default is used."),
    "unknown-edition": Code(_E, "A requested edition is declared neither by the program nor by the project."),
    "theme-file": Code(_E, "A file named by a stylesheet or a template is missing or outside the project."),
    "template-error": Code(_E, "A template of the project cannot be rendered."),
    # reading
    "no-articles": Code(_E, "No article was found."),
    "nothing-selected": Code(_E, "The selection contains no article."),
    "not-utf8": Code(_E, "An article is not UTF-8 text."),
    "unreadable": Code(_E, "A file cannot be read."),
    "outside-project": Code(_E, "A path leads out of the project."),
    "article-too-large": Code(_E, "An article is larger than the limit."),
    "metadata-syntax": Code(_E, "The metadata block is not valid YAML, or is not closed."),
    "metadata-type": Code(_E, "A metadata key has a value of the wrong type."),
    "metadata-aliases": Code(_E, "The metadata block uses more YAML aliases than the limit."),
    "duplicate-number": Code(_E, "Two articles have the same number."),
    "duplicate-opening": Code(_E, "Two files are openings of the same chapter."),
    "number-gap": Code(_W, "A number is missing in the sequence of articles."),
    "missing-number": Code(_W, "An article has no number while others have; it is placed after them."),
    "tag-contradicts-chapter": Code(_W, "A tag names a different chapter than the metadata block."),
    "missing-title": Code(_W, "An article has no title; its first heading or its file name is used."),
    "unknown-colour": Code(_W, "A colour name is not in the palette; the default is used."),
    # the article's text
    "broken-link": Code(_E, "A link leads to no article or no heading of the book."),
    "missing-image": Code(_E, "An image cannot be found."),
    "outside-image": Code(_E, "An image lies outside the project or on the network."),
    "unreadable-image": Code(_E, "An image is damaged, of an unknown kind, or too large."),
    "missing-alt": Code(_W, "An image has no text alternative."),
    "unsafe-html": Code(_W, "Raw HTML contains an element that is not allowed in a book; it was left out."),
    "unclosed-html": Code(_W, "A tag or a comment in raw HTML is not closed, or closes nothing."),
    "unknown-callout": Code(_W, "A ::: block or a callout in a quotation has an unknown name."),
    "unused-attribute": Code(_W, "An attribute in braces has no effect, or belongs to nothing."),
    "unused-abbreviation": Code(_W, "An abbreviation is explained but not used, or explained twice."),
    "worksheet-argument": Code(_E, "A worksheet element has missing or invalid arguments."),
    "too-deep": Code(_W, "Text is nested deeper than the limit; it was left out."),
    "undefined-footnote": Code(_W, "A footnote mark has no matching note."),
    "unreadable-font": Code(_E, "A font of the project is damaged or of an unknown kind."),
    "missing-glyph": Code(_W, "No font of the book has a character; it prints as an empty box."),
    # sheets
    "unreadable-pdf": Code(_E, "A file to be imposed is damaged, encrypted, or not a PDF."),
    "paper-too-small": Code(_E, "The pages do not fit on the paper with this imposition scheme."),
    "too-many-pages": Code(_E, "A document has too many pages for a zine."),
    "no-room-for-marks": Code(_W, "Crop marks were requested, but the pages leave no room for them on the paper."),
    # making and proving
    "handout-overrun": Code(_W, "An article is too long for the pages of its handout, even in the smallest type."),
    "layout-warning": Code(_W, "The layout engine could not follow a stylesheet or a document."),
    "engine-plain": Code(_N, "WeasyPrint is a version that bookbuild cannot speed up; pages are the same."),
    "engine-feature": Code(
        _N, "WeasyPrint is a version that lacks a feature of bookbuild's; pages may look different."
    ),
    "refused-fetch": Code(_E, "A stylesheet or a document refers to a file that the build may not open."),
    "lost-words": Code(_E, "Words of an article are on no page of the PDF."),
    "off-page": Code(_W, "Text is cut off at the edge of a page of the PDF."),
    "unstable-pages": Code(_E, "Page numbers did not become stable: printing them moves the pages they refer to."),
    "wrong-folio": Code(_E, "A printed page number differs from the page that its link leads to."),
    "dead-destination": Code(_E, "A link in the output has no target."),
    "missing-library": Code(_E, "A system library that PDFs need is missing on this machine."),
    "unpaged-references": Code(_N, "A part of the book refers to the rest of it without page numbers."),
    "worker-lost": Code(_E, "A layout process ended unexpectedly."),
    "no-executor": Code(_E, "The requested executor cannot be reached, or its packages are not installed."),
    "worker-differs": Code(_E, "A worker of a cluster has other versions than this machine."),
    "cache-fault": Code(_N, "The cache is damaged or cannot be used; the book is made without it."),
    "unwritable-output": Code(_E, "A finished book cannot be written to its output file."),
    "malformed-output": Code(_E, "An output of the program is not valid in its format."),
}
