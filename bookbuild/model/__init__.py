"""The values passed between stages: frozen dataclasses with slots, without side effects.

A module is imported when the first of its names is: help needs the formats alone, and an EPUB no runs of pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.model.book import Book, Chapter, Numbered, Part, Picture, Target
    from bookbuild.model.content import Article, Heading, ImageUse, Link, Number, Role, Source
    from bookbuild.model.content_settings import DEFAULT_KEYS, SITES, ContentSettings, Facts
    from bookbuild.model.divisions import DEEPEST_SECTION, MATTERS, NUMERALS, Divisions, Matter, Numbering, PartSettings
    from bookbuild.model.formats import ENGINES, FORMATS, OUTPUT_FOLDER, PDF_STANDARDS, SHOPS, Format
    from bookbuild.model.glossary import FIRST_USES, Glossary, GlossarySettings, Term
    from bookbuild.model.handouts import ColumnBounds, HandoutLayout, HandoutSettings
    from bookbuild.model.identity import Certification, Creator, Identity, PartOf, Series, SubjectHeading
    from bookbuild.model.isbn import isbn13
    from bookbuild.model.number_ranges import chosen_numbers
    from bookbuild.model.pages import ORIGIN, LaidOutPage, LaidOutPages, PageMap, PrintedPage, PrintedPages
    from bookbuild.model.rendition import (
        Artifact,
        ContentDocument,
        EpubRendition,
        HtmlRendition,
        NavPoint,
        PageRun,
        PdfRendition,
        Resource,
        named_files,
    )
    from bookbuild.model.runs import Arrangement, LaidOutRun, LayoutJob, PrintedFolio, RunObjects, UsedFont, pack
    from bookbuild.model.schemes import OUTWARD_SCHEMES
    from bookbuild.model.settings import (
        ChapterSettings,
        Config,
        Edition,
        Geometry,
        ListSettings,
        PageSettings,
        Selection,
        VolumeSettings,
    )
    from bookbuild.model.sheets import MARKS, MILLIMETRES, PAPERS, SCHEMES, ImposedSheets, SheetSettings
    from bookbuild.model.theme import Stylesheet, Theme, Tint, Typeface

__all__ = [
    "DEEPEST_SECTION",
    "DEFAULT_KEYS",
    "ENGINES",
    "FIRST_USES",
    "FORMATS",
    "MARKS",
    "MATTERS",
    "MILLIMETRES",
    "NUMERALS",
    "ORIGIN",
    "OUTPUT_FOLDER",
    "OUTWARD_SCHEMES",
    "PAPERS",
    "PDF_STANDARDS",
    "SCHEMES",
    "SHOPS",
    "SITES",
    "Arrangement",
    "Article",
    "Artifact",
    "Book",
    "Certification",
    "Chapter",
    "ChapterSettings",
    "ColumnBounds",
    "Config",
    "ContentDocument",
    "ContentSettings",
    "Creator",
    "Divisions",
    "Edition",
    "EpubRendition",
    "Facts",
    "Format",
    "Geometry",
    "Glossary",
    "GlossarySettings",
    "HandoutLayout",
    "HandoutSettings",
    "Heading",
    "HtmlRendition",
    "Identity",
    "ImageUse",
    "ImposedSheets",
    "LaidOutPage",
    "LaidOutPages",
    "LaidOutRun",
    "LayoutJob",
    "Link",
    "ListSettings",
    "Matter",
    "NavPoint",
    "Number",
    "Numbered",
    "Numbering",
    "PageMap",
    "PageRun",
    "PageSettings",
    "Part",
    "PartOf",
    "PartSettings",
    "PdfRendition",
    "Picture",
    "PrintedFolio",
    "PrintedPage",
    "PrintedPages",
    "Resource",
    "Role",
    "RunObjects",
    "Selection",
    "Series",
    "SheetSettings",
    "Source",
    "Stylesheet",
    "SubjectHeading",
    "Target",
    "Term",
    "Theme",
    "Tint",
    "Typeface",
    "UsedFont",
    "VolumeSettings",
    "chosen_numbers",
    "isbn13",
    "named_files",
    "pack",
]

_NAMES = {
    "book": ("Book", "Chapter", "Numbered", "Part", "Picture", "Target"),
    "content": ("Article", "Heading", "ImageUse", "Link", "Number", "Role", "Source"),
    "content_settings": ("DEFAULT_KEYS", "SITES", "ContentSettings", "Facts"),
    "divisions": ("DEEPEST_SECTION", "MATTERS", "NUMERALS", "Divisions", "Matter", "Numbering", "PartSettings"),
    "formats": ("ENGINES", "FORMATS", "OUTPUT_FOLDER", "PDF_STANDARDS", "SHOPS", "Format"),
    "glossary": ("FIRST_USES", "Glossary", "GlossarySettings", "Term"),
    "handouts": ("ColumnBounds", "HandoutLayout", "HandoutSettings"),
    "identity": ("Certification", "Creator", "Identity", "PartOf", "Series", "SubjectHeading"),
    "isbn": ("isbn13",),
    "number_ranges": ("chosen_numbers",),
    "pages": ("ORIGIN", "LaidOutPage", "LaidOutPages", "PageMap", "PrintedPage", "PrintedPages"),
    "rendition": (
        "Artifact",
        "ContentDocument",
        "EpubRendition",
        "HtmlRendition",
        "NavPoint",
        "PageRun",
        "PdfRendition",
        "Resource",
        "named_files",
    ),
    "runs": ("Arrangement", "LaidOutRun", "LayoutJob", "PrintedFolio", "RunObjects", "UsedFont", "pack"),
    "schemes": ("OUTWARD_SCHEMES",),
    "settings": (
        "ChapterSettings",
        "Config",
        "Edition",
        "Geometry",
        "ListSettings",
        "PageSettings",
        "Selection",
        "VolumeSettings",
    ),
    "sheets": ("MARKS", "MILLIMETRES", "PAPERS", "SCHEMES", "ImposedSheets", "SheetSettings"),
    "theme": ("Stylesheet", "Theme", "Tint", "Typeface"),
}
"""The names of each module, as type checkers see them above."""
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}

if not TYPE_CHECKING:  # a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value
