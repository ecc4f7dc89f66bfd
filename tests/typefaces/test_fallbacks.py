"""Characters that neither theme nor project has: fallbacks, boxes, and scripts that nothing writes."""

import hashlib
import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTCollection, TTFont

from bookbuild.model import Typeface
from bookbuild.typefaces import (
    colour_fonts,
    fallback_use,
    families_of_scripts,
    load_typefaces,
    missing_scripts,
    needed_faces,
)
from bookbuild.typefaces.fallbacks import east_asian_face
from tests.cli.test_cases import CASES

RUNES = "ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁ"


def added(text: str, language: str = "en") -> list[Typeface]:
    return [face for face in load_typefaces(text=text, language=language) if face.kind != "text"]


def test_a_book_that_needs_no_fallback_loads_none() -> None:
    """Letters, accents and signs of the theme's typefaces bring no other."""
    assert added("Hello, “Žižek”, naïve, Съешь λόγος ☐ ☑ → ─ \u00ad\u200d\ufe0f\u2028") == []


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("✅", "Noto Emoji"),
        ("👩\u200d💻", "Noto Emoji"),
        ("🇩🇪", "Noto Emoji"),
        ("⟹∭", "STIX Two Math"),
        ("✔★♭", "DejaVu Sans"),
        ("①", "DejaVu Sans"),
        ("שלום", "Noto Sans Hebrew"),
        ("नमस्ते", "Noto Sans Devanagari"),
        ("a\u0348 ǅ", "Noto Sans"),
    ],
)
def test_a_sign_brings_the_typeface_that_has_it(text: str, family: str) -> None:
    """Each kind of sign is set in one typeface, in regular and bold where there is a bold."""
    faces = added(text)
    assert {face.family for face in faces} == {family}
    assert {face.kind for face in faces} == {"fallback"}
    assert all(not hb.Face(face.data).has_var_data for face in faces)


def test_a_fallback_has_a_space_and_no_letters_of_others() -> None:
    """What stands between its characters needs no other font; digits and letters stay with the text's typeface."""
    (hebrew, _) = added("שלום")
    characters = set(hb.Face(hebrew.data).unicodes)
    assert ord(" ") in characters
    assert ord("a") not in characters


def test_what_no_font_has_is_a_box_with_its_number() -> None:
    """A sign without a font gets a glyph of its own, wider for a longer number; the same bytes every time."""
    (face,) = added("𓀀 \ue000")
    assert face.kind == "missing"
    font = hb.Font(hb.Face(face.data))
    wide, narrow = (font.get_glyph_h_advance(font.get_nominal_glyph(code)) for code in (0x13000, 0xE000))
    assert wide > narrow > 0
    assert added("𓀀 \ue000") == [face]


def test_a_script_without_a_font_is_reported_once() -> None:
    """Many letters of a script, or a passage in it, are one fault; a name that is quoted is signs like any other."""
    for text in (RUNES, RUNES[:3] * 4, "ᚠᚢ ᚦᚠ, " * 3):
        assert [one.name for one in missing_scripts(load_typefaces(text=text), "en")] == ["Runic"]
    assert missing_scripts(load_typefaces(text=f"{RUNES[:3]} and " * 9), "en") == ()


def test_the_script_of_the_book_is_found_by_any_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese book that no font writes is at fault even if it is short; its full stops belong to the script."""
    monkeypatch.setattr("bookbuild.typefaces.fallbacks.package_file", lambda *_: None)
    (script,) = missing_scripts(added("书。", "zh"), "zh")
    assert (script.name, sorted(script.characters)) == ("Chinese", ["。", "书"])
    assert script.package


@pytest.mark.parametrize(
    ("language", "text", "face"),
    [("zh-Hans", "", "SC"), ("zh-TW", "", "TC"), ("zh-HK", "", "HK"), ("ja", "", "JP"), ("en", "かな", "JP"),
     ("en", "한", "KR"), ("en", "书", "SC")],
)  # fmt: skip
def test_east_asian_letters_have_the_shapes_of_the_language(language: str, text: str, face: str) -> None:
    """The book's language decides which shapes its characters have, or else its text."""
    assert east_asian_face([ord(one) for one in text], language) == face


def test_the_note_on_fallbacks_names_their_characters() -> None:
    """Each family that stands in is named with what it sets, in the order of the text."""
    text = "😀 שלום ✅"
    assert list(fallback_use(load_typefaces(text=text), text)) == [("Noto Sans Hebrew", "שלום"), ("Noto Emoji", "😀✅")]


def test_a_cover_has_only_the_fallbacks_that_its_words_need() -> None:
    """Signs of the articles do not change the cover's typefaces."""
    faces = load_typefaces(text="😀 שלום")
    assert needed_faces(faces, "Bread") == load_typefaces()
    assert {face.family for face in set(needed_faces(faces, "שלום")) - set(load_typefaces())} == {"Noto Sans Hebrew"}


def test_the_imprint_names_the_families_of_a_script() -> None:
    """The family that sets most letters comes first; a word of a script is no reason to name its family."""
    arabic = "<p>أدلة المصادر المفتوحة</p>"
    assert families_of_scripts(load_typefaces(text=arabic), arabic) == ("Amiri",)
    mixed = f"{arabic} <p>Many words in English, more than those</p>"
    assert families_of_scripts(load_typefaces(text=mixed), mixed) == ("", "Amiri")
    english = f"{arabic[3:7]} {'word ' * 40}"
    assert families_of_scripts(load_typefaces(text=english), english) == ()


def test_a_project_font_serves_what_the_others_lack_without_being_named() -> None:
    """A font in fonts/ is a fallback if it has characters of the text that are not in the book's typefaces."""
    (hebrew, _) = added("שלום")
    own = next(face for face in load_typefaces([("Own.ttf", hebrew.data)], text="שלום") if face.name == "Own.ttf")
    assert own.kind == "fallback"
    assert not [face for face in load_typefaces([("Own.ttf", hebrew.data)], text="x") if face.kind != "text"]


@pytest.fixture(scope="module")
def collection() -> bytes:
    (hebrew, bold) = added("שלום")
    fonts = TTCollection()
    fonts.fonts = [TTFont(io.BytesIO(face.data)) for face in (hebrew, bold)]
    for font, family in zip(fonts.fonts, ("First", "Second"), strict=True):
        font["name"].setName(family, 1, 3, 1, 0x409)
        font["name"].removeNames(nameID=16)
    data = io.BytesIO()
    fonts.save(data)
    return data.getvalue()


def test_collections_are_read(collection: bytes) -> None:
    """Of a collection, the families that the stylesheets name are taken, or else its first; each stands alone."""
    for css, family in (("", "First"), ("p { font-family: second }", "Second")):
        (face,) = [face for face in load_typefaces([("All.ttc", collection)], css) if face.name.startswith("All")]
        assert face.family == family
        assert TTFont(io.BytesIO(face.data), checkChecksums=2).getBestCmap()
        assert face.digest == hashlib.sha256(face.data).hexdigest()


def test_fonts_of_coloured_pictures_are_refused() -> None:
    """Emoji in colours cannot be set at the size of a line: the font is reported, and is none of the book's."""
    fonts = [("B.ttf", (CASES / "colour-font" / "fonts" / "BrightFaces.ttf").read_bytes())]
    assert [found.code for found in colour_fonts(fonts)] == ["colour-font"]
    assert load_typefaces(fonts) == load_typefaces()
