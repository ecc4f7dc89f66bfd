"""Numbers of lists in a Word file: mammoth begins each list anew, where Word goes on after text between the items."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from bookbuild.sites.word.package import Package, W

_SIGN = "\ue010{}\ue011"
"""A number before the words of an item, in private characters."""
SIGNED = re.compile("\ue010(\\d+)\ue011")
_VALUE = f"{W}val"


def mark_numbers(package: Package) -> None:
    """Put the number of an item before its words, where a list begins with another number than 1."""
    document, lists = package.document, _lists(package)
    if document is None or not lists:
        return
    counts: dict[str, int] = defaultdict(int)
    seen: set[str] = set()
    before: etree._Element | None = None
    for paragraph in document.iter(f"{W}p"):
        number = _value(paragraph, "numId")
        if number not in lists or _value(paragraph, "ilvl") not in {"", "0"}:
            continue
        kind, start = lists[number]
        if number not in seen and (start is not None or kind not in counts):
            counts[kind] = (1 if start is None else start) - 1
        seen.add(number)
        counts[kind] += 1
        if counts[kind] != 1 and not _follows(paragraph, before):
            _sign(paragraph, counts[kind])
        before = paragraph


def _lists(package: Package) -> dict[str, tuple[str, int | None]]:
    """Return the numbered lists by id: the definition that they share, and the number with which one begins anew."""
    root = package.trees.get("word/numbering.xml")
    found: dict[str, tuple[str, int | None]] = {}
    definitions = (
        {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")} if root is not None else {}
    )
    for one in root.iter(f"{W}num") if root is not None else ():
        kind = _value(one, "abstractNumId")
        level = definitions[kind].find(f"{W}lvl[@{W}ilvl='0']") if kind in definitions else None
        if level is None or _value(level, "numFmt") in {"bullet", "none", ""}:
            continue
        override = one.find(f"{W}lvlOverride[@{W}ilvl='0']/{W}startOverride")
        stated = (override.get(_VALUE) if override is not None else None) or _value(level, "start")
        begins = stated if override is not None or kind not in {known for known, _ in found.values()} else ""
        found[one.get(f"{W}numId", "")] = (kind, int(begins) if begins.isdecimal() else None)
    return found


def _value(element: etree._Element, name: str) -> str:
    found = next(element.iter(f"{W}{name}"), None)
    return found.get(_VALUE, "") if found is not None else ""


def _follows(paragraph: etree._Element, before: etree._Element | None) -> bool:
    """Return whether only items of lists are between two paragraphs."""
    for one in paragraph.itersiblings(preceding=True):
        if one is before:
            return True
        if one.tag != f"{W}p" or one.find(f"{W}pPr/{W}numPr") is None:
            return False
    return False


def _sign(paragraph: etree._Element, number: int) -> None:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = _SIGN.format(number)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)


def set_starts(root: etree._Element) -> None:
    """Take the numbers out of the words, and let the lists begin with them."""
    for item in _signed(root):
        found = SIGNED.match(item.text or "")
        around = item.getparent()
        if found and around is not None and around.tag == "ol" and item.getprevious() is None:
            around.set("start", found[1])
        item.text = SIGNED.sub("", item.text or "")
    for text in root.iter():
        for part in ("text", "tail"):
            if "\ue010" in (getattr(text, part) or ""):
                setattr(text, part, SIGNED.sub("", getattr(text, part)))


def _signed(root: etree._Element) -> Iterator[etree._Element]:
    return (item for item in root.iter("li") if "\ue010" in (item.text or ""))
