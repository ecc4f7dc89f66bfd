"""Text set and drawn by shorter ways than WeasyPrint 70's, to the same glyphs in the same places.

Importing this module replaces functions of WeasyPrint, which makes a Pango context and a font description for each line
that it sets, forgets the line, and sets it again to justify it and again to draw it. Here a style keeps its own, a line
stays set, and what justifies it is added to its spaces. And a line's glyphs are read in one go, not each by five calls
to C. tests/layout/takeover/test_glyphs.py lays documents out both ways.
"""

import re
import struct
from copy import copy
from dataclasses import dataclass
from typing import Any

import weasyprint.draw.text
import weasyprint.layout.inline
from weasyprint.formatting_structure import boxes
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every line of one style is set with."""

    context: Any
    description: Any
    language: Any
    features: Any


def _setting_of(style: Any) -> _Setting:
    try:
        setting: _Setting = style.setting
    except AttributeError:
        setting = style.setting = _make_setting(style)
    return setting


def _make_setting(style: Any) -> _Setting:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, 0)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    named = style["font_language_override"]
    tag = LST_TO_ISO.get(named.lower(), named) if named != "normal" else style["lang"]
    language = pango.pango_language_get_default()
    if tag:
        pointer, _kept = unicode_to_char_p(tag)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    wanted = font_features(*(style[name] for name in FEATURES))
    features = None
    if wanted:
        text = ",".join(f"{key} {value}" for key, value in wanted.items()).encode()
        known = style.font_config.font_features
        features = known[text] if text in known else known.setdefault(text, pango.pango_attr_font_features_new(text))
    return _Setting(context, get_font_description(style), language, features)


_set_up_wholly = Layout.setup


def _set_up(layout: Any, style: Any) -> None:
    """Make a Pango layout for a style. A line to be underlined needs the font's metrics: that is the original's."""
    if style["text_decoration_line"] != "none":
        _set_up_wholly(layout, style)
        return
    setting = _setting_of(style)
    layout.style, layout.language, layout.first_line_direction = style, setting.language, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(setting.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, 0)
    pango.pango_layout_set_font_description(layout.layout, setting.description)
    if setting.features is not None:
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, setting.features)
        pango.pango_layout_set_attributes(layout.layout, attributes)


# ── Keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_SPACES = re.compile(b" |\xc2\xa0")
"""What justifying widens: spaces that break and spaces that do not."""
_UNSPREADABLE = re.compile("[\n\t\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]")
"""Breaks, tabs, and the spaces for which a font may draw its common one."""

_deactivate_wholly = Layout.deactivate
_reactivate_wholly = Layout.reactivate
_justify_wholly = weasyprint.layout.inline.add_word_spacing


def _stay_set(_layout: Any) -> None:
    """Do not forget a line: it will be drawn."""


def _reactivate(layout: Any, style: Any) -> None:
    """Take a line up again as it was set, unless more has to be done to it than to widen its spaces."""
    layout.spread = 0
    is_single = pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL
    is_spaced = style["letter_spacing"] != "normal" or style["word_spacing"]
    if not is_single or _UNSPREADABLE.search(layout.text) or (layout.justification_spacing and is_spaced):
        _reactivate_wholly(layout, style)
    elif layout.justification_spacing:
        layout.spread = int(layout.justification_spacing * TO_UNITS)


def _justify(context: Any, box: Any, spacing: float, x_advance: float) -> float:
    """Move a box by what justifies those before it, widen its own spaces, and return what those after it move by."""
    if not isinstance(box, boxes.TextBox) or box.pango_layout.text != box.text:
        moved: float = _justify_wholly(context, box, spacing, x_advance)
        return moved
    box.justification_spacing = spacing
    box.position_x += x_advance
    extra: float = spacing * (box.text.count(" ") + box.text.count("\u00a0"))
    if extra:
        box.width += extra
        box.pango_layout = copy(box.pango_layout)
        box.pango_layout.justification_spacing = spacing
    return x_advance + extra


# ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_GLYPH = struct.Struct("=IiiiI")
"""PangoGlyphInfo: the glyph, its width and its offsets, and flags."""
_NO_GLYPH = 0x0FFFFFFF
"""Pango's empty glyph; those above stand for characters that no font has."""
_SMALLEST = 1e-6
"""The type size that is nothing: what pydyf writes has six digits."""

