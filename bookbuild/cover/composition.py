"""The cover's composition: title, subtitle and names on paper, above the ornament."""

from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.cover.colour import Hue, contrast, hue_of, tone
from bookbuild.cover.lettering import Block, Letters, letters
from bookbuild.cover.motif import COLUMNS, TILE, Tones, tiles
from bookbuild.model import Identity, Typeface

WIDTH = COLUMNS * TILE
_MARGIN, _HEAD, _FOOT, _GAP = 130, 150, 110, 56
_COLUMN = WIDTH - 2 * _MARGIN
_TITLE_SIZE, _SUBTITLE_SIZE, _AUTHOR_SIZE, _PUBLISHER_SIZE = 340, 76, 70, 48
_SUBTITLE_SHARE = 0.3  # of the height that it shares with the title
_ABOVE_BASELINE = 0.76  # of a line's leading
_ROWS = (4, 3, 2, 1)
_ORNAMENT_SHARE = 0.63  # of the height, at most
_AS_LARGE = 0.93
_GOLD, _SKY = Hue(0.125, 78), Hue(0.085, 235)
_GREY, _NEAR = 0.03, 42
_DEEP_CONTRAST, _STRONG_CONTRAST = 7.0, 4.5  # WCAG 2.2, AAA and AA


@dataclass(frozen=True, slots=True)
class _Passage:
    """A block of text, the letters it is set in, its colour, and the baseline of its first line."""

    block: Block
    letters: Letters
    colour: str

    def drawn(self, top: float) -> str:
        """Return the text as an SVG path that begins at that height."""
        size, leading = self.block.size, self.block.leading
        baselines = (top + leading * (index + _ABOVE_BASELINE) for index in range(len(self.block.lines)))
        lines = zip(self.block.lines, baselines, strict=True)
        outlines = "".join(self.letters.outlines(line, _MARGIN, baseline, size) for line, baseline in lines)
        return f'<path fill="{self.colour}" d="{outlines}"/>' if outlines else ""


@dataclass(frozen=True, slots=True)
class _Composition:
    """So many rows of ornament; above them title and subtitle from the head down, and names from the foot up."""

    height: int
    rows: int
    title: _Passage
    subtitle: _Passage
    names: tuple[_Passage, ...]

    def drawn(self) -> str:
        """Return all the text as SVG."""
        below_title = _HEAD + self.title.block.height + _GAP
        top = self.height - self.rows * TILE - _FOOT - _height(self.names)
        drawn = [self.title.drawn(_HEAD), self.subtitle.drawn(below_title)]
        for passage in self.names:
            drawn.append(passage.drawn(top))
            top += passage.block.height
        return "".join(drawn)


def compose(identity: Identity, accent: str, ground: str, typefaces: Sequence[Typeface], height: int) -> str:
    """Return the cover as SVG, 1600 wide, all its text as outlines. Colours are ``#rrggbb``."""
    tones = _tones(accent, ground)
    composition = _composed(identity, tones, typefaces, height)
    ornament = "".join(tiles(identity.title, composition.rows, height - composition.rows * TILE, tones))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<path fill="{tones.ground}" d="M0 0H{WIDTH}V{height}H0Z"/>{ornament}{composition.drawn()}</svg>'
    )


def _composed(identity: Identity, tones: Tones, typefaces: Sequence[Typeface], height: int) -> _Composition:
    """Return the composition with the most ornament for which the title need not be smaller."""
    serif = letters(typefaces, "Source Serif Pro", 600, "normal", identity.language)
    sans = letters(typefaces, "Source Sans Pro", 400, "normal", identity.language)
    title = serif.known(identity.title)
    names = _names(identity, tones, typefaces)

    def composition(rows: int) -> _Composition:
        room = height - rows * TILE - _HEAD - _FOOT - _height(names) - (_GAP if names else 0)
        subtitle = sans.fit(sans.known(identity.subtitle), _COLUMN, room * _SUBTITLE_SHARE, _SUBTITLE_SIZE, 1.3)
        rest = room - subtitle.height - (_GAP if subtitle.lines else 0)
        block = serif.fit(title, _COLUMN, rest, _TITLE_SIZE, 1.04)
        return _Composition(
            height, rows, _Passage(block, serif, tones.deep), _Passage(subtitle, sans, tones.strong), names
        )

    if not title:
        return _Composition(height, height // TILE, _Passage(Block(), serif, ""), _Passage(Block(), sans, ""), ())
    compositions = [composition(rows) for rows in _ROWS if rows * TILE <= height * _ORNAMENT_SHARE] or [composition(0)]
    largest = max(found.title.block.size for found in compositions)
    return next(found for found in compositions if found.title.block.size >= largest * _AS_LARGE)


def _names(identity: Identity, tones: Tones, typefaces: Sequence[Typeface]) -> tuple[_Passage, ...]:
    """Return the authors (or whoever else made the book) and the publisher."""
    authors = [person.name for person in identity.creators if person.role == "aut"]
    people = ", ".join(authors or [person.name for person in identity.creators])
    passages = []
    for text, weight, size in ((people, 600, _AUTHOR_SIZE), (identity.publisher, 400, _PUBLISHER_SIZE)):
        sans = letters(typefaces, "Source Sans Pro", weight, "normal", identity.language)
        block = sans.fit(sans.known(text), _COLUMN, 2.5 * size, size, 1.25)
        passages.append(_Passage(block, sans, tones.strong))
    return tuple(passage for passage in passages if passage.block.lines)


def _height(passages: Sequence[_Passage]) -> float:
    return sum(passage.block.height for passage in passages)


def _tones(accent: str, ground: str) -> Tones:
    hue = hue_of(accent)
    return Tones(
        ground=ground,
        pale=tone(hue, 0.90, 0.4),
        light=tone(hue, 0.80, 0.75),
        middle=tone(hue, 0.62),
        strong=_readable(accent, ground, 0.46, _STRONG_CONTRAST),
        deep=_readable(accent, ground, 0.27, _DEEP_CONTRAST),
        spot=tone(_SKY if _is_golden(hue) else _GOLD, 0.82),
    )


def _is_golden(hue: Hue) -> bool:
    """Tell whether gold would be lost beside the hue."""
    return hue.chroma > _GREY and abs(hue.degrees - _GOLD.degrees) < _NEAR


def _readable(colour: str, ground: str, lightness: float, ratio: float) -> str:
    """Return the colour's hue at that lightness, or as much darker (on a dark ground, lighter) as can be read."""
    hue, step = hue_of(colour), -0.02 if contrast(ground, "#000000") > contrast(ground, "#ffffff") else 0.02
    while contrast(found := tone(hue, lightness, 0.9), ground) < ratio and 0 < lightness < 1:
        lightness += step
    return found
