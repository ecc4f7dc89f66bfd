"""What a build has made."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Artifact


@dataclass(frozen=True, slots=True)
class Made:
    """A file on disk: what it is, and whether writing it changed what was there.

    Of a PDF, `laid_out` names the runs of pages that were laid out for it, and `cached` is the number of the others;
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
    laid_out: tuple[str, ...] = ()
    cached: int = 0
    pages_changed: str = ""

    @classmethod
    def of(cls, artifact: Artifact, path: Path, *, changed: bool) -> "Made":
        """Tell of an artifact that was written to a path."""
        digest, size = hashlib.sha256(artifact.data).hexdigest(), len(artifact.data)
        return cls(
            artifact.name, artifact.edition, artifact.format, size, digest, artifact.pages, str(path), changed=changed
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the files made, and the diagnostics."""

    made: tuple[Made, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
