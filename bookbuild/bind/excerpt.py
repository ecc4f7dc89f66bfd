"""The pages of one run as they are in the book, in a PDF of their own, to be looked at before the book is bound."""

import hashlib
from collections.abc import Sequence

import pydyf

from bookbuild.bind.fonts import EmbeddedFonts
from bookbuild.bind.joining import Joiner
from bookbuild.bind.pagination import Page
from bookbuild.bind.pdf_writer import PdfFile, reference
from bookbuild.model import LaidOutRun, PdfRendition


def bind_run(
    rendition: PdfRendition,
    run: LaidOutRun,
    pages: Sequence[Page],
    furniture: Sequence[LaidOutRun] = (),
    skipped: int = 0,
) -> bytes:
    """Return a PDF with the pages of one run, drawn by the same code as in the book, without outline and tags.

    `pages` are those of the book. `furniture` has that of these pages, after that of others, which are `skipped`;
    where it ends before them, the rest is drawn without.
    """
    book = PdfFile()
    fonts = EmbeddedFonts(book, rendition.typefaces, (run, *furniture))
    joiner = Joiner(book, rendition.geometry, rendition.direction, fonts)
    joiner.join_alone(run, pages, furniture, skipped)
    catalog = {"Type": "/Catalog", "Pages": reference(joiner.tree)}
    return book.finish(book.add(catalog), book.add(pydyf.Dictionary({"Title": pydyf.String(run.name)})))


def drawing_digests(run: LaidOutRun) -> tuple[str, ...]:
    """Return for each page of a run a digest of what is drawn on it: equal digests mean equal pages.

    Pictures and what else pages share count for all of them.
    """
    objects, count = run.objects, run.page_count
    shared = hashlib.sha256()
    for font in run.fonts:
        shared.update(f"{font.key} {font.digest}\n".encode())
    for stream in objects.streams[count:]:
        shared.update(stream)
    texts = objects.text.split(b"\0")
    # Resources, and drawings' shadings and masks. Structure, which is not drawn, comes after them.
    for text in texts[count + len(objects.streams) : objects.structure or None]:
        if b"/Annot" not in text:
            shared.update(text)
    digests = []
    for index, page in enumerate(texts[:count]):
        digest = shared.copy()
        digest.update(page)
        digest.update(objects.streams[index])
        digests.append(digest.hexdigest()[:20])
    return tuple(digests)
