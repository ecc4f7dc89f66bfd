"""The PDF as a reader's device would find it."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Artifact
from bookbuild.pdf_pages import inspect_pages, pages_of

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_RUNNING_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Rendition"})
_LOCAL_SCHEMES = ("file:", "javascript:", "data:")


def verify_pdf(artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a PDF: fonts without their program, links that lead nowhere, to this machine or to
    something that runs, form fields without a name of their own or a label, a page count other than was told, no
    language, no title.
    """
    examination = _Examination(artifact)
    try:
        return (*examination.of_document(), *inspect_pages(artifact.data, examination.of_page))
    except pikepdf.PdfError as error:
        return (diagnose("malformed-output", f"the file cannot be opened: {error}", artifact.name),)


@dataclass(slots=True)
class _Examination:
    """One PDF being looked through."""

    artifact: Artifact
    seen: set[tuple[int, int]] = field(default_factory=set)
    destinations: frozenset[bytes] = frozenset()

    def of_document(self) -> tuple[Diagnostic, ...]:
        """Look at what is said of the document as a whole, and learn where its links may lead."""
        with pikepdf.open(io.BytesIO(self.artifact.data), inherit_page_attributes=False) as pdf:
            self.destinations = _destinations(pdf)
            faults = (*self._document_faults(pdf), *self._form_faults(pdf))
            return (*map(self._malformed, faults), *self._outline_findings(pdf))

    def of_page(self, number: int, page: pikepdf.Object) -> Iterator[Diagnostic]:
        """Look at a page, counted from 0."""
        place = f"page {number + 1}"
        for font in self._unembedded(_resources(page)):
            yield self._malformed(f"{place}: the font {font} is not embedded")
        for annotation in page.get("/Annots", ()):
            yield from self._link_findings(place, annotation)

    def _outline_findings(self, pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
        for entry in _entries(pdf.Root.get("/Outlines")):
            yield from self._link_findings(f"outline, {entry.get('/Title', '')}", entry)

    def _document_faults(self, pdf: pikepdf.Pdf) -> Iterator[str]:
        count, root = len(pages_of(pdf)), pdf.Root
        if count == 0 or self.artifact.pages not in {None, count}:
            yield f"it has {count} pages where {self.artifact.pages} were laid out"
        if not str(root.get("/Lang", "")):
            yield "it names no language"
        if not str(pdf.docinfo.get("/Title", "")):
            yield "it has no title"
        if "/AA" in root or _action(root.get("/OpenAction")) in _RUNNING_ACTIONS:
            yield "it runs something when it is opened"

    def _form_faults(self, pdf: pikepdf.Pdf) -> Iterator[str]:
        form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
        fields = [(str(field.get("/T", "")), str(field.get("/TU", ""))) for field in form.get("/Fields", ())]
        for name, count in Counter(name for name, _ in fields).items():
            if not name or count > 1:
                yield f"{count} fields of the form have the name {name!r}"
        for name, label in fields:
            if not label:
                yield f"the field {name!r} of the form does not say what it asks for"
        for font in self._unembedded(form.get("/DR")):
            yield f"the form's font {font} is not embedded"

    def _unembedded(self, resources: pikepdf.Object | None) -> Iterator[str]:
        """Yield the fonts without a program in these resources and in those of the forms among them, each once."""
        if resources is None or self._is_known(resources):
            return
        fonts = resources.get("/Font")
        for font in () if fonts is None or self._is_known(fonts) else _values(resources, "/Font"):
            if not self._is_known(font) and not _is_embedded(font):
                yield str(font.get("/BaseFont", "without a name")).removeprefix("/")
        for form in _values(resources, "/XObject"):
            if not self._is_known(form):
                yield from self._unembedded(form.get("/Resources"))

    def _is_known(self, thing: pikepdf.Object) -> bool:
        """Tell whether a shared object was met before."""
        if not thing.is_indirect:
            return False
        known = thing.objgen in self.seen
        self.seen.add(thing.objgen)
        return known

    def _link_findings(self, place: str, link: pikepdf.Object) -> Iterator[Diagnostic]:
        action = link.get("/A", pikepdf.Dictionary())
        kind, address = _action(action), str(action.get("/URI", ""))
        if kind in _RUNNING_ACTIONS or address.lower().startswith(_LOCAL_SCHEMES):
            yield self._malformed(f"{place}: a link leads to {address or kind}")
        target = link.get("/Dest", action.get("/D"))
        if isinstance(target, pikepdf.String) and bytes(target) not in self.destinations:
            message = f"{place}: a link leads to {target}, which is not in the book"
            yield diagnose("dead-destination", message, self.artifact.name)

    def _malformed(self, message: str) -> Diagnostic:
        return diagnose("malformed-output", message, self.artifact.name)


def _destinations(pdf: pikepdf.Pdf) -> frozenset[bytes]:
    """Return the names of the destinations."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/Dests" not in names:
        return frozenset()
    return frozenset(bytes(pikepdf.String(name)) for name in pikepdf.NameTree(names["/Dests"]))


def _entries(node: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """Yield the entries of an outline under a node, in order, however deep."""
    entry = node.get("/First") if node is not None else None
    while entry is not None:
        yield entry
        yield from _entries(entry)
        entry = entry.get("/Next")


def _action(action: pikepdf.Object | None) -> str:
    return str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""


def _resources(page: pikepdf.Object) -> pikepdf.Object | None:
    """Return the resources of a page, which may be those of a branch that it hangs on."""
    node: pikepdf.Object | None = page
    while node is not None and "/Resources" not in node:
        node = node.get("/Parent")
    return node.get("/Resources") if node is not None else None


def _values(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    found = resources.get(kind)
    return [found[name] for name in found.keys()] if found is not None else []  # noqa: SIM118 - a PDF dictionary


def _is_embedded(font: pikepdf.Object) -> bool:
    """Tell whether a font brings its program. Type 3 draws its glyphs in the document itself (PDF 2.0, 9.6.4)."""
    if font.get("/Subtype") == "/Type3":
        return True
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    return any(program in descriptor for program in _PROGRAMS)
