"""SVG images: what draws is kept, what runs, loads or hides something is not."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bookbuild.images.encoded import UnreadableError
from bookbuild.images.vector import read_svg
from tests.images.pixels import png_of

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30"'
DOT_PNG = base64.b64encode(png_of("red")).decode()
DOT = '<circle r="4" fill="url(#paint)"/>'
EVIL = (
    "<script>x()</script>",
    '<script href="https://example.org/x.js"/>',
    '<rect onload="x()"/>',
    '<rect ONCLICK="x()"/>',
    "<foreignObject><script xmlns='http://www.w3.org/1999/xhtml'>x()</script></foreignObject>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>x()</x:script>",
    '<image href="https://example.org/a.png"/>',
    '<image xlink:href="file:///etc/passwd"/>',
    '<use href="//example.org/a.svg#b"/>',
    '<use href="data:image/svg+xml;base64,AAAA"/>',
    '<a href="javascript:x()"><rect/></a>',
    '<set attributeName="href" to="javascript:x()"/>',
    '<animate attributeName="href" values="javascript:x()"/>',
    '<rect fill="url(https://example.org/p.svg#a)"/>',
    "<rect style=\"fill: URL( '//example.org/a' )\"/>",
    "<style>@import 'https://example.org/a.css'; rect { fill: red }</style>",
    "<style>@font-face { src: url(https://example.org/a.otf) }</style>",
    r"<style>rect { fill: \75rl(https://example.org/a) }</style>",
    "<style><![CDATA[@import url(https://example.org/a.css)]]></style>",
    "<?xml-stylesheet href='https://example.org/a.css'?>",
)
TRACES = ("x()", "example.org", "etc/passwd", "javascript", "script", "foreignobject", "data:", "stylesheet", "onload")


def cleaned(inside: str, attributes: str = "") -> str:
    return read_svg(f"{OPEN} {attributes}>{inside}</svg>".encode()).data.decode()


@given(st.lists(st.sampled_from((*EVIL, DOT, "<g>", "text")), max_size=6))
def test_nothing_evil_comes_through(parts: list[str]) -> None:
    """Whatever is mixed in, nothing that runs or loads is in the picture, and all that draws still is."""
    svg = cleaned("".join(parts) + "</g>" * parts.count("<g>"))
    assert not [trace for trace in TRACES if trace in svg.lower()]
    assert svg.count(DOT) == parts.count(DOT)
    assert svg.count("text") == parts.count("text")


@pytest.mark.parametrize("part", EVIL)
def test_each_evil_is_taken_out(part: str) -> None:
    """Each way in is closed by itself."""
    assert not [trace for trace in TRACES if trace in cleaned(part).lower()]


@pytest.mark.parametrize(
    "part",
    [
        DOT,
        '<use xlink:href="#shape"/>',
        f'<image href="data:image/png;base64,{DOT_PNG}"/>',
        '<path d="M0 0h9" style="stroke: url(#paint)" class="line"/>',
        "<style>.line { stroke: #123 }</style>",
        "<title>A dot</title>",
        '<text xml:lang="de">Ä &amp; ß</text>',
    ],
)
def test_what_draws_is_kept(part: str) -> None:
    """Shapes, text, styles and references within the drawing stay as they are."""
    assert part in cleaned(part)


def test_text_behind_what_is_removed_stays() -> None:
    """Taking an element out does not take the words after it."""
    assert "<text>before after</text>" in cleaned("<text>before <script>x()</script>after</text>")


def test_entities_of_the_drawing_itself_are_put_in() -> None:
    """Drawing programs abbreviate styles and words by entities."""
    doctype = '<!DOCTYPE svg [<!ENTITY st0 "fill:#123456;"><!ENTITY who "Ada">]>'
    svg = read_svg(f"{doctype}{OPEN}><text style='&st0;'>&who; &amp; Bo</text></svg>".encode()).data
    assert b'<text style="fill:#123456;">Ada &amp; Bo</text>' in svg
    assert b"ENTITY" not in svg


@pytest.mark.parametrize("declared", ['f SYSTEM "a.txt"', 'f PUBLIC "-//X" "a.txt"', '% f SYSTEM "a.txt"'])
def test_entities_of_other_files_are_refused(declared: str) -> None:
    """A drawing that takes words from another file is refused with that reason, and nothing is read."""
    with pytest.raises(UnreadableError, match="takes an entity \\(f\\) from another file"):
        read_svg(f"<!DOCTYPE svg [<!ENTITY {declared}>]>{OPEN}><text>x</text></svg>".encode())


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", "'Source Sans 3',sans-serif"),
        (' font-family="Helvetica"', "Helvetica,'Source Sans 3',sans-serif"),
        (' font-family="Courier New"', "Courier New,'Source Code Pro',monospace"),
        (' font-family="serif"', "'Source Serif 4',serif"),
        (' font-family="&apos;Source Sans 3&apos;"', "'Source Sans 3'"),
    ],
)
def test_text_has_the_book_s_face_of_its_kind(attributes: str, expected: str) -> None:
    """Families of a machine, and text without any, are followed by the face that the book has for them."""
    root = etree.fromstring(read_svg(f"{OPEN}{attributes}><text>a</text></svg>".encode()).data)
    assert root.get("font-family") == expected


def test_entities_do_not_multiply() -> None:
    """Entities of entities that stand for a billion characters are refused at once."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(UnreadableError, match="not well-formed"):
        read_svg(f'<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">{levels}]>{OPEN}><text>&e11;</text></svg>'.encode())


