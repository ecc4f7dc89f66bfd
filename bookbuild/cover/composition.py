"""The cover's composition: title, subtitle and names on paper, above the ornament."""

from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.bidi import direction_of
from bookbuild.cover.colour import Hue, contrast, hue_of, tone
from bookbuild.cover.division import divided
from bookbuild.cover.lettering import Block, Letters, letters
from bookbuild.cover.motif import COLUMNS, TILE, Tones, tiles
from bookbuild.model import Identity, Typeface

WIDTH = COLUMNS * TILE
FACES = ("Source Serif 4", "Source Sans 3")
"""The families of the title and of all other text, where a theme names no others."""
_MARGIN, _HEAD, _FOOT, _GAP = 130, 150, 110, 56
_COLUMN = WIDTH - 2 * _MARGIN
_TITLE_SIZE, _SUBTITLE_SIZE, _AUTHOR_SIZE, _PUBLISHER_SIZE, _KIND_SIZE = 340, 76, 70, 48, 64
_SUBTITLE_SHARE = 0.3  # of the height shared with the title
_ABOVE_BASELINE = 0.76  # of a line's leading
_ROWS = (4, 3, 2, 1)
_ORNAMENT_SHARE = 0.63  # of the height, at most
_AS_LARGE = 0.93
_LARGE_ENOUGH = 1.5 * _SUBTITLE_SIZE
"""From which size a title is not divided, and the greatest to which that brings it: few hyphens are enough."""
_WORTH_A_HYPHEN = 1.25
"""How many times larger a title must be by that."""
_GOLD, _SKY = Hue(0.125, 78), Hue(0.085, 235)
_GREY, _NEAR = 0.03, 42
_DEEP_CONTRAST, _STRONG_CONTRAST = 7.0, 4.5  # WCAG 2.2, AAA and AA


@dataclass(frozen=True, slots=True)
class _Passage:
    """A block of text, its lettering, its colour, and the baseline of its first line."""

    block: Block
    letters: Letters
    colour: str

    def drawn(self, top: float) -> str:
        """Return the text as an SVG path that begins at that height."""
        size, leading = self.block.size, self.block.leading
        baselines = (top + leading * (index + _ABOVE_BASELINE) for index in range(len(self.block.lines)))
        lines = zip(self.block.lines, baselines, strict=True)
        outlines = "".join(self.letters.outlines(line, self._start(line), baseline, size) for line, baseline in lines)
        return f'<path fill="{self.colour}" d="{outlines}"/>' if outlines else ""

    def _start(self, line: str) -> float:
        """Return where a line begins from the left; text that runs from right to left begins at the right margin."""
        if direction_of(self.letters.shaper.language) == "ltr":
            return _MARGIN
        return WIDTH - _MARGIN - self.letters.width(line) * self.block.size


@dataclass(frozen=True, slots=True)
class _Composition:
    """Rows of ornament; above them edition, title and subtitle from the top down, and names from the bottom up."""

    height: int
    rows: int
    kind: _Passage
    title: _Passage
    subtitle: _Passage
    names: tuple[_Passage, ...]

    def drawn(self) -> str:
        """Return all the text as SVG."""
        head = _HEAD + _title_offset(self.kind)
        top = self.height - self.rows * TILE - _FOOT - _height(self.names)
        drawn = [self.kind.drawn(_HEAD), self.title.drawn(head)]
        drawn.append(self.subtitle.drawn(head + self.title.block.height + _GAP))
        for passage in self.names:
            drawn.append(passage.drawn(top))
            top += passage.block.height
        return "".join(drawn)


@dataclass(frozen=True, slots=True)
class _Styles:
    """The lettering styles of a cover."""

    typefaces: Sequence[Typeface]
    faces: tuple[str, str]
    language: str

    def for_title(self) -> Letters:
        return letters(self.typefaces, self.faces[0], 600, "normal", self.language)

    def for_rest(self, weight: int) -> Letters:
        return letters(self.typefaces, self.faces[1], weight, "normal", self.language)


def compose(
    identity: Identity,
    accent: str,
    ground: str,
    typefaces: Sequence[Typeface],
    height: int,
    *,
    faces: tuple[str, str] = FACES,
) -> str:
    """Return the cover as SVG, 1600 wide, all its text as outlines. Colours are ``#rrggbb``."""
    tones = _tones(accent, ground)
    composition = _composed(identity, tones, _Styles(typefaces, faces, identity.language), height)
    ornament = "".join(tiles(identity.title, composition.rows, height - composition.rows * TILE, tones))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<path fill="{tones.ground}" d="M0 0H{WIDTH}V{height}H0Z"/>{ornament}{composition.drawn()}</svg>'
    )


