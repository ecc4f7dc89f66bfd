"""The structure tree of the book, joined from the trees of its runs (ISO 32000-1, 14.7)."""

from collections.abc import Sequence

import pydyf

from bookbuild.bind.joining import JoinedRun
from bookbuild.bind.pdf_ua_2 import Namespaces
from bookbuild.bind.pdf_writer import STRUCTURE, PdfFile, array, reference


def join_structure(
    book: PdfFile, document: int, joined: Sequence[JoinedRun], language: str, namespaces: Namespaces | None = None
) -> bytes:
    """Join the runs' trees under one Document element, and return a reference to the root of the tree."""
    pairs = [(joined_run.run.objects, joined_run.numbers) for joined_run in joined]
    kids = [numbers[top] for objects, numbers in pairs for top in objects.tops]
    notes = {name: numbers[note] for objects, numbers in pairs for name, note in objects.notes}
    root = {
        "Type": "/StructTreeRoot",
        "K": array([document]),
        "ParentTree": book.add({"Kids": array([numbers[-1] for objects, numbers in pairs if objects.keys])}),
        "ParentTreeNextKey": sum(objects.keys for objects, _ in pairs),
    }
    if notes:
        names = pydyf.Array([part for name in sorted(notes) for part in (pydyf.String(name), reference(notes[name]))])
        root["IDTree"] = book.add({"Names": names})
    if namespaces:
        root["Namespaces"] = namespaces.array
    tree = book.add(root)
    element = {"Type": "/StructElem", "S": "/Document", "P": tree, "Lang": pydyf.String(language), "K": array(kids)}
    if namespaces:
        element["NS"] = namespaces.default
    book.put(document, pydyf.Dictionary(element).data, STRUCTURE)
    return tree
