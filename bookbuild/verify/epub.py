"""Verification of an EPUB."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from lxml import etree

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import OUTWARD_SCHEMES, Artifact
from bookbuild.verify.container import BrokenError, Container, container_faults, open_container, resolved
from bookbuild.verify.markup import Markup, css_loads, read_markup

_MARKUP_TYPES = frozenset({"application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")


def verify_epub(artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Return diagnostics of an EPUB: mismatches of files and manifest, documents that are not well-formed or
    repeat an id, links without a target, external resources, scripts, and parts of the book that the contents do
    not reach.
    """
    try:
        container = open_container(artifact.data)
    except BrokenError as error:
        return (diagnose("malformed-output", str(error), artifact.name),)
    return tuple(_Examination(artifact.name, container).findings())


@dataclass(frozen=True, slots=True)
class _Examination:
    """Examines one EPUB."""

    name: str
    container: Container

    def findings(self) -> Iterator[Diagnostic]:
        yield from map(self._malformed, container_faults(self.container))
        markups: dict[str, Markup] = {}
        for path in self._paths(_MARKUP_TYPES):
            try:
                markups[path] = read_markup(self.container.files[path])
            except etree.XMLSyntaxError as error:
                yield self._malformed(f"{path} is not well-formed: {error.msg}")
        ids = {path: frozenset(markup.ids) for path, markup in markups.items()}
        for path, markup in markups.items():
            yield from self._markup_findings(path, markup, ids)
        for path in self._paths(frozenset({"text/css"})):
            for address in css_loads(self.container.files[path].decode()):
                yield from self._load_findings(path, address)
        yield from self._unreached(markups.get(self.container.nav, Markup()))

    def _markup_findings(self, path: str, markup: Markup, ids: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
        if len(ids[path]) < len(markup.ids):
            repeated = ", ".join(name for name, count in Counter(markup.ids).items() if count > 1)
            yield self._malformed(f"{path} has more than one element with the id {repeated}")
        if markup.runs:
            yield self._malformed(f"{path} holds a script, an event handler or a form")
        for address in dict.fromkeys(markup.links):
            yield from self._link_findings(path, address, ids)
        for address in dict.fromkeys(markup.loads):
            yield from self._load_findings(path, address)

    def _link_findings(self, path: str, address: str, ids: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
        if scheme := _SCHEME.match(address):
            if str(scheme[1]).lower() not in OUTWARD_SCHEMES:
                yield self._malformed(f"{path} links to {address}")
            return
        target_path, _, fragment = address.partition("#")
        target = resolved(path, target_path) if target_path else path
        if target not in ids or (fragment and fragment not in ids[target]):
            message = f"{path} links to {address}, which is not in the book"
            yield diagnose("dead-destination", message, self.name, cause=f"anchor {fragment or address}")

    def _load_findings(self, path: str, address: str) -> Iterator[Diagnostic]:
        if address.startswith(("#", "data:image/")):
            return
        if _SCHEME.match(address):
            yield self._malformed(f"{path} loads {address} from outside the book", f"address {address}")
        elif resolved(path, address.partition("#")[0]) not in self.container.media_types:
            yield self._malformed(f"{path} loads {address}, which is not in the book", f"address {address}")

    def _unreached(self, nav: Markup) -> Iterator[Diagnostic]:
        """Yield the parts of the spine that are not in the contents, from the first one that is."""
        named = {resolved(self.container.nav, address.partition("#")[0]) for address in nav.contents}
        body = dropwhile(lambda path: path not in named, self.container.spine)
        for path in body:
            if path not in named and path != self.container.nav:
                yield self._malformed(f"{path} is in the spine, but not in the table of contents")

    def _paths(self, media_types: frozenset[str]) -> list[str]:
        listed = self.container.media_types.items()
        return [path for path, media_type in listed if media_type in media_types and path in self.container.files]

    def _malformed(self, message: str, cause: str = "") -> Diagnostic:
        return diagnose("malformed-output", message, self.name, cause=cause)
