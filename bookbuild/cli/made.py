"""What a build has made."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Artifact


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file on disk: what it is, and whether writing it changed what was there.

    Of a PDF, `parts` names what its pages were laid out in, and `laid_out` those of them that were laid out for it now;
    `pages_changed` are the pages that differ from the book as it was a moment before, where that is known.
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

    @classmethod
    def of(cls, artifact: Artifact, path: Path, *, changed: bool) -> "OutputFile":
        """Tell of an artifact that was written to a path."""
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
        )

    @property
    def cached(self) -> tuple[str, ...]:
        """The parts that came from the cache."""
        return tuple(part for part in self.parts if part not in self.laid_out)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build: the files made, and the diagnostics."""

    made: tuple[OutputFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
