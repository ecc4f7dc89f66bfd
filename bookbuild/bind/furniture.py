"""Folios and running heads, the trade's "furniture": pages with only margin boxes, drawn over the text block.

They are separate documents, so that a changed page number does not invalidate a chapter's layout. Themes style them in
``furniture.css`` with ordinary paged CSS: ``@page :left`` and ``@page :right`` with margin boxes that print
``string(chapter-title)``, ``string(article-title)`` and ``string(folio)``, each empty on a page without one;
``@page bare`` applies to pages without furniture.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from bookbuild.bind.pagination import Page, Pagination
from bookbuild.model import MILLIMETRES, Geometry, LayoutJob, PdfRendition, Stylesheet, named_files

CHUNK = 32
"""Pages of the book in a document of furniture: even, so that each begins on a recto. With fewer pages in each,
fewer are laid out again when pages move, and the work is distributed more evenly.
"""

_LINES, _LETTER, _SIZE, _LARGE = 2, 0.46, 8.0, 14.0
"""The lines that running heads have at most, the mean width of a letter in ems, their size, and the size of text in
points from which they are as large as the text.
"""

_MECHANISM = """
html, body, section { display: block !important; position: static !important; float: none !important;
  columns: auto !important; height: auto !important; min-height: 0 !important; margin: 0 !important;
  padding: 0 !important; border: 0 !important; break-after: auto !important; break-inside: auto !important;
  max-lines: none !important; continue: auto !important }
::before, ::after { content: none !important }
section { break-before: page !important }
section:first-child { break-before: auto !important }
.bare { page: bare }
"""
_STRINGS = (
    "chapter-title attr(data-chapter), article-title attr(data-article), folio attr(data-folio), "
    "page-number attr(data-page), page-count attr(data-pages)"
)
_STYLED = re.compile(r"counters?\(\s*pages?\s*,(?:[^,()]*,)?\s*([\w-]+)\s*\)", re.IGNORECASE)


def furniture_jobs(rendition: PdfRendition, pagination: Pagination) -> tuple[LayoutJob, ...]:
    """Return layout jobs whose pages, in order, are the furniture of the book's pages, one for each."""
    pages = [replace(page, heads=_shortened(page.heads, rendition.geometry)) for page in pagination.pages]
    counts = _counts(pagination.pages) if any("counter" in sheet.css for sheet in rendition.furniture) else {}
    css = _page_css(rendition.geometry) + _MECHANISM + _strings(rendition.furniture)
    sheets = (Stylesheet("furniture-page.css", css), *rendition.furniture)
    files = named_files(rendition.files, *(sheet.css for sheet in sheets))
    return tuple(
        LayoutJob(
            name=name,
            xhtml=_document(rendition, pages, counts),
            stylesheets=sheets,
            typefaces=rendition.typefaces,
            files=files,
            tagged=False,  # page numbers and running heads are artifacts
            engine=rendition.engine,
        )
        for name, pages in _chunks(pages)
    )


def _chunks(pages: Sequence[Page]) -> Iterator[tuple[str, Sequence[Page]]]:
    """Yield chunks of pages. The body starts a new chunk, so that pages added before it do not affect its chunks."""
    body = next((index for index, page in enumerate(pages) if page.division == "body"), len(pages))
    for part, cut in (("front", pages[:body]), ("body", pages[body:])):
        for number, start in enumerate(range(0, len(cut), CHUNK), 1):
            yield f"furniture-{part}-{number}", cut[start : start + CHUNK]


def _shortened(heads: tuple[str, str], page: Geometry) -> tuple[str, str]:
    """Return running heads of two lines at most, by a rough measure: more would run off the page."""
    size = page.text_size if page.text_size > _LARGE else _SIZE
    most = int(_LINES * (page.width - page.inner - page.outer) / MILLIMETRES["pt"] / (size * _LETTER))
    chapter, article = (head if len(head) <= most else _cut(head, most) for head in heads)
    return chapter, article


def _cut(head: str, most: int) -> str:
    """Return the beginning of a head, to the end of a word if that is not far."""
    beginning = head[:most]
    words = beginning.rpartition(" ")[0]
    return f"{words if len(words) > most / 2 else beginning} …"


def _counts(pages: Sequence[Page]) -> dict[str | None, int]:
    """Return the number of the last page of each series, and by None that of the book's body.

    They are computed only where a stylesheet has counters: otherwise a page more would change all furniture.
    """
    counts: dict[str | None, int] = {}
    for page in pages:
        if page.division == "body":
            counts[page.series] = counts.get(page.series, 0) + 1
    return counts


def _document(rendition: PdfRendition, pages: Sequence[Page], counts: Mapping[str | None, int]) -> str:
    language, direction = escape(rendition.identity.language), rendition.direction
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" dir="{direction}">'
        f"<head><title>{escape(rendition.identity.title)}</title></head>"
        f"<body>{''.join(_section(page, counts) for page in pages)}</body></html>"
    )


def _section(page: Page, counts: Mapping[str | None, int]) -> str:
    if not page.is_furnished:
        return '<section class="bare"></section>'
    chapter, article = map(escape, page.heads)
    numbers = ""
    if counts:
        count = counts.get(page.series, 0)
        own = f"book-page {page.label} " if page.label.isdecimal() else ""
        numbers = f' data-page="{page.label}" data-pages="{count}" style="counter-reset:{own}book-pages {count}"'
        numbers += "" if own else ' class="labelled"'
    return f'<section data-chapter="{chapter}" data-article="{article}" data-folio="{page.folio}"{numbers}></section>'


def _strings(furniture: Sequence[Stylesheet]) -> str:
    """Return the CSS of the named strings: those of all books, and the numbers of pages in the styles of counters that
    stylesheets name. A page whose label is no number, as in the front matter, keeps its label.
    """
    styles = sorted({found[1].lower() for sheet in furniture for found in _STYLED.finditer(sheet.css)})
    counts = [f"page-count-{style} counter(book-pages, {style})" for style in styles]
    numbers = [f"page-number-{style} counter(book-page, {style})" for style in styles]
    labels = [f"page-number-{style} attr(data-page)" for style in styles]
    css = f"section {{ string-set: {', '.join((_STRINGS, *counts, *numbers))} }}\n"
    labelled = f"section.labelled {{ string-set: {', '.join((_STRINGS, *counts, *labels))} }}\n" if styles else ""
    return css + labelled


def _page_css(page: Geometry) -> str:
    """Return the CSS of the page with its actual margins. A right-hand page has its fold on the left in any script."""
    return (
        f"@page {{ size: {page.width}mm {page.height}mm; margin: {page.top}mm {page.outer}mm {page.bottom}mm }}\n"
        f"@page :right {{ margin-left: {page.inner}mm; margin-right: {page.outer}mm }}\n"
        f"@page :left {{ margin-left: {page.outer}mm; margin-right: {page.inner}mm }}\n"
    )
