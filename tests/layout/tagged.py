"""Reading a run back as a document of its own, and its structure tree as text that a test can show."""

import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf

from bookbuild.bind.pdf_writer import PdfFile, array, extended, reference
from bookbuild.model import LaidOutRun


def document_of(run: LaidOutRun) -> bytes:
    """Write a run as a document, unmoved and without fonts."""
    objects, pages, book = run.objects, run.page_count, PdfFile()
    numbers, (tree, fonts, document) = book.reserve(objects.count), book.reserve(3)
    values = [b"%d" % number for number in (*numbers, *range(objects.keys))]
    values += [b"[%f %f %f %f]" % tuple(sides) for _, *sides in objects.rectangles]
    values += [b"%f" % left for _, left in objects.abscissas]
    values += [b"%d" % fonts, b"%d" % document]
    texts = (objects.text % tuple(values[slot] for slot in objects.slots)).split(b"\0")
    shared = b"/Parent %d 0 R/Resources %d 0 R" % (tree, numbers[pages + len(objects.streams)])
    for place in range(pages):
        texts[place] = extended(texts[place], shared + b"/Contents " + reference(numbers[pages + place]))
    for place, (number, text) in enumerate(zip(numbers, texts, strict=True)):
        if 0 <= place - pages < len(objects.streams):
            book.put_stream(number, text, objects.streams[place - pages])
        else:
            book.put(number, text)
    book.put(tree, b"<</Type/Pages/Count %d/Kids%b>>" % (pages, array(numbers[:pages])))
    book.put(fonts, b"<<>>")
    book.put(document, b"<</K%b/ParentTree %d 0 R>>" % (array([numbers[top] for top in objects.tops]), numbers[-1]))
    catalog = {"Type": "/Catalog", "Pages": reference(tree), "StructTreeRoot": reference(document)}
    return book.finish(book.add(catalog), book.add({}))


def content_of(run: LaidOutRun) -> bytes:
    """Return what is drawn on the pages of a run."""
    return b"\n".join(map(zlib.decompress, run.objects.streams[: run.page_count]))


def opened(run: LaidOutRun) -> Pdf:
    return Pdf.open(BytesIO(document_of(run)))


def tree_of(run: LaidOutRun) -> str:
    """The types of the tree in nested form, pieces of content as dots and link areas as ``@``: ``P(. Link(@ .))``."""
    with opened(run) as pdf:
        return " ".join(map(_shown, pdf.Root.StructTreeRoot.K))


def elements(run: LaidOutRun, role: str) -> list[dict[str, str]]:
    """The attributes of all elements of a type, in order, as text."""
    with opened(run) as pdf:
        found = [one for one in _walk(pdf.Root.StructTreeRoot) if one.get("/S") == Name(f"/{role}")]
        return [_attributes(one) for one in found]


def placed_marks(run: LaidOutRun) -> list[int]:
    """How many pieces of content the tree has of each page."""
    with opened(run) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
        return [sum(one is not None for one in marks) for marks in numbers[: len(pdf.pages)]]


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)


def _shown(kid: object) -> str:
    if isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == Name.MCR):
        return "."
    assert isinstance(kid, pikepdf.Dictionary)
    if kid.get("/Type") == Name.OBJR:
        return "@"
    return f"{str(kid.S)[1:]}({' '.join(map(_shown, kid.K))})"


def _attributes(element: pikepdf.Object) -> dict[str, str]:
    own = {key[1:]: str(element[key]) for key in ("/Alt", "/ID", "/Lang") if key in element}
    return own | {key[1:]: str(value) for key, value in element.get("/A", {}).items() if key not in ("/O", "/BBox")}
