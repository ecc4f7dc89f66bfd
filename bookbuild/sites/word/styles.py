"""Styles of a Word file by what they mean: names in other languages, styles based on others, levels of an outline."""

import re
from collections.abc import Mapping

from lxml import etree

from bookbuild.sites.word.package import Package, W

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|cabeçalho|encabezado"
    r"|címsor|başlık|заголовок|επικεφαλίδα|标题|見出し|제목|عنوان)\s*(?P<level>[1-9])",  # noqa: RUF001 - Turkish
    re.IGNORECASE,
)
_NAMES = {
    "Title": "title titel titre título titolo tytuł otsikko название názov 標題 표제",
    "Subtitle": "subtitle untertitel sous-titre subtítulo sottotitolo ondertitel underrubrik podtytuł подзаголовок",
    "Caption": "caption beschriftung légende epígrafe descripción didascalia bijschrift legenda podpis",
    "Quote": "quote zitat citation cita citazione citação citaat citat cytat цитата 引用",
}
_STANDARD = {name: standard for standard, names in _NAMES.items() for name in names.split()}
_MOST_LEVELS = 6
_DEEPEST = 10
_VALUE = f"{W}val"


def standardise(package: Package) -> None:
    """Give the styles that mean headings, titles and quotations their English names, and say in each paragraph what
    its style says of lists and of the outline.
    """
    root = package.trees.get("word/styles.xml")
    styles = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")} if root is not None else {}
    meanings = {name: _meaning(style, styles) for name, style in styles.items()}
    for name, meaning in meanings.items():
        title = styles[name].find(f"{W}name")
        if meaning and title is not None:
            title.set(_VALUE, meaning)
    lists = {name: found for name in styles if not meanings[name] and (found := _list_of(name, styles)) is not None}
    document = package.document
    for paragraph in document.iter(f"{W}p") if document is not None else ():
        _complete(paragraph, meanings, lists, root)


def _meaning(style: etree._Element, styles: Mapping[str, etree._Element], depth: int = 0) -> str:
    """Return the English name of what a style means, or an empty string."""
    if style.get(f"{W}type") != "paragraph" or depth > _DEEPEST:
        return ""
    name = _value(style.find(f"{W}name"))
    if own := _named(name):
        return own
    level = _value(style.find(f"{W}pPr/{W}outlineLvl"))
    if level:
        return _heading(level)
    base = styles.get(_value(style.find(f"{W}basedOn")))
    return _meaning(base, styles, depth + 1) if base is not None else ""


def _named(name: str) -> str:
    heading = _HEADING.fullmatch(name)
    return _heading(str(int(heading["level"]) - 1)) if heading else _STANDARD.get(name.lower(), "")


def _heading(level: str) -> str:
    return f"heading {int(level) + 1}" if level.isdecimal() and int(level) < _MOST_LEVELS else ""


def _list_of(name: str, styles: Mapping[str, etree._Element]) -> etree._Element | None:
    """Return the list that paragraphs of a style belong to, or None."""
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            return None
        if (found := style.find(f"{W}pPr/{W}numPr")) is not None:
            return found
        name = _value(style.find(f"{W}basedOn"))
    return None


def _complete(
    paragraph: etree._Element,
    meanings: Mapping[str, str],
    lists: Mapping[str, etree._Element],
    root: etree._Element | None,
) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return
    style = properties.find(f"{W}pStyle")
    name = _value(style)
    if name in lists and properties.find(f"{W}numPr") is None:
        copy = etree.SubElement(properties, f"{W}numPr")
        level = _value(lists[name].find(f"{W}ilvl")) or "0"
        etree.SubElement(copy, f"{W}ilvl").set(_VALUE, level)
        etree.SubElement(copy, f"{W}numId").set(_VALUE, _value(lists[name].find(f"{W}numId")))
    heading = _heading(_value(properties.find(f"{W}outlineLvl")))
    if heading and root is not None and not meanings.get(name, ""):
        style = etree.SubElement(properties, f"{W}pStyle") if style is None else style
        style.set(_VALUE, _style_called(heading, root))


def _style_called(name: str, root: etree._Element) -> str:
    """Return the id of a style by its name; it is added if there is none."""
    identifier = f"bookbuild-{name.replace(' ', '-')}"
    if not any(one.get(f"{W}styleId") == identifier for one in root.iter(f"{W}style")):
        style = etree.SubElement(root, f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": identifier})
        etree.SubElement(style, f"{W}name").set(_VALUE, name)
    return identifier


def _value(element: etree._Element | None) -> str:
    return (element.get(_VALUE) or "").strip() if element is not None else ""
