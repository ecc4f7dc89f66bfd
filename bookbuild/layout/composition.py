"""Lay out one job: run WeasyPrint over a document, and gather what binding must know of its pages."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, build_formatting_structure

from bookbuild.layout.arrangements import arranged
from bookbuild.layout.clipping import may_clip
from bookbuild.layout.document import XhtmlDocument
from bookbuild.layout.engine import Engine, engine_for
from bookbuild.layout.engine_log import layout_warnings, recorded
from bookbuild.layout.features.pages import laid_out_pages
from bookbuild.layout.fetcher import Fetcher
from bookbuild.layout.fonts import font_faults, used_fonts
from bookbuild.layout.footnotes import FootnotePlan
from bookbuild.layout.hyphens import HyphenPlan
from bookbuild.layout.laid_out_document import DocumentTraits, LaidOutDocument, PageFacts
from bookbuild.layout.links import BOOK
from bookbuild.layout.patch_selection import notes, patches_for
from bookbuild.layout.patches import installed
from bookbuild.layout.pdf_objects import NO_OBJECTS
from bookbuild.layout.wide_tables import notes_on_tables
from bookbuild.model import LaidOutRun, LayoutJob


@contextmanager
def _collector_off() -> Iterator[None]:
    """Disable the garbage collector during layout: no box is garbage before the run ends."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_collector_off()
def compose(job: LayoutJob) -> LaidOutRun:
    """Lay out a job. See `bookbuild.layout.lay_out`."""
    with installed(patches_for(job.engine, job.line_breaking)):
        return _composed(job)


def _composed(job: LayoutJob) -> LaidOutRun:
    engine = engine_for(job.stylesheets, job.typefaces)
    fetch = Fetcher("its pages ask", _addresses(job.files), job.name)
    source = XhtmlDocument(job.name, job.xhtml, fetch, engine.styles)
    with recorded() as messages, engine.styles.kept_if_silent(messages):
        plan, hyphens = FootnotePlan(), HyphenPlan()
        rendered = partial(plan.settled, partial(_rendered, job, source, engine, plan, hyphens))
        settled = partial(hyphens.settled, rendered) if job.line_breaking == "paragraph" else rendered
        document, arrangement = arranged(job, source.etree_element, settled)
        if job.draft:
            anchors = _anchors(document.pages)
            return LaidOutRun(job.name, NO_OBJECTS, len(document.pages), anchors, arrangement=arrangement)
        objects = document.write(job.name)
    fonts = used_fonts(document.fonts.values(), job.typefaces)
    return LaidOutRun(
        name=job.name,
        objects=objects,
        page_count=len(document.pages),
        anchors=_anchors(document.pages),
        starts=tuple(page.words for page in document.pages),
        places=tuple(document.beginnings.places),
        folios=tuple(folio for page in document.pages for folio in page.folios),
        fonts=fonts,
        diagnostics=(
            *notes(job.engine),
            *engine.diagnostics,
            *fetch.diagnostics(),
            *layout_warnings(messages, job.name),
            *font_faults(job.name, document.fonts.values(), fonts, job.typefaces),
            *document.text_faults(job.name),
            *notes_on_tables(source.etree_element, job.name),
        ),
    )


def _rendered(
    job: LayoutJob, source: XhtmlDocument, engine: Engine, plan: FootnotePlan, hyphens: HyphenPlan
) -> LaidOutDocument:
    """Do what WeasyPrint's ``HTML.render`` does, page by page."""
    root, counters = source.etree_element, engine.counters.copy()
    options = {**DEFAULT_OPTIONS, "stylesheets": list(engine.sheets)}
    context = Document._build_layout_context(source, engine.fonts, counters, {}, options)  # noqa: SLF001  # the seam
    context.footnotes = _Footnotes()
    context.refused_hyphens = hyphens.refused
    boxes = build_formatting_structure(
        root,
        context.style_for,
        context.get_image_from_uri,
        source.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    plan.apply(boxes, context)
    has_notes = bool(context.footnotes)
    pages = laid_out_pages(source, boxes, context)
    try:
        clips = job.tagged and may_clip(job.stylesheets)
        traits = DocumentTraits(job.tagged, has_notes, clips, is_drawn=not job.draft)
        return LaidOutDocument(root, pages, context.style_for, traits, source.elements)
    finally:
        _let_go_of_pictures(context)


class _Footnotes(list[Any]):
    """The footnotes of a document that are not laid out. WeasyPrint looks up that of each box of each line: most have
    none, which is known without looking through thousands.
    """

    def __contains__(self, footnote: object) -> bool:
        return footnote is not None and super().__contains__(footnote)


def _let_go_of_pictures(context: Any) -> None:
    """Replace the function of a context that reads pictures, for those in drawings, read when they are painted:
    its own leads back to the context, so that both would stay, with all boxes.
    """
    reading = context.get_image_from_uri
    context.get_image_from_uri = partial(reading.func, **{**reading.keywords, "cache": {}, "context": None})


def _addresses(files: tuple[tuple[str, bytes], ...]) -> Mapping[str, bytes]:
    """Return the files by their addresses: ``book:NAME`` in documents, and NAME in stylesheets."""
    return {address: data for name, data in files for address in (name, BOOK + name)}


def _anchors(pages: Iterable[PageFacts]) -> dict[str, tuple[int, float, float]]:
    """Return each id's page and upper left corner; of an element over several pages, the first."""
    anchors: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(pages):
        for name, corner in page.anchors.items():
            anchors.setdefault(name, (number, *corner))
    return anchors
