"""Typefaces: the theme's own, and a project's."""

import hashlib
import importlib.resources
import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from bookbuild.diagnostics import BookError
from bookbuild.model import Typeface
from bookbuild.typefaces import load_typefaces, optical_sizes
from bookbuild.typefaces import packaged as packaged_faces
from bookbuild.typefaces.instances import instantiate


def packaged(package: str, name: str) -> bytes:
    return (importlib.resources.files(package) / "files" / name).read_bytes()


def variable_face(package: str, name: str) -> hb.Face:
    return hb.Face(packaged(f"fontpkg_{package}", name))


def described(face: Typeface) -> tuple[str, int, str]:
    return face.family, face.weight, face.style


def width_of(data: bytes) -> float:
    """Return the width of a lowercase n, in ems."""
    font = hb.Font(hb.Face(data))
    return float(font.get_glyph_h_advance(font.get_nominal_glyph(ord("n"))) / font.face.upem)


@pytest.fixture(scope="module")
def variable() -> bytes:
    return packaged("fontpkg_source_code_pro", "SourceCodePro[wght].ttf")


def test_theme_has_the_faces_that_its_styles_use() -> None:
    """The theme has text, headings and code in every weight and style that a book sets: bold if a stylesheet asks."""
    code = {("Source Code Pro", weight, "normal") for weight in (400, 600)}
    for css, weights in (("strong { font-weight: 600 }", (400, 600)), ("th { font-weight: bold }", (400, 600, 700))):
        cuts = {(weight, style) for weight in weights for style in ("normal", "italic")}
        faces = {described(face) for face in load_typefaces(css=css)}
        assert faces == code | {(family, *cut) for family in ("Source Serif 4", "Source Sans 3") for cut in cuts}


def test_optical_sizes_come_where_they_are_named() -> None:
    """Small type is wider than text, and large titles are narrower; each has all styles of the text."""
    small, large = optical_sizes("Source Serif 4") or ("", "")
    faces = {
        (face.family, face.style): face.data for face in load_typefaces(css=f"{small}, {large}") if face.weight == 600
    }
    widths = [width_of(faces[family, "italic"]) for family in (small, "Source Serif 4", large)]
    assert widths == sorted(widths, reverse=True)
    assert optical_sizes("Source Sans 3") is None


def test_a_typeface_made_for_legibility_comes_where_it_is_named() -> None:
    """Atkinson Hyperlegible has its four styles, and only a stylesheet that names it gets them."""
    more = set(load_typefaces(css="p { font-family: 'Atkinson Hyperlegible' }")) - set(load_typefaces(css="p {}"))
    assert {described(face) for face in more} == {
        ("Atkinson Hyperlegible", weight, style) for weight in (400, 700) for style in ("normal", "italic")
    }


@pytest.mark.parametrize(
    "face", load_typefaces(css="Atkinson Hyperlegible, bold, Source Serif 4 Caption"), ids=lambda face: face.name
)
def test_theme_faces_are_what_they_say(face: Typeface) -> None:
    """Every face is static, has the weight and style it is listed with, and is named by its digest."""
    font = hb.Font(hb.Face(face.data))
    assert not font.face.has_var_data
    assert font.get_style_value(hb.StyleTag.WEIGHT) == face.weight
    assert bool(font.get_style_value(hb.StyleTag.ITALIC)) == (face.style == "italic")
    assert face.digest == hashlib.sha256(face.data).hexdigest()


def test_pinned_faces_are_the_same_every_time() -> None:
    """A variable font pinned twice gives the same bytes twice."""
    once = load_typefaces()
    packaged_faces._instance.cache_clear()
    assert load_typefaces() == once


def test_project_font_says_itself_what_it_is() -> None:
    """Family, weight and style of a project's font are read from the font, not from its file's name."""
    data = instantiate(variable_face("source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"), {"wght": 900})
    (face,) = set(load_typefaces([("Über uns.otf", data)])) - set(load_typefaces())
    assert described(face) == ("Source Serif 4", 900, "italic")
    assert face.name == "ber-uns.ttf"
    assert face.data == data


def test_project_font_takes_the_place_of_the_theme_one() -> None:
    """A project's face stands instead of the theme's face of the same family, weight and style."""
    theirs = next(face for face in load_typefaces() if described(face) == ("Source Serif 4", 400, "italic"))
    faces = load_typefaces([("own.ttf", theirs.data + b"\0")])
    assert [face.name for face in faces if described(face) == described(theirs)] == ["own.ttf"]


def test_variable_project_font_becomes_static_faces(variable: bytes) -> None:
    """A variable font gives one static face for each weight that the styles use."""
    faces = [face for face in load_typefaces([("mono.ttf", variable)]) if face.name.startswith("mono")]
    assert [face.weight for face in faces] == [400, 600, 700]
    assert not any(hb.Face(face.data).has_var_data for face in faces)


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_web_fonts_are_unpacked(flavour: str) -> None:
    """WOFF and WOFF2 come as plain OpenType, the same every time."""
    static = instantiate(variable_face("source_sans_3", "SourceSans3-Italic[wght].ttf"), {"wght": 700})
    font, packed = TTFont(io.BytesIO(static)), io.BytesIO()
    font.flavor = flavour
    font.save(packed)
    (face,) = [face for face in load_typefaces([("web.woff2", packed.getvalue())]) if face.name == "web.ttf"]
    assert face.data.startswith(b"\0\1\0\0")
    assert described(face) == ("Source Sans 3", 700, "italic")
    assert face in load_typefaces([("web.woff2", packed.getvalue())])


@pytest.mark.parametrize("data", [b"", b"no font", b"wOF2 no font", b"OTTO" + bytes(40)])
def test_damaged_project_font_is_named(data: bytes) -> None:
    """A file that is no font stops the stage with a diagnostic that names it."""
    with pytest.raises(BookError) as raised:
        load_typefaces([("broken.woff2", data)])
    (found,) = raised.value.diagnostics
    assert (found.code, str(found.location)) == ("unreadable-font", "fonts/broken.woff2")


def test_a_script_brings_its_typeface() -> None:
    """Books with Arabic letters get Amiri, upright and bold; others do not carry it."""
    assert "Amiri" not in {face.family for face in load_typefaces(text="plain \u05d0 \u0394")}
    brought = [face for face in load_typefaces(text="one \u0627") if face.family == "Amiri"]
    assert [(face.weight, face.style) for face in brought] == [(400, "normal"), (700, "normal")]
