"""Pango layouts that are set up once a style and set once a line.

WeasyPrint makes a Pango context and a font description for each line that it sets, releases the layout, and sets the
line again to justify it and again to draw it. Here a style keeps its context, a line keeps its layout, and justifying
adds to the width of its spaces. tests/layout/accelerators/test_glyphs.py lays documents out both ways.
"""

import re
from copy import copy
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import add_word_spacing
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

from bookbuild.layout.patches import Patch

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
    """What every line of one style is set with: `features` are OpenType's, as Pango reads them."""

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


def features_of(style: Any) -> dict[str, Any]:
    """Return the OpenType features that a style sets to other than default values."""
    return font_features(*(style[name] for name in FEATURES)) or {}


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
    wanted = features_of(style)
    features = ",".join(f"{key} {value}" for key, value in wanted.items()).encode() if wanted else None
    return _Setting(context, get_font_description(style), language, features)


_set_up_wholly = Layout.setup


def _set_up(layout: Any, style: Any) -> None:
    """Make a Pango layout for a style. For an underlined line, which needs the font's metrics, call the original."""
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
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(setting.features))
        pango.pango_layout_set_attributes(layout.layout, attributes)


# ── Keeping ───────────────────────────────────────────────────────────────────────────────────────────────────────────

UNSPREADABLE = re.compile("[\n\t\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]")
"""Breaks, tabs, and the spaces for which a font may draw its common one."""

reactivate_wholly = Layout.reactivate


def _stay_set(_layout: Any) -> None:
    """Keep a line, which will be drawn."""


def _reactivate(layout: Any, style: Any) -> None:
    """Use a line as it was set, unless more has to be done than to widen its spaces."""
    layout.spread = 0
    if not hasattr(layout, "layout"):  # set before the accelerator was in its place
        reactivate_wholly(layout, style)
        return
    is_single = pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL
    is_spaced = style["letter_spacing"] != "normal" or style["word_spacing"]
    if not is_single or UNSPREADABLE.search(layout.text) or (layout.justification_spacing and is_spaced):
        reactivate_wholly(layout, style)
    elif layout.justification_spacing:
        layout.spread = int(layout.justification_spacing * TO_UNITS)


def _justify(context: Any, box: Any, spacing: float, x_advance: float) -> float:
    """Move a box by what justifies those before it, widen its own spaces, and return what those after it move by."""
    if not isinstance(box, boxes.TextBox) or box.pango_layout.text != box.text:
        moved: float = add_word_spacing(context, box, spacing, x_advance)
        return moved
    box.justification_spacing = spacing
    box.position_x += x_advance
    extra: float = spacing * (box.text.count(" ") + box.text.count("\u00a0"))
    if extra:
        box.width += extra
        box.pango_layout = copy(box.pango_layout)
        box.pango_layout.justification_spacing = spacing
    return x_advance + extra


ACCELERATOR = Patch(
    "pango_layout",
    replaces={
        "weasyprint.text.line_break:Layout.setup": _set_up,
        "weasyprint.text.line_break:Layout.deactivate": _stay_set,
        "weasyprint.text.line_break:Layout.reactivate": _reactivate,
        "weasyprint.text.line_break:Layout.spread": 0,
        "weasyprint.layout.inline:add_word_spacing": _justify,
    },
    sources={
        "weasyprint.draw.text:draw_text": "ebaf96239c6c",
        "weasyprint.layout.inline:add_word_spacing": "879516e71f1b",
        "weasyprint.layout.inline:justify_line": "f83b21ff8793",
        "weasyprint.text.constants:LST_TO_ISO": "20944171c585",
        "weasyprint.text.constants:PANGO_DIRECTION": "b7562a39bb68",
        "weasyprint.text.ffi": "530e83118f78",
        "weasyprint.text.fonts:font_features": "e35741064c06",
        "weasyprint.text.fonts:get_font_description": "85734b8947b9",
        "weasyprint.text.line_break:Layout": "681b737d1ba5",
        "weasyprint.text.line_break:first_line_metrics": "55ec5d0b58b2",
    },
    needs=("glyphs",),  # which draws the wider spaces of a line that was not set again
)
