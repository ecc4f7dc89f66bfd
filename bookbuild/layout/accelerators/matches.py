"""The rules that match elements, found once for all elements that most rules cannot tell apart.

Most selectors look at the names, classes and attributes of an element and of those that it is in (``.box > p``), which
hundreds of elements have in common. A selector that looks at siblings, or inside an element, is asked for each, as
cssselect2 does. What a selector looks at stands in the code that cssselect2 has compiled it to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from webencodings import ascii_lower  # type: ignore[import-untyped]  # ships no types

_UPWARDS = frozenset(
    {
        *("local_name", "namespace_url", "id", "classes", "etree_element", "attrib", "get"),
        *("parent", "ancestors", "any", "next"),
        *("in_html_document", "ascii_lower", "lower", "split_whitespace", "startswith", "endswith"),
    }
)
"""The names in the code of selectors that look at an element and at those that it is in."""
_SINGULAR = frozenset({"href", "src", "alt", "title", "name", "style", "value"})
"""Attributes by which hardly any two elements are alike."""
_MOST_KINDS = 4000
"""How many kinds of elements are remembered, some 4 MB."""

Match = tuple[Any, int, str | None, Any]
"""Specificity, order, pseudo-element and declarations of a rule that matches."""


class _Rule(NamedTuple):
    """A rule: its selector's test, what cssselect2 returns of it, and whether the test looks upwards alone."""

    test: Any
    match: Match
    looks_upwards: bool


@dataclass(slots=True, eq=False)
class Kind:
    """Elements that rules which look upwards cannot tell apart, with those that match, and those that are to be asked
    for each element, both by stylesheet. `children` are the kinds of elements directly inside.
    """

    matched: list[list[Match]]
    asked: list[tuple[int, list[_Rule]]]
    children: dict[Any, "Kind"] = field(default_factory=dict)


class Rules:
    """The rules of the stylesheets of a document."""

    def __init__(self, sheets: Sequence[tuple[Any, str, Any]]) -> None:
        self.sheets = sheets
        self._sheets = [_Buckets(sheet.matcher) for sheet, _, _ in sheets]
        # What tells elements apart: the attributes that tests name, and the ids that they or buckets do.
        self._names, self._ids = {"lang"}, set[str]().union(*(buckets.by_id for buckets in self._sheets))
        for rule in (rule for buckets in self._sheets for rule in buckets.rules() if rule.looks_upwards):
            names, texts = _named_in(rule.test.__code__)
            self._names |= texts if "etree_element" in names else set()
            self._ids |= texts if "id" in names else set()
        self._kinds: dict[Any, Kind] = {}
        self._count = 0

    def match(self, element: Any, above: Kind | None) -> tuple[Kind, list[list[Match]]]:
        """Return the kind of an element inside one of a kind, and for each stylesheet what its matcher returns."""
        kind = self._kind(element, above)
        if not kind.asked:
            return kind, kind.matched
        matches = list(kind.matched)
        for index, rules in kind.asked:
            if found := [rule.match for rule in rules if rule.test(element)]:
                matches[index] = sorted([*matches[index], *found])
        return kind, matches

    def _kind(self, element: Any, above: Kind | None) -> Kind:
        key = self._key(element.etree_element)
        if above is None and self._count > _MOST_KINDS:
            self._kinds, self._count = {}, 0
        known = self._kinds if above is None else above.children
        if key not in known:
            known[key] = self._new_kind(element)
            self._count += 1
        return known[key]

    def _key(self, element: Element) -> Any:
        """Return what rules that look upwards see of an element itself."""
        attributes = element.attrib
        anchor = attributes.get("id")
        seen = tuple([item for item in attributes.items() if item[0] in self._names])
        return element.tag, attributes.get("class"), anchor if anchor in self._ids else None, seen

    def _new_kind(self, element: Any) -> Kind:
        kind = Kind([], [])
        for index, buckets in enumerate(self._sheets):
            rules = list(buckets.rules_for(element))
            kind.matched.append(sorted(rule.match for rule in rules if rule.looks_upwards and rule.test(element)))
            if asked := [rule for rule in rules if not rule.looks_upwards]:
                kind.asked.append((index, asked))
        return kind


class _Buckets:
    """The rules of a stylesheet by what their elements must have, as cssselect2's matcher keeps them."""

    def __init__(self, matcher: Any) -> None:
        self.by_id = _ruled(matcher.id_selectors)
        self._by_class = _ruled(matcher.class_selectors)
        self._by_name = _ruled(matcher.lower_local_name_selectors)
        self._by_namespace = _ruled(matcher.namespace_selectors)
        self._with_language = list(map(_rule, matcher.lang_attr_selectors))
        self._others = list(map(_rule, matcher.other_selectors))

    def rules(self) -> Iterator[_Rule]:
        for bucket in (self.by_id, self._by_class, self._by_name, self._by_namespace):
            for rules in bucket.values():
                yield from rules
        yield from (*self._with_language, *self._others)

    def rules_for(self, element: Any) -> Iterator[_Rule]:
        """Yield the rules that may match an element."""
        yield from self.by_id.get(element.id, ())
        for name in element.classes:
            yield from self._by_class.get(name, ())
        yield from self._by_name.get(ascii_lower(element.local_name), ())
        yield from self._by_namespace.get(element.namespace_url, ())
        if "lang" in element.etree_element.attrib:
            yield from self._with_language
        yield from self._others


def _ruled(selectors: dict[Any, list[Any]]) -> dict[Any, list[_Rule]]:
    return {key: list(map(_rule, entries)) for key, entries in selectors.items()}


def _rule(entry: Any) -> _Rule:
    test, *match = entry
    names, texts = _named_in(test.__code__)
    is_singular = "etree_element" in names and not texts.isdisjoint(_SINGULAR)
    return _Rule(test, tuple(match), names <= _UPWARDS and not is_singular)


def _named_in(code: CodeType) -> tuple[set[str], set[str]]:
    """Return the names in the code of a test, and the texts."""
    names, texts = set(code.co_names), set(_texts(code.co_consts))
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            more_names, more_texts = _named_in(inner)
            names |= more_names
            texts |= more_texts
    return names, texts


def _texts(constants: Iterable[object]) -> Iterator[str]:
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple | frozenset):
            yield from _texts(constant)
