"""The cover's ornament: tiles of arcs and discs, chosen by the title's digest, so that every book has its own."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

TILE = 400
COLUMNS = 4
_DISC = "M0 200A200 200 0 0 1 400 200A200 200 0 0 1 0 200Z"
_SHAPES = (
    "M0 0H400A400 400 0 0 1 0 400Z",  # a quarter disc
    "M200 0H400A400 400 0 0 1 0 400V200A200 200 0 0 0 200 0Z",  # an arch
    "M0 0A400 400 0 0 1 400 400A400 400 0 0 1 0 0Z",  # a leaf
    "M0 0A200 200 0 0 0 400 0ZM0 200A200 200 0 0 0 400 200Z",  # two bowls
    _DISC,
)


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a cover, from its paper to its darkest, and a complementary spot colour."""

    ground: str
    pale: str
    light: str
    middle: str
    strong: str
    deep: str
    spot: str


def tiles(seed: str, rows: int, top: float, tones: Tones) -> Iterator[str]:
    """Yield SVG elements that fill `rows` rows from `top` down, over the whole width. The uppermost row stands on the
    paper; below it no two neighbours share a background; one disc is of the spot colour.
    """
    numbers = _numbers(seed)
    spot = COLUMNS + next(numbers) % (COLUMNS * (rows - 1)) if rows > 1 else -1
    grounds: list[str] = []
    for index in range(COLUMNS * rows):
        ground, figure = _colours_of_tile(next(numbers), index, grounds, tones)
        shape, turn = _SHAPES[next(numbers) % len(_SHAPES)], next(numbers) % 4 * 90
        if index == spot:
            ground, figure, shape = tones.deep, tones.spot, _DISC
        grounds.append(ground)
        row, column = divmod(index, COLUMNS)
        yield _tile(column * TILE, top + row * TILE, (ground, figure), shape, turn)


def _colours_of_tile(number: int, index: int, grounds: list[str], tones: Tones) -> tuple[str, str]:
    """Return background and figure of a tile."""
    if index < COLUMNS:
        figures = (tones.strong, tones.light, tones.deep, tones.middle)
        return tones.ground, figures[(number + index) % len(figures)]
    pairs = (
        (tones.pale, tones.strong),
        (tones.pale, tones.middle),
        (tones.light, tones.deep),
        (tones.middle, tones.pale),
        (tones.strong, tones.light),
        (tones.strong, tones.pale),
        (tones.deep, tones.middle),
        (tones.deep, tones.light),
    )
    neighbours = {grounds[index - COLUMNS], grounds[index - 1] if index % COLUMNS else ""}
    free = [pair for pair in pairs if pair[0] not in neighbours]
    return free[number % len(free)]


def _tile(x: float, y: float, colours: tuple[str, str], shape: str, turn: int) -> str:
    ground, figure = colours
    edge = TILE + 1  # overlaps the next tile, so that no hairline of paper shows between them
    return (
        f'<g transform="translate({x} {y})"><path fill="{ground}" d="M0 0H{edge}V{edge}H0Z"/>'
        f'<path fill="{figure}" d="{shape}" transform="rotate({turn} {TILE // 2} {TILE // 2})"/></g>'
    )


def _numbers(seed: str) -> Iterator[int]:
    """Yield pseudo-random numbers from 0 to 255, always the same for the same seed."""
    digest = seed.encode()
    while True:
        digest = hashlib.sha256(digest).digest()
        yield from digest
