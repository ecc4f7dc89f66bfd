"""What a finished file conforms to: what it claims, what it has, and what was proved."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from lxml import etree

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Artifact
from bookbuild.verify.container import BrokenError, Container, open_container, parser
from bookbuild.verify.judges import Judgement, epubcheck, verapdf

_META = "{http://www.idpf.org/2007/opf}meta"
_REQUIRED = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
"""Metadata without which no EPUB is accessible (EPUB Accessibility 1.1, 2.2)."""
_BREAK = re.compile(rb'\brole="doc-pagebreak"')
_LISTED = re.compile(rb'<nav\b[^<>]*\bepub:type="page-list".*?</nav>', re.DOTALL)
_NAMESPACES = {"ua": "{http://www.aiim.org/pdfua/ns/id/}", "a": "{http://www.aiim.org/pdfa/ns/id/}"}


class State(Enum):
    """Whether a file conforms to something: it does, it does not, it is not known, or the file has nothing of it."""

    HOLDS = "yes"
    FAILS = "no"
    OPEN = "not proved"
    ABSENT = "none"


@dataclass(frozen=True, slots=True)
class Conformance:
    """Whether a file conforms to a standard, or has something, and how that is known."""

    standard: str
    state: State
    detail: str = ""


def conformance_of(path: Path) -> tuple[Conformance, ...]:
    """Return what an EPUB, a PDF or an HTML file conforms to; nothing for other files.

    Raises:
        OSError: when it cannot be read.
    """
    kinds: dict[str, Callable[[Path, bytes], Iterator[Conformance]]] = {".epub": _epub, ".pdf": _pdf, ".html": _html}
    kind = kinds.get(path.suffix)
    return tuple(kind(path, path.read_bytes())) if kind else ()


def _epub(path: Path, data: bytes) -> Iterator[Conformance]:
    from bookbuild.verify.epub import verify_epub  # noqa: PLC0415 - one of the kinds

    yield _judged("EPUB 3.3", epubcheck(path))
    yield _verified("files, links, ids", verify_epub(Artifact(path.name, "epub", "", data)))
    try:
        container = open_container(data)
    except BrokenError:
        return
    package = etree.fromstring(container.files[container.package], parser())
    metadata = [(meta.get("property", ""), meta.text or "") for meta in package.iter(_META)]
    yield _accessibility(metadata)
    yield _fonts(container)
    yield _page_list(container, [value for name, value in metadata if name.endswith("pageBreakSource")])


def _accessibility(metadata: Sequence[tuple[str, str]]) -> Conformance:
    missing = [name.partition(":")[2] for name in _REQUIRED if name not in dict(metadata)]
    claims = [value for name, value in metadata if name == "dcterms:conformsTo"]
    claim = f"claims {', '.join(claims)}" if claims else "claims no conformance"
    detail = f"it lacks {', '.join(missing)}" if missing else f"metadata complete; {claim}"
    return Conformance("EPUB Accessibility 1.1", State.FAILS if missing else State.HOLDS, detail)


def _fonts(container: Container) -> Conformance:
    fonts = [path for path, kind in container.media_types.items() if "font" in kind]
    return Conformance("fonts embedded", State.HOLDS if fonts else State.ABSENT, f"{len(fonts)} files" if fonts else "")


def _page_list(container: Container, sources: Sequence[str]) -> Conformance:
    nav = _LISTED.search(container.files.get(container.nav, b""))
    listed = nav[0].count(b"<a ") if nav else 0
    breaks = sum(len(_BREAK.findall(container.files.get(path, b""))) for path in container.spine)
    if not listed and not breaks:
        return Conformance("page list", State.ABSENT)
    if listed != breaks:
        return Conformance("page list", State.FAILS, f"{listed} pages are listed, but {breaks} begin in the text")
    source = f"of {sources[0]}" if sources else "and it is not said whose they are"
    return Conformance("page list", State.HOLDS if sources else State.FAILS, f"{listed} pages {source}")


def _pdf(path: Path, data: bytes) -> Iterator[Conformance]:
    from bookbuild.verify.pdf import verify_pdf  # noqa: PLC0415 - an EPUB needs no PDF library

    yield _verified("fonts embedded, links", verify_pdf(Artifact(path.name, "pdf", "", data)))
    claims = _claims(data)
    yield _claimed("PDF/UA", f"ua{claims['ua:part']}" if claims["ua:part"] else "", path)
    level = f"{claims['a:part']}{claims['a:conformance'].lower()}"
    yield _claimed("PDF/A", level, path)


def _claims(data: bytes) -> dict[str, str]:
    """Return what the metadata of a PDF (XMP) claims: the part and the level of PDF/UA and PDF/A, or empty strings."""
    import pikepdf  # noqa: PLC0415 - in the same way

    claims = {"ua:part": "", "a:part": "", "a:conformance": ""}
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            xmp = etree.fromstring(pdf.Root.Metadata.read_bytes(), parser())
    except (pikepdf.PdfError, AttributeError, etree.XMLSyntaxError):
        return claims
    for name in claims:
        prefix, _, term = name.partition(":")
        qualified = f"{_NAMESPACES[prefix]}{term}"
        texts = [element.text or "" for element in xmp.iter(qualified)]
        texts += [value for element in xmp.iter("*") if (value := element.get(qualified))]
        claims[name] = texts[0].strip() if texts else ""
    return claims


def _claimed(standard: str, flavour: str, path: Path) -> Conformance:
    if not flavour:
        return Conformance(standard, State.ABSENT, "it claims none")
    return _judged(f"{standard}-{flavour.removeprefix('ua')}", verapdf(path, flavour))


def _html(path: Path, data: bytes) -> Iterator[Conformance]:
    from bookbuild.verify.html import verify_html  # noqa: PLC0415 - one of the kinds

    yield _verified("one file, links, ids", verify_html(Artifact(path.name, "html", "", data)))


def _judged(standard: str, judgement: Judgement) -> Conformance:
    states = {None: State.OPEN, True: State.HOLDS, False: State.FAILS}
    return Conformance(standard, states[judgement.passed], judgement.detail)


def _verified(what: str, found: Sequence[Diagnostic]) -> Conformance:
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return Conformance(what, State.FAILS if found else State.HOLDS, f"{found[0].message}{more}" if found else "")
