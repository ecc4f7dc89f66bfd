"""Blocks within blocks are indented no further where too little of the line would be left."""

from bookbuild.render.indents import DEEPEST, limit_indents
from bookbuild.render.trees import has_class, tree_of


def test_only_blocks_deeper_than_the_limit_are_not_indented() -> None:
    depth = DEEPEST + 3
    tree = tree_of("<ul><li>" * depth + "x" + "</li></ul>" * depth)
    limit_indents(tree)
    assert [has_class(one, "not-indented") for one in tree.iter("ul")] == [False] * DEEPEST + [True] * 3


def test_quotations_boxes_and_definitions_count_as_lists_do() -> None:
    outer = "<blockquote><aside><dl><dd>" * 2
    tree = tree_of(f"{outer}<ol><li>x</li></ol>{'</dd></dl></aside></blockquote>' * 2}")
    limit_indents(tree)
    assert [one.get("class") for one in tree.iter("ol")] == ["not-indented"]
