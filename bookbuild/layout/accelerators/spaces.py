"""Whether a font shapes words by themselves, so that a line is its words set side by side.

HarfBuzz lists the glyphs in the font's rules; browsers use the same list to cache shaped words.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.text.ffi import harfbuzz, pango

from bookbuild.layout.libraries import open_library

_DECLARATIONS = """
    hb_set_t * hb_set_create (void);
    void hb_set_destroy (hb_set_t *set);
    hb_bool_t hb_set_has (const hb_set_t *set, hb_codepoint_t codepoint);
    hb_bool_t hb_set_next (const hb_set_t *set, hb_codepoint_t *codepoint);
    void hb_ot_layout_collect_lookups (
        hb_face_t *face, hb_tag_t table_tag, const hb_tag_t *scripts, const hb_tag_t *languages,
        const hb_tag_t *features, hb_set_t *lookup_indexes);
    void hb_ot_layout_lookup_collect_glyphs (
        hb_face_t *face, hb_tag_t table_tag, unsigned int lookup_index,
        hb_set_t *glyphs_before, hb_set_t *glyphs_input, hb_set_t *glyphs_after, hb_set_t *glyphs_output);
"""
_ffi, _library = open_library("harfbuzz", 0, _DECLARATIONS)

_ALWAYS = ("ccmp", "locl", "rlig", "rclt", "calt", "clig", "liga", "kern", "dist", "mark", "mkmk", "curs")
"""The features that are on unless a style turns them off (OpenType 1.9, registered features)."""
_FIRST = 0xFFFFFFFF
"""HB_SET_VALUE_INVALID: what is before the first value of a set."""


def is_context_free(pango_font: Any, space: int, features: Iterable[str]) -> bool:
    """Return whether no rule of a font looks across a space, except for kerning pairs.

    `space` is the font's glyph for it, and `features` are the OpenType features with other than default values.
    """
    face = harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(pango_font))
    names = (*_ALWAYS, *features)
    substitutes = any(any(roles) for roles in _roles(face, "GSUB", space, names))
    is_context = any(before or after for before, _, after in _roles(face, "GPOS", space, names))
    return not substitutes and not is_context


def _roles(face: Any, table: str, glyph: int, features: Iterable[str]) -> Iterator[tuple[bool, bool, bool]]:
    """Yield for each rule of a table whether it looks for a glyph before, at and after the place it changes."""
    rules = _new_set()
    wanted = _ffi.new("hb_tag_t[]", [*map(_tag, features), 0])
    _library.hb_ot_layout_collect_lookups(face, _tag(table), _ffi.NULL, _ffi.NULL, wanted, rules)
    rule = _ffi.new("hb_codepoint_t *", _FIRST)
    while _library.hb_set_next(rules, rule):
        before, at, after = _new_set(), _new_set(), _new_set()
        _library.hb_ot_layout_lookup_collect_glyphs(face, _tag(table), rule[0], before, at, after, _ffi.NULL)
        yield _has(before, glyph), _has(at, glyph), _has(after, glyph)


def _has(glyphs: Any, glyph: int) -> bool:
    return bool(_library.hb_set_has(glyphs, glyph))


def _new_set() -> Any:
    return _ffi.gc(_library.hb_set_create(), _library.hb_set_destroy)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
