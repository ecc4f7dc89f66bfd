"""The HTML file as a browser would find it."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import OUTWARD_SCHEMES, Artifact
from bookbuild.verify.markup import css_loads

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")
_LOADING = frozenset({"src", "srcset", "poster", "data"})
_RUNNING = frozenset({"script", "iframe", "embed", "object", "form", "base"})


def verify_html(artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an HTML file: ids that stand twice, links that lead nowhere, anything that is loaded
    from outside the file, anything that runs.
    """
    root = etree.fromstring(artifact.data, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    return tuple(_findings(artifact.name, elements))


def _findings(name: str, elements: list[etree._Element]) -> Iterator[Diagnostic]:
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    if repeated := [text for text, count in ids.items() if text and count > 1]:
        yield diagnose("malformed-output", f"more than one element has the id {', '.join(repeated)}", name)
    for element in elements:
        if element.tag in _RUNNING or any(attribute.startswith("on") for attribute in map(str, element.attrib)):
            yield diagnose("malformed-output", f"<{element.tag}> is no content of a book without scripts", name)
        yield from _dead_links(name, element, ids)
        for address in _loads(element):
            if not address.startswith(("data:", "#")):
                message = f"{address} is loaded from outside the file"
                yield diagnose("malformed-output", message, name, cause=f"address {address}")


def _dead_links(name: str, element: etree._Element, ids: Counter[str | None]) -> Iterator[Diagnostic]:
    note = element.get("popovertarget")
    if note and note not in ids:
        yield diagnose("dead-destination", f"a note is called that is not in the book: {note}", name)
    address = element.get("href") if element.tag in {"a", "area"} else None
    if address is None:
        return
    scheme = _SCHEME.match(address)
    if scheme and str(scheme[1]).lower() not in OUTWARD_SCHEMES:
        yield diagnose("malformed-output", f"a link leads to {address}", name)
    elif not scheme and unquote(address[1:]) not in ids:
        message = f"a link leads to {address}, which is not in the book"
        yield diagnose("dead-destination", message, name, cause=f"anchor {unquote(address[1:])}")


def _loads(element: etree._Element) -> Iterator[str]:
    yield from (str(value) for attribute, value in element.items() if attribute in _LOADING)
    if element.tag == "link" and element.get("rel") != "license":  # which is an address to go to
        yield str(element.get("href"))
    styles = (element.text or "") if element.tag == "style" else (element.get("style") or "")
    yield from css_loads(styles)
