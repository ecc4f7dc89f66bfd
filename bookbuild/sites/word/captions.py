"""Captions of a Word file -> those of the pictures and tables beside them; letters in capitals as they are seen."""

from collections.abc import Iterator

from lxml import etree

CAPTION, SMALL_CAPITALS, CAPITALS = "caption", "smallcaps", "allcaps"
"""Classes that mammoth gives to paragraphs and words by their styles."""
_PLAIN = "plain"


def place_captions(root: etree._Element) -> None:
    """Make each paragraph of the style for captions the caption of the picture above it, of the table below it, or
    else of the table above or the picture below.
    """
    for caption in [one for one in root.iter("p") if one.get("class") == CAPTION]:
        above, below = caption.getprevious(), caption.getnext()
        if above is not None and (image := _picture_of(above)) is not None:
            _enclose(above, image, caption, is_first=False)
        elif below is not None and _is_free_table(below):
            _put_first(below, caption)
        elif above is not None and _is_free_table(above):
            _put_first(above, caption)
        elif below is not None and (image := _picture_of(below)) is not None:
            _enclose(below, image, caption, is_first=True)


def _picture_of(paragraph: etree._Element) -> etree._Element | None:
    """Return the picture that is all of a paragraph, or None."""
    if paragraph.tag != "p" or "".join(map(str, paragraph.itertext())).strip():
        return None
    images = list(paragraph.iter("img"))
    return images[0] if len(images) == 1 else None


def _is_free_table(element: etree._Element) -> bool:
    return element.tag == "table" and element.find("caption") is None


def _enclose(paragraph: etree._Element, image: etree._Element, caption: etree._Element, *, is_first: bool) -> None:
    """Turn a paragraph into a figure of its picture and a caption."""
    tail = caption.tail if not is_first else paragraph.tail
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.tag = "figure"
    paragraph.text, image.tail = None, None
    paragraph.append(image)
    parent = caption.getparent()
    if parent is not None:
        parent.remove(caption)
    caption.tag, caption.tail = "figcaption", None
    del caption.attrib["class"]
    paragraph.append(caption)
    paragraph.tail = tail


def _put_first(table: etree._Element, caption: etree._Element) -> None:
    parent = caption.getparent()
    if parent is not None:
        parent.remove(caption)
    caption.tag, caption.tail = "caption", None
    del caption.attrib["class"]
    table.insert(0, caption)


def set_capitals(root: etree._Element) -> None:
    """Set words that Word shows in capitals in capitals."""
    for words in root.iter("span"):
        if words.get("class") == CAPITALS:
            del words.attrib["class"]
            for element, name in _texts(words):
                setattr(element, name, (getattr(element, name) or "").upper())
            words.tag = _PLAIN
    etree.strip_tags(root, _PLAIN)


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield where the texts in an element are."""
    yield element, "text"
    for child in element.iterdescendants():
        yield child, "text"
        yield child, "tail"
