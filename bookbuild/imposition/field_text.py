"""Text -> operators that show it in a box, in one of the fonts that every viewer has or in that of the form.

Such text has the characters of Windows code page 1252 (WinAnsiEncoding), which is what those fonts have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pikepdf import Dictionary, Name, Object

from bookbuild.imposition.pdf_values import dictionary_in, number_in, numbers_in

Size = tuple[float, float]
_NAMED = re.compile(r"/(\S+)\s+([\d.]+)\s+Tf")
_COLOUR = re.compile(r"(?:[\d.]+\s+){1,4}(?:rg|g|k)\b")
_STANDARD = re.compile(r"(Helvetica|Times|Courier)[-,A-Za-z]*")
_HELVETICA_FROM_32 = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_HELVETICA = dict(enumerate(map(float, _HELVETICA_FROM_32.split()), 32))
_OTHER, _COURIER = 556.0, 600.0
_LARGEST, _SMALLEST, _LEADING, _PADDING, _DESCENT, _HEIGHT = 12.0, 4.0, 1.15, 2.0, 0.22, 0.72
"""Sizes of text that chooses its own, in points; then in ems, but the padding."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a field's text looks: its font, its size in points (0: what fits), its colour as an operator, and on which
    side of the box its lines stand (0: left, 1: middle, 2: right).
    """

    font: Object
    size: float = 0
    colour: str = "0 g"
    quadding: int = 0
    many_lines: bool = False
    comb: int = 0

    def width(self, text: str) -> float:
        """Return the width of a text in points."""
        codes = text.encode("cp1252", "replace")
        widths = numbers_in(self.font.get("/Widths"))
        if widths:
            first = int(number_in(self.font, "/FirstChar", 0))
            known = dict(enumerate(widths, first))
        else:
            known = {} if "Courier" in str(self.font.get("/BaseFont")) else _HELVETICA
        other = _OTHER if known else _COURIER
        return sum(known.get(code, other) for code in codes) * self.size / 1000


def text_style(appearance: str, resources: Object) -> TextStyle:
    """Return the style that a default appearance string describes (ISO 32000-1, 12.7.3.3)."""
    named, colours = _NAMED.search(appearance), _COLOUR.findall(appearance)
    font = dictionary_in(dictionary_in(resources, "/Font"), f"/{named[1]}") if named else Dictionary()
    return TextStyle(_usable(font), float(named[2]) if named else 0, colours[-1] if colours else "0 g")


def is_showable(text: str) -> bool:
    """Return whether all characters of a text can be shown."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def shown_text(text: str, size: Size, style: TextStyle) -> str:
    """Return the operators that show a text in a box of this size with its corner at the origin; their font is /F."""
    width, height = size[0] - 2 * _PADDING, size[1] - 2 * _PADDING
    style = style if style.size else replace(style, size=_fitting(text, (width, height), style))
    lines = [text] if style.comb or not style.many_lines else list(_lines(text, width, style))
    leading = style.size * _LEADING
    y = size[1] - _PADDING - style.size if style.many_lines else (size[1] - style.size * (_HEIGHT - _DESCENT / 2)) / 2
    shown = [
        f"1 0 0 1 {x:.3f} {y - number * leading:.3f} Tm {_literal(piece)} Tj"
        for number, line in enumerate(lines)
        for x, piece in (_comb(line, size[0], style) if style.comb else _line(line, width, style))
    ]
    window = f"0 0 {size[0]:.3f} {size[1]:.3f} re W n"
    return "\n".join((f"q {window} BT {style.colour} /F {style.size:.3f} Tf", *shown, "ET Q"))


def _usable(font: Object) -> Object:
    """Return a font for any text: this one if it is whole, else one that every viewer has, like it."""
    name = str(font.get("/BaseFont", ""))[1:]
    descriptor = dictionary_in(font, "/FontDescriptor")
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    if embedded and "+" not in name and font.get("/Encoding") == Name.WinAnsiEncoding:
        return font
    base = Name(f"/{name}") if _STANDARD.fullmatch(name) else Name.Helvetica
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=base, Encoding=Name.WinAnsiEncoding)


def _fitting(text: str, size: Size, style: TextStyle) -> float:
    """Return the largest usual size of type at which a text fits a box."""
    tried = min(_LARGEST, max(_SMALLEST, size[1])) if not style.many_lines else _LARGEST
    while tried > _SMALLEST:
        now = replace(style, size=tried)
        lines = list(_lines(text, size[0], now)) if style.many_lines else [text]
        if len(lines) * tried * _LEADING <= max(size[1], tried * _LEADING) and (
            style.many_lines or now.width(text) <= size[0]
        ):
            break
        tried -= 0.5
    return tried


def _lines(text: str, width: float, style: TextStyle) -> Iterator[str]:
    """Yield the lines of a text, broken at spaces."""
    for paragraph in re.split(r"\r\n?|\n", text):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and style.width(longer) > width:
                yield line
                longer = word
            line = longer
        yield line


def _line(text: str, width: float, style: TextStyle) -> Iterator[tuple[float, str]]:
    yield _PADDING + (width - style.width(text)) * style.quadding / 2, text


def _comb(text: str, width: float, style: TextStyle) -> Iterator[tuple[float, str]]:
    """Yield each character in the middle of its cell."""
    cell = width / style.comb
    for number, character in enumerate(text):
        yield (number + 0.5) * cell - style.width(character) / 2, character


def _literal(text: str) -> str:
    """Return a text as a hexadecimal string of WinAnsiEncoding."""
    return f"<{text.encode('cp1252', 'replace').hex()}>"
