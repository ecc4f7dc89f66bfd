"""Drawings: labels, alternatives, pictures and styles arrive; what is lost is named; nothing multiplies."""

import base64
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bookbuild.images.drawings.css import clean_value
from bookbuild.images.drawings.styles import with_styles
from bookbuild.images.encoded import UnreadableError
from bookbuild.images.vector import read_svg
from tests.images.pixels import png_of
from tests.images.test_svg import OPEN

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SVG = "{http://www.w3.org/2000/svg}"


def drawing(inside: str, attributes: str = "") -> bytes:
    return f"{OPEN} {attributes}>{inside}</svg>".encode()


def cleaned(inside: str, attributes: str = "") -> str:
    return read_svg(drawing(inside, attributes)).data.decode()


def lost(inside: str, attributes: str = "") -> str:
    """Return the diagnostics of a drawing."""
    return " ".join(remark.message for remark in read_svg(drawing(inside, attributes)).remarks)


def texts(inside: str) -> list[str]:
    """Return the words of each ``text`` element of a cleaned drawing."""
    root = etree.fromstring(cleaned(inside).encode())
    return ["".join(map(str, text.itertext())) for text in root.iter(f"{SVG}text")]


# ── What is lost ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>x()</script>", "script"),
        ('<rect onclick="x()"/>', "script"),
        ('<rect><animate attributeName="x" dur="1s"/></rect>', "animation"),
        ('<image href="https://example.org/a.png"/>', "https://example.org/a.png"),
        ('<image href="gone.png"/>', "gone.png"),
        ('<image href="data:image/png;base64,AAAA"/>', "a picture in it, which"),
        ('<use href="other.svg#a"/>', "other.svg#a"),
        ("<style>@import 'a.css';</style>", "a stylesheet in another file"),
        ("<style>@font-face { src: url(a.otf) }</style>", "a font in another file"),
        ('<rect style="fill: url(a.svg#b)"/>', "another file"),
        ("<flowRoot><flowPara>Lost words</flowPara></flowRoot>", "“Lost words”"),
        (f"<foreignObject><div {XHTML}><img src='a.png' alt=''/></div></foreignObject>", "HTML (img)"),
        (f"<video {XHTML} src='a.mp4'/>", "video"),
    ],
)
def test_what_is_left_out_is_named(inside: str, words: str) -> None:
    """Whatever a drawing loses is reported, whether it ran, moved, or lay elsewhere."""
    assert words in lost(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "<metadata><a:b xmlns:a='urn:a'>Ada</a:b></metadata>",
        "<s:namedview xmlns:s='urn:sodipodi'/>",
        "<a href='https://example.org'><rect/></a>",
        "<style>.a { fill: url(#b) }</style>",
    ],
)
def test_what_shows_nothing_goes_without_a_word(inside: str) -> None:
    """What drawing programs note for themselves, and links, which images have not, are no loss."""
    assert lost(inside) == ""


@given(st.lists(st.sampled_from(["<g>", "one ", "<text>two", "<flowRoot>three", "<x:y xmlns:x='urn:x'/>"]), max_size=6))
def test_words_in_text_or_in_the_message(parts: list[str]) -> None:
    """Words of text elements stay, and words of elements that are not drawn are in the message."""
    opened = [part for part in parts if part.startswith("<") and not part.startswith("<x")]
    inside = "".join(parts) + "".join(f"</{part[1:].partition('>')[0]}>" for part in reversed(opened))
    encoded = read_svg(drawing(inside))
    kept = encoded.data.decode() + " ".join(remark.message for remark in encoded.remarks)
    assert "two" not in inside or "two" in kept
    assert "three" not in inside or "three" in kept


# ── Labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_labels_in_html_become_text() -> None:
    """Blocks and breaks of a label are lines of text, in its own size and colour."""
    label = f'<div {XHTML} style="font-size: 12px; color: #c00"><b>Apply</b><br/>to the <i>office</i><p>now</p></div>'
    inside = f'<foreignObject x="10" y="0" width="100" height="60">{label}</foreignObject>'
    assert texts(inside) == ["Apply", "to the office", "now"]
    assert lost(inside) == ""
    assert 'font-size="12"' in cleaned(inside)


