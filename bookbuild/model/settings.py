"""The settings of a project: the configuration, checked and complete."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.diagnostics import Severity
from bookbuild.model.callouts import CalloutSettings
from bookbuild.model.citations import SourceSettings
from bookbuild.model.content_settings import ContentSettings
from bookbuild.model.diagrams import DiagramSettings
from bookbuild.model.divisions import Divisions
from bookbuild.model.glossary import GlossarySettings
from bookbuild.model.handouts import HandoutSettings
from bookbuild.model.identity import Identity
from bookbuild.model.sheets import SheetSettings


@dataclass(frozen=True, slots=True)
class ChapterSettings:
    """The table ``[chapters.7]``."""

    title: str = ""
    subtitle: str = ""
    highlight: str = ""
    matter: str = ""
    """``appendix`` for a chapter that is one."""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page, in millimetres, and its text size in points."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    text_size: float
    leading: float

    @property
    def shift(self) -> float:
        """How far a text block laid out between equal side margins moves towards the fold, in millimetres."""
        return (self.outer - self.inner) / 2


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How the PDF is laid out. `articles` is ``new-page`` or ``run-on``."""

    geometry: Geometry
    articles: str = "new-page"
    cover: bool = True
    page_references: bool = True
    """Print the page number behind a link to another part of the book."""
    line_breaking: str = "paragraph"
    """``paragraph`` to choose the lines of a paragraph together, or ``line`` to fill them one by one."""
    addresses: str = ""
    """How addresses of links out of the book are printed: ``none``, ``notes`` or ``codes``; empty if not set."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles a build holds. Empty tuples select everything; the kinds are united, not intersected.

    Numbers may be ranges of whole ones (``3-5``). `sample` adds the first chapter and the first article of each other
    one. `include_matter` names which of ``front`` and ``back`` are included; by default both with the whole book
    and neither with a part.
    """

    chapters: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sample: bool = False
    include_matter: tuple[str, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.chapters or self.articles or self.tags or self.sample)


@dataclass(frozen=True, slots=True)
class Edition:
    """One form of the book: what it holds, how it looks and in which formats it is made.

    `split_by` makes a separate volume of each ``chapter`` or ``article``; `layout` is ``book`` or ``handout``.
    `stylesheets` are applied after the theme's; `statement` is the line about the edition on the title page: a key of
    the labels or plain text. `answers` includes the answers of worksheets.
    """

    name: str = "book"
    selection: Selection = Selection()
    formats: tuple[str, ...] = ("epub", "pdf")
    default: bool = True
    split_by: str = ""
    layout: str = "book"
    statement: str = ""
    page: PageSettings | None = None
    stylesheets: tuple[str, ...] = ()
    palette: Mapping[str, str] = field(default_factory=dict)
    answers: bool = False
    lineage: tuple[str, ...] = ()
    """Its own name and those of the editions that it extends, but for the one that all extend."""
    printed_pages: bool = False
    """Whether the page numbers of the printed book stand in the margin."""
    handout: HandoutSettings = field(default_factory=HandoutSettings)
    sheets: SheetSettings = field(default_factory=SheetSettings)


@dataclass(frozen=True, slots=True)
class ListSettings:
    """Which lists stand at the front and at the back: ``figures``, ``tables``, ``listings``, ``worksheets``."""

    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.front or self.back)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that ``bookbuild.toml`` may set, with defaults filled in."""

    identity: Identity
    page: PageSettings
    content: ContentSettings = field(default_factory=ContentSettings)
    chapters: Mapping[str, ChapterSettings] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=lambda: {"book": Edition()})
    palette: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    check: Mapping[str, Severity] = field(default_factory=dict)
    engine: str = "auto"
    """``auto``, or ``plain`` for the layout engine without accelerators."""
    pdf_standard: str = "a-3a"
    """The one of `PDF_STANDARDS` that PDFs keep, and claim where they do."""
    pages_of: str = ""
    """The edition or the file (``*.json``) whose page numbers others refer to; empty for those of ``book``, where they
    are laid out anyway.
    """
    lists: ListSettings = ListSettings()
    sources: SourceSettings = field(default_factory=SourceSettings)
    diagrams: DiagramSettings = field(default_factory=DiagramSettings)
    divisions: Divisions = field(default_factory=Divisions)
    glossary: GlossarySettings = field(default_factory=GlossarySettings)
    callouts: tuple[CalloutSettings, ...] = ()

    @property
    def callout_labels(self) -> Mapping[str, str]:
        """Return the words for the callouts of the project, as labels."""
        return {f"callout-{kind.name}": kind.label for kind in self.callouts if kind.label}

    def settings_for(self, edition: Edition, identity: Identity | None = None) -> "VolumeSettings":
        """Return the settings of a volume of an edition, which has the book's own identity if no other is given."""
        page = edition.page or self.page
        own = identity or self.identity
        return VolumeSettings(
            own,
            page,
            {**self.callout_labels, **self.labels},
            edition.answers,
            self.engine,
            self.pdf_standard,
            self.lists,
            self.glossary,
            edition.lineage or (edition.name,),
        )


@dataclass(frozen=True, slots=True)
class VolumeSettings:
    """The settings of one volume after its edition has been applied: all of the configuration that rendering uses."""

    identity: Identity
    page: PageSettings
    labels: Mapping[str, str] = field(default_factory=dict)
    answers: bool = False
    """Whether the answers of worksheets are included."""
    engine: str = "auto"
    """That of `Config`."""
    pdf_standard: str = "a-3a"
    """That of `Config`."""
    lists: ListSettings = ListSettings()
    glossary: GlossarySettings = field(default_factory=GlossarySettings)
    readers: tuple[str, ...] = ("book",)
    """The editions for whose readers it is: `Edition.lineage`."""
