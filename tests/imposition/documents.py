"""PDFs to be imposed, each page with its number in the middle; and what another reader finds on the sheets."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import cos, radians, sin

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.imposition.paper import Ink, Side

A5 = (419.53, 595.28)
TEXT_SIZE, HALF_DIGIT = 30, 0.3425
"""The size of the numbers in points; half the height of a digit in ems."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be made: its size as it is seen, and what its boxes and keys do to it."""

    size: tuple[float, float] = A5
    origin: tuple[float, float] = (0, 0)
    rotate: int = 0
    unit: float = 1
    bleed: float = 0
    more: dict[str, object] = field(default_factory=dict)


def document(leaves: Sequence[Leaf], finish: Callable[[Pdf], None] | None = None, **save: object) -> bytes:
    """Make a PDF of pages with the numbers 001, 002 … upright in the middle of what is seen of them."""
    with Pdf.new() as pdf:
        pdf.docinfo["/Title"] = "A numbered document"
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number, leaf in enumerate(leaves, 1):
            pdf.pages.append(pikepdf.Page(_page(pdf, leaf, number, font)))
        if finish:
            finish(pdf)
        target = BytesIO()
        pdf.save(target, deterministic_id=not save, **save)  # type: ignore[arg-type]  # passed on as it is
        return target.getvalue()


def numbered(count: int, **save: object) -> bytes:
    return document([Leaf()] * count, **save)  # type: ignore[arg-type]  # passed on as it is


def _page(pdf: Pdf, leaf: Leaf, number: int, font: pikepdf.Object) -> pikepdf.Object:
    left, bottom, right, top = box_of(leaf)
    size, bleed = TEXT_SIZE / leaf.unit, leaf.bleed
    c, s = cos(radians(leaf.rotate)) * size, sin(radians(leaf.rotate)) * size
    x, y = (left + right) / 2, (bottom + top) / 2
    matrix = f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x:.4f} {y:.4f} cm"
    text = f"q {matrix} BT /F 1 Tf -0.834 {-HALF_DIGIT} Td ({number:03}) Tj ET Q".encode()
    page = Dictionary(Type=Name.Page, MediaBox=[left - bleed, bottom - bleed, right + bleed, top + bleed])
    page.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = pdf.make_indirect(Stream(pdf, text))
    if bleed:
        page.TrimBox = Array([left, bottom, right, top])
    if leaf.rotate:
        page.Rotate = leaf.rotate
    if leaf.unit != 1:
        page.UserUnit = leaf.unit
    for key, value in leaf.more.items():
        page[f"/{key}"] = value
    return pdf.make_indirect(page)


def box_of(leaf: Leaf) -> tuple[float, float, float, float]:
    """The trimmed page in its own coordinates."""
    width, height = leaf.size[:: -1 if leaf.rotate % 180 else 1]
    left, bottom = leaf.origin
    return left, bottom, left + width / leaf.unit, bottom + height / leaf.unit


def sides_of(pdf: bytes) -> list[Side]:
    """Read with PDFium which numbers stand where on each page, and whether upright."""
    with pypdfium2.PdfDocument(pdf) as sheets:
        return [_ink(page.get_textpage()) for page in sheets]


def _ink(text: pypdfium2.PdfTextPage) -> Side:
    codes = [int(pypdfium2.raw.FPDFText_GetUnicode(text, place)) for place in range(text.count_chars())]
    digits = [place for place, code in enumerate(codes) if chr(code).isdigit()]
    found: list[Ink] = []
    for places in zip(digits[::3], digits[1::3], digits[2::3], strict=True):
        (x1, y1), (x2, _), (x3, y3) = (_origin(text, place) for place in places)
        assert abs(y3 - y1) < 1, "a page lies on its side"
        height = TEXT_SIZE * (HALF_DIGIT if x3 > x1 else -HALF_DIGIT)
        number = int("".join(chr(codes[place]) for place in places))
        found.append(Ink(number - 1, (x2 + x3) / 2, y1 + height, x3 > x1))
    return tuple(found)


def _origin(text: pypdfium2.PdfTextPage, place: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text, place, x, y)
    return x.value, y.value


def colour_at(pdf: bytes, page: int, x: float, y: float) -> tuple[int, ...]:
    """Render a page and return the colour of a point, counted from its lower left corner."""
    with pypdfium2.PdfDocument(pdf) as sheets:
        leaf = sheets[page]
        picture = leaf.render(scale=1).to_pil().convert("RGB")
        return tuple(picture.getpixel((int(x), int(leaf.get_height() - y))))