def _composed(identity: Identity, tones: Tones, case: _Styles, height: int) -> _Composition:
    """Return the composition with the most ornament that does not make the title smaller."""
    serif, sans = case.for_title(), case.for_rest(400)
    title = serif.covered(identity.title)
    kind, names = _kind(identity, tones, case), _names(identity, tones, case)

    def composition(rows: int) -> _Composition:
        room = height - rows * TILE - _HEAD - _title_offset(kind) - _FOOT - _height(names) - (_GAP if names else 0)
        subtitle = sans.fit(sans.covered(identity.subtitle), _COLUMN, room * _SUBTITLE_SHARE, _SUBTITLE_SIZE, 1.3)
        rest = room - subtitle.height - (_GAP if subtitle.lines else 0)
        block = _title(serif, title, rest)
        return _Composition(
            height, rows, kind, _Passage(block, serif, tones.deep), _Passage(subtitle, sans, tones.strong), names
        )

    if not title:
        nothing = _Passage(Block(), sans, "")
        return _Composition(height, height // TILE, nothing, nothing, nothing, ())
    compositions = [composition(rows) for rows in _ROWS if rows * TILE <= height * _ORNAMENT_SHARE] or [composition(0)]
    largest = max(candidate.title.block.size for candidate in compositions)
    return next(candidate for candidate in compositions if candidate.title.block.size >= largest * _AS_LARGE)


def _title(serif: Letters, title: str, height: float) -> Block:
    """Return a title in as large a size as that height allows, with its long words divided if that makes it larger."""
    block = serif.fit(title, _COLUMN, height, _TITLE_SIZE, 1.04)
    if block.size > _LARGE_ENOUGH:
        return block
    other = serif.fit(divided(title, serif.shaper.language), _COLUMN, height, _LARGE_ENOUGH, 1.04)
    return other if other.size > block.size * _WORTH_A_HYPHEN else block


def _kind(identity: Identity, tones: Tones, case: _Styles) -> _Passage:
    """Return the edition, and the book that this one is a part of."""
    sans = case.for_rest(600)
    origin = identity.part_of.statement if identity.part_of else ""
    text = sans.covered(" · ".join(filter(None, (identity.edition_statement, origin))))
    return _Passage(sans.fit(text, _COLUMN, 2.5 * _KIND_SIZE, _KIND_SIZE, 1.25), sans, tones.strong)


def _names(identity: Identity, tones: Tones, case: _Styles) -> tuple[_Passage, ...]:
    """Return the authors (or other creators) and the publisher."""
    authors = [person.name for person in identity.creators if person.role == "aut"]
    people = ", ".join(authors or [person.name for person in identity.creators])
    passages = []
    for text, weight, size in ((people, 600, _AUTHOR_SIZE), (identity.publisher, 400, _PUBLISHER_SIZE)):
        sans = case.for_rest(weight)
        block = sans.fit(sans.covered(text), _COLUMN, 2.5 * size, size, 1.25)
        passages.append(_Passage(block, sans, tones.strong))
    return tuple(passage for passage in passages if passage.block.lines)


def _title_offset(kind: _Passage) -> float:
    """Return how far the title is moved below its usual position."""
    return kind.block.height + _GAP * 0.6 if kind.block.lines else 0


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
        spot=tone(_SKY if _is_close_to_gold(hue) else _GOLD, 0.82),
    )


def _is_close_to_gold(hue: Hue) -> bool:
    """Return whether the hue is so close to gold that gold would not stand out."""
    return hue.chroma > _GREY and abs(hue.degrees - _GOLD.degrees) < _NEAR


def _readable(colour: str, ground: str, lightness: float, ratio: float) -> str:
    """Return the colour's hue at that lightness, made darker (on a dark background, lighter) until it is readable."""
    hue, step = hue_of(colour), -0.02 if contrast(ground, "#000000") > contrast(ground, "#ffffff") else 0.02
    while contrast(colour := tone(hue, lightness, 0.9), ground) < ratio and 0 < lightness < 1:
        lightness += step
    return colour
