"""Marks of the index in paragraphs of their own, ``[]{.index .start key="pay"}``, moved into the text beside them.

A paragraph without words would be an empty line, and at the foot of a page an empty page.
"""

from collections.abc import Iterable

from bookbuild.render.trees import Element, detach

_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "figcaption"})
"""Elements that hold text."""


def move_lone_marks(marks: Iterable[Element], ends: frozenset[str]) -> None:
    """Move marks that are alone in their paragraphs, and remove these: the ends of ranges (their ids) to the end of the
    text before, others to the beginning of the text behind, or where there is none to the other side.
    """
    paragraphs = dict.fromkeys(parent for mark in marks if (parent := mark.getparent()) is not None)
    for paragraph in paragraphs:
        if paragraph.tag != "p" or paragraph.get("id") or not _is_empty(paragraph) or paragraph.getparent() is None:
            continue
        before, behind = _text_before(paragraph), _text_behind(paragraph)
        if before is None and behind is None:
            continue
        alone = list(paragraph)
        closing = [mark for mark in alone if behind is None or (before is not None and mark.get("id") in ends)]
        for mark in alone:
            mark.tail = None
        if before is not None:
            before.extend(closing)
        if behind is not None:
            for mark in reversed([mark for mark in alone if mark not in closing]):
                mark.tail, behind.text = behind.text, None
                behind.insert(0, mark)
        detach(paragraph)


def _is_empty(paragraph: Element) -> bool:
    words = (paragraph.text, *(text for child in paragraph for text in (child.text, child.tail)))
    return not any(text and text.strip() for text in words) and not any(len(child) for child in paragraph)


def _text_before(paragraph: Element) -> Element | None:
    """Return the last element with text in the block before a paragraph, or None."""
    block = paragraph.getprevious()
    found = [one for one in block.iter() if one.tag in _TEXTS] if block is not None else []
    return found[-1] if found else None


def _text_behind(paragraph: Element) -> Element | None:
    """Return the first element with text in the block behind a paragraph, or None."""
    block = paragraph.getnext()
    found = [one for one in block.iter() if one.tag in _TEXTS] if block is not None else []
    return next((one for one in found if one.text and one.text.strip()), found[0] if found else None)
