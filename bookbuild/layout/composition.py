"""One job, laid out: WeasyPrint run over a document, and what binding must know of the pages."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import generate_pdf

from bookbuild.layout import takeover  # noqa: F401  # of functions of WeasyPrint
from bookbuild.layout.closing import close_up
from bookbuild.layout.document import XhtmlDocument
from bookbuild.layout.engine import Engine, engine_for
from bookbuild.layout.fetcher import Fetcher
from bookbuild.layout.fonts import font_faults, used_fonts
from bookbuild.layout.forms import FormFields
from bookbuild.layout.links import BOOK, mend_links, printed_folios
from bookbuild.layout.objects import Rectangles, Structure, gather
from bookbuild.layout.records import layout_warnings, recorded
from bookbuild.layout.tags import TagWriter, place_content
from bookbuild.layout.tree import Tree
from bookbuild.model import LaidOutRun, LayoutJob, RunObjects

_POINTS = 0.75  # in a CSS pixel


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
        render = partial(_rendered, source, engine)
        document = close_up(source.etree_element, render) if job.tagged else render()  # furniture is all white
        objects = _written(job, source, document)
    fonts = used_fonts(document.fonts.values(), job.typefaces)
    return LaidOutRun(
        name=job.name,
        objects=objects,
        page_count=len(document.pages),
        anchors=_anchors(document.pages),
        folios=tuple(printed_folios(document.pages)),
        fonts=fonts,
        diagnostics=(
            *engine.diagnostics,
            *fetch.diagnostics(),
            *layout_warnings(messages, job.name),
            *font_faults(job.name, document.fonts.values(), fonts),
        ),
    )


def _rendered(source: XhtmlDocument, engine: Engine) -> Any:
    return source.render(
        font_config=engine.fonts, counter_style=engine.counters.copy(), stylesheets=list(engine.sheets)
    )


def _addresses(files: tuple[tuple[str, bytes], ...]) -> Mapping[str, bytes]:
    """Documents say ``book:NAME``, stylesheets say NAME."""
    return {address: data for name, data in files for address in (name, BOOK + name)}


def _written(job: LayoutJob, source: Any, document: Any) -> RunObjects:
    pdf = generate_pdf(document, None, 1, **DEFAULT_OPTIONS | {"pdf_tags": job.tagged, "uncompressed_pdf": True})
    tree, rectangles = Tree(source.etree_element), Rectangles()
    fields = FormFields(pdf, tree)
    pictures = place_content(document, tree, fields) if job.tagged else {}
    mend_links(document.pages, pdf, tree)
    fields.attach()
    structure = TagWriter(pdf, job.name, pictures, rectangles).write(tree) if job.tagged else Structure()
    return gather(pdf, structure, rectangles)


def _anchors(pages: list[Any]) -> dict[str, tuple[int, float, float]]:
    """Give each id's page and upper left corner; of an element over several pages, the first."""
    anchors: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(pages):
        for name, (left, top, *_) in page.anchors.items():
            anchors.setdefault(name, (number, left * _POINTS, (page.height - top) * _POINTS))
    return anchors
