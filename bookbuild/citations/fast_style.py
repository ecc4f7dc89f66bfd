"""A style of citeproc-py whose macros are looked up once: large styles call hundreds for each citation."""

from io import BytesIO
from typing import Any

from citeproc import CitationStylesStyle
from citeproc.model import CitationStylesElement, Text
from lxml import etree

from bookbuild.citations.styles import NAMESPACE


class _MacroText(Text):  # type: ignore[misc]  # the library has no types
    """A ``text`` element; what is known of macros is kept at the root of its style."""

    def get_macro(self, name: str) -> Any:
        """Return a macro of the style."""
        known = vars(self.get_root()).setdefault("known_macros", {})
        if name not in known:
            known[name] = super().get_macro(name)
        return known[name]

    def calls_variable(self) -> bool:
        """Return whether the element prints a variable, or a macro that does."""
        name = self.get("macro")
        if name is None:
            return bool(super().calls_variable())
        known = vars(self.get_root()).setdefault("known_calls", {})
        if name not in known:
            known[name] = False  # a macro may call itself
            known[name] = bool(super().calls_variable())
        return bool(known[name])


class FastStyle(CitationStylesStyle):  # type: ignore[misc]  # see above
    """A style, in a locale."""

    def __init__(self, data: bytes, locale: str) -> None:
        # What the library's own classes do, with one class of ours: they offer no way to give it to them.
        lookup = etree.ElementNamespaceClassLookup()
        classes = lookup.get_namespace(NAMESPACE)
        classes[None] = CitationStylesElement
        own = {one.__name__.replace("_", "-").lower(): one for one in CitationStylesElement.__subclasses__()}
        classes.update({**own, "text": _MacroText})
        self.parser = etree.XMLParser(remove_comments=True, encoding="UTF-8", no_network=True, resolve_entities=False)
        self.parser.set_element_class_lookup(lookup)
        self.xml = etree.parse(BytesIO(data), self.parser)
        root: Any = self.xml.getroot()
        root.set_locale_list(locale, validate=False)
        self.root = root
