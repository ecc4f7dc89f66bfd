"""Computed styles, kept from one document of a design to the next.

Importing this module replaces the class of WeasyPrint 70 that finds the styles of a document. There, elements share a
style within one document, and every document computes all of its own; a book of a hundred articles is a hundred
documents of the same few dozen styles. Here a style is found by the way to it from the root: elements that the same
rules apply to, below elements of one style, are of one style. Colours of chapters are custom properties, set by an
attribute: a style that none of them goes into is one for all chapters.

A style holds what was computed so far, and what layout writes to it, which is the same each time; what is not has a
style of its own. tests/layout/takeover/test_styles.py lays documents out both ways.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.css
from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)
from weasyprint.css.tokens import Pending

from bookbuild.layout.takeover.kin import KeptStyles, Kin

_Attributes = tuple[tuple[str, str], ...]

_CHANGED = frozenset({"first-letter", "first-line", "note-call"})
"""The pseudo-elements whose styles layout writes to: each element has its own."""
_SPEAKING = {"a": ("name",), "{http://www.w3.org/2000/svg}svg": ("width", "height")}
"""Attributes that WeasyPrint reads as declarations, besides ``style``, ``lang`` and ``id``."""
_ESCAPED = frozenset('"\\\n\r\f\0')
"""What an id does not hold that is an anchor as it stands."""


class _Anchored(ComputedStyle):  # type: ignore[misc]  # WeasyPrint ships no types
    """The style of an element with an id: that of its kin, and an anchor."""

    def __init__(self, shared: Any, anchor: str) -> None:
        super().__init__(
            shared.parent_style,
            shared.cascaded,
            shared.pseudo_type,
            shared.root_style,
            shared.base_url,
            shared.font_config,
            shared.initial_page_sizes,
        )
        self.specified = shared.specified
        self.update(shared)
        self["anchor"] = anchor
        self.shared = shared

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.shared[key]
        return value

    @property
    def anonymous_style(self) -> Any:
        return self.shared.anonymous_style


class _Found(dict[tuple[Any, str | None], Any]):
    """The styles of a document by (element, pseudo-element): its own are held, those of kin are looked up.

    There are thousands of elements, each with half a dozen pseudo-elements, of which hardly any is asked for.
    """

    def __init__(self, families: Mapping[Any, Kin], compute: Callable[[Any, Any, str | None], Any]) -> None:
        super().__init__()
        self._families, self._compute = families, compute

    def __missing__(self, key: tuple[Any, str | None]) -> Any:
        element, pseudo = key
        kin = self._families.get(element)
        if kin is not None and pseudo in kin.changed:
            style = self[key] = self._compute(kin.full, kin.changed[pseudo], pseudo)
            return style
        return None if kin is None else kin.styles.get(pseudo)

    def get(self, key: tuple[Any, str | None], _default: object = None) -> Any:
        return self[key]

    def values(self) -> Iterator[Any]:  # type: ignore[override]  # all that is asked is to go through them
        """Give the styles that are held, and those of all kin."""
        yield from super().values()
        for kin in set(self._families.values()):
            yield from kin.styles.values()


class SharedStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint ships no types
    """The styles of a document, found among those kept. No presentational hints are asked for."""

    def __init__(self, html: Any, sheets: list[Any], _hints: Any, font_config: Any, target_collector: Any) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        families: dict[Element, Kin] = {}
        self._computed_styles = _Found(families, self._computed)
        self._sheets = sheets
        self.initial_page_sizes = {"box": None, "area": None}
        self.font_config = font_config
        self._kept: KeptStyles = html.styles
        self._kept.begin(sheets, self.initial_page_sizes)
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            above = families[wrapper.parent.etree_element] if wrapper.parent else None
            matches = [sheet.matcher.match(wrapper) for sheet, _, _ in sheets]
            kin = families[element] = self._kin(element.tag, _declaring(element), matches, above)
            for anchor in kin.anchors:
                target_collector.collect_anchor(anchor)
            if (anchor := element.get("id")) and _ESCAPED.isdisjoint(anchor):
                self._computed_styles[element, None] = _Anchored(kin.styles[None], anchor)
                target_collector.collect_anchor(anchor)
        if self._writes_to_root(html.etree_element):
            self._kept.forget()

    def _kin(self, tag: str, attributes: _Attributes, matches: list[Any], above: Kin | None) -> Kin:
        """Return the kin of an element, by what the sheets and its own attributes say of it."""
        key = (attributes, *[tuple([order for _, order, _, _ in matched]) for matched in matches])
        known = self._kept.roots if above is None else above.below
        if key not in known:
            cascaded = self._cascaded(Element(tag, dict(attributes)), matches)
            plain = None
            if not _asks_for_custom(cascaded[None]):
                fewer, parent = _without_custom(attributes), above and (above.plain or above)
                if fewer != attributes or parent is not above:
                    plain = self._kin(tag, fewer, matches, parent)
            known[key] = self._new_kin(cascaded, above and above.full, plain)
            self._kept.count += 1
        return known[key]

    def _new_kin(self, cascaded: dict[str | None, Any], parent: Any, plain: Kin | None) -> Kin:
        own = self._computed(parent, cascaded.pop(None))
        changed: dict[str | None, Any] = {pseudo: cascaded.pop(pseudo) for pseudo in _CHANGED & cascaded.keys()}
        styles: dict[str | None, Any] = {None: own if plain is None else plain.styles[None]}
        for pseudo, declared in cascaded.items():
            if plain is None or _asks_for_custom(declared):
                styles[pseudo] = self._computed(own, declared, pseudo)
            else:
                styles[pseudo] = plain.styles[pseudo]
        anchors = tuple(anchor for style in styles.values() if (anchor := style["anchor"]))
        return Kin(styles, changed, own, anchors, plain)

    def _computed(self, parent: Any, cascaded: Any, pseudo: str | None = None) -> Any:
        if parent is None:
            root = InitialStyle(self.font_config)
        else:
            root = parent if parent.is_root_element else parent.root_style
        return ComputedStyle(parent, cascaded, pseudo, root, None, self.font_config, self._kept.viewport)

    def _cascaded(self, bare: Element, matches: Iterable[Any]) -> dict[str | None, dict[str, Any]]:
        """Return what is declared for an element and its pseudo-elements, each property as it wins."""
        cascaded: dict[str | None, dict[str, Any]] = {None: {}}
        for specificity, _, declarations, base_url in find_style_attributes(bare):
            _declare(cascaded[None], preprocess_declarations(base_url, declarations), "author", inf, specificity)
        for (sheet, origin, sheet_specificity), matched in zip(self._sheets, matches, strict=True):
            for specificity, _, pseudo, (declarations, layer) in matched:
                order = inf if layer is None else sheet.layers.index(layer)
                style = cascaded.setdefault(pseudo, {})
                _declare(style, declarations, origin, order, sheet_specificity or specificity)
        return cascaded

    def _writes_to_root(self, root: Element) -> bool:
        """Whether layout will write to the styles of the root and its children: nothing is seen, or overflow is."""
        styles = [self._computed_styles[element, None] for element in (root, *root)]
        return styles[0]["display"] == ("none",) or any(style["overflow"] != "visible" for style in styles)


def _declaring(element: Element) -> _Attributes:
    """Return the attributes of an element that are declarations; an id is, where it is no anchor as it stands."""
    names = ("style", "lang", *_SPEAKING.get(element.tag, ()))
    said = [(name, value) for name in names if (value := element.get(name))]
    if (anchor := element.get("id")) and not _ESCAPED.isdisjoint(anchor):
        said.append(("id", anchor))
    return tuple(said)


def _without_custom(attributes: _Attributes) -> _Attributes:
    """Leave the style attribute out where all that it sets are custom properties."""
    return tuple(
        (name, value)
        for name, value in attributes
        if name != "style" or not all(part.lstrip().startswith("--") for part in value.rstrip("; ").split(";"))
    )


def _asks_for_custom(declared: Mapping[str, Any]) -> bool:
    return any(isinstance(value, Pending) for value, _ in declared.values())


def _declare(style: dict[str, Any], declarations: Iterable[Any], origin: str, layer: float, specificity: Any) -> None:
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), layer, specificity)
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


weasyprint.css.StyleFor = SharedStyles
# WeasyPrint warns of a declaration once in the life of its sheet; the warnings of a job are its own.
Pending._reported_error = property(lambda _: False, lambda *_: None)  # noqa: SLF001  # the seam
