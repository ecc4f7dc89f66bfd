"""mammoth's HTML -> that of an article: notes with their marks, a title, heads of tables, places for links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.sites.word.captions import SMALL_CAPITALS, place_captions, set_capitals
from bookbuild.sites.word.numbers import set_starts

PREFIX = "word-"
"""What ids of mammoth's begin with."""
_NOTE_ID = re.compile(rf"{PREFIX}(?:foot|end)note-\S+")
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text: its title and subtitle as XHTML, or nothing; its body and its footnotes as XHTML."""

    title: str
    subtitle: str
    body: str
    notes: tuple[str, ...]


def tidied(html: str) -> Tidied:
    """Return what mammoth made of a file.

    Raises:
        etree.XMLSyntaxError: when it is not well-formed.
    """
    root = etree.fromstring(f"<div>{html}</div>", etree.XMLParser(resolve_entities=False, no_network=True))
    notes = _notes(root)
    set_starts(root)
    _anchors(root)
    for table in root.iter("table"):
        _table(table)
    place_captions(root)
    set_capitals(root)
    title, subtitle = _title(root)
    return Tidied(title, subtitle, _inside(root), tuple(notes))


def _notes(root: etree._Element) -> list[str]:
    """Take the notes from the end of a text, and let their marks say their numbers."""
    listed = [item for item in root.iterfind("ol/li") if _NOTE_ID.fullmatch(item.get("id", ""))]
    numbers = {f"#{item.get('id')}": number for number, item in enumerate(listed, 1)}
    for mark in list(root.iter("sup")):
        target = mark[0].get("href", "") if len(mark) == 1 and mark[0].tag == "a" else ""
        if target in numbers:
            mark.remove(mark[0])
            mark.set("data-note", str(numbers[target]))
    notes = []
    for item in listed:
        for back in [link for link in item.iter("a") if link.text == "\u2191"]:
            _drop(back)
        notes.append(_inside(item).strip())
    for parent in {item.getparent() for item in listed}:
        _drop(parent)
    return notes


def _drop(element: etree._Element | None) -> None:
    """Take an element out, and leave what follows it."""
    parent = element.getparent() if element is not None else None
    if element is None or parent is None:
        return
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _anchors(root: etree._Element) -> None:
    """Keep the places that links lead to; the one of a heading becomes its id."""
    wanted = {link.get("href", "")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")}
    renamed: dict[str, str] = {}
    for place in [link for link in root.iter("a") if link.get("id") and not link.get("href")]:
        name, heading = place.get("id", ""), _heading_of(place)
        if name in wanted and heading is None:
            place.set("id", name.removeprefix(PREFIX))
            continue
        if name in wanted and heading is not None:
            renamed[name] = heading.get("id") or name.removeprefix(PREFIX)
            heading.set("id", renamed[name])
        if not len(place) and not place.text:
            _drop(place)
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            link.set("href", f"#{renamed.get(target[1:], target[1:].removeprefix(PREFIX))}")


def _heading_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*_HEADINGS), None)


def _table(table: etree._Element) -> None:
    """Unwrap cells of one paragraph, and make a first row in bold the head."""
    for cell in table.iter("td", "th"):
        if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip():
            _unwrap(cell[0])
    rows = [row for row in table if row.tag == "tr"]
    if len(rows) > 1 and len(rows) == len(table) and all(map(_is_bold, rows[0])):
        for cell in rows[0]:
            cell.tag = "th"
            for strong in list(cell.iter("strong")):
                _unwrap(strong)


def _is_bold(cell: etree._Element) -> bool:
    """Return whether all words of a cell are in bold."""
    return len(cell) == 1 and cell[0].tag == "strong" and not ((cell.text or "") + (cell[0].tail or "")).strip()


def _unwrap(element: etree._Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    position, before = parent.index(element), element.getprevious()
    text = element.text or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    tail, children = element.tail or "", list(element)
    parent.remove(element)
    for child in reversed(children):
        parent.insert(position, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    elif before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _title(root: etree._Element) -> tuple[str, str]:
    """Take the title and the subtitle out of a text, and let its headings begin with the second level."""
    stated = next((one for one in root if one.tag == "h1" and one.get("class") == "title"), None)
    firsts = [one for one in root if one.tag == "h1" and one is not stated]
    title = stated if stated is not None else _first_heading(root, firsts)
    subtitle = next((one for one in root if one.get("class") == "subtitle"), None) if stated is not None else None
    headings = [one for one in root.iter(*_HEADINGS) if one is not title]
    if any(one.tag == "h1" for one in headings):
        for one in headings:
            one.tag = f"h{min(int(str(one.tag)[1]) + 1, 6)}"
    texts = []
    for part in (title, subtitle):
        texts.append(_inside(part).strip() if part is not None else "")
        _drop(part)
    for one in root.iter():
        if "class" in one.attrib and one.get("class") != SMALL_CAPITALS:
            del one.attrib["class"]
    return texts[0], texts[1]


def _first_heading(root: etree._Element, firsts: Sequence[etree._Element]) -> etree._Element | None:
    """Return the heading that a text begins with, or the only one of the first level."""
    if firsts and (len(firsts) == 1 or root[0] is firsts[0]):
        return firsts[0]
    return None


def _inside(element: etree._Element) -> str:
    head = etree.Element("x")
    head.text = element.text
    parts = [etree.tostring(head, encoding="unicode")[3:-4] if element.text else ""]
    return "".join((*parts, *(etree.tostring(child, encoding="unicode") for child in element)))