def test_long_label_is_wrapped() -> None:
    """A paragraph in a box is set in lines that fit the box, and loses no word."""
    words = "one two three four five six seven eight nine ten"
    inside = f'<foreignObject width="100" height="60"><p {XHTML}>{words}</p></foreignObject>'
    lines = texts(inside)
    assert len(lines) > 2
    assert " ".join(lines) == words


def test_label_made_to_measure_stands_in_its_middle() -> None:
    """A label that fills its box, as diagrams have them, is centred; other text begins at the left."""
    tight = f'<foreignObject x="10" width="40" height="20"><div {XHTML}>Apply</div></foreignObject>'
    loose = f'<foreignObject x="10" width="400" height="20"><div {XHTML}>Apply</div></foreignObject>'
    assert 'x="30"' in cleaned(tight)
    assert "middle" in cleaned(tight)
    assert 'x="10"' in cleaned(loose)


def test_alternative_of_a_label_is_taken_if_it_is_whole() -> None:
    """draw.io writes a label as HTML and as text, sometimes cut short: the words come whole either way, and once."""
    html = f'<foreignObject width="100%" height="100%"><div {XHTML}>Start of it</div></foreignObject>'
    assert texts(f'<switch>{html}<text x="7">Start of it</text></switch>') == ["Start of it"]
    assert 'x="7"' in cleaned(f'<switch>{html}<text x="7">Start of it</text></switch>')
    assert texts(f'<switch>{html}<text x="7">Start...</text></switch>') == ["Start of it"]


def test_alternatives_by_language_are_chosen() -> None:
    """Of alternatives the first that fits is drawn, alone."""
    inside = (
        '<switch><text systemLanguage="xx">no</text><text systemLanguage="en-GB, de">yes</text><text>or</text></switch>'
    )
    assert texts(inside) == ["yes"]


# ── Pictures in drawings ─────────────────────────────────────────────────────────────────────────────────────────────


def test_picture_in_a_drawing_is_read_as_any_other() -> None:
    """What readers cannot show is converted within drawings, too; what they can stays byte for byte."""
    png = base64.b64encode(png_of("red")).decode()
    assert png in cleaned(f'<image href="data:image/png;base64,{png}"/>')
    bmp = base64.b64encode(b"BM" + b"\0" * 8).decode()
    assert "a picture in it" in lost(f'<image href="data:image/bmp;base64,{bmp}"/>')


def test_pictures_in_percent_signs_are_read() -> None:
    """A data address need not be in base64."""
    quoted = "".join(f"%{byte:02x}" for byte in png_of("red"))
    assert base64.b64encode(png_of("red")).decode() in cleaned(f'<image href="data:image/png,{quoted}"/>')


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_packed_drawings_are_unpacked() -> None:
    """Files called .svgz are drawings, packed; one that unpacks without end is refused."""
    assert read_svg(gzip.compress(drawing("<rect/>"))).data == read_svg(drawing("<rect/>")).data
    with pytest.raises(UnreadableError, match="larger than"):
        read_svg(gzip.compress(b" " * (65 * 2**20)))
    with pytest.raises(UnreadableError, match="damaged"):
        read_svg(b"\x1f\x8b" + zlib.compress(b"x"))


@pytest.mark.parametrize("size", ['width="1e400"', 'height="9e99"', 'width="0"', 'viewBox="0 0 1e-9 1e9" width="9"'])
def test_impossible_sizes_are_refused(size: str) -> None:
    """A drawing that is infinitely large, or nothing wide, is refused with that reason."""
    box = "" if "viewBox" in size else 'viewBox="0 0 9 9"'
    with pytest.raises(UnreadableError, match="no sensible size"):
        read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {box} {size}/>'.encode())


def test_size_becomes_a_view_box() -> None:
    """A drawing with a size alone is scaled with its image, instead of being cut off."""
    svg = read_svg(b'<svg xmlns="http://www.w3.org/2000/svg" width="4in" height="60px"/>').data
    assert b'viewBox="0 0 384 60"' in svg


