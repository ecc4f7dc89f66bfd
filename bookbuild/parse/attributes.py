"""Attributes with values that XHTML does not allow are taken out; presentational ones become classes."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from bookbuild.model.citations import MARK
from bookbuild.model.diagrams import ALTERNATIVE, KIND
from bookbuild.parse.lengths import read_length
from bookbuild.parse.markup import Node
from bookbuild.parse.vocabulary import INDEX_MARKS, NO_TERM, PRIVATE, TERM

_RESERVED_CLASSES = frozenset({"noteref"})
_ALIGNMENTS = frozenset({"left", "right", "center"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    try:
        return _DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "alt": lambda _value: True,
    "aria-details": _matches(r"\S+"),
    "class": bool,
    "colspan": _matches(r"0*[1-9][0-9]{0,2}"),
    "datetime": _is_day,
    "dir": _matches("ltr|rtl|auto"),
    "href": lambda _value: True,
    "data-height": bool,
    "data-most": bool,
    "data-width": bool,
    "height": bool,
    "id": lambda value: bool(value.strip()),
    "lang": _matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "reversed": lambda _value: True,
    "role": _matches("presentation|none"),
    "rowspan": _matches("[0-9]{1,3}"),
    "scope": _matches("row|col|rowgroup|colgroup"),
    "span": _matches("0*[1-9][0-9]{0,2}"),
    "src": lambda _value: True,
    "style": bool,
    "start": _matches("-?[0-9]{1,9}"),
    "title": bool,
    "type": _matches("[1aAiI]"),
    "value": _matches("-?[0-9]{1,9}"),
    "width": bool,
    **dict.fromkeys((*INDEX_MARKS, MARK, TERM, NO_TERM, KIND, ALTERNATIVE), bool),
}


def clean_attributes(node: Node) -> None:
    """Remove attributes with invalid values from a node; private ones are kept."""
    attrs = node.attrs
    if "xml:lang" in attrs:
        attrs.setdefault("lang", attrs.pop("xml:lang"))
    alignment = attrs.pop("align", "").lower()
    classes = [name for name in attrs.get("class", "").split() if name not in _RESERVED_CLASSES]
    if alignment in _ALIGNMENTS:
        classes.append(f"align-{alignment}")
    if classes or "class" in attrs:
        attrs["class"] = " ".join(classes)
    if "reversed" in attrs:
        attrs["reversed"] = "reversed"
    checked = (_in_our_units(name, value) for name, value in attrs.items())
    node.attrs = {
        name: value for name, value in checked if name.startswith(PRIVATE) or _CHECKS.get(name, _reject)(value)
    }


def _in_our_units(name: str, value: str) -> tuple[str, str]:
    """Return a length in pixels as it is; any other gets a name of ours, since XHTML has no such values."""
    if name not in ("width", "height"):
        return name, value
    length = read_length(value)
    return (name if length.isdecimal() else f"data-{name}"), length


def _reject(_value: str) -> bool:
    return False
