"""Text of a drawing -> where each glyph stands: in lines from a place, anchored, stretched, shifted, turned."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from bookbuild.bidi import visual_runs
from bookbuild.images.drawings.names import Element
from bookbuild.images.drawings.placed_glyph import PlacedGlyph
from bookbuild.images.drawings.text_characters import Character, characters_of
from bookbuild.images.drawings.text_fonts import TextFonts
from bookbuild.images.drawings.text_paths import PathPlaces
from bookbuild.images.drawings.text_styles import TextStyles, length
from bookbuild.text_outlines import Glyph, height_above, shape_part

_SHIFTS = {"sub": 0.2, "super": -0.33}
_MIDDLE, _HANGING = 0.25, 0.8
_TO_RIGHT = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters that are set together in one font, in the order in which they are written."""

    glyphs: tuple[Glyph, ...]
    first: Character
    style: dict[str, str]


@dataclass(frozen=True, slots=True)
class TextSetter:
    """Sets the texts of one drawing in the fonts of a book."""

    styles: TextStyles
    fonts: TextFonts
    _characters: dict[Element, list[Character]] = field(default_factory=dict)

    def placed(self, text: Element) -> list[PlacedGlyph]:
        """Return the glyphs of a ``text`` element where they stand."""
        x = y = 0.0
        found: list[PlacedGlyph] = []
        for chunk in _chunks(self._characters_of(text)):
            first = chunk[0]
            on_path = first.path is not None
            x, y = (0.0 if on_path else x) if first.x is None else first.x, y if first.y is None else first.y
            glyphs = list(self._line(chunk, x, 0.0 if on_path else y))
            if first.path is not None:
                glyphs = PathPlaces.of(first.path, self.styles).along(glyphs)
            found += glyphs
            if glyphs:
                x, y = glyphs[-1].x + glyphs[-1].advance, glyphs[-1].line
        return found

    def missing(self, text: Element) -> str:
        """Return the characters of a text that no font has."""
        missing: list[str] = []
        for owner, characters in groupby(self._characters_of(text), lambda one: one.owner):
            shaper = self.fonts.shaper(self.styles.of(owner))
            missing += (one.text for one in characters if _is_seen(one.text) and shaper.font_of(one.text) is None)
        return "".join(missing)

    def _characters_of(self, text: Element) -> list[Character]:
        """Return the characters of a text, which are asked for twice: which are missing, and where the others stand."""
        if text not in self._characters:
            self._characters[text] = characters_of(text, self.styles)
        return self._characters[text]

    def _line(self, chunk: Sequence[Character], x: float, y: float) -> Iterator[PlacedGlyph]:
        """Yield the glyphs of what is set from one place, from left to right."""
        style = self.styles.of(chunk[0].owner)
        direction = "rtl" if style.get("direction") == "rtl" else "ltr"
        glyphs = list(self._advanced(chunk, direction, y))
        width = max((glyph.x + glyph.advance for glyph in glyphs), default=0.0)
        factor, extra = self._stretch(chunk, glyphs, width)
        for count, glyph in enumerate(glyphs):
            glyph.x = glyph.x * factor + count * extra
            glyph.stretch *= factor
        width = width * factor + extra * max(0, len(glyphs) - 1)
        anchor = _TO_RIGHT.get(style.get("text-anchor", "start"), 0.0)
        start = x - width * (1 - anchor if direction == "rtl" else anchor)
        for glyph in glyphs:
            glyph.x += start
            yield glyph

    def _advanced(self, chunk: Sequence[Character], direction: str, y: float) -> Iterator[PlacedGlyph]:
        x = 0.0
        for part in self._parts(chunk, direction):
            size = float(part.style["font-size"])
            spacing, between = (
                length(part.style.get(one, ""), size) or 0.0 for one in ("letter-spacing", "word-spacing")
            )
            x, y = x + (part.first.dx or 0.0), y + (part.first.dy or 0.0)
            base = y + self._shift(part, size)
            for glyph in part.glyphs:
                advance = glyph.advance * size + spacing + between * (chunk[glyph.index].text in " \u00a0")
                place = x + glyph.shift_x * size, base - glyph.shift_y * size
                owner = chunk[glyph.index].owner
                yield PlacedGlyph(glyph, owner, *place, size, turn=part.first.rotate or 0.0, advance=advance, line=y)
                x += advance

    def _parts(self, chunk: Sequence[Character], direction: str) -> Iterator[_Part]:
        text = "".join(character.text for character in chunk)
        for start, end, way in visual_runs(text, direction):
            parts = list(self._same(chunk, start, end))
            for font, first, last in reversed(parts) if way == "rtl" else parts:
                style = self.styles.of(chunk[first].owner)
                shaped = shape_part(font, text, range(first, last), way, self.fonts.language, _features(style))
                yield _Part(tuple(shaped), chunk[first], style)

    def _same(self, chunk: Sequence[Character], start: int, end: int) -> Iterator[tuple[object, int, int]]:
        """Yield (font, start, end) of what is set in one font and one style, from one place."""
        groups = groupby(range(start, end), _breaks(chunk))
        for _, indices in groups:
            members = list(indices)
            first = members[0]
            words = "".join(chunk[index].text for index in members)
            for font, piece in self.fonts.shaper(self.styles.of(chunk[first].owner)).pieces(words):
                yield font, first, first + len(piece)
                first += len(piece)

    def _stretch(self, chunk: Sequence[Character], glyphs: Sequence[PlacedGlyph], width: float) -> tuple[float, float]:
        """Return by what the places of glyphs are multiplied, and what is added between them, for ``textLength``."""
        owners = {
            id(one): one for first in (chunk[0], chunk[-1]) for one in (first.owner, *first.owner.iterancestors())
        }
        for element in owners.values():
            style = self.styles.of(element)
            wanted = length(str(element.get("textLength") or ""), float(style["font-size"]))
            inside = all(element in (one.owner, *one.owner.iterancestors()) for one in chunk)
            if wanted and inside and width > 0:
                if element.get("lengthAdjust") == "spacingAndGlyphs" or len(glyphs) < 2:  # noqa: PLR2004 - a gap
                    return wanted / width, 0.0
                return 1.0, (wanted - width) / (len(glyphs) - 1)
        return 1.0, 0.0

    def _shift(self, part: _Part, size: float) -> float:
        """Return how far below its line a part stands, by ``baseline-shift`` and ``dominant-baseline``."""
        shift, element = 0.0, part.first.owner
        for one in (element, *element.iterancestors()):
            written = self.styles.of(one).get("baseline-shift", "")
            own = float(self.styles.of(one)["font-size"])
            shift += _SHIFTS.get(written, 0.0) * own or -(length(written, own, own) or 0.0)
        line = next(
            (
                value
                for one in (element, *element.iterancestors())
                for name in ("alignment-baseline", "dominant-baseline")
                if (value := self.styles.of(one).get(name, "")) not in {"", "auto", "inherit", "baseline"}
            ),
            "",
        )
        return shift + _below(line, part, size)


