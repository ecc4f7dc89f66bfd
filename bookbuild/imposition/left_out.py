"""What a PDF has besides pages, which no sheet can show: dynamic forms, and files in a portfolio."""

from collections.abc import Iterator

from pikepdf import NameTree, Pdf

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.imposition.pdf_values import dictionary_in


def not_pages(source: Pdf, name: str) -> Iterator[Diagnostic]:
    """Yield what a document of this name shows in some viewers that its pages do not hold."""
    form = dictionary_in(source.Root, "/AcroForm")
    if "/XFA" in form and (source.Root.get("/NeedsRendering", False) is True or not len(form.get("/Fields", ()))):
        message = (
            "it is a dynamic form (XFA), whose pages only Adobe Reader can make; the sheets show what it holds instead"
        )
        yield _left_out(message, name, "open it in Adobe Reader, and print it to a new PDF")
    if "/Collection" in source.Root:
        tree = dictionary_in(dictionary_in(source.Root, "/Names"), "/EmbeddedFiles")
        files = len(list(NameTree(source.make_indirect(tree)))) if len(tree) else 0
        message = f"it is a portfolio: the sheets show its own pages, not the {files} files in it"
        yield _left_out(message, name, "save these files from a PDF viewer, and impose each of them")


def _left_out(message: str, name: str, hint: str) -> Diagnostic:
    return diagnose("not-on-sheets", message, name or None, hint=hint)
