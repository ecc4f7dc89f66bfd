"""What the volumes of a build have in common, and what makes one of them in a format."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bookbuild.cache import Cache
from bookbuild.diagnostics import Outcome
from bookbuild.model import Artifact, Format, PageRun
from bookbuild.pipeline.drawings import Drawings
from bookbuild.pipeline.page_maps import PageMaps
from bookbuild.pipeline.preparation import PreparedVolume, Preparer
from bookbuild.pipeline.reading.project import Reading


class VolumePrinter(Protocol):
    """Prints the volumes of a build, or examines what would be printed. `runs` are those of the last volume."""

    runs: tuple[PageRun, ...]

    def print(self, prepared: PreparedVolume, form: Format, /) -> Outcome[Artifact | None]:
        """Return the PDF of a volume, or None if it is not laid out."""

    def external_references(self, form: Format, /) -> Outcome[Mapping[str, str]]:
        """Return the text after links of a part that lead to another part of the book, by anchor."""


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What the volumes of a build have in common."""

    reading: Reading
    cache: Cache
    preparer: Preparer
    printer: VolumePrinter
    drawings: Drawings
    page_maps: PageMaps


class Maker(Protocol):
    """Makes a volume in a format."""

    def __call__(self, prepared: PreparedVolume, form: Format, context: BuildContext, /) -> Outcome[Artifact | None]:
        """Return the artifact, or None if an error prevents it.

        Raises:
            BookError: when it cannot go on.
        """
