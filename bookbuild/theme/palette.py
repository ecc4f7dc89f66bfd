"""Colours: one colour -> the tints that a page needs, each readable where it is used."""

from collections.abc import Mapping

from bookbuild.model import Tint

PAPER, NIGHT = "#ffffff", "#14171a"
READABLE = 4.5
"""The least contrast of text with its background, WCAG 2.2, success criterion 1.4.3 (AA)."""
GROUND_SHARE, DARK_GROUND_SHARE = 0.13, 0.24
STEP = 0.04


def tints(colours: Mapping[str, str]) -> dict[str, Tint]:
    """Derive the uses of a palette's colours (``#rrggbb`` by name).

    An article takes its two colours from two names, so each ink reads on the page and on every ground (WCAG AA).
    """
    grounds = {name: mix(colour, PAPER, GROUND_SHARE) for name, colour in colours.items()}
    dark_grounds = {name: mix(colour, NIGHT, DARK_GROUND_SHARE) for name, colour in colours.items()}
    darkest = min((PAPER, *grounds.values()), key=_luminance)
    palest = max((NIGHT, *dark_grounds.values()), key=_luminance)
    return {
        name: Tint(
            ink=_readable(colour, darkest, "#000000"),
            ground=grounds[name],
            ink_dark=_readable(colour, palest, "#ffffff"),
            ground_dark=dark_grounds[name],
        )
        for name, colour in colours.items()
    }


def mix(colour: str, other: str, share: float) -> str:
    """Return the mix of two colours; `share` is that of the first, from 0 to 1."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: str, ground: str, towards: str) -> str:
    """Return a colour moved towards black or white until it is readable on its background."""
    share = 1.0
    while contrast(mixed := mix(colour, towards, share), ground) < READABLE:
        share -= STEP
    return mixed


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if (value := channel / 255) <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
