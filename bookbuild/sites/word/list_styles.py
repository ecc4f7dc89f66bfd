"""Items of lists by styles (List Bullet 2): their level is that of the style, which has a list of its own in Word."""

import copy
import re

from lxml import etree

from bookbuild.sites.word.package import Package, W

_STYLE = re.compile(r"list (?:bullet |number )(?P<level>[2-5])", re.IGNORECASE)
_VALUE = f"{W}val"


def nest_lists(package: Package) -> None:
    """Say in each such paragraph what level it has in the list before it."""
    styles, document = package.trees.get("word/styles.xml"), package.document
    levels = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name = style.find(f"{W}name")
        if name is not None and (match := _STYLE.fullmatch(name.get(_VALUE, ""))):
            levels[style.get(f"{W}styleId", "")] = int(match["level"]) - 1
    for paragraph in document.iter(f"{W}p") if levels and document is not None else ():
        style_of = paragraph.find(f"{W}pPr/{W}pStyle")
        item = paragraph.find(f"{W}pPr/{W}numPr")
        level = levels.get(style_of.get(_VALUE, "")) if style_of is not None else None
        if level and item is not None:
            _set_level(package, item, level)


def _set_level(package: Package, item: etree._Element, level: int) -> None:
    stated, number = item.find(f"{W}ilvl"), item.find(f"{W}numId")
    if number is None or (stated is not None and stated.get(_VALUE, "0") != "0"):
        return
    if stated is None:
        stated = etree.Element(f"{W}ilvl")
        item.insert(0, stated)
    stated.set(_VALUE, str(level))
    _add_level(package, number.get(_VALUE, ""), level)


def _add_level(package: Package, number: str, level: int) -> None:
    """Give the definition of a list the level, like its first one, if it has none."""
    numbering = package.trees.get("word/numbering.xml")
    used = numbering.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId") if numbering is not None else None
    if numbering is None or used is None:
        return
    definition = numbering.find(f"{W}abstractNum[@{W}abstractNumId='{used.get(_VALUE, '')}']")
    first = definition.find(f"{W}lvl[@{W}ilvl='0']") if definition is not None else None
    if definition is None or first is None or definition.find(f"{W}lvl[@{W}ilvl='{level}']") is not None:
        return
    other = copy.deepcopy(first)
    other.set(f"{W}ilvl", str(level))
    definition.append(other)
