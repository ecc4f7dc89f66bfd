"""Drawings whose text is drawn as outlines of the book's typefaces: for readers that have none of these."""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.images.drawings.families import name_faces
from bookbuild.images.drawings.glyph_paths import EM, path_of, relative_path, rule_of, shortened
from bookbuild.images.drawings.names import HREFS, SVG, XLINK, Element, local_name, words_in
from bookbuild.images.drawings.placed_glyph import PlacedGlyph
from bookbuild.images.drawings.text_fonts import TextFonts
from bookbuild.images.drawings.text_layout import TextSetter
from bookbuild.images.drawings.text_styles import TextStyles, texts_of
from bookbuild.images.encoded import OutlinedDrawing
from bookbuild.model import Typeface
from bookbuild.text_outlines import Glyph, outline_of

_TEXT_NAMES = (
    "x y dx dy rotate textLength lengthAdjust font-family font-size font-weight font-style font-variant font-stretch "
    "text-anchor letter-spacing word-spacing direction unicode-bidi dominant-baseline alignment-baseline "
    "baseline-shift text-decoration startOffset method spacing side path"
)
_OF_TEXT = frozenset(_TEXT_NAMES.split())
_FACE = re.compile(r"(?<![\w-])font-family\s*:[^;{}]*;?\s*")
_SHEET_TYPE = re.compile(r"(?<![\w.#-])(text|tspan|textPath)(?=[\s.#:,>+~\[{]|$)")
_VERTICAL = frozenset({"tb", "tb-rl", "vertical-rl", "vertical-lr", "sideways-rl", "sideways-lr"})
_INVISIBLE = 1e-9
"""The scale of letters that nobody sees."""
_LINES = {"underline": (0.08, 0.05), "overline": (-0.8, 0.05), "line-through": (-0.28, 0.05)}


def outlined(data: bytes, typefaces: Sequence[Typeface], language: str = "") -> OutlinedDrawing:
    """Return a cleaned drawing with its text as outlines, as far as the typefaces have its characters.

    A text of which they lack some stays text, as does a drawing that brings its own font. `data` of the result is
    empty if the drawing has no text.
    """
    if b"<text" not in data and b":text" not in data:
        return OutlinedDrawing()
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    if not texts_of(root) or b"@font-face" in data:
        return OutlinedDrawing()
    styled = _styled(root)
    name_faces(styled)
    outliner = _Outliner(
        TextSetter(TextStyles(styled), TextFonts(typefaces, language)), _free_name(data), b"<style" in data
    )
    if outliner.has_sheets and (missing := "".join(map(outliner.setter.missing, texts_of(styled)))):
        return OutlinedDrawing(missing="".join(dict.fromkeys(missing)))  # its stylesheets are for all texts
    originals = dict(zip(styled.iter(etree.Element), root.iter(etree.Element), strict=True))
    left = [words for text in texts_of(styled) if (words := outliner.replace(text, originals)) is not None]
    if outliner.glyphs:
        root.insert(0, outliner.definitions())
    if not left:
        _forget_faces(root)
    etree.cleanup_namespaces(root, top_nsmap={"xlink": XLINK[1:-1]} if outliner.glyphs else None)
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return OutlinedDrawing(data, "".join(dict.fromkeys("".join(left))))


def _free_name(data: bytes) -> str:
    """Return the beginning of an id that a drawing does not have."""
    name = "g"
    while f'"{name}'.encode() in data:
        name += "g"
    return name


def _styled(root: Element) -> Element:
    if root.xpath("//*[local-name() = 'style' or @style]"):
        from bookbuild.images.drawings.styles import with_styles  # noqa: PLC0415 - few drawings have stylesheets

        return with_styles(root)
    return copy.deepcopy(root)


def _forget_faces(root: Element) -> None:
    """Take away the names of typefaces that no text needs any more, and let stylesheets find what was text."""
    for element in root.iter(etree.Element):
        element.attrib.pop("font-family", "")
        if "font-family" in (element.get("style") or ""):
            element.set("style", _FACE.sub("", str(element.get("style"))).strip())
        if element.tag == f"{SVG}style" and element.text:
            element.text = _SHEET_TYPE.sub(r".was-\1", _FACE.sub("", element.text))