@lru_cache(maxsize=1024)
def _is_seen(character: str) -> bool:
    """Return whether a character shows something: no space, no mark of direction or variant, no control character."""
    is_selector = "\ufe00" <= character <= "\ufe0f"
    return not character.isspace() and not is_selector and unicodedata.category(character) not in {"Cc", "Cf", "Cn"}


def _below(line: str, part: _Part, size: float) -> float:
    if not line or not part.glyphs:
        return 0.0
    above, below = height_above(part.glyphs[0].font)
    return size * {
        "middle": _MIDDLE,
        "central": (above - below) / 2,
        "hanging": _HANGING,
        "text-before-edge": above,
        "text-top": above,
        "before-edge": above,
        "text-after-edge": -below,
        "text-bottom": -below,
        "after-edge": -below,
        "ideographic": -below,
        "mathematical": above / 2,
    }.get(line, 0.0)


def _breaks(chunk: Sequence[Character]):  # type: ignore[no-untyped-def]
    """Return a function that numbers the parts of a chunk which stand in one element and from one place."""
    numbers, number = [], 0
    for index, character in enumerate(chunk):
        if index and (character.owner is not chunk[index - 1].owner or character.is_placed):
            number += 1
        numbers.append(number)
    return numbers.__getitem__


def _features(style: dict[str, str]) -> dict[str, int]:
    """Return the OpenType features of a style."""
    features: dict[str, int] = {}
    if (length(style.get("letter-spacing", ""), 1.0) or 0.0) != 0:
        features |= {"liga": 0, "clig": 0}
    if "small-caps" in style.get("font-variant", "") + style.get("font-variant-caps", ""):
        features["smcp"] = 1
    return features


def _chunks(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Yield what is set together: from one absolute place to the next."""
    chunk: list[Character] = []
    for character in characters:
        is_new = character.x is not None or character.y is not None
        if chunk and (is_new or character.path is not chunk[-1].path):
            yield chunk
            chunk = []
        chunk.append(character)
    if chunk:
        yield chunk
