"""SVG images, made safe: what runs, moves or lies elsewhere is taken out and named, what is seen is kept."""

from collections.abc import Iterator, Mapping

from lxml import etree

from bookbuild.images.drawings.cleaning import clean, words_of_losses
from bookbuild.images.drawings.copies import limit_copies
from bookbuild.images.drawings.embedding import Embedder
from bookbuild.images.drawings.families import name_faces, quote_families
from bookbuild.images.drawings.ground import is_clear
from bookbuild.images.drawings.identifiers import settle_ids
from bookbuild.images.drawings.labels import settle_labels
from bookbuild.images.drawings.measures import add_view_box, size_of, view_box
from bookbuild.images.drawings.names import Element
from bookbuild.images.drawings.parsing import has_stylesheet_elsewhere, parse
from bookbuild.images.encoded import Encoded, Remark

_LOST_HINT = "export the drawing as “plain SVG” with images embedded and text as paths, or as a large PNG"
_SIZE_HINT = "set width, height and viewBox in the drawing program, or in its <svg …>"


def read_svg(data: bytes, files: Mapping[str, bytes] | None = None) -> Encoded:
    """Return the drawing without scripts, event handlers, animations and references to anything outside of it.

    The pictures that it shows are put into it: `files` are those beside it by the names that it uses. Labels in HTML
    become text.

    Raises:
        UnreadableError: if it is not well-formed SVG, has no size that makes sense, or repeats itself without measure.

    """
    root = parse(data)
    embedder = Embedder(files or {})
    if has_stylesheet_elsewhere(data):
        embedder.lost["a stylesheet in another file"] = None
    settle_ids(root)
    limit_copies(root)  # which also refuses what is nested too deeply for the steps that follow
    embedder.lost.update(settle_labels(root))
    clean(root, embedder)
    if b"font-family" in data:
        quote_families(root)
    name_faces(root)
    size = size_of(root)
    remarks = tuple(_remarks(root, embedder))
    add_view_box(root)
    if b"\\" in data:
        limit_copies(root)  # whose references were hidden by escapes
    if root.xpath("//*[local-name() = 'style']"):
        from bookbuild.images.drawings.styles import with_styles  # noqa: PLC0415 - few drawings have stylesheets

        limit_copies(with_styles(root))
    etree.cleanup_namespaces(root)
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Encoded("image/svg+xml", written, *size, remarks, is_clear(root))


def _remarks(root: Element, embedder: Embedder) -> Iterator[Remark]:
    if embedder.lost:
        yield Remark("incomplete-image", f"is shown without {words_of_losses(embedder.lost)}", _LOST_HINT)
    if view_box(root) is None and not (root.get("width") and root.get("height")):
        message = "says neither its size nor its viewBox: what lies outside of 300 by 150 pixels is cut off"
        yield Remark("incomplete-image", message, _SIZE_HINT)
