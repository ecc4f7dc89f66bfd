"""Drawings made ready for the PDF: as they are where the layout engine draws them as meant, otherwise painted by resvg.

A painted drawing is a picture in a drawing of the same size, so that it stands on the page like any other.
"""

import io
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache

from lxml import etree

from bookbuild.images.drawings.families import name_faces
from bookbuild.images.drawings.measures import size_of, view_box
from bookbuild.images.drawings.names import SVG, TEXT_PARTS, XLINK, Element
from bookbuild.images.drawings.painter_process import png_of
from bookbuild.images.drawings.plain import is_plain, properties
from bookbuild.images.encoded import PrintedDrawing, UnreadableError
from bookbuild.model import Typeface
from bookbuild.system.font_files import FontFolder

_LONGER_SIDE = 2400
"""Pixels of the longer side: 300 to the inch across the page of a large book, more in any smaller one."""
_ROUNDED = 0.05
"""The greatest difference of proportions that comes from whole pixels."""
_TURNED = {"start": "end", "end": "start"}
_NO_BACKGROUND = ("", "none", "transparent", "initial", "inherit")


def for_print(data: bytes, typefaces: Sequence[Typeface]) -> PrintedDrawing:
    """Return a cleaned drawing as the layout engine can draw it: with its styles in its elements, or painted in the
    fonts of the book.
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    has_styles = bool(root.xpath("//*[local-name() = 'style' or @style]"))
    styled = _with_styles(root) if has_styles else root
    changed = _lay_ground(styled) or has_styles
    if has_styles:  # whose rules may have named families in the shorthand font
        name_faces(styled)
    if is_plain(styled):
        return PrintedDrawing(_written_out(styled) if changed else b"")
    _turn_anchors(styled)
    try:
        return PrintedDrawing(_painted(styled, typefaces), _missing(styled, typefaces))
    except UnreadableError as error:
        return PrintedDrawing(error=str(error))


def _with_styles(root: Element) -> Element:
    from bookbuild.images.drawings.styles import with_styles  # noqa: PLC0415 - few drawings have stylesheets

    return with_styles(root)


def _lay_ground(root: Element) -> bool:
    """Draw the background that a drawing has by CSS, which only browsers do. Return whether there is one."""
    values = properties(root)
    colour = values.get("background-color") or values.get("background") or ""
    if colour.lower() in _NO_BACKGROUND or "(" in colour.replace("rgb(", ""):
        return False
    x, y, width, height = view_box(root) or (0, 0, *size_of(root))
    ground = etree.Element(f"{SVG}rect", x=f"{x:g}", y=f"{y:g}", width=f"{width:g}", height=f"{height:g}", fill=colour)
    root.insert(0, ground)
    return True


def _turn_anchors(root: Element) -> None:
    """Set `text-anchor` of text from right to left so that resvg, which counts from the left, places it."""
    for element in list(root.iter(*TEXT_PARTS)):
        if _inherited(element, "direction") == "rtl" and (
            element.tag == f"{SVG}text" or "text-anchor" in properties(element)
        ):
            turned = _TURNED.get(_inherited(element, "text-anchor") or "start", "middle")
            element.set("style", f"{element.get('style') or ''}; text-anchor: {turned}".removeprefix("; "))


def _inherited(element: Element, name: str) -> str:
    """Return the value of a property that children inherit, or an empty string."""
    values = (properties(one).get(name, "") for one in (element, *element.iterancestors()))
    return next((value for value in values if value not in {"", "inherit"}), "")


def _painted(root: Element, typefaces: Sequence[Typeface]) -> bytes:
    width, height = size_of(root)
    zoom = _LONGER_SIDE / max(width, height)
    pixels = max(1, round(width * zoom)), max(1, round(height * zoom))
    stated = {name: value for name in ("width", "height") if (value := root.get(name))}
    root.set("width", str(width))
    root.set("height", str(height))
    box = view_box(root)
    if box and abs(box[2] * height - box[3] * width) < _ROUNDED * box[3] * width:
        root.set("preserveAspectRatio", "none")  # else a strip at the edge stays empty, which shows as a line
    png = _png(etree.tostring(root, encoding="unicode"), pixels, typefaces)
    drawing = etree.Element(f"{SVG}svg", nsmap={None: SVG[1:-1], "xlink": XLINK[1:-1]})  # type: ignore[dict-item]
    for name, value in stated.items():
        drawing.set(name, value)
    drawing.set("viewBox", f"0 0 {width} {height}")
    for title in root.findall(f"{SVG}title"):
        drawing.append(title)
    picture = etree.SubElement(drawing, f"{SVG}image", width=f"{width}", height=f"{height}")
    picture.set("preserveAspectRatio", "none")
    picture.set(f"{XLINK}href", f"data:image/png;base64,{b64encode(png).decode()}")
    return _written_out(drawing)


def _written_out(drawing: Element) -> bytes:
    return etree.tostring(drawing, encoding="utf-8", xml_declaration=True)


def _missing(root: Element, typefaces: Sequence[Typeface]) -> str:
    """Return the characters of a drawing's text that no typeface has."""
    parts = root.iter(*TEXT_PARTS)
    texts = [text for part in parts for text in (part.text, *(child.tail for child in part)) if text]
    characters = sorted({character for text in texts for character in text if character.isprintable()})
    if not characters:
        return ""
    from bookbuild.text_outlines import Shaper, nearest_fonts  # noqa: PLC0415 - few drawings are painted

    shaper = Shaper(nearest_fonts(typefaces, "", 400))
    return "".join(one for one in characters if not one.isspace() and shaper.font_of(one) is None)


def _png(drawing: str, size: tuple[int, int], typefaces: Sequence[Typeface]) -> bytes:
    """Return a drawing as PNG of that size, lettered in the typefaces of the book alone."""
    families = [face.family for face in typefaces]
    sans = next((name for name in families if "Sans" in name), families[0] if families else "")
    serif = next((name for name in families if "Serif" in name), sans)
    code = next((name for name in families if "Code" in name or "Mono" in name), sans)
    files = _font_files(tuple(typefaces))
    arguments = {
        "svg_string": drawing,
        "skip_system_fonts": True,
        "width": size[0],
        "height": size[1],
        "dpi": 96.0,  # its default, 0, makes nothing of lengths in pt or mm
        "font_files": files.paths(),
        "font_family": sans,
        "serif_family": serif,
        "sans_serif_family": sans,
        "monospace_family": code,
        "cursive_family": sans,
        "fantasy_family": sans,
    }
    return _without_needless_alpha(png_of(arguments, files.descriptors()))


@lru_cache(maxsize=1)
def _font_files(typefaces: tuple[Typeface, ...]) -> FontFolder:
    folder = FontFolder()
    for number, face in enumerate(typefaces):
        (folder / f"{number}.otf").write_bytes(face.data)
    return folder


def _without_needless_alpha(png: bytes) -> bytes:
    """Return a PNG without transparency if nothing in it is transparent."""
    from PIL import Image  # noqa: PLC0415 - few drawings are painted

    with Image.open(io.BytesIO(png)) as image:
        if image.mode != "RGBA" or image.getchannel("A").getextrema() != (255, 255):
            return png
        output = io.BytesIO()
        image.convert("RGB").save(output, "PNG")
        return output.getvalue()
