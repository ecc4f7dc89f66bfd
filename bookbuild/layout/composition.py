"""One job, laid out: WeasyPrint run over a document, and what binding must know of the pages."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, build_formatting_structure

from bookbuild.layout import takeover  # noqa: F401  # of functions of WeasyPrint
from bookbuild.layout.closing import close_up
from bookbuild.layout.document import XhtmlDocument
from bookbuild.layout.draft import Draft, Sheet
from bookbuild.layout.engine import Engine, engine_for
from bookbuild.layout.fetcher import Fetcher
from bookbuild.layout.fonts import font_faults, used_fonts
from bookbuild.layout.links import BOOK
from bookbuild.layout.records import layout_warnings, recorded
from bookbuild.layout.takeover.pages import laid_out_pages
from bookbuild.model import LaidOutRun, LayoutJob


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the garbage collector away from the millions of boxes, which all live until the run is done."""
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
    engine = engine_for(job.stylesheets, job.typefaces)
    fetch = Fetcher("its pages ask", _addresses(job.files), job.name)
    source = XhtmlDocument(job.name, job.xhtml, fetch, engine.styles)
    with recorded() as messages, engine.styles.kept_if_silent(messages):
        render = partial(_rendered, job, source, engine)
        draft = close_up(source.etree_element, render) if job.tagged else render()  # furniture is all white
        objects = draft.print(job.name)
    fonts = used_fonts(draft.fonts.values(), job.typefaces)
    return LaidOutRun(
        name=job.name,
        objects=objects,
        page_count=len(draft.sheets),
        anchors=_anchors(draft.sheets),
        folios=tuple(folio for sheet in draft.sheets for folio in sheet.folios),
        fonts=fonts,
        diagnostics=(
            *engine.diagnostics,
            *fetch.diagnostics(),
            *layout_warnings(messages, job.name),
            *font_faults(job.name, draft.fonts.values(), fonts),
        ),
    )


def _rendered(job: LayoutJob, source: XhtmlDocument, engine: Engine) -> Draft:
    """Do what WeasyPrint's ``render`` does, page by page."""
    root, counters = source.etree_element, engine.counters.copy()
    options = {**DEFAULT_OPTIONS, "stylesheets": list(engine.sheets)}
    context = Document._build_layout_context(source, engine.fonts, counters, {}, options)  # noqa: SLF001  # the seam
    boxes = build_formatting_structure(
        root,
        context.style_for,
        context.get_image_from_uri,
        source.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    try:
        return Draft(root, laid_out_pages(source, boxes, context), tagged=job.tagged)
    finally:
        del context.get_image_from_uri  # which leads back to the context: both would stay, with all boxes


def _addresses(files: tuple[tuple[str, bytes], ...]) -> Mapping[str, bytes]:
    """Documents say ``book:NAME``, stylesheets say NAME."""
    return {address: data for name, data in files for address in (name, BOOK + name)}


def _anchors(sheets: Iterable[Sheet]) -> dict[str, tuple[int, float, float]]:
    """Give each id's page and upper left corner; of an element over several pages, the first."""
    anchors: dict[str, tuple[int, float, float]] = {}
    for number, sheet in enumerate(sheets):
        for name, corner in sheet.anchors.items():
            anchors.setdefault(name, (number, *corner))
    return anchors