@pytest.mark.parametrize(
    ("families", "expected"),
    [
        ("Exo 2, serif", "'Exo 2','Source Serif 4',serif"),
        ("Arial,3270 , Noto Sans", "Arial,'3270',Noto Sans,'Source Sans 3',sans-serif"),
        ("'A, 2', serif", "'A, 2','Source Serif 4',serif"),
        ("var(--2, 2)", "var(--2, 2)"),
        ("inherit !important", "inherit !important"),
    ],
)
def test_family_names_that_are_no_identifiers_are_quoted(families: str, expected: str) -> None:
    """Where a name begins a word with a digit, browsers would ignore all families of the declaration. The book's face
    of the kind follows.
    """
    places = f'><style>text{{font-family:{families}}}</style><text font-family="{families}">a</text>'
    root = etree.fromstring(
        read_svg(f'{OPEN}{places}<text style="font-family:{families}">b</text></svg>'.encode()).data
    )
    sheet, attribute, style = root
    assert (sheet.text, attribute.get("font-family"), style.get("style")) == (
        f"text{{font-family:{expected}}}", expected, f"font-family:{expected}",
    )  # fmt: skip


def test_entities_of_html_are_read() -> None:
    """Entities that HTML defines and XML does not stand for their characters; those of XML stay."""
    svg = read_svg(f"{OPEN}><text>a&nbsp;b&uuml;&amp;amp;</text></svg>".encode()).data
    assert "a\u00a0b\u00fc&amp;amp;".encode() in svg


def test_undefined_entity_is_named() -> None:
    """An entity without a definition is an error, with a doctype and without."""
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    for before in ("", doctype):
        with pytest.raises(UnreadableError, match=r"(?i)entity"):
            read_svg(f"{before}{OPEN}><text>a&logo;b</text></svg>".encode())


@pytest.mark.parametrize(
    "data",
    [
        "",
        "<svg>",
        "<svg/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        OPEN + "><g id='a'><use href='#a'/></g></svg>",
        OPEN + ">" + "<g>" * 200_000,
    ],
    ids=["empty", "open", "no-namespace", "html", "in-itself", "deep"],
)
def test_what_cannot_be_drawn_is_unreadable(data: str) -> None:
    """What is no SVG, or would never be done drawing, is refused."""
    with pytest.raises(UnreadableError):
        read_svg(data.encode())


