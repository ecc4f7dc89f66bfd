"""Numbers of lists in print."""

import re

import pytest

from bookbuild.render.list_numbers import number_lists
from bookbuild.render.trees import markup_of, tree_of


@pytest.mark.parametrize(
    ("markup", "numbers"),
    [
        ("<ol><li/><li/></ol>", [1, 2]),
        ('<ol start="7"><li/><li/></ol>', [7, 8]),
        ('<ol start="-1"><li/><li/><li/></ol>', [-1, 0, 1]),
        ('<ol reversed="reversed"><li/><li/><li/></ol>', [3, 2, 1]),
        ('<ol reversed="reversed" start="5"><li/><li value="9"/><li/></ol>', [5, 9, 8]),
        ('<ol><li/><li value="9"/><li/><li value="2"/><li/></ol>', [1, 9, 10, 2, 3]),
        ('<ol start="wrong"><li value="x"/><li/></ol>', [1, 2]),
    ],
)
def test_styles_count_as_the_attributes_set(markup: str, numbers: list[int]) -> None:
    """The styles give each item the number that the list's attributes give it."""
    tree = tree_of(markup)
    number_lists(tree)
    styles = [element.get("style") or "" for element in tree.iter("ol", "li")]
    counted = [int(match[1]) if (match := re.search(r"list-item (-?\d+)", style)) else None for style in styles]
    number, shown = counted[0] or 0, []
    for step in counted[1:]:
        number += 1 if step is None else step
        shown.append(number)
    assert shown == numbers


def test_plain_lists_stay_as_they_are() -> None:
    """A list that counts from one gets no style."""
    tree = tree_of("<ol><li>a</li></ol><ul><li>b</li></ul>")
    number_lists(tree)
    assert markup_of(tree) == "<ol><li>a</li></ol><ul><li>b</li></ul>"


def test_types_are_styles() -> None:
    """The type of a list is the style of its numbers."""
    tree = tree_of('<ol type="a"><li>a</li></ol><ol type="I" start="4"><li>b</li></ol>')
    number_lists(tree)
    assert [numbered.get("style") for numbered in tree.iter("ol")] == [
        "list-style-type:lower-alpha",
        "counter-reset:list-item 3;list-style-type:upper-roman",
    ]


@pytest.mark.parametrize(
    ("markup", "indented"),
    [
        ('<ol start="997"><li/><li/></ol>', 0),
        ('<ol start="999"><li/><li/></ol>', 1),
        ('<ol><li/><li value="12345"/></ol>', 1),
        ('<ol start="2" type="i"><li/><li/></ol>', 0),
        ('<ol start="37" type="i"><li/><li/></ol>', 1),
        ('<ol start="1888" type="I"><li/></ol>', 1),
    ],
)
def test_wide_numbers_are_given_room(markup: str, indented: int) -> None:
    """A list with numbers of four digits, or of many Roman letters, is indented so that none of them is cut."""
    tree = tree_of(markup)
    number_lists(tree)
    assert markup_of(tree).count("padding-inline-start") == indented
