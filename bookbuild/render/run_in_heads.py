"""Run-in heads: headings of the class ``run-in`` stand in the first line of the paragraph that follows them."""

from lxml import etree

from bookbuild.render.trees import Element, has_class

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def enclose_run_in_heads(tree: Element) -> None:
    """Put each run-in head and the paragraph after it into one block; one without a paragraph stays a heading."""
    for heading in list(tree.iter(*_HEADINGS)):
        paragraph = heading.getnext()
        if not has_class(heading, "run-in") or paragraph is None or paragraph.tag != "p" or paragraph.get("class"):
            continue
        block = etree.Element("div", {"class": "run-in-block"})
        heading.addprevious(block)
        block.tail, heading.tail, paragraph.tail = paragraph.tail, " ", None
        block.extend([heading, paragraph])
