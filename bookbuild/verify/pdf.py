"""Verification of a PDF."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Artifact
from bookbuild.pdf_pages import inspect_pages, outline_entries, pages_of

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_RUNNING_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Rendition"})
_LOCAL_SCHEMES = ("file:", "javascript:", "data:")


def verify_pdf(artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Return diagnostics of a PDF: fonts that are not embedded, links without a target, to local files or to actions,
    form fields without a unique name or a label, an unexpected number of pages, a missing language or title.
    """
    examination = _Examination(artifact)
    try:
        return (*examination.of_document(), *inspect_pages(artifact.data, examination.of_page))
    except pikepdf.PdfError as error:
        return (diagnose("malformed-output", f"the file cannot be opened: {error}", artifact.name),)


@dataclass(slots=True)
class _Examination:
    """Examines one PDF."""

    artifact: Artifact
    seen: set[tuple[int, int]] = field(default_factory=set)
    destinations: frozenset[bytes] = frozenset()

    def of_document(self) -> tuple[Diagnostic, ...]:
        """Yield diagnostics of the document as a whole; collect the destinations of links."""
        with pikepdf.open(io.BytesIO(self.artifact.data), inherit_page_attributes=False) as pdf:
            self.destinations = _destinations(pdf)
            faults = (*self._document_faults(pdf), *self._form_faults(pdf))
            return (*map(self._malformed, faults), *self._outline_findings(pdf))

    def of_page(self, number: int, page: pikepdf.Object) -> Iterator[Diagnostic]:
        """Yield diagnostics of a page, counted from 0."""
        page_name = f"page {number + 1}"
        for font in self._unembedded(_resources(page)):
            yield self._malformed(f"{page_name}: the font {font} is not embedded")
        for annotation in page.get("/Annots", ()):
            yield from self._link_findings(page_name, annotation)

    def _outline_findings(self, pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
        for entry in outline_entries(pdf.Root.get("/Outlines")):
            yield from self._link_findings(f"outline, {entry.get('/Title', '')}", entry)

    def _document_faults(self, pdf: pikepdf.Pdf) -> Iterator[str]:
        count, root = len(pages_of(pdf)), pdf.Root
        if count == 0 or self.artifact.pages not in {None, count}:
            yield f"it has {count} pages, but {self.artifact.pages} were laid out"
        if not str(root.get("/Lang", "")):
            yield "it has no language"
        if not str(pdf.docinfo.get("/Title", "")):
            yield "it has no title"
        if "/AA" in root or _action(root.get("/OpenAction")) in _RUNNING_ACTIONS:
            yield "it has an action that runs when it is opened"

    def _form_faults(self, pdf: pikepdf.Pdf) -> Iterator[str]:
        form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
        fields = [(str(field.get("/T", "")), str(field.get("/TU", ""))) for field in form.get("/Fields", ())]
        for name, count in Counter(name for name, _ in fields).items():
            if not name or count > 1:
                yield f"{count} form fields have the name {name!r}"
        for name, label in fields:
            if not label:
                yield f"the form field {name!r} has no label"
        for font in self._unembedded(form.get("/DR")):
            yield f"the form's font {font} is not embedded"

    def _unembedded(self, resources: pikepdf.Object | None) -> Iterator[str]:
        """Yield the fonts that are not embedded in these resources and in those of their forms, each once."""
        if resources is None or self._is_seen(resources):
            return
        fonts = resources.get("/Font")
        for font in () if fonts is None or self._is_seen(fonts) else _values(resources, "/Font"):
            if not self._is_seen(font) and not _is_embedded(font):
                yield str(font.get("/BaseFont", "without a name")).removeprefix("/")
        for form in _values(resources, "/XObject"):
            if not self._is_seen(form):
                yield from self._unembedded(form.get("/Resources"))

    def _is_seen(self, item: pikepdf.Object) -> bool:
        """Return whether an indirect object was seen before, and mark it as seen."""
        if not item.is_indirect:
            return False
        is_seen = item.objgen in self.seen
        self.seen.add(item.objgen)
        return is_seen

    def _link_findings(self, page_name: str, link: pikepdf.Object) -> Iterator[Diagnostic]:
        action = link.get("/A", pikepdf.Dictionary())
        kind, address = _action(action), str(action.get("/URI", ""))
        if kind in _RUNNING_ACTIONS or address.lower().startswith(_LOCAL_SCHEMES):
            yield self._malformed(f"{page_name}: a link leads to {address or kind}")
        target = link.get("/Dest", action.get("/D"))
        if isinstance(target, pikepdf.String) and bytes(target) not in self.destinations:
            message = f"{page_name}: a link leads to {target}, which is not in the book"
            yield diagnose("dead-destination", message, self.artifact.name, cause=f"anchor {target}")

    def _malformed(self, message: str) -> Diagnostic:
        return diagnose("malformed-output", message, self.artifact.name)


def _destinations(pdf: pikepdf.Pdf) -> frozenset[bytes]:
    """Return the names of the destinations as they are written: a viewer compares bytes, whatever their encoding."""
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    return frozenset(map(bytes, _names_in(tree))) if tree is not None else frozenset()


def _names_in(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the names of a name tree (ISO 32000-1, 7.9.6)."""
    yield from list(node.get("/Names", ()))[::2]
    for kid in node.get("/Kids", ()):
        yield from _names_in(kid)


def _action(action: pikepdf.Object | None) -> str:
    return str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""


def _resources(page: pikepdf.Object) -> pikepdf.Object | None:
    """Return the resources of a page, which may be inherited from its parents."""
    node: pikepdf.Object | None = page
    while node is not None and "/Resources" not in node:
        node = node.get("/Parent")
    return node.get("/Resources") if node is not None else None


def _values(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    entries = resources.get(kind)
    return [entries[name] for name in entries.keys()] if entries is not None else []  # noqa: SIM118 - a PDF dictionary


def _is_embedded(font: pikepdf.Object) -> bool:
    """Return whether a font is embedded. Type 3 fonts always are (PDF 2.0, 9.6.4)."""
    if font.get("/Subtype") == "/Type3":
        return True
    inner = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    return any(program in descriptor for program in _PROGRAMS)