_draw_wholly = weasyprint.draw.text.draw_first_line


def _draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
    """Draw a line of plain glyphs on its baseline; whatever else a line may hold is left to the original."""
    is_plain = text_overflow != "ellipsis" and block_ellipsis == "none"
    if is_plain and textbox.style["font_size"] >= _SMALLEST and textbox.text.strip():
        if _UNSPREADABLE.search(textbox.pango_layout.text):  # else it would be set again for nothing
            pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, 1)
        line = pango.pango_layout_get_line_readonly(textbox.pango_layout.layout, 0)
        pieces = _pieces(stream, textbox.pango_layout, line)
        if pieces is not None:
            _show(stream, pieces, matrix)
            return []
    _reactivate_wholly(textbox.pango_layout, textbox.style)
    emojis: list[Any] = _draw_wholly(stream, textbox, text_overflow, block_ellipsis, matrix)
    return emojis


def _show(stream: Any, pieces: list[tuple[Any, float, str]], matrix: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    for place, (font, size, string) in enumerate(pieces):
        stream.set_font_size(font.hash, size)
        if string or place == len(pieces) - 1:
            stream.show_text(string)


def _pieces(stream: Any, layout: Any, line: Any) -> list[tuple[Any, float, str]] | None:
    """Write the glyphs of a line, one piece for each font that it changes to; nothing where one is out of line."""
    pieces: list[tuple[Any, float, str]] = []
    before: Any = None
    run = line.runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        if pango_font != before:
            before = pango_font
            font, size = stream.add_font(pango_font)
            if font.bitmap or font.svg or font.png or font.colr:
                return None
            pieces.append((font, size, ""))
        string = _glyphs(stream, layout, item, font, size)
        if string is None:
            return None
        pieces[-1] = (font, size, pieces[-1][2] + string)
    return pieces


def _glyphs(stream: Any, layout: Any, item: Any, font: Any, size: float) -> str | None:
    """Write the glyphs of a run as ``<0012>-15<0013>``: numbers are what is taken off an advance, in thousandths.

    WeasyPrint drops what is less than that, and its lines end up to a point before the margin; here it is carried on.
    """
    glyphs = item.glyphs
    count = glyphs.num_glyphs
    widths, texts = font.widths, font.to_unicode
    spaces = _spaces(layout, item) if layout.spread else ()
    written, carried = ["<"], 0.0
    infos = _GLYPH.iter_unpack(ffi.buffer(glyphs.glyphs, count * _GLYPH.size))
    for place, (glyph, width, x_offset, y_offset, _) in enumerate(infos):
        if y_offset or glyph >= _NO_GLYPH:
            return None
        offset = x_offset / size
        if offset:
            written.append(f">{-offset}<")
        if glyph not in texts:
            texts[glyph] = _text_of(layout, item, place, count)
        if glyph not in widths:
            pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
            widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        advance = width + layout.spread if place in spaces else width
        exact = widths[glyph] + offset - advance * 1000 * FROM_UNITS / size + carried
        kerning = round(exact)
        carried = exact - kerning
        written.append(f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}")
    string = "".join(written)
    return string[:-1] if string.endswith("<") else string + ">"


def _spaces(layout: Any, item: Any) -> frozenset[int]:
    """Return the places of the glyphs of a run that stand for spaces, of which each is widened once."""
    start, end = item.item.offset, item.item.offset + item.item.length
    found = {match.start() - start for match in _SPACES.finditer(layout.text.encode(), start, end)}
    clusters = ffi.unpack(item.glyphs.log_clusters, item.glyphs.num_glyphs)
    return frozenset({cluster: place for place, cluster in enumerate(clusters) if cluster in found}.values())


def _text_of(layout: Any, item: Any, place: int, count: int) -> str:
    """Return the characters that a glyph of a run stands for."""
    clusters, length = item.glyphs.log_clusters, item.item.length
    if item.item.analysis.level % 2:  # right to left
        end = length if place == 0 else clusters[place - 1]
    else:
        end = length if place == count - 1 else clusters[place + 1]
    offset = item.item.offset
    text: str = layout.text.encode()[offset + clusters[place] : offset + end].decode()
    return text


Layout.setup = _set_up
Layout.deactivate = _stay_set
Layout.reactivate = _reactivate
weasyprint.layout.inline.add_word_spacing = _justify
weasyprint.draw.text.draw_first_line = _draw_first_line
