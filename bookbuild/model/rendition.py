"""Rendered books, which are packaged or laid out, and finished files."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.model.identity import Identity
from bookbuild.model.settings import Geometry
from bookbuild.model.theme import Stylesheet, Typeface


@dataclass(frozen=True, slots=True)
class NavPoint:
    """An entry of the contents: its label, its target (an href in the EPUB, an anchor in the PDF), and its
    children. `kind` is ``front``, ``chapter``, ``article`` or ``back``; `number` is printed before the label.
    """

    label: str
    target: str
    children: tuple["NavPoint", ...] = ()
    kind: str = ""
    number: str = ""
    markup: str = ""
    """The label as inline XHTML, if it has markup."""

    @property
    def label_xhtml(self) -> str:
        """Return the label as inline XHTML."""
        return self.markup or html.escape(self.label, quote=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of an EPUB that is not a content document: image, font, stylesheet. `href` is relative to the package."""

    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A complete XHTML document of the EPUB, in spine order. `properties` are the manifest's (``svg``)."""

    href: str
    title: str
    data: bytes
    properties: tuple[str, ...] = ()
    linear: bool = True


@dataclass(frozen=True, slots=True)
class EpubRendition:
    """Everything in the EPUB. The nav document is one of `documents`, at `nav_href`; `typefaces` are
    complete fonts: the packager subsets them to `characters` and stores them as ``fonts/NAME``. The summary of its
    accessibility is made of `labels`, which are in `label_language`.
    """

    identity: Identity
    documents: tuple[ContentDocument, ...]
    nav_href: str
    toc: tuple[NavPoint, ...]
    resources: tuple[Resource, ...] = ()
    typefaces: tuple[Typeface, ...] = ()
    characters: frozenset[str] = frozenset()
    direction: str = "ltr"
    labels: Mapping[str, str] = field(default_factory=dict)
    label_language: str = "en"
    pages: tuple[NavPoint, ...] = ()
    """Where pages of the printed book begin, by their labels."""
    pages_of: str = ""
    """The identifier of the printed book."""

    @property
    def xhtml_documents(self) -> tuple[str, ...]:
        """Return the documents as text."""
        return tuple(document.data.decode() for document in self.documents)


@dataclass(frozen=True, slots=True)
class HtmlRendition:
    """All that the HTML file holds. `xhtml` is the whole document; its images are ``book:NAME``, where NAME is one of
    `files`, which maps names to (media type, bytes), as it is in the ``url()`` of `css`. Typefaces are whole: the
    packager subsets them to `characters`. `recent_css` has properties that are newer than checkers of stylesheets.
    """

    identity: Identity
    xhtml: str
    css: str
    recent_css: str
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    typefaces: tuple[Typeface, ...] = ()
    characters: frozenset[str] = frozenset()

    @property
    def xhtml_documents(self) -> tuple[str, ...]:
        """Return the document."""
        return (self.xhtml,)


@dataclass(frozen=True, slots=True)
class PageRun:
    """Pages that begin on a new page and can be laid out independently.

    `xhtml` is a complete document between equal side margins. Links within the book have the form
    ``book:ANCHOR``. A printed page number is ``<a class="folio" href="book:ANCHOR">⟦ANCHOR⟧</a>``: the text between
    the brackets is replaced by the page number before layout, and what stands between ``⟦away OWN ANCHOR⟧`` and
    ``⟦end⟧`` is left out where both anchors are in sight at once. `opens` is ``recto``, ``verso`` or ``next``;
    `division` is ``cover``, ``front`` or ``body``; `heads` are the running heads (verso, recto); `furnished`
    is whether the first page has a folio at its foot (first pages never have running heads), and `bare` that no page
    has furniture. `marks` are (anchor, running head of the recto) in order, where the head changes inside the run. A
    run with a `series` counts its own pages: each has both heads and a folio such as ``1 / 2``, and it is the prefix of
    its page labels.
    """

    name: str
    title: str
    xhtml: str
    division: str = "body"
    opens: str = "next"
    heads: tuple[str, str] = ("", "")
    furnished: bool = True
    bare: bool = False
    marks: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    series: str | None = None


@dataclass(frozen=True, slots=True)
class PdfRendition:
    """Everything in the PDF. `files` maps the names in ``url()`` and ``img src`` (all of the form ``book:NAME``
    in documents, plain names in stylesheets) to their bytes. `engine` and `line_breaking` are those of `LayoutJob`,
    `pdf_standard` is that of `Config`.
    """

    identity: Identity
    runs: tuple[PageRun, ...]
    outline: tuple[NavPoint, ...]
    geometry: Geometry
    stylesheets: tuple[Stylesheet, ...]
    furniture: tuple[Stylesheet, ...]
    typefaces: tuple[Typeface, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    direction: str = "ltr"
    engine: str = "auto"
    line_breaking: str = "paragraph"
    pdf_standard: str = "a-3a"


def named_files(files: Mapping[str, bytes], *texts: str) -> tuple[tuple[str, bytes], ...]:
    """Return the files whose names occur in any of the texts, sorted by name."""
    return tuple(sorted((name, data) for name, data in files.items() if any(name in text for text in texts)))


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file. `name` has its extension; `pages` is None for an EPUB.

    `parts` are the names of a PDF's laid-out documents: its runs, then the documents of their furniture.
    """

    name: str
    format: str
    edition: str
    data: bytes
    pages: int | None = None
    parts: tuple[str, ...] = ()
    pages_of: str = ""
    """The edition or the file whose page numbers an EPUB lists; empty if it lists none."""
