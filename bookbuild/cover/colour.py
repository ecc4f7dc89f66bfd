"""Colours of the cover: tones of one hue in a perceptually uniform space (OKLCh), and their contrast (WCAG 2.2)."""

import math
from dataclasses import dataclass

_LINEAR_END = 0.0031308


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour without its lightness: `chroma` (0 for grey, about 0.3 at most), and the angle of its hue."""

    chroma: float
    degrees: float


def hue_of(colour: str) -> Hue:
    """Return the hue of ``#rrggbb``."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Hue(math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def tone(hue: Hue, lightness: float, vividness: float = 1.0) -> str:
    """Return ``#rrggbb`` of that hue at a lightness from 0 to 1, with as much chroma as sRGB allows."""
    chroma = hue.chroma * vividness
    channels = _channels(lightness, chroma, math.radians(hue.degrees))
    while not all(-0.001 <= channel <= 1.001 for channel in channels):  # noqa: PLR2004 - black to white, with a hair
        chroma *= 0.95
        channels = _channels(lightness, chroma, math.radians(hue.degrees))
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, channel)))):02x}" for channel in channels)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(lightness: float, chroma: float, angle: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= _LINEAR_END else float(1.055 * channel ** (1 / 2.4) - 0.055)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
