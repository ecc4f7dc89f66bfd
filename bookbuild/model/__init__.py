"""Every value that passes between two stages: frozen, with slots, and without any behaviour that reaches outside."""

from bookbuild.model.book import Book, Chapter, Picture, Target
from bookbuild.model.content import Article, Heading, ImageUse, Link, Number, Role, Source
from bookbuild.model.pages import Artifact, LaidOutRun, LayoutJob, PrintedFolio, RunObjects, UsedFont
from bookbuild.model.rendition import ContentDocument, EpubRendition, NavPoint, PageRun, PdfRendition, Resource
from bookbuild.model.settings import (
    DEFAULT_KEYS,
    ChapterSettings,
    Config,
    ContentSettings,
    Creator,
    Edition,
    Geometry,
    HandoutSettings,
    Identity,
    PageSettings,
    Selection,
)
from bookbuild.model.sheets import MARKS, MILLIMETRES, PAPERS, SCHEMES, ImposedSheets, SheetSettings
from bookbuild.model.theme import Stylesheet, Theme, Tint, Typeface

__all__ = [
    "DEFAULT_KEYS",
    "MARKS",
    "MILLIMETRES",
    "PAPERS",
    "SCHEMES",
    "Article",
    "Artifact",
    "Book",
    "Chapter",
    "ChapterSettings",
    "Config",
    "ContentDocument",
    "ContentSettings",
    "Creator",
    "Edition",
    "EpubRendition",
    "Geometry",
    "HandoutSettings",
    "Heading",
    "Identity",
    "ImageUse",
    "ImposedSheets",
    "LaidOutRun",
    "LayoutJob",
    "Link",
    "NavPoint",
    "Number",
    "PageRun",
    "PageSettings",
    "PdfRendition",
    "Picture",
    "PrintedFolio",
    "Resource",
    "Role",
    "RunObjects",
    "Selection",
    "SheetSettings",
    "Source",
    "Stylesheet",
    "Target",
    "Theme",
    "Tint",
    "Typeface",
    "UsedFont",
]
