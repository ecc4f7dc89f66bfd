"""Rules match the elements that cssselect2 finds for them, though they are asked once for all elements of a kind."""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cssselect2 import Matcher, compile_selector_list
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.layout.accelerators import matches
from bookbuild.layout.accelerators.matches import Rules
from bookbuild.layout.patch_selection import patches_for
from bookbuild.layout.patches import installed
from bookbuild.layout.selectors import SelectedElement

SIMPLE = (
    *("*", "p", "P", "b", ".x", ".y", "#one", "#two", "p.x", ".x.y", ":root", "[lang]", "[dir]", "[data-kind=a]"),
    *('[data-kind="A" i]', "[data-kind^=a]", "[data-kind*=b]", "[data-kind~=b]", "[data-kind|=a]", "a[href]", ":link"),
    *("[href=u]", "[href^=u]", "[href$=v]", ":lang(de)", ":first-child", ":last-child", ":only-child", ":empty"),
    *(":nth-child(2)", ":nth-last-of-type(2)", ":first-of-type", ":not(.x)", ":not(p + p)", ":is(p, .y)"),
    *(":has(b)", ":has(> .x)", ":has(+ p)", ":disabled", ":checked"),
)
PARTS = st.tuples(st.sampled_from(" >+~"), st.sampled_from(SIMPLE))
SELECTORS = st.builds(
    lambda first, parts, pseudo: "".join((first, *("".join(part) for part in parts), pseudo)),
    st.sampled_from(SIMPLE),
    st.lists(PARTS, max_size=2),
    st.sampled_from(("", "", "::before")),
)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "class": st.sampled_from(("x", "y", "x y", "y x", "z")),
        "id": st.sampled_from(("one", "two", "three", "four")),
        "lang": st.sampled_from(("de", "de-AT", "en", "")),
        "dir": st.just("rtl"),
        "data-kind": st.sampled_from(("a", "A", "ab", "a b", "a-b", "")),
        "href": st.sampled_from(("u", "uv", "")),
        "disabled": st.just(""),
    },
)


def element(tag: str, attributes: dict[str, str], text: str, children: Iterable[ET.Element] = ()) -> ET.Element:
    made = ET.Element(tag, attributes)
    made.text = text
    made.extend(children)
    return made


def tree(parts: list[tuple[int, str, dict[str, str], str]]) -> ET.Element:
    """Return a tree of elements, each inside one of those before it."""
    made = [element("body", {}, "")]
    for inside, tag, attributes, text in parts:
        made.append(element(tag, attributes, text))
        made[inside % (len(made) - 1)].append(made[-1])
    return made[0]


TAGS, TEXTS = st.sampled_from(("p", "p", "b", "a", "input")), st.sampled_from(("", "text"))
TREES = st.builds(tree, st.lists(st.tuples(st.integers(0, 99), TAGS, ATTRIBUTES, TEXTS), max_size=12))


class Sheet:
    """A stylesheet of these selectors, in the order of their declarations, which are numbers here."""

    def __init__(self, selectors: list[str]) -> None:
        self.matcher = Matcher()
        with installed(patches_for("auto")):
            for number, text in enumerate(selectors):
                for selector in compile_selector_list(text):
                    self.matcher.add_selector(selector, number)


def matched(rules: Rules, root: ET.Element) -> list[Any]:
    found = []
    kinds: dict[ET.Element, matches.Kind] = {}
    for wrapper in SelectedElement(root, None, 0, None, in_html_document=True).iter_subtree():
        above = wrapper.parent and kinds[wrapper.parent.etree_element]
        kinds[wrapper.etree_element], matches_of_sheets = rules.match(wrapper, above)
        found.append(matches_of_sheets)
    return found


def matched_by_cssselect2(sheets: list[Sheet], root: ET.Element) -> list[Any]:
    wrappers = SelectedElement(root, None, 0, None, in_html_document=True).iter_subtree()
    return [[sheet.matcher.match(wrapper) for sheet in sheets] for wrapper in wrappers]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(SELECTORS, max_size=6), min_size=1, max_size=2), st.lists(TREES, min_size=1, max_size=3))
def test_any_rules_match_what_cssselect2_finds(texts: list[list[str]], roots: list[ET.Element]) -> None:
    """Whatever selectors look at, and whatever was matched before, the rules of each stylesheet are the same."""
    sheets = [Sheet(selectors) for selectors in texts]
    rules = Rules([(sheet, "author", None) for sheet in sheets])
    for root in roots:
        assert matched(rules, root) == matched_by_cssselect2(sheets, root)


def test_elements_of_a_kind_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paragraphs with ids and links of their own are one kind, though rules name other ids and all links."""
    asked = []
    new = Rules._new_kind

    def counted(rules: Rules, wrapper: Any) -> matches.Kind:
        asked.append(wrapper.etree_element.tag)
        return new(rules, wrapper)

    monkeypatch.setattr(Rules, "_new_kind", counted)
    rules = Rules([(Sheet([".x > p", "#one", "a[href^=h]", ":link", "p + p"]), "author", None)])
    paragraphs = [element("p", {"id": f"p{n}"}, "", [element("a", {"href": f"h{n}"}, "")]) for n in range(9)]
    matched(rules, element("div", {"class": "x"}, "", paragraphs))
    assert asked == ["div", "p", "a"]


def test_kinds_that_are_too_many_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many classes there are, those of a few documents are kept."""
    monkeypatch.setattr(matches, "_MOST_KINDS", 5)
    rules = Rules([(Sheet(["p"]), "author", None)])
    for number in range(20):
        matched(rules, element("p", {"class": f"c{number}"}, ""))
        assert len(rules._kinds) <= 6
