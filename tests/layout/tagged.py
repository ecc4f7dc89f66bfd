"""Reading the structure tree of a run back, as text that a test can show."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf

from bookbuild.model import LaidOutRun


def opened(run: LaidOutRun) -> Pdf:
    return Pdf.open(BytesIO(run.pdf))


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
