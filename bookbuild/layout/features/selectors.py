"""Selectors that look at siblings (``~``, ``:has()``, ``:nth-of-type()``) in time in proportion to their number.

cssselect2 writes each selector as a Python expression. Here those that would go through all siblings for each of them
ask `SelectedElement` instead, which keeps what it found.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from cssselect2.parser import CombinedSelector, RelationalSelector

from bookbuild.layout.patches import Patch
from bookbuild.layout.selectors import SelectedElement

_RELATIONS = {" ": "has_descendant", ">": "has_child", "+": "is_before", "~": "precedes"}
_NEVER, _ALWAYS = "0", "1"
_OF_TYPE = {
    "all(s.tag != el.etree_element.tag    for s in el.etree_siblings[:el.index])": "not el.of_type_before",
    "all(s.tag != el.etree_element.tag    for s in el.etree_siblings[el.index + 1:])": "not el.of_type_after",
    "all(s.tag != el.etree_element.tag or i == el.index    for i, s in enumerate(el.etree_siblings))": (
        "not (el.of_type_before or el.of_type_after)"
    ),
    "sum(1 for s in el.etree_siblings[:el.index]    if s.tag == el.etree_element.tag)": "el.of_type_before",
    "sum(1 for s in el.etree_siblings[el.index + 1:]    if s.tag == el.etree_element.tag)": "el.of_type_after",
}
"""What cssselect2 writes, and what takes its place."""


def _expression(compile_node: Callable[[Any], str], selector: Any) -> str:
    """Return a selector as an expression, by cssselect2's function `compile_node` where it has no need of this one."""
    if isinstance(selector, RelationalSelector):
        return _of_relation(compile_node, selector)
    if isinstance(selector, CombinedSelector) and selector.combinator == "~":
        return _of_siblings(compile_node, selector)
    expression = compile_node(selector)
    for slow, fast in _OF_TYPE.items():
        expression = expression.replace(slow, fast)
    return expression


def _of_siblings(compile_node: Callable[[Any], str], selector: Any) -> str:
    before, own = _expression(compile_node, selector.left), _expression(compile_node, selector.right)
    if before in {_NEVER, _ALWAYS} or own == _NEVER:
        return compile_node(selector)
    follows = _asked("follows", before)
    return follows if own == _ALWAYS else f"({own}) and {follows}"


def _of_relation(compile_node: Callable[[Any], str], selector: Any) -> str:
    related = (
        _asked(_RELATIONS[relative.combinator], expression)
        for relative in selector.selector_list
        if (expression := _expression(compile_node, relative.selector.parsed_tree)) != _NEVER
    )
    return " or ".join(related) or _NEVER


def _asked(question: str, expression: str) -> str:
    return f"el.{question}({f'{question} {expression}'!r}, lambda el: {expression})"


def _wrapped(compile_node: Callable[[Any], str]) -> Callable[[Any], str]:
    return partial(_expression, compile_node)


FEATURE = Patch(
    "selectors",
    replaces={"weasyprint.svg:ElementWrapper": SelectedElement},
    wraps={"cssselect2.compiler:_compile_node": _wrapped},
    sources={
        "cssselect2.compiler:CompiledSelector": "384272fc93d6",
        "cssselect2.compiler:_compile_node": "9a4b58568dfe",
        "cssselect2.parser:CombinedSelector": "39c19fbbfb39",
        "cssselect2.parser:RelationalSelector": "627cbd6a80a5",
        "cssselect2.tree:ElementWrapper": "6599588a3466",
    },
)
