"""Fences nest as they are written, whatever their length."""

from collections.abc import Iterator
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.parse.given import codes, titled

Shape: TypeAlias = "str | tuple[Shape, ...]"
"""A field or a text, or what is in a block."""

FIELDS = {"lines 2": "field", "box 2cm": "field", "Words.": "text"}
shapes: st.SearchStrategy[Shape] = st.recursive(
    st.sampled_from(sorted(FIELDS)), lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=12
)


def written(shape: Shape, longer: bool, depth: int = 6) -> Iterator[str]:  # noqa: FBT001 - drawn by the test
    """Write a shape as Markdown; the fences around others are `longer` than theirs, or all alike."""
    if isinstance(shape, str):
        yield f"{'::: ' if FIELDS[shape] == 'field' else ''}{shape}\n\n"
        return
    fence = ":" * (3 + depth if longer else 3)
    yield f"{fence} tip\n"
    for part in shape:
        yield from written(part, longer, depth - 1)
    yield f"{fence}\n\n"


def read(element: etree._Element) -> Shape:
    if element.tag == "p":
        return "Words."
    if element.tag == "div":
        return "lines 2" if element.get("data-work") == "lines 2" else "box 2cm"
    return tuple(map(read, element))


@given(st.lists(shapes, max_size=4), st.booleans())
def test_blocks_nest_as_they_are_written(parts: list[Shape], longer: bool) -> None:  # noqa: FBT001 - drawn
    """Every block ends at its own fence, and every field at the end of its line."""
    text = "".join(piece for part in parts for piece in written(part, longer))
    assert [read(child) for child in etree.fromstring(f"<root>{titled(text).body}</root>")] == parts


def test_a_longer_fence_closes_what_is_left_open_in_its_block() -> None:
    """A block that is not closed ends with the block around it."""
    body = titled(":::: tip\n::: note\nIn.\n::::\nOut.").body
    assert body.endswith("</aside>\n</aside>\n<p>Out.</p>")


def test_thousands_of_fences_that_nothing_closes_are_read() -> None:
    """Text that opens more blocks than can be nested is diagnosed, not followed for ever."""
    assert "too-deep" in codes("# T\n" + "::: tip\n" * 3000)
