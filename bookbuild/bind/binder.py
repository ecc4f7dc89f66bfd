"""Laid-out runs -> the bytes of one PDF."""

from collections.abc import Sequence

import pydyf

from bookbuild.bind.claims import claims_of
from bookbuild.bind.fonts import EmbeddedFonts
from bookbuild.bind.forms import join_form
from bookbuild.bind.identity import catalog_entries, information, metadata, output_intents
from bookbuild.bind.joining import Joiner
from bookbuild.bind.navigation import name_destinations, page_labels, write_outline
from bookbuild.bind.pagination import paginate
from bookbuild.bind.pdf_ua_2 import Namespaces
from bookbuild.bind.pdf_writer import PdfFile, reference
from bookbuild.bind.proof import BoundBook, PlacedRun
from bookbuild.bind.structure import join_structure
from bookbuild.diagnostics import Outcome
from bookbuild.model import LaidOutRun, PdfRendition


def bind(rendition: PdfRendition, runs: Sequence[LaidOutRun], furniture: Sequence[LaidOutRun]) -> Outcome[BoundBook]:
    """Return the PDF of a book, PDF/UA and PDF/A, bound from runs and furniture in page order, not yet proved.

    The same input gives the same bytes. The diagnostics are those of the furniture, and notes on what it cannot claim.

    Raises:
        BookError: if runs disagree on a font, or use one that is not among the rendition's typefaces.

    """
    pagination = paginate(rendition.runs, [run.page_count for run in runs], [run.anchors for run in runs])
    identity = rendition.identity
    claims, notes = claims_of(rendition, (*runs, *furniture))
    book = PdfFile(b"2.0" if claims.is_second else b"1.7")
    namespaces = Namespaces(book) if claims.is_second else None
    fonts = EmbeddedFonts(book, rendition.typefaces, (*runs, *furniture))
    joiner = Joiner(book, rendition.geometry, rendition.direction, fonts, namespaces)
    joined = joiner.join(pagination, runs, furniture)
    destinations = name_destinations(book, joined, rendition.outline, in_structure=claims.is_second)
    catalog = {
        "Type": "/Catalog",
        "Pages": reference(joiner.tree),
        "StructTreeRoot": join_structure(book, joiner.document, joined, identity.language, namespaces),
        "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
        "Names": pydyf.Dictionary({"Dests": destinations}),
        "PageLabels": page_labels(book, pagination.pages, rendition.labels),
        "Metadata": metadata(book, identity, claims),
        **output_intents(book, claims),
        **join_form(book, joined, rendition.typefaces),
        **write_outline(book, rendition.outline),
        **catalog_entries(rendition),
    }
    data = book.finish(book.add(catalog), book.add(information(identity)))
    placed_runs = tuple(
        PlacedRun(run.name, start, run.folios) for run, start in zip(runs, pagination.starts, strict=True)
    )
    faults = tuple(dict.fromkeys(fault for run in furniture for fault in run.diagnostics))
    return Outcome(BoundBook(data, placed_runs), (*faults, *notes))
