"""Computed styles that are shared by all documents with the same stylesheets.

In WeasyPrint elements share a style within one document, and every document computes all of its own; a book of a
hundred articles is a hundred documents of the same few dozen styles. Here styles are cached by the path from the root:
elements that the same rules apply to, inside elements of the same style, have the same style. Colours of chapters are
custom properties, set by an attribute: a style that uses none of them is one for all chapters.

A style holds the values computed so far, and values that layout writes to it, which are the same each time; a
pseudo-element for which they are not has a style of its own. tests/layout/accelerators/test_styles.py lays documents
out both ways.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)
from weasyprint.css.tokens import Pending

from bookbuild.layout.accelerators.matches import Kind
from bookbuild.layout.accelerators.style_cache import NEW_STYLES, SAME_STYLES, StyleCache, StyleNode
from bookbuild.layout.patches import Patch

_Attributes = tuple[tuple[str, str], ...]

_UNSHARED = frozenset({"first-letter", "first-line", "note-call"})
"""The pseudo-elements whose styles layout writes to: each element has its own."""
_DECLARING = {"a": ("name",), "{http://www.w3.org/2000/svg}svg": ("width", "height")}
"""Attributes that WeasyPrint reads as declarations, besides ``style``, ``lang`` and ``id``."""
_ESCAPED = frozenset('"\\\n\r\f\0')
"""What an id does not hold that is an anchor as it stands."""


class _Anchored(ComputedStyle):  # type: ignore[misc]  # WeasyPrint ships no types
    """The style of an element with an id: that of its node, and an anchor."""

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
    """The styles of a document by (element, pseudo-element), looked up in the nodes of the cache as they are needed.

    There are thousands of elements, each with half a dozen pseudo-elements, of which hardly any is needed.
    """

    def __init__(self, nodes: Mapping[Any, StyleNode], compute: Callable[[Any, Any, str | None], Any]) -> None:
        super().__init__()
        self._nodes, self._compute = nodes, compute

    def __missing__(self, key: tuple[Any, str | None]) -> Any:
        element, pseudo = key
        node = self._nodes.get(element)
        if node is not None and pseudo in node.unshared:
            style = self[key] = self._compute(node.own, node.unshared[pseudo], pseudo)
            return style
        return None if node is None else node.styles.get(pseudo)

    def get(self, key: tuple[Any, str | None], _default: object = None) -> Any:
        return self[key]

    def values(self) -> Iterator[Any]:  # type: ignore[override]  # callers only iterate
        """Yield all styles: those of this document alone, and those of the nodes."""
        yield from super().values()
        for node in set(self._nodes.values()):
            yield from node.styles.values()


class SharedStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint ships no types
    """The styles of a document, from the cache. There are no presentational hints."""

    def __init__(self, html: Any, sheets: list[Any], _hints: Any, font_config: Any, target_collector: Any) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        nodes, kinds = dict[Element, StyleNode](), dict[Element, Kind]()
        self._computed_styles = _Found(nodes, self._computed)
        self._sheets = sheets
        self.initial_page_sizes = {"box": None, "area": None}
        self.font_config = font_config
        self._cache: StyleCache = html.style_cache
        self._cache.begin(sheets, self.initial_page_sizes)
        for wrapper in html.wrapper_element.iter_subtree():
            element, parent = wrapper.etree_element, wrapper.parent and wrapper.parent.etree_element
            kinds[element], matches = self._cache.rules.match(wrapper, kinds.get(parent))
            node = nodes[element] = self._node(element.tag, _declaring(element), matches, nodes.get(parent))
            for anchor in node.anchors:
                target_collector.collect_anchor(anchor)
            if (anchor := element.get("id")) and _ESCAPED.isdisjoint(anchor):
                self._computed_styles[element, None] = _Anchored(node.styles[None], anchor)
                target_collector.collect_anchor(anchor)
        if self._writes_to_root(html.etree_element):
            self._cache.clear()

    def _node(self, tag: str, attributes: _Attributes, matches: list[Any], above: StyleNode | None) -> StyleNode:
        """Return the node of an element, found by the rules of the sheets that match it and by its own attributes."""
        key = (attributes, *[tuple([order for _, order, _, _ in matched]) for matched in matches])
        known = self._cache.roots if above is None else above.children
        if key not in known:
            known[key] = self._node_without_custom(key, above) or self._new_node(tag, attributes, matches, above)
        return known[key]

    def _node_without_custom(self, key: Any, above: StyleNode | None) -> StyleNode | None:
        """Return a node with the styles of the one that is known by the same key where no attribute sets a custom
        property, if there is one, and none of its styles uses them.
        """
        plain = above and above.without_custom and above.without_custom.children.get(key)
        if not above or not plain or plain.uses_custom:
            return None
        self._cache.cost += SAME_STYLES
        find_own = partial(_own_style, above, plain.own.cascaded, self.font_config, self._cache.viewport)
        return StyleNode(plain.styles, plain.unshared, find_own, plain.anchors, plain)

    def _new_node(self, tag: str, attributes: _Attributes, matches: list[Any], above: StyleNode | None) -> StyleNode:
        cascaded = self._cascaded(Element(tag, dict(attributes)), matches)
        uses_custom = any(map(_uses_custom_properties, cascaded.values()))
        plain = None
        if not _uses_custom_properties(cascaded[None]):
            fewer, parent = _without_custom(attributes), above and (above.without_custom or above)
            if fewer != attributes or parent is not above:
                plain = self._node(tag, fewer, matches, parent)
        self._cache.cost += NEW_STYLES
        own = self._computed(above and above.own, cascaded.pop(None))
        unshared: dict[str | None, Any] = {pseudo: cascaded.pop(pseudo) for pseudo in _UNSHARED & cascaded.keys()}
        styles: dict[str | None, Any] = {None: own if plain is None else plain.styles[None]}
        for pseudo, declared in cascaded.items():
            if plain is None or _uses_custom_properties(declared):
                styles[pseudo] = self._computed(own, declared, pseudo)
            else:
                styles[pseudo] = plain.styles[pseudo]
        anchors = tuple(anchor for style in styles.values() if (anchor := style["anchor"]))
        return StyleNode(styles, unshared, lambda: own, anchors, plain, uses_custom)

    def _computed(self, parent: Any, cascaded: Any, pseudo: str | None = None) -> Any:
        return _computed(parent, cascaded, pseudo, self.font_config, self._cache.viewport)

    def _cascaded(self, bare: Element, matches: Iterable[Any]) -> dict[str | None, dict[str, Any]]:
        """Return the declarations that win for an element and its pseudo-elements."""
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
        """Return whether layout will write to the styles of the root and its children, for `display` or `overflow`."""
        styles = [self._computed_styles[element, None] for element in (root, *root)]
        return styles[0]["display"] == ("none",) or any(style["overflow"] != "visible" for style in styles)


def _computed(parent: Any, cascaded: Any, pseudo: str | None, font_config: Any, viewport: Any) -> Any:
    is_below_root = parent is not None and not parent.is_root_element
    root = parent.root_style if is_below_root else InitialStyle(font_config) if parent is None else parent
    return ComputedStyle(parent, cascaded, pseudo, root, None, font_config, viewport)


def _own_style(above: StyleNode, cascaded: Any, font_config: Any, viewport: Any) -> Any:
    """Return the style of elements inside those of a node, which inherits their custom properties."""
    return _computed(above.own, cascaded, None, font_config, viewport)


def _declaring(element: Element) -> _Attributes:
    """Return the attributes of an element that are declarations; an id is, where it is no anchor as it stands."""
    names = ("style", "lang", *_DECLARING.get(element.tag, ()))
    declared = [(name, value) for name in names if (value := element.get(name))]
    if (anchor := element.get("id")) and not _ESCAPED.isdisjoint(anchor):
        declared.append(("id", anchor))
    return tuple(declared)


def _without_custom(attributes: _Attributes) -> _Attributes:
    """Return attributes without the style attribute where all that it sets are custom properties."""
    return tuple(
        (name, value)
        for name, value in attributes
        if name != "style" or not all(part.lstrip().startswith("--") for part in value.rstrip("; ").split(";"))
    )


def _uses_custom_properties(declared: Mapping[str, Any]) -> bool:
    return any(isinstance(value, Pending) for value, _ in declared.values())


def _declare(style: dict[str, Any], declarations: Iterable[Any], origin: str, layer: float, specificity: Any) -> None:
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), layer, specificity)
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


def _style_for(html: Any, *others: Any) -> Any:
    """Find the styles of a document: shared ones for a document that has a cache of them."""
    return SharedStyles(html, *others) if hasattr(html, "style_cache") else StyleFor(html, *others)


ACCELERATOR = Patch(
    "styles",
    replaces={"weasyprint.css:StyleFor": _style_for},
    sources={
        "weasyprint:CSS": "c9b29e561ebe",
        "cssselect2:Matcher": "a651e3a3f14e",
        "cssselect2.compiler:CompiledSelector": "384272fc93d6",
        "cssselect2.compiler:_compile_node": "9a4b58568dfe",
        "weasyprint.css:ComputedStyle": "4ff0512c0af1",
        "weasyprint.css:InitialStyle": "a552b6e6072b",
        "weasyprint.css:StyleFor": "dac5a1326168",
        "weasyprint.css:declaration_precedence": "510a33df7059",
        "weasyprint.css:find_style_attributes": "c5b4eb4d3c00",
        "weasyprint.css:get_all_computed_styles": "e4063ec7d60e",
        "weasyprint.css.tokens:Pending": "7dafa4a32b2e",
        "weasyprint.css.units:to_pixels": "d4c682c60e1a",
        "weasyprint.css.validation:preprocess_declarations": "4db5fa5a1b14",
        "weasyprint.layout.page:make_page": "656f183328e8",
    },
)