@dataclass(slots=True)
class _Outliner:
    """Replaces texts by outlines; `glyphs` are those that the drawing reuses, with their ids."""

    setter: TextSetter
    prefix: str
    has_sheets: bool
    glyphs: dict[tuple[int, int], tuple[str, Glyph]] = field(default_factory=dict)

    def definitions(self) -> Element:
        """Return the outlines that are reused."""
        defs = etree.Element(f"{SVG}defs")
        for name, glyph in self.glyphs.values():
            etree.SubElement(defs, f"{SVG}path", id=name, d=relative_path(glyph))
        return defs

    def replace(self, text: Element, originals: dict[Element, Element]) -> str | None:
        """Replace a text by its outlines. Return the characters that no font has if it stays, else None."""
        if self.setter.styles.of(text).get("writing-mode", "") in _VERTICAL:
            return ""
        if missing := self.setter.missing(text):
            return missing
        placed = self.setter.placed(text)
        words = words_in(text)
        is_clip = any(local_name(one) == "clipPath" for one in text.iterancestors())
        if is_clip:
            _become_path(originals[text], placed)
            return None
        for element in [text, *text.iterdescendants(f"{SVG}tspan", f"{SVG}textPath")]:
            _become_group(originals[element], has_sheets=self.has_sheets)
        for owner, glyphs in _by_owner(placed):
            for drawn in self._drawn(owner, glyphs):
                originals[owner].append(drawn)
        if words:
            title = etree.Element(f"{SVG}title")
            title.text = words
            originals[text].insert(0, title)
        return None

    def _drawn(self, owner: Element, glyphs: Sequence[PlacedGlyph]) -> Iterator[Element]:
        style = self.setter.styles.of(owner)
        if style.get("visibility") in {"hidden", "collapse"}:
            return
        is_plain = style.get("stroke", "none") in {"none", ""} and "url(" not in style.get("fill", "")
        if is_plain:
            for line in _lines(glyphs):
                yield self._reused(line)
        else:
            data = "".join(path_of(one) for one in glyphs)
            if data:
                yield etree.Element(f"{SVG}path", d=data)
        for name, (below, thick) in _LINES.items():
            if name in style.get("decorations", ""):
                yield from (rule_of(line, below, thick) for line in _lines(glyphs))

    def _reused(self, line: Sequence[PlacedGlyph]) -> Element:
        first = line[0]
        group = etree.Element(f"{SVG}g")
        turn = f" rotate({shortened(first.turn)})" if first.turn else ""
        scale = first.size / EM
        if abs(scale * first.stretch) < _INVISIBLE:
            return group
        scales = f"{scale:.5g}" if first.stretch == 1 else f"{scale * first.stretch:.5g} {scale:.5g}"
        group.set("transform", f"translate({shortened(first.x)} {shortened(first.y)}){turn} scale({scales})")
        for one in line:
            if outline_of(one.glyph):
                use = etree.SubElement(group, f"{SVG}use")
                use.set(HREFS[1], f"#{self._name(one.glyph)}")
                if offset := round((one.x - first.x) / (scale * first.stretch)):
                    use.set("x", str(offset))
        return group

    def _name(self, glyph: Glyph) -> str:
        key = id(glyph.font), glyph.id
        if key not in self.glyphs:
            self.glyphs[key] = f"{self.prefix}{len(self.glyphs) + 1}", glyph
        return self.glyphs[key][0]


def _by_owner(placed: Sequence[PlacedGlyph]) -> Iterator[tuple[Element, list[PlacedGlyph]]]:
    owners: dict[Element, list[PlacedGlyph]] = {}
    for one in placed:
        owners.setdefault(one.owner, []).append(one)
    yield from owners.items()


def _lines(glyphs: Sequence[PlacedGlyph]) -> Iterator[list[PlacedGlyph]]:
    """Yield glyphs that stand on one line, in one size, unturned; each turned one alone."""
    line: list[PlacedGlyph] = []
    for one in glyphs:
        same = line and not one.turn and not line[0].turn
        if line and not (same and (one.y, one.size, one.stretch) == (line[0].y, line[0].size, line[0].stretch)):
            yield line
            line = []
        line.append(one)
    if line:
        yield line


def _become_group(element: Element, *, has_sheets: bool) -> None:
    """Turn a text or a part of it into a group, which keeps its look."""
    name = local_name(element)
    for one in _OF_TEXT:
        element.attrib.pop(one, "")
    if name == "textPath":
        for one in HREFS:
            element.attrib.pop(one, "")
    if has_sheets:
        element.set("class", f"{element.get('class') or ''} was-{name}".strip())
    element.tag, element.text = f"{SVG}g", None
    for child in list(element):
        child.tail = None
        if local_name(child) in {"title", "desc"}:
            element.remove(child)


def _become_path(element: Element, placed: Sequence[PlacedGlyph]) -> None:
    for one in _OF_TEXT:
        element.attrib.pop(one, "")
    del element[:]
    element.tag, element.text = f"{SVG}path", None
    element.set("d", "".join(path_of(one) for one in placed))