@pytest.mark.parametrize(
    "chain",
    [
        '<marker id="k{n}"><path d="M0 0L1 1L2 2" marker-mid="url(#k{m})" marker-end="url(#k{m})"/></marker>',
        '<mask id="k{n}"><g mask="url(#k{m})"><rect mask="url(#k{m})"/></g></mask>',
        '<clipPath id="k{n}"><rect clip-path="url(#k{m})"/><rect style="clip-path: url(#k{m})"/></clipPath>',
        '<pattern id="k{n}"><rect fill="url(#k{m})"/><rect stroke="url( \'#k{m}\' )"/></pattern>',
        '<g id="k{n}"><use href="#k{m}"/><use href="#k{m}"/></g>',
    ],
)
def test_references_do_not_multiply(chain: str) -> None:
    """Whatever copies other parts, by reference or by stylesheet, is counted before anything is drawn."""
    inside = "".join(chain.format(n=n, m=n + 1) for n in range(30))
    with pytest.raises(UnreadableError, match="too many repeated"):
        read_svg(drawing(inside + '<rect fill="url(#k0)" mask="url(#k0)" marker-end="url(#k0)"/>'))


def test_reuse_by_stylesheet_is_counted() -> None:
    """A stylesheet that gives every path of a marker that marker is infinite; one that marks lines is plain use."""
    marker = '<marker id="m"><path class="{}" d="M0 0L1 1"/></marker><path class="line" d="M0 0L9 9"/>'
    style = "<style>.line { marker-end: url(#m) }</style>"
    assert "marker-end" in cleaned(style + marker.format("arrow"))
    with pytest.raises(UnreadableError, match="too many repeated"):
        cleaned(style + marker.format("line"))


# ── Styles ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def styled(inside: str) -> list[str]:
    """Return the ``style`` of each rectangle and text of a drawing, after its stylesheets are written into them."""
    root = with_styles(etree.fromstring(drawing(inside)))
    return [str(one.get("style") or "") for one in root.iter(f"{SVG}rect", f"{SVG}text")]


@pytest.mark.parametrize(
    ("css", "element", "style"),
    [
        (".a { fill: red } rect { fill: blue }", '<rect class="a"/>', "fill: red"),
        ("rect { fill: blue !important }", '<rect style="fill: red"/>', "fill: blue"),
        ("rect { fill: blue }", '<rect style="fill: red"/>', "fill: red"),
        ("@media print { rect { fill: red } }", "<rect/>", "fill: red"),
        ("@media (prefers-color-scheme: dark) { rect { fill: red } }", "<rect/>", ""),
        (r".\31 a { fill: red }", '<rect class="1a"/>', "fill: red"),
        ("svg { --ink: red } rect { fill: var(--ink) }", "<rect/>", "fill: red"),
        ("rect { fill: var(--none, blue) }", "<rect/>", "fill: blue"),
        ("rect { fill: light-dark(red, white) }", "<rect/>", "fill: red"),
        (
            "text { font: italic 600 12pt/1.2 'A B', serif }",
            "<text/>",
            "font-style: italic; font-weight: 600; font-size: 12pt; font-family: 'A B', serif",
        ),
        (
            "text { font: 20px Arial }",
            "<text/>",
            "font-style: normal; font-weight: normal; font-size: 20px; font-family: Arial",
        ),
        ("rect:hover { fill: red } rect::before { fill: red } ::: { x }", "<rect/>", ""),
    ],
)
def test_stylesheets_are_written_into_elements(css: str, element: str, style: str) -> None:
    """Selectors, importance, media, variables and the shorthand ``font`` hold as browsers have them."""
    found = [one.replace('"', "'") for one in styled(f"<style>{css}</style>{element}")]
    assert found == [style]


def test_variables_may_not_lead_in_circles() -> None:
    """A variable that stands for itself stands for nothing endless."""
    assert len(styled('<rect style="--a: var(--b); --b: var(--a); fill: var(--a)"/>')) == 1


@pytest.mark.parametrize(
    "css",
    [
        r"fill: \75 rl(https://example.org/a)",
        r"fill: u\72l(https://example.org/a)",
        "fill: url( 'https://example.org/a' )",
        "fill: image-set('https://example.org/a' 1x)",
        "fill: src('https://example.org/a')",
        "fill: url(https://example.org/a",
    ],
)
def test_addresses_do_not_hide(css: str) -> None:
    """However an address is written in CSS, it is found; the rest of the style stays."""
    found, losses = clean_value(f"stroke: red; {css}")
    assert "example.org" not in found
    assert "stroke: red" in found
    assert losses


def test_escapes_that_hide_nothing_stay() -> None:
    """A backslash alone is no reason to lose a style."""
    assert "fill" in cleaned(r'<style>.\31 a { fill: red }</style><rect class="1a"/>')
