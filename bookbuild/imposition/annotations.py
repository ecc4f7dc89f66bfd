"""Annotations and fields of a PDF become part of its pages; what cannot is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.imposition.fields import Field
from bookbuild.imposition.markup import draw_markup
from bookbuild.imposition.pdf_values import dictionaries_in, dictionary_in, upright

_HIDDEN, _PRINT, _NO_VIEW = 2, 4, 32
"""Flags of annotations (ISO 32000-1, 12.5.3)."""
_NEVER_DRAWN = ("/Link", "/Popup", "/PrinterMark", "/TrapNet")
_NAMES = {
    "/Stamp": "a stamp",
    "/Text": "a note",
    "/FreeText": "text",
    "/Widget": "a field of the form",
    "/Highlight": "a highlight",
    "/Ink": "a drawing by hand",
    "/FileAttachment": "an attached file",
    "/Caret": "an insertion mark",
    "/Redact": "a redaction",
    "/Screen": "a film",
    "/Movie": "a film",
    "/RichMedia": "a film",
    "/3D": "a model",
    "/Sound": "a sound",
}
_PAGES_NAMED = 8


@dataclass(slots=True)
class LeftOut:
    """Annotations that are not on the sheets, with the numbers of their pages."""

    without_look: dict[str, list[int]] = field(default_factory=dict)
    """Those whose appearance the file does not define."""
    not_printed: dict[str, list[int]] = field(default_factory=dict)
    """Those that the file shows, but does not let print."""

    def diagnostics(self, name: str) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each reason, in a document of this name."""
        if self.without_look:
            message = f"the file does not say how to draw {_listed(self.without_look)}, so the sheets lack it"
            hint = "open it in the program that it was marked in, and print it to a new PDF"
            yield diagnose("not-on-sheets", message, name or None, hint=hint)
        if self.not_printed:
            message = f"the file shows {_listed(self.not_printed)}, but says that it is not to be printed"
            hint = "if it is to be on the sheets, print the file to a new PDF from the program that it was marked in"
            yield diagnose("not-on-sheets", message, name or None, hint=hint)


def flatten(source: Pdf) -> LeftOut:
    """Draw the fields and annotations that are to be printed into their pages. Links are dropped."""
    flattening = _Flattening(source)
    for number, page in enumerate(source.pages, 1):
        if annotations := dictionaries_in(page.obj, "/Annots"):
            kept = [source.make_indirect(one) for one in annotations if flattening.prepare(one, number)]
            page.obj.Annots = Array(kept)
    if flattening.form:
        flattening.form.NeedAppearances = False
    source.flatten_annotations("print")
    return flattening.left_out


class _Flattening:
    """Adds to the annotations of a document what is needed to make them part of their pages."""

    def __init__(self, source: Pdf) -> None:
        self.left_out = LeftOut()
        self.form = dictionary_in(source.Root, "/AcroForm")
        self._source = source
        self._is_stale = self.form.get("/NeedAppearances", False) is True
        """Whether what fields look like is not what their values are."""

    def prepare(self, annotation: Object, page: int) -> bool:
        """Return whether an annotation is printed; it has an appearance then. If it should be, it is noted."""
        flags, kind = _flags(annotation), str(annotation.get("/Subtype"))
        if kind in _NEVER_DRAWN or flags & _HIDDEN or (flags & _NO_VIEW and not flags & _PRINT):
            return False
        field = Field(annotation, self.form) if kind == "/Widget" else None
        is_whole = self._draw_field(field) if field else self._draw_other(annotation)
        if not is_whole:
            self.left_out.without_look.setdefault(kind, []).append(page)
        look = _appearance(annotation)
        if look is None or not _has_area(annotation):
            return False
        if not flags & _PRINT and field is None:
            self.left_out.not_printed.setdefault(kind, []).append(page)
        if not flags & _PRINT and (field is None or field.is_button):
            return False
        if "/OC" in annotation:
            look.OC = annotation.OC
        annotation.F = _PRINT
        return True

    def _draw_field(self, field: Field) -> bool:
        """Draw a field that has no appearance, or not that of its value. Return whether its value is seen."""
        field.set_state()
        if _appearance(field.widget) is not None and not (self._is_stale and field.has_text):
            return True
        return field.draw(self._source)

    def _draw_other(self, annotation: Object) -> bool:
        return _appearance(annotation) is not None or draw_markup(annotation, self._source)


def _flags(annotation: Object) -> int:
    flags = annotation.get("/F", 0)
    return flags if isinstance(flags, int) else 0


def _appearance(annotation: Object) -> Object | None:
    """Return the stream that draws an annotation in its state, or None."""
    normal = dictionary_in(annotation, "/AP").get("/N")
    if isinstance(normal, Dictionary):
        normal = normal.get(str(annotation.get("/AS", "/Off")))
    return normal if isinstance(normal, Stream) else None


def _has_area(annotation: Object) -> bool:
    rect = upright(annotation.get("/Rect"))
    return rect is not None and rect.width > 0 and rect.height > 0


def _listed(found: Mapping[str, list[int]]) -> str:
    """Return kinds and pages in words: "a stamp (pages 1, 3) and a note (page 2)"."""
    parts = [
        f"{_NAMES.get(name, f'an annotation of the kind {name[1:]}')} ({_pages(of)})" for name, of in found.items()
    ]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _pages(numbers: Sequence[int]) -> str:
    once = list(dict.fromkeys(numbers))
    named = ", ".join(map(str, once[:_PAGES_NAMED])) + (" …" if len(once) > _PAGES_NAMED else "")
    return f"page {named}" if len(once) == 1 else f"pages {named}"
