"""Laid-out runs -> the bytes of one PDF."""

from collections.abc import Sequence
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

from bookbuild.bind.fonts import BookFonts
from bookbuild.bind.forms import join_form
from bookbuild.bind.identity import describe
from bookbuild.bind.joining import Joiner
from bookbuild.bind.navigation import name_destinations, write_outline, write_page_labels
from bookbuild.bind.pagination import paginate
from bookbuild.bind.proof import prove
from bookbuild.bind.structure import join_structure
from bookbuild.diagnostics import Outcome
from bookbuild.model import LaidOutRun, PdfRendition


def bind(rendition: PdfRendition, runs: Sequence[LaidOutRun], furniture: Sequence[LaidOutRun]) -> Outcome[bytes]:
    """Bind the runs of a book, in its order, and its furniture, page for page, into one PDF/UA-1 file.

    The same input gives the same bytes. The diagnostics are the furniture's own, and what the proof of the bound book
    found: a link that leads nowhere, a printed page number that is wrong.

    Raises:
        BookError: when runs do not agree on a font, or were set in one that is none of the rendition's.

    """
    pagination = paginate(rendition.runs, [run.page_count for run in runs], [run.anchors for run in runs])
    with Pdf.new() as book:
        fonts = BookFonts(book, rendition.typefaces, (*runs, *furniture))
        joiner = Joiner(book, rendition.geometry, rendition.direction)
        joined = joiner.join(pagination, runs, fonts)
        joiner.furnish(pagination, furniture, fonts)
        join_structure(book, joined, rendition.identity.language)
        join_form(book, joined, rendition.typefaces)
        name_destinations(book, runs, joined, rendition.outline)
        write_outline(book, rendition.outline)
        write_page_labels(book, pagination.pages, rendition.labels)
        describe(book, rendition)
        faults = prove(book, runs, pagination.starts)
        data = _written(book)
    found = (*(fault for run in furniture for fault in run.diagnostics), *faults)
    return Outcome(data, tuple(dict.fromkeys(found)))


def _written(book: Pdf) -> bytes:
    """Write the file compressed, with an identifier made of its content."""
    target = BytesIO()
    book.save(
        target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, min_version="1.7", linearize=False
    )
    return target.getvalue()
