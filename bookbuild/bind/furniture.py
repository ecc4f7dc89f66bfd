"""Folios and running heads, the trade's "furniture": pages with nothing but margin boxes, laid over the text block.

They are documents of their own, so that a page number never makes a chapter stale. A theme designs them in
``furniture.css`` with ordinary paged CSS: ``@page :left`` and ``@page :right`` with margin boxes that print
``string(chapter-title)``, ``string(article-title)`` and ``string(folio)``, each empty where a page is to carry none;
``@page bare`` are pages that carry nothing.
"""

from collections.abc import Iterator, Sequence
from html import escape

from bookbuild.bind.pagination import Page, Pagination
from bookbuild.model import Geometry, LayoutJob, PdfRendition, Stylesheet, named_files

CHUNK = 32
"""Pages of the book in a document of furniture: even, so that each begins on a recto. The fewer there are in one, the
fewer are laid out again when pages move, and the more evenly they are shared out.
"""

_MECHANISM = """
html, body { margin: 0 }
section { break-before: page; string-set: chapter-title attr(data-chapter), article-title attr(data-article),
  folio attr(data-folio) }
section:first-child { break-before: auto }
.bare { page: bare }
"""


def furniture_jobs(rendition: PdfRendition, pagination: Pagination) -> tuple[LayoutJob, ...]:
    """Make the documents whose pages, in order, are the furniture of the book's pages, one each."""
    sheets = (Stylesheet("furniture-page.css", _page_css(rendition.geometry) + _MECHANISM), *rendition.furniture)
    files = named_files(rendition.files, *(sheet.css for sheet in sheets))
    return tuple(
        LayoutJob(
            name=name,
            xhtml=_document(rendition, pages),
            stylesheets=sheets,
            typefaces=rendition.typefaces,
            files=files,
            tagged=False,  # page numbers and running heads are artifacts
            engine=rendition.engine,
        )
        for name, pages in _chunks(pagination.pages)
    )


def _chunks(pages: Sequence[Page]) -> Iterator[tuple[str, Sequence[Page]]]:
    """Cut a book, so that the number of pages before the body, which opens on a recto, is all one to the body's."""
    body = next((place for place, page in enumerate(pages) if page.division == "body"), len(pages))
    for part, cut in (("front", pages[:body]), ("body", pages[body:])):
        for number, start in enumerate(range(0, len(cut), CHUNK), 1):
            yield f"furniture-{part}-{number}", cut[start : start + CHUNK]


def _document(rendition: PdfRendition, pages: Sequence[Page]) -> str:
    language, direction = escape(rendition.identity.language), rendition.direction
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" dir="{direction}">'
        f"<head><title>{escape(rendition.identity.title)}</title></head>"
        f"<body>{''.join(map(_section, pages))}</body></html>"
    )


def _section(page: Page) -> str:
    if not page.is_furnished:
        return '<section class="bare"></section>'
    chapter, article = map(escape, page.heads)
    return f'<section data-chapter="{chapter}" data-article="{article}" data-folio="{page.folio}"></section>'


def _page_css(page: Geometry) -> str:
    """Write the page with its true margins. The fold is left of a right-hand page, whichever way the book reads."""
    return (
        f"@page {{ size: {page.width}mm {page.height}mm; margin: {page.top}mm {page.outer}mm {page.bottom}mm }}\n"
        f"@page :right {{ margin-left: {page.inner}mm; margin-right: {page.outer}mm }}\n"
        f"@page :left {{ margin-left: {page.outer}mm; margin-right: {page.inner}mm }}\n"
    )
