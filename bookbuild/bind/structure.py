"""The structure tree of the book, grown together from the trees of its runs (ISO 32000-1, 14.7)."""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.bind.joining import JoinedRun


def join_structure(book: Pdf, runs: Sequence[JoinedRun], language: str) -> None:
    """Hang the runs' trees under one document element, with their keys counted on."""
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, Lang=String(language)))
    kids: list[pikepdf.Object] = []
    numbers: list[pikepdf.Object | int] = []
    notes: list[tuple[bytes, pikepdf.Object]] = []
    for run in runs:
        for kid in run.tree.K:
            kid.P = document
            kids.append(kid)
        numbers += _renumbered(run, first=len(numbers) // 2)
        names = list(run.tree.IDTree.Names)
        notes += [(bytes(name), note) for name, note in zip(names[::2], names[1::2], strict=True)]
        _move_figures(run)
    document.K = Array(kids)
    root.K = Array([document])
    root.ParentTree = book.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(numbers) // 2
    if notes:
        pairs = sorted(notes, key=lambda pair: pair[0])
        root.IDTree = book.make_indirect(Dictionary(Names=Array([part for pair in pairs for part in pair])))
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)


def _renumbered(run: JoinedRun, *, first: int) -> list[pikepdf.Object | int]:
    """Count a run's keys on from `first`, on its pages and links too, and return its part of the parent tree."""
    for page in run.pages:
        page.StructParents = int(page.StructParents) + first
    for annotation in run.annotations:
        annotation.StructParent = int(annotation.StructParent) + first
    places = list(run.tree.ParentTree.Nums)[1::2]
    return [item for place, kids in enumerate(places) for item in (first + place, kids)]


def _move_figures(run: JoinedRun) -> None:
    """Move the bounding boxes of pictures as their pages were moved."""
    shifts = {page.objgen: shift for page, shift in zip(run.pages, run.shifts, strict=True)}
    for figure in run.tree.Figures:
        left, bottom, right, top = map(float, figure.A.BBox)
        shift = shifts[figure.Pg.objgen]
        figure.A.BBox = Array([left + shift, bottom, right + shift, top])
