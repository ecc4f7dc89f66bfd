"""One HTML file with everything inside: stylesheets, fonts and images stand in it as ``data:`` addresses (RFC 2397)."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.font_subsets import media_type, subset
from bookbuild.model import Artifact, HtmlRendition, Typeface

_BOOK = "book:"
_URL = re.compile(r"""url\(\s*(['"]?)(.*?)\1\s*\)""", re.IGNORECASE)
_SVG = "image/svg+xml"
_SVG_TAG = re.compile(rb"<svg\b[^>]*[^>/]>")
_STYLE = "<style></style>"


def package(rendition: HtmlRendition, edition: str, name: str) -> Artifact:
    """Return the HTML file called `name`: the same bytes for the same rendition, always.

    Raises:
        BookError: when a template has made a document that is not well-formed (``malformed-output``).
    """
    addresses = {
        file: _data_address(kind, _with_fonts(data, rendition) if kind == _SVG else data)
        for file, (kind, data) in sorted(rendition.files.items())
    }
    html = _serialized(rendition.xhtml, addresses, name)
    css = "".join(_font_faces(rendition.typefaces, rendition.characters)) + _with_addresses(rendition.css, addresses)
    safe_css = css.replace("</", "<\\/")  # no text of a stylesheet may end its element
    html = html.replace(_STYLE, f"<style>\n{safe_css}</style>\n{_link(rendition.recent_css)}", 1)
    return Artifact(name, "html", edition, html.encode())


def _serialized(xhtml: str, addresses: Mapping[str, str], name: str) -> str:
    """Return a well-formed document in the syntax of HTML: void elements without an end tag, all others with one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(xhtml, parser)
    except etree.XMLSyntaxError as error:
        raise BookError(diagnose("malformed-output", f"the document is not well-formed: {error.msg}", name)) from error
    for image in root.iter("img"):
        image.set("src", addresses[image.get("src", "").removeprefix(_BOOK)])
    html: str = etree.tostring(root, encoding="unicode", method="html").replace("</wbr>", "")  # void since HTML5
    return f"<!DOCTYPE html>\n{html}\n"


def _link(css: str) -> str:
    """Return the link to a stylesheet that stands in the link itself."""
    return f'<link rel="stylesheet" href="{_data_address("text/css", css.encode())}">'


def _with_fonts(svg: bytes, rendition: HtmlRendition) -> bytes:
    """Return a drawing with the typefaces that it names: an image cannot use those of the document that shows it."""
    text = svg.decode("utf-8", "replace")
    faces = [face for face in rendition.typefaces if face.family in text and "<text" in text]
    style = "".join(_font_faces(faces, frozenset(text)))
    tag = _SVG_TAG.search(svg)
    if not style or tag is None:
        return svg
    return svg[: tag.end()] + f"<style>{style}</style>".encode() + svg[tag.end() :]


def _font_faces(typefaces: Iterable[Typeface], characters: frozenset[str]) -> Iterator[str]:
    for face in typefaces:
        address = _data_address(media_type(face), subset(face, characters))
        yield (
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
            f"font-display: swap; src: url({address}); }}\n"
        )


def _with_addresses(css: str, addresses: Mapping[str, str]) -> str:
    return _URL.sub(lambda match: f"url({addresses.get(match[2], match[2])})", css)


def _data_address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"
