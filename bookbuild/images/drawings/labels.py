"""Labels that a drawing holds as HTML (``foreignObject``), as Mermaid and draw.io write them: turned into its text.

Neither image readers of EPUB nor most programs draw HTML within an image. The alternatives that some drawings bring
(``switch``) are taken where they are whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.images.drawings.names import SVG, Element, local_name, number_of, remove

_BLOCKS = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "pre",
        "section",
        "hr",
        "dd",
    )
)
_PICTURES = frozenset(
    ("img", "svg", "canvas", "video", "audio", "iframe", "object", "embed", "input", "button", "math")
)
_FOREIGN = f"{SVG}foreignObject"
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_SIZE = re.compile(r"([0-9.]+)\s*(px|pt|em|rem|)")
_CENTRED = re.compile(r"text-align\s*:\s*center|justify-content\s*:[^;]*center|display\s*:\s*table-cell")
_DEFAULT_SIZE, _LEADING = 16.0, 1.2
_CHARACTER = 0.5  # ems that one takes
_FILLED, _MUCH = 0.7, 1.4  # of its width: a label of that length was made to measure
_BASELINE = 0.8  # ems below the top of a line


def settle_labels(root: Element, language: str = "") -> dict[str, None]:
    """Choose among alternatives, and turn HTML into text, in place. Return in words what cannot be turned."""
    lost: dict[str, None] = {}
    for switch in list(root.iter(f"{SVG}switch")):
        _choose(switch, language)
    for foreign in list(root.iter(_FOREIGN)):
        _replace(foreign, lost)
    return lost


def _choose(switch: Element, language: str) -> None:
    """Keep the child of a ``switch`` that a program draws (SVG 1.1, 5.8.2): a label's text rather than its HTML."""
    fits = [child for child in switch if _is_in_language(child, language)]
    chosen = fits[0] if fits else None
    if chosen is not None and chosen.tag == _FOREIGN:
        words = _squeezed(chosen)
        chosen = next((child for child in fits[1:] if words and words == _squeezed(child)), chosen)
    for child in list(switch):
        if child is not chosen:
            remove(child)
        elif child.tag != _FOREIGN or child.get("requiredExtensions") is None:
            for name in ("requiredFeatures", "requiredExtensions", "systemLanguage"):
                child.attrib.pop(name, "")
    switch.tag = f"{SVG}g"


def _is_in_language(child: Element, language: str) -> bool:
    if child.get("requiredExtensions"):
        return child.tag == _FOREIGN and "1999/xhtml" in str(child.get("requiredExtensions"))
    wanted = [one.strip().lower() for one in str(child.get("systemLanguage") or "").split(",") if one.strip()]
    mine = language.lower().partition("-")[0] or "en"
    return not wanted or any(one.partition("-")[0] == mine for one in wanted)


def _squeezed(element: Element) -> str:
    return "".join(map(str, element.itertext())).translate({32: None, 10: None, 9: None, 13: None, 0xA0: None})


def _replace(foreign: Element, lost: dict[str, None]) -> None:
    for element in foreign.iterdescendants(etree.Element):
        if local_name(element) in _PICTURES:
            lost[f"its HTML ({local_name(element)})"] = None
    lines = list(_lines(foreign))
    if lines:
        for text in _texts(foreign, lines):
            foreign.addprevious(text)
    remove(foreign)


def _lines(foreign: Element) -> Iterator[str]:
    """Yield the lines of a label, as its blocks and breaks divide it."""
    line: list[str] = []
    for event, element in etree.iterwalk(foreign, events=("start", "end")):
        name = local_name(element)
        if name in _BLOCKS:
            yield from _joined(line)
            line.clear()
        if event == "start":
            line.append("" if name in {"script", "style"} else element.text or "")
        if event == "end" and element is not foreign:
            line.append(element.tail or "")
    yield from _joined(line)


def _joined(parts: Sequence[str]) -> Iterator[str]:
    if text := " ".join("".join(parts).split()):
        yield text


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label stands: its box, its size of type, and how its lines are aligned."""

    x: float
    y: float
    width: float
    height: float
    size: float
    is_centred: bool


def _texts(foreign: Element, blocks: Sequence[str]) -> Iterator[Element]:
    """Yield a ``text`` element for each line of a label."""
    styles = _styles(foreign)
    place = _place(foreign, styles, max(map(len, blocks)))
    lines = [line for block in blocks for line in _wrapped(block, place)]
    leading = place.size * _LEADING
    top = place.y + (max(0.0, place.height - leading * len(lines)) / 2 if place.is_centred else 0.0)
    for number, line in enumerate(lines):
        text = etree.Element(f"{SVG}text")
        text.set("x", f"{place.x + (place.width / 2 if place.is_centred else 0):g}")
        text.set("y", f"{round(top + leading * number + place.size * (_BASELINE + (_LEADING - 1) / 2), 3):g}")
        _set_style(text, foreign, styles, place)
        text.text = line
        yield text


def _set_style(text: Element, foreign: Element, styles: dict[str, str], place: _Place) -> None:
    if place.is_centred:
        text.set("text-anchor", "middle")
    if "font-size" in styles:
        text.set("font-size", f"{place.size:g}")
    for name, attribute in (("font-family", "font-family"), ("font-weight", "font-weight"), ("color", "fill")):
        if name in styles:
            text.set(attribute, styles[name])
    for name in ("class", "transform", "style"):
        if foreign.get(name):
            text.set(name, str(foreign.get(name)))


def _styles(foreign: Element) -> dict[str, str]:
    """Return the declarations of a label's elements; the inner ones win. Only those within its first branch count."""
    found: dict[str, str] = {}
    element: Element | None = foreign
    while element is not None:
        for name, value in _STYLE.findall(str(element.get("style") or "")):
            found[name.lower()] = value.strip()
        if local_name(element) in {"b", "strong"}:
            found["font-weight"] = "bold"
        element = element[0] if len(element) == 1 and not (element.text or "").strip() else None
    return found


def _place(foreign: Element, styles: dict[str, str], longest: int) -> _Place:
    match = _SIZE.match(styles.get("font-size", ""))
    size = _DEFAULT_SIZE if match is None else float(match[1]) * {"pt": 96 / 72, "em": 16, "rem": 16}.get(match[2], 1)
    x, y = number_of(foreign.get("x")), number_of(foreign.get("y"))
    width, height = number_of(foreign.get("width")), number_of(foreign.get("height"))
    if "%" in f"{foreign.get('width')}{foreign.get('height')}":  # draw.io: the label's place is in its style
        x, y = x + number_of(styles.get("margin-left")), y + number_of(styles.get("padding-top"))
        width, height = number_of(styles.get("width")), number_of(styles.get("height"))
        y -= size * _LEADING / 2
    inner = "".join(str(element.get("style") or "") for element in foreign.iter(etree.Element))
    tight = width * _FILLED <= longest * size * _CHARACTER <= width * _MUCH
    return _Place(x, y, width, height, size, bool(_CENTRED.search(inner)) or tight)


def _wrapped(block: str, place: _Place) -> Iterator[str]:
    """Yield a paragraph of a label in lines that fit its width, as far as that is known without its font."""
    room = max(1.0, place.width * 1.15 / (place.size * _CHARACTER)) if place.width else float("inf")
    line = ""
    for word in block.split():
        if line and len(line) + 1 + len(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
