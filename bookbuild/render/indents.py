"""Blocks within blocks: those that are deep in others are indented no further, so that words have room on any page."""

from bookbuild.render.trees import Element, add_class

DEEPEST = 6
"""How many blocks around one may be indented."""
_INDENTED = ("ul", "ol", "dd", "blockquote", "aside")


def limit_indents(tree: Element) -> None:
    """Give blocks that are in more than `DEEPEST` indented ones the class ``not-indented``."""
    for block in tree.iter(*_INDENTED):
        if sum(one.tag in _INDENTED for one in block.iterancestors()) >= DEEPEST:
            add_class(block, "not-indented")
