"""The characters of XML: which of them a text, an id and the beginning of an id may hold."""

import pytest
from lxml import etree

from bookbuild.parse.characters import xml_text
from bookbuild.parse.markup import Node
from bookbuild.parse.outline import assign_ids

RANGES = """0 8 9 a d 20 2d 2e 30 39 41 5a 5f 61 7a b7 c0 d6 d8 f6 f8 2ff 300 36f 370 37d 37f 1fff 200c 200d 203f 2040
2070 218f 2c00 2fef 3001 d7ff d800 dfff e000 f900 fdcf fdf0 fffd 10000 effff f0000 10fffe"""
"""Where the ranges of XML 1.0 (fifth edition), productions 2, 4 and 4a begin and end."""
EDGES = sorted(
    {chr(edge + by) for edge in (int(word, 16) for word in RANGES.split()) for by in (-1, 0, 1) if edge + by >= 0}
)


def root_of(xml: str) -> etree._Element | None:
    """Parse a document as libxml2 does; there is none where it is not well-formed."""
    try:
        return etree.fromstring(xml.encode("utf-8", "surrogatepass"))
    except etree.XMLSyntaxError:
        return None


def is_name(text: str) -> bool:
    root = root_of(f"<{text}/>")
    return root is not None and root.tag == text


def settled(name: str) -> str:
    node = Node("p", {"id": name})
    assign_ids([node])
    return node.attrs["id"]


@pytest.mark.parametrize("character", EDGES)
def test_characters_are_reported_as_by_a_parser_of_xml(character: str) -> None:
    """A text keeps the characters that XML can hold, and an id those of a name, each at its place."""
    assert (xml_text(character) == character) == (root_of(f"<a><![CDATA[{character}]]></a>") is not None)
    if character != ":":
        assert (settled(f"x{character}") == f"x{character}") == is_name(f"x{character}")
        assert (settled(character) == character) == is_name(character)
