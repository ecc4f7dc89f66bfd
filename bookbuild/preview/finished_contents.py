"""What the page of a finished build shows."""

from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Identity
from bookbuild.pipeline.results import ContentsRow, OutputFile


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that is offered: its address relative to the page, and what it claims of itself (``PDF/UA-1``)."""

    file: OutputFile
    address: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """All that the page shows. `cover` and `online` are addresses, or empty."""

    identity: Identity
    contents: tuple[ContentsRow, ...]
    offered: tuple[OfferedFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    cover: str = ""
    online: str = ""
