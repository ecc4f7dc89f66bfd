"""Pictures that a page lists in its metadata, and a template shows: ``{% include gallery %}``."""

from collections.abc import Iterator, Mapping

from bookbuild.sites.data import Data, list_of, text_of

_KEYS = {"gallery": "gallery", "feature_row": "feature_row"}


def gallery(template: str, attributes: Mapping[str, str], metadata: Data) -> list[str]:
    """Return the lines of a gallery, or of pictures with titles and texts; none if the page lists no pictures."""
    name = template.removesuffix(".html")
    key = attributes.get("id", "") or _KEYS.get(name, "")
    entries = list_of(metadata, key) if name in _KEYS and key else []
    lines = [line for entry in entries for line in _shown(entry)]
    caption = attributes.get("caption", "")
    return [*lines, *([f"*{caption}*" if "*" not in caption else caption, ""] if lines and caption else [])]


def _shown(entry: Data) -> Iterator[str]:
    source = text_of(entry, "image_path", "url")
    title, excerpt = text_of(entry, "title"), text_of(entry, "excerpt")
    is_picture = not excerpt and not text_of(entry, "btn_label")
    if source:
        caption = f' "{title.replace(chr(34), chr(39))}"' if title and is_picture else ""
        yield from ("", f"![{text_of(entry, 'alt')}](<{source}>{caption})", "")
    if title and not is_picture:
        yield from (f"**{title}**", "")
    yield from ((excerpt, "") if excerpt else ())
    label, address = text_of(entry, "btn_label"), text_of(entry, "url")
    yield from ((f"[{label}](<{address}>)", "") if label and address else ())
