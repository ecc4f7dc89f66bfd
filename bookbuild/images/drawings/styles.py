"""Stylesheets of drawings, written into the elements that they concern, in a form that every program understands."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import cssselect2
import tinycss2  # ships no types
from lxml import etree

from bookbuild.css.elements import SiblingElement
from bookbuild.images.drawings.names import SVG, Element

_DEEPEST = 8
"""How often the value of a variable may lead to another."""
_Declarations = list[tuple[str, str]]
_SCREEN_ONLY = re.compile(r"\b(?:screen|speech|dark|width|height|hover)\b", re.IGNORECASE)
"""Media queries that do not hold for a page, or that depend on the size of a screen."""
_FONT_SIZE = re.compile(
    r"(?P<before>.*?)(?P<size>[0-9.]+(?:px|pt|pc|mm|cm|in|em|rem|ex|%)|(?:x+-)?(?:small|large)|medium|smaller|larger)"
    r"(?:\s*/\s*[\w.%]+)?\s+(?P<family>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""The shorthand ``font`` (CSS Fonts 4, 2.7): style, variant and weight before the size, the family after it."""
_WEIGHTS = re.compile(r"bold|bolder|lighter|[1-9]00")


def with_styles(root: Element) -> Element:
    """Return a copy of a drawing without stylesheets: all declarations are in ``style`` attributes."""
    drawing = copy.deepcopy(root)
    sheets = list(drawing.iter(f"{SVG}style"))
    rules = [rule for sheet in sheets for rule in _rules(_parse_sheet(sheet.text or ""))]
    for sheet in sheets:
        parent = sheet.getparent()
        if parent is not None:
            sheet.text = None
            sheet.tag = f"{SVG}desc"  # it stays, so that selectors count it
    _apply(drawing, rules)
    _settle_styles(drawing)
    return drawing


def _parse_sheet(css: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _rules(rules: Iterable[Any]) -> Iterator[Any]:
    """Yield the rules that concern pages, with those inside ``@media`` and ``@supports``."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif _is_for_pages(rule):
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _is_for_pages(rule: Any) -> bool:
    is_group = rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in {"media", "supports"}
    return is_group and not _SCREEN_ONLY.search(tinycss2.serialize(rule.prelude))


def _apply(root: Element, rules: Sequence[Any]) -> None:
    matcher: Any = cssselect2.Matcher()
    for rule in rules:
        declarations = list(_parsed(rule.content))
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            if selector.pseudo_element is None:
                matcher.add_selector(selector, declarations)
    if not rules:
        return
    for wrapper in SiblingElement.from_xml_root(root).iter_subtree():
        found = [one for match in matcher.match(wrapper) for one in match[-1]]
        if found:
            element = wrapper.etree_element
            own = list(_parsed(tinycss2.parse_component_value_list(element.get("style") or "")))
            element.set("style", "; ".join(f"{name}: {value}" for name, value in _cascaded([*found, *own])))


def _parsed(tokens: Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    for one in tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            name = one.name if one.name.startswith("--") else one.lower_name
            yield name, _without_breaks(tinycss2.serialize(one.value)), one.important


def _cascaded(declarations: Sequence[tuple[str, str, bool]]) -> _Declarations:
    """Return the declarations that win; later ones win over earlier ones, important ones over all others."""
    normal = {name: value for name, value, important in declarations if not important}
    return list({**normal, **{name: value for name, value, important in declarations if important}}.items())


def _settle_styles(drawing: Element) -> None:
    """Write out what ``style`` attributes abbreviate: variables, which children inherit, and the shorthand ``font``."""
    variables: dict[Element | None, dict[str, str]] = {None: {}}
    for element in drawing.iter(etree.Element):
        inherited = variables[element.getparent() if element is not drawing else None]
        style = element.get("style") or ""
        declared = _cascaded(list(_parsed(tinycss2.parse_component_value_list(style)))) if style else []
        own = {name: value for name, value in declared if name.startswith("--")}
        variables[element] = known = {**inherited, **own} if own else inherited
        if style:
            element.set("style", "; ".join(f"{name}: {value}" for name, value in _declared(declared, known)))


def _declared(declarations: _Declarations, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield declarations as they are without variables, and with the shorthand ``font`` written out."""
    for name, written in declarations:
        value = _settled_text(written, variables)
        if name.startswith("--") or not value:
            continue
        if name == "font":
            yield from _font(value)
        else:
            yield name, value


def _font(value: str) -> Iterator[tuple[str, str]]:
    match = _FONT_SIZE.fullmatch(value.strip())
    if match is None:
        return
    before = match["before"].lower()
    weight = _WEIGHTS.search(before)
    yield "font-style", "italic" if "italic" in before or "oblique" in before else "normal"
    yield "font-weight", weight[0] if weight else "normal"
    yield "font-size", match["size"]
    yield "font-family", match["family"]


def _settled_text(value: str, variables: Mapping[str, str]) -> str:
    """Return a value with variables and alternatives for dark screens replaced by what holds on paper."""
    if "(" not in value:
        return value
    return _without_breaks(tinycss2.serialize(list(_settled(tinycss2.parse_component_value_list(value), variables))))


def _without_breaks(css: str) -> str:
    return css.replace("/**/", " ").strip()


def _settled(tokens: Sequence[Any], variables: Mapping[str, str], depth: int = 0) -> Iterator[Any]:
    for token in tokens:
        if token.type == "function" and token.lower_name in {"var", "light-dark"} and depth < _DEEPEST:
            parts = _arguments(token.arguments)
            chosen = parts[0] if token.lower_name == "light-dark" else _variable(parts, variables)
            yield from _settled(chosen, variables, depth + 1)
        else:
            yield token


def _variable(parts: list[list[Any]], variables: Mapping[str, str]) -> list[Any]:
    """Return the value of a variable, or what is given for where it has none."""
    name = tinycss2.serialize(parts[0]).strip()
    if name in variables:
        return list(tinycss2.parse_component_value_list(variables[name]))
    return next(iter(parts[1:]), [])


def _arguments(tokens: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
