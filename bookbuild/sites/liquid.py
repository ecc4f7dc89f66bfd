"""Expressions of Liquid, as Jekyll and Quire have them: values by name, through the filters that change texts.

No template is run.
"""

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from urllib.parse import quote

_PART = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<name>[\w.-]+)|(?P<sign>[|:,]|==|!=|<>))""")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FALSE = frozenset({"", "false", "nil", "null", "~"})
_DATES = {"date_to_long_string": "%d %B %Y", "date_to_string": "%d %b %Y", "date_to_xmlschema": "%Y-%m-%d"}
_HTML = re.compile(r"<[^<>]*>")


class Expressions(ABC):
    """Evaluates expressions. Subclasses know the values."""

    @abstractmethod
    def named(self, name: str) -> str | None:
        """Return the text that a name stands for, or None if it is not known."""

    def of(self, expression: str) -> str | None:
        """Return the value of an expression (``site.title | upcase``), or None if it is not known."""
        parts = _parts(expression)
        if not parts:
            return None
        value = self._operand(*parts[0])
        for name, arguments in _filters(parts[1:]) or (("unknown", ()),) * (len(parts) > 1):
            known = [self._operand(*one) for one in arguments]
            if value is None and name != "default":
                return None
            value = None if None in known else _filtered(value, name, [one or "" for one in known])
        return value

    def holds(self, condition: str) -> bool | None:
        """Return whether a condition holds, or None if that is not known."""
        if " or " in condition:
            return _any(self.holds(one) for one in condition.split(" or "))
        if " and " in condition:
            opposite = _any(_not(self.holds(one)) for one in condition.split(" and "))
            return _not(opposite)
        match = re.fullmatch(r"(.+?)\s*(==|!=|<>|\bcontains\b)\s*(.+)", condition.strip())
        if match is None:
            value = self.of(condition)
            return None if value is None else value.strip() not in _FALSE
        one, other = self.of(match[1]), self.of(match[3])
        if one is None or other is None:
            return None
        if match[2] == "contains":
            return other in one
        is_same = one == other or {one, other} <= _FALSE
        return is_same if match[2] == "==" else not is_same

    def _operand(self, kind: str, text: str) -> str | None:
        if kind != "name" or text in ("true", "false") or _NUMBER.fullmatch(text):
            return text
        return "" if text in ("blank", "empty", "nil") else self.named(text)


def _parts(expression: str) -> list[tuple[str, str]]:
    parts, at = [], 0
    text = expression.strip()
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return []
        kind = match.lastgroup or ""
        parts.append((kind, match[kind]))
        at = match.end()
    return parts


def _filters(parts: list[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the filters of an expression with their arguments, or none if it is not made of filters."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for index, (kind, text) in enumerate(parts):
        if kind == "sign" and text == "|":
            if index + 1 == len(parts):
                return []
            found.append((parts[index + 1][1], []))
        elif not found:
            return []
        elif kind != "sign" and parts[index - 1] != ("sign", "|"):
            found[-1][1].append((kind, text))
    return found


def _filtered(value: str | None, name: str, arguments: list[str]) -> str | None:
    if name == "default":
        return value if value and value not in _FALSE else next(iter(arguments), "")
    if value is None:
        return None
    if name in _DATES or name == "date":
        return _dated(value, _DATES.get(name) or next(iter(arguments), ""))
    function = _FILTERS.get(name)
    try:
        return function(value, *arguments) if function else None
    except TypeError:  # a filter without its arguments
        return None


def _dated(value: str, form: str) -> str | None:
    try:
        return date.fromisoformat(value[:10]).strftime(form)
    except ValueError:
        return None


_FILTERS: Mapping[str, Callable[..., str]] = {
    "absolute_url": lambda text: text,
    "append": lambda text, end: text + end,
    "capitalize": lambda text: text[:1].upper() + text[1:],
    "downcase": str.lower,
    "escape": html.escape,
    "escape_once": lambda text: text,
    "lstrip": str.lstrip,
    "markdownify": lambda text: text,
    "newline_to_br": lambda text: text.replace("\n", "<br>\n"),
    "normalize_whitespace": lambda text: " ".join(text.split()),
    "prepend": lambda text, start: start + text,
    "relative_url": lambda text: text,
    "remove": lambda text, part: text.replace(part, ""),
    "remove_first": lambda text, part: text.replace(part, "", 1),
    "replace": lambda text, old, new: text.replace(old, new),
    "replace_first": lambda text, old, new: text.replace(old, new, 1),
    "rstrip": str.rstrip,
    "smartify": lambda text: text,
    "strip": str.strip,
    "strip_html": lambda text: _HTML.sub("", text),
    "strip_newlines": lambda text: text.replace("\n", ""),
    "upcase": str.upper,
    "uri_escape": lambda text: quote(text, safe="/:?#[]@!$&'()*+,;="),
    "url_encode": lambda text: quote(text, safe=""),
    "xml_escape": html.escape,
}


def _any(values: Iterable[bool | None]) -> bool | None:
    found = list(values)
    return True if True in found else None if None in found else False


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is what it is about
    return None if value is None else not value
