"""The keys of a page: ``[page]`` and ``[editions.NAME.page]``."""

from typing import Annotated, Literal

from bookbuild.config.documentation import Doc
from bookbuild.config.geometry import TRIM_SIZES, fit
from bookbuild.config.tables import Table
from bookbuild.config.value_types import Length, Size, Trim, TypeSize
from bookbuild.model import Geometry

_PROPORTION = "in proportion to the page"


class MarginsTable(Table, frozen=True):
    """The margins of the page. Those that are not set follow the trim size."""

    inner: Annotated[Length | None, Doc("The margin at the fold.", '"17mm"', default=_PROPORTION)] = None
    outer: Annotated[Length | None, Doc("The margin at the fore edge.", '"22mm"', default=_PROPORTION)] = None
    top: Annotated[Length | None, Doc("The margin at the head.", '"20mm"', default=_PROPORTION)] = None
    bottom: Annotated[Length | None, Doc("The margin at the foot.", '"28mm"', default=_PROPORTION)] = None


class PageTable(Table, frozen=True):
    """The page of the PDF. In an edition: what differs from the page of the edition that it extends."""

    trim: Annotated[Trim | None, Doc("The size of the page.", '"6x9in"', default='`"a5"`')] = None
    margins: Annotated[
        MarginsTable | None, Doc("The margins.", '{ inner = "17mm", outer = "22mm" }', default=_PROPORTION)
    ] = None
    text_size: Annotated[
        TypeSize | None, Doc("The size of the text.", '"10.5pt"', default="9 pt to 12 pt, with the page; 10 pt on A5")
    ] = None
    leading: Annotated[
        TypeSize | None, Doc("The distance of the lines.", '"14.5pt"', default="1.4 times the size of the text")
    ] = None
    articles: Annotated[
        Literal["new-page", "run-on"] | None,
        Doc("Whether each article begins a page, or follows the one before.", '"run-on"', default='`"new-page"`'),
    ] = None
    cover: Annotated[
        bool | None, Doc("Whether the PDF has front and back cover.", "false", default="`true`; `false` in `handout`")
    ] = None
    page_references: Annotated[
        bool | None,
        Doc("Whether the page number is printed after a link into the book.", "false", default="`true`"),
    ] = None
    line_breaking: Annotated[
        Literal["paragraph", "line"] | None,
        Doc(
            "Where lines end: chosen for each `paragraph` as a whole, so that the spaces between words are as even as "
            "can be; or `line` by line, each as full as it gets.",
            '"line"',
            default='`"paragraph"`',
        ),
    ] = None

    addresses: Annotated[
        Literal["none", "notes", "codes"] | None,
        Doc(
            "Whether addresses of links out of the book are printed for readers on paper: as `notes` at the foot of "
            "the page, or with `codes` for a telephone in a numbered list at the end of the article.",
            '"notes"',
            default='`"none"`; `"codes"` in handouts',
        ),
    ] = None

    @property
    def size(self) -> Size:
        """Width and height in millimetres; A5 if no trim size is set."""
        return self.trim.value if self.trim else TRIM_SIZES["a5"]

    def geometry(self) -> Geometry:
        """Return the page with its text block. Raises ValueError when the margins leave no room for it."""
        values, margins = self.values(), self.margins.values() if self.margins else {}
        return fit(self.size, margins, values.get("text_size"), values.get("leading"))


class BookPageTable(PageTable, frozen=True):
    """The page of the PDF, which must have room for its text by itself."""

    def __post_init__(self) -> None:
        self.geometry()
