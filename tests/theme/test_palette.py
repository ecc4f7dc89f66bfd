"""Every text reads on every ground that the stylesheets put it on: WCAG 2.2, success criterion 1.4.3 (AA)."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model import Tint
from bookbuild.theme import load_theme
from bookbuild.theme.palette import NIGHT, PAPER, READABLE, contrast, mix, tints

STYLES = Path(__file__).parents[2] / "styles"
PALETTE = load_theme(Path(__file__).parent, {}).value.palette
ICON_AT_NIGHT = r"\.callout-icon \{ background-color: (#\w{6}); \}"
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def named(block: str) -> dict[str, str]:
    """Return the colours that a block of declarations names: ``--ink: #1d2125``."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


LIGHT = named((STYLES / "book.css").read_text("utf-8"))
DARK = LIGHT | named((STYLES / "epub.css").read_text("utf-8").partition("prefers-color-scheme: dark")[2])
HIGHLIGHTER = re.search(r"mark \{ background: (#\w{6}); color: (#\w{6}); \}", (STYLES / "book.css").read_text("utf-8"))


def too_faint(pairs: dict[str, tuple[str, str]]) -> dict[str, float]:
    """Return the pairs of text and ground that cannot be read, with their contrast."""
    return {use: ratio for use, pair in pairs.items() if (ratio := round(contrast(*pair), 2)) < READABLE}


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1, and #767676 is the lightest grey that reads on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#767676", "#ffffff") > 4.5 > contrast("#777777", "#ffffff")
    on_white = {
        colour: round(contrast(colour, "#ffffff"), 2) for colour in ("#ff0000", "#00ff00", "#0000ff", "#0a0a0a")
    }
    assert on_white == {"#ff0000": 4.0, "#00ff00": 1.37, "#0000ff": 8.59, "#0a0a0a": 19.8}


def test_grounds_are_those_that_the_laws_below_know() -> None:
    """No stylesheet sets text on a ground that this module does not look at."""
    css = "".join((STYLES / name).read_text("utf-8") for name in ("book.css", "print.css", "epub.css"))
    grounds = set(re.findall(r"background(?:-color)?: ([^; ]+)", css))
    known = {"var(--accent)", "var(--ground)", "var(--accent-ground)", "var(--wash)", "#f7ecc0", "#fff", NIGHT}
    assert grounds - {"none"} == known | set(re.findall(ICON_AT_NIGHT, css))


def test_white_reads_on_every_accent() -> None:
    """Titles of chapters and the signs of callouts are white on the accent; at night, signs are on a grey."""
    pairs = {name: (PAPER, tint.ink) for name, tint in PALETTE.items()}
    night = re.search(ICON_AT_NIGHT, (STYLES / "epub.css").read_text("utf-8"))
    assert night is not None
    assert too_faint({**pairs, "at night": (PAPER, night[1])}) == {}


def test_ink_and_quiet_read_by_day_and_by_night() -> None:
    """Text and quiet text read on the page, on code's wash, and on the band of every colour of the default palette."""
    pairs: dict[str, tuple[str, str]] = {}
    for name, text in product(("ink", "quiet"), (LIGHT, DARK)):
        night = text is DARK
        grounds = {"page": NIGHT if night else PAPER, "wash": text["wash"]}
        grounds |= {of: tint.ground_dark if night else tint.ground for of, tint in PALETTE.items()}
        pairs |= {f"{name} on {of}, {night=}": (text[name], ground) for of, ground in grounds.items()}
    assert len(pairs) == 4 * (len(PALETTE) + 2)
    assert too_faint(pairs) == {}


def test_every_accent_reads_on_every_band() -> None:
    """Any `highlight` reads on the page, on its own ground and on any `background`, by day and by night."""
    pairs = {}
    for (accent, tint), (ground, band) in product(PALETTE.items(), repeat=2):
        pairs[f"{accent} on {ground}"] = (tint.ink, band.ground)
        pairs[f"{accent} on {ground} by night"] = (tint.ink_dark, band.ground_dark)
    for name, tint in PALETTE.items():
        pairs |= {f"{name} on paper": (tint.ink, PAPER), f"{name} by night": (tint.ink_dark, NIGHT)}
    assert len(PALETTE) >= 19
    assert too_faint(pairs) == {}


def test_marked_text_reads() -> None:
    """Text under the highlighter has a colour of its own that reads there."""
    assert HIGHLIGHTER is not None
    assert too_faint({"mark": (HIGHLIGHTER[2], HIGHLIGHTER[1])}) == {}


@given(st.dictionaries(st.text("abc", min_size=1), colours, min_size=1, max_size=6))
def test_whatever_colours_a_project_brings_they_read(palette: dict[str, str]) -> None:
    """Of any palette, every accent reads on the page and on every ground, by day and by night."""
    made = tints(palette)
    assert made.keys() == palette.keys()
    for accent, band in product(made.values(), repeat=2):
        assert min(contrast(accent.ink, band.ground), contrast(accent.ink, PAPER)) >= READABLE
        assert min(contrast(accent.ink_dark, band.ground_dark), contrast(accent.ink_dark, NIGHT)) >= READABLE


@given(colours)
def test_uses_are_colours(colour: str) -> None:
    """Every use of a colour is a colour that CSS can read."""
    tint: Tint = tints({"x": colour})["x"]
    for use in (tint.ink, tint.ground, tint.ink_dark, tint.ground_dark):
        assert re.fullmatch("#[0-9a-f]{6}", use)


@given(colours, colours, st.floats(0, 1))
def test_a_mixture_lies_between_its_colours(one: str, other: str, share: float) -> None:
    """Each channel of a mixture lies between those of the two colours; a share of all or nothing gives one of them."""
    mixed = mix(one, other, share)
    for at in (1, 3, 5):
        low, high = sorted(int(colour[at : at + 2], 16) for colour in (one, other))
        assert low <= int(mixed[at : at + 2], 16) <= high
    assert (mix(one, other, 1), mix(one, other, 0)) == (one, other)


def test_a_colour_that_reads_is_left_as_it_is() -> None:
    """A dark colour is its own ink: the theme changes no more than it must."""
    assert tints({"x": "#1f4e5f"})["x"].ink == "#1f4e5f"