def test_doubling_is_refused_and_plain_reuse_is_not() -> None:
    """A shape may be used often, but not so that uses of uses multiply without measure."""
    chain = "".join(f"<g id='g{n}'><use href='#g{n + 1}'/><use href='#g{n + 1}'/></g>" for n in range(30))
    with pytest.raises(UnreadableError, match="too many repeated"):
        cleaned(chain)
    assert cleaned("<g id='a'/>" + "<use href='#a'/>" * 500).count("<use") == 500


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("", (40, 30)),
        ('width="80" height="60"', (80, 60)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('width="80"', (80, 60)),
        ('height="60px"', (80, 60)),
        ('width="100%" height="3em"', (64, 48)),
    ],
)
def test_size_is_given_or_of_the_view_box(attributes: str, size: tuple[int, int]) -> None:
    """Width and height are the drawing's own in CSS pixels, or follow from its view box."""
    found = read_svg(f"{OPEN} {attributes}></svg>".encode())
    assert (found.width, found.height) == size


def test_size_without_anything_is_that_of_css() -> None:
    """A drawing without a size has the one that CSS gives to such images."""
    found = read_svg(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert (found.width, found.height) == (300, 150)


@given(st.lists(st.sampled_from((*EVIL, DOT)), max_size=4))
def test_cleaning_twice_changes_nothing_more(parts: list[str]) -> None:
    """What is clean stays as it is, and is well-formed."""
    once = read_svg(f"{OPEN}>{''.join(parts)}</svg>".encode()).data
    assert read_svg(once).data == once
    assert etree.fromstring(once).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("name", ["fill", "marker-mid", "style"])
def test_what_many_shapes_inherit_counts_for_each(name: str) -> None:
    """Paint that a group, or what is used elsewhere, hands on is drawn as often as there are shapes and points."""
    value = "marker-mid: url(#p)" if name == "style" else "url(#p)"
    shapes = '<path d="M0 0h1v1h1v1h1v1h1v1h1v1h1v1h1v1h1v1"/>' * 400
    paint = f'<pattern id="p">{"<rect/>" * 400}</pattern>'
    for drawing in (f'<g {name}="{value}">{shapes}</g>', f'<g id="g">{shapes}</g><use href="#g" {name}="{value}"/>'):
        with pytest.raises(UnreadableError, match="too many repeated elements"):
            read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{paint}{drawing}</svg>'.encode())


def test_escapes_hide_no_copies() -> None:
    """A reference whose name is spelt with escapes of CSS is followed."""
    masks = "".join(
        f'<mask id="k{n + 1}"><g mask="u\\72l(#k{n})"><g mask="u\\72l(#k{n})"/></g></mask>' for n in range(30)
    )
    with pytest.raises(UnreadableError, match="too many repeated elements"):
        read_svg(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{masks}<g mask="url(#k30)"/></svg>'.encode()
        )


@pytest.mark.parametrize("box", ["0 0 1e-320 1e-320", "0 0 1e300 5"])
def test_a_view_box_beyond_measure_is_refused(box: str) -> None:
    """What would be scaled to nothing, or without end, has no sensible size."""
    with pytest.raises(UnreadableError, match="has no sensible size"):
        read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="{box}"/>'.encode())


def test_an_id_stands_once_on_the_first_element_that_has_it() -> None:
    svg = cleaned('<g id="a"/><g id="a"/><use href="#a"/><g id=""/>')
    assert svg.count("id=") == 1
    assert '<g id="a"/><g/><use href="#a"/>' in svg


def test_an_id_that_is_no_name_becomes_one_where_it_is_referred_to_too() -> None:
    svg = cleaned('<g id="edge 1"/><g id="_edge_1"/><g id="1"/><rect fill="url(#edge 1)"/><use href="#1"/>')
    ids = [str(one.get("id")) for one in etree.fromstring(svg.encode()).iter() if one.get("id")]
    assert len(set(ids)) == len(ids) == 3
    assert f"url(#{ids[0]})" in svg
    assert f'href="#{ids[2]}"' in svg
