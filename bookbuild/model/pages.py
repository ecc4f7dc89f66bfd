"""Pages laid out, and the files made of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic
from bookbuild.model.theme import Stylesheet, Typeface


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """All that the layout of one run depends on, and nothing else: so it can be cached, and sent elsewhere."""

    name: str
    xhtml: str
    stylesheets: tuple[Stylesheet, ...]
    typefaces: tuple[Typeface, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    tagged: bool = True


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font as a run used it, its program left out. `key` is its name in the page's resources; `digest` names the
    `Typeface`; `widths` (thousandths of an em) and `texts` (Unicode) go by glyph id. `missing` are ids past the
    font's last glyph, which stand for characters that it does not have.
    """

    key: str
    name: str
    family: str
    digest: str
    flags: int
    ascent: float
    descent: float
    widths: tuple[tuple[int, float], ...]
    texts: tuple[tuple[int, str], ...]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedFolio:
    """A page number as it was really set: its text, the anchor its link leads to, and the page of the run
    (counted from 0) that it stands on.
    """

    text: str
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class LaidOutRun:
    """A run as pages. `pdf` is a document of its own whose fonts have no program yet; `anchors` maps each id to
    (page counted from 0, x, y) in points from the lower left corner.
    """

    name: str
    pdf: bytes
    page_count: int
    anchors: Mapping[str, tuple[int, float, float]]
    folios: tuple[PrintedFolio, ...] = ()
    fonts: tuple[UsedFont, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file. `name` has its extension; `pages` is `None` for an EPUB."""

    name: str
    format: str
    edition: str
    data: bytes
    pages: int | None = None
