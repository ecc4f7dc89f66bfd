"""The characters of a ``text`` element, each with its element and the place that it is given (SVG 2, 11.4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.images.drawings.measures import view_box
from bookbuild.images.drawings.names import SVG, TEXT_PARTS, XML, Element
from bookbuild.images.drawings.text_styles import TextStyles, lengths

_PLACES = ("x", "y", "dx", "dy", "rotate")
_CASES = {"uppercase": str.upper, "lowercase": str.lower, "capitalize": str.title}


@dataclass(slots=True)
class Character:
    """A character; `owner` is the innermost element that it is in, and `path` the ``textPath``, if it is in one."""

    text: str
    owner: Element
    path: Element | None = None
    x: float | None = None
    y: float | None = None
    dx: float | None = None
    dy: float | None = None
    rotate: float | None = None

    @property
    def is_placed(self) -> bool:
        """Return whether the character has a place, a shift or a turn of its own."""
        return any(value is not None for value in (self.x, self.y, self.dx, self.dy, self.rotate))


def characters_of(text: Element, styles: TextStyles) -> list[Character]:
    """Return the characters of a text that are set, with white space as it is collapsed."""
    found: list[Character] = []
    spans: list[tuple[Element, int, int]] = []
    _collect(text, None, styles, found, spans)
    while found and found[-1].text == " " and not _keeps_spaces(found[-1].owner):
        found.pop()
    box = view_box(styles.root) or (0.0, 0.0, 0.0, 0.0)
    for element, start, end in sorted(spans, key=lambda span: span[1:2]):
        _place(element, found[start:end], styles, box[2:])
    return found


def _collect(
    element: Element,
    path: Element | None,
    styles: TextStyles,
    found: list[Character],
    spans: list[tuple[Element, int, int]],
) -> None:
    if styles.of(element).get("display") == "none":
        return
    start, number = len(found), len(spans)
    spans.append((element, start, start))
    path = element if element.tag == f"{SVG}textPath" else path
    _add(element.text or "", element, path, styles, found)
    for child in element:
        if child.tag in TEXT_PARTS:
            _collect(child, path, styles, found, spans)
        _add(child.tail or "", element, path, styles, found)
    spans[number] = (element, start, len(found))


def _add(words: str, owner: Element, path: Element | None, styles: TextStyles, found: list[Character]) -> None:
    keeps = _keeps_spaces(owner)
    values = styles.of(owner)
    case = _CASES.get(values.get("text-transform", ""), str)
    for one in case(words):
        character = " " if one in "\t\n\r" else one
        if character == " " and not keeps and (not found or found[-1].text == " "):
            continue
        found.append(Character(character, owner, path))


def _keeps_spaces(element: Element) -> bool:
    marks = (one.get(f"{XML}space") for one in (element, *element.iterancestors()))
    return next((mark for mark in marks if mark), "default") == "preserve" or "pre" in str(element.get("style"))


def _place(element: Element, characters: list[Character], styles: TextStyles, whole: tuple[float, ...]) -> None:
    values = styles.of(element)
    size = float(values["font-size"])
    if element.tag == f"{SVG}textPath":
        return
    for name in _PLACES:
        given = lengths(str(element.get(name) or ""), size, whole[1] if name.endswith("y") else whole[0])
        for character, value in zip(characters, _spread(given, name, len(characters)), strict=False):
            setattr(character, name, value)


def _spread(given: list[float], name: str, count: int) -> Iterator[float]:
    """Yield the values of a list for the characters; the last turn holds for all that follow."""
    yield from given
    if name == "rotate" and given:
        yield from given[-1:] * max(0, count - len(given))
