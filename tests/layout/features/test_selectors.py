"""Selectors over siblings match what they did, without recursion, and look at each sibling once."""

from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import pytest

from bookbuild.layout import lay_out
from bookbuild.layout.features.selectors import FEATURE
from bookbuild.layout.patches import installed
from bookbuild.layout.selectors import SelectedElement
from tests.layout.jobs import job

TREE = ET.fromstring(  # noqa: S314 - our own
    "<body><h1/><p class='a'><b/><i/></p><ul><li/><li class='a'/><li><p/></li></ul>"
    "<p><i/></p><h1 class='a'/><p/></body>"
)
SELECTORS = [
    "h1 ~ p", ".a ~ p", "p.a ~ h1 ~ p", "* ~ .a", "p ~ *", ".none ~ p", "ul li.a ~ li", "b ~ i",
    ":has(i)", "p:has(> i)", "p:has(+ ul)", "p:has(~ h1)", "body:has(.a ~ li)", "li:not(:has(p))", ":has(.none)",
    "p:first-of-type", "p:last-of-type", "li:only-of-type", "ul:only-of-type", "p:nth-of-type(2n)",
    "p:nth-last-of-type(2)", "li:nth-child(2 of .a)", ":root", ":root ~ p", "p:is(h1 ~ p, ul ~ p)",
]  # fmt: skip


def matched(root: type, selector: str) -> list[ET.Element]:
    (compiled,) = cssselect2.compile_selector_list(selector)
    subtree = root(TREE, None, 0, None, in_html_document=True).iter_subtree()
    return [element.etree_element for element in subtree if compiled.test(element)]


@pytest.mark.parametrize("selector", SELECTORS)
def test_a_selector_matches_what_it_matches_in_cssselect2(selector: str) -> None:
    """Whatever is kept from one element to the next, the elements are the same."""
    plain = matched(cssselect2.ElementWrapper, selector)
    assert matched(SelectedElement, selector) == plain
    with installed((FEATURE,)):
        assert matched(SelectedElement, selector) == plain


def test_each_sibling_is_looked_at_once() -> None:
    """Of a thousand siblings tested for whether one before them matches, each is tested once, if none does."""
    tested: list[Any] = []

    def never_passing(element: Any) -> bool:
        tested.append(element)
        return False

    root = SelectedElement(ET.fromstring(f"<r>{'<p/>' * 1000}</r>"), None, 0, None, in_html_document=True)  # noqa: S314 - our own
    for child in root.iter_children():
        assert not child.follows("p", never_passing)
        assert not child.precedes("q", lambda element: element.index < 0)
    assert len(tested) == 999


def test_a_run_has_any_number_of_siblings() -> None:
    """Two thousand paragraphs are laid out with the selectors of a stylesheet that look at those before them."""
    paragraphs = '<p id="first">x</p>' + "<p>x</p>" * 1999 + '<p id="last">x</p>'
    run = lay_out(job(paragraphs, "#first ~ p { display: none } #first ~ #last { display: block }"))
    assert run.anchors["last"][0] == 0
    assert run.diagnostics == ()
