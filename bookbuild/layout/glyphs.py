"""Text set and drawn by shorter ways than WeasyPrint 70's, to the same glyphs in the same places.

Importing this module replaces two functions of WeasyPrint. Of the four times that it sets a line, each made a Pango
context and a font description anew; here a style keeps its own. And a line's glyphs are read in one go, not each by
five calls to C. tests/layout/test_shortcuts.py lays documents out both ways.
"""

import struct
from dataclasses import dataclass
from typing import Any

import weasyprint.draw.text
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

_FEATURES = (
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
    wanted = font_features(*(style[name] for name in _FEATURES))
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
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, 1)
        line, _ = textbox.pango_layout.get_first_line()
        pieces = _pieces(stream, textbox.pango_layout, line)
        if pieces is not None:
            _show(stream, pieces, matrix)
            return []
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
    """Write the glyphs of a run as ``<0012>-15<0013>``: numbers are what is taken off an advance, in thousandths."""
    glyphs = item.glyphs
    count = glyphs.num_glyphs
    widths, texts = font.widths, font.to_unicode
    written = ["<"]
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
        kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        written.append(f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}")
    string = "".join(written)
    return string[:-1] if string.endswith("<") else string + ">"


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
weasyprint.draw.text.draw_first_line = _draw_first_line
