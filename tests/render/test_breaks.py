"""What leads up to something keeps with it, and what is short is kept whole."""

import pytest
from lxml import etree

from bookbuild.render.body import tree_of
from bookbuild.render.breaks import mark_breaks

LONG = "word " * 40


def marked(markup: str) -> etree._Element:
    tree = tree_of(markup)
    mark_breaks(tree)
    return tree


@pytest.mark.parametrize(
    ("markup", "leads"),
    [
        ("<p>Say <em>this:</em></p><blockquote><p>Hello.</p></blockquote>", [True, False]),
        ("<p>Say this:</p>", [False]),
        ("<p>Say this.</p><ul><li>Hello.</li></ul>", [False]),
    ],
)
def test_a_colon_leads_up_to_what_comes_next(markup: str, leads: list[bool]) -> None:
    """A paragraph that ends with a colon keeps with the next block, if there is one."""
    assert [paragraph.get("class") == "lead-in" for paragraph in marked(markup).iter("p")] == leads


def test_only_a_brief_item_keeps_with_its_neighbour() -> None:
    """An item of many lines, or with a list in it, may stand alone on a page."""
    tree = marked(f"<ul><li>Short.</li><li>{LONG}</li><li>Outer<ul><li>Inner</li></ul></li></ul>")
    assert [item.get("class") for item in tree.iter("li")] == ["brief", None, None, "brief"]


@pytest.mark.parametrize(
    ("markup", "is_whole"),
    [
        (f"<table><tbody>{'<tr><td>x</td></tr>' * 6}</tbody></table>", True),
        (f"<table><tbody>{'<tr><td>x</td></tr>' * 7}</tbody></table>", False),
        (f'<div class="fill"><table><tbody>{"<tr><td/></tr>" * 7}</tbody></table></div>', True),
        (f'<div class="fill"><table><tbody>{"<tr><td/></tr>" * 8}</tbody></table></div>', False),
        (f'<div class="writing-lines">{"<div/>" * 8}</div>', True),
        (f'<div class="writing-lines">{"<div/>" * 9}</div>', False),
        (f"<aside><p>A title</p><p>{LONG}</p></aside>", True),
        (f"<aside><p>A title</p><ul><li><p>{LONG}</p></li><li><p>{LONG}</p></li></ul></aside>", False),
    ],
)
def test_what_is_short_is_kept_whole(markup: str, *, is_whole: bool) -> None:
    """Tables, boxes and lines to write on are kept whole up to a size of their own."""
    assert any(block.get("data-max-white") for block in marked(markup).iter()) == is_whole
