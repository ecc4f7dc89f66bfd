"""The colours of raster images, brought to those that every reading system and printer shows alike: 8 bits, sRGB."""

import io
from contextlib import suppress

from PIL import Image, ImageChops, ImageCms

_KNOWN_PROFILES = ("srgb", "iec61966", "gray gamma 2.2", "grey gamma 2.2")
"""Words in the names of profiles whose colours are those that programs assume without one."""
_MANAGED = {"L": "RGB", "RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB", "LAB": "RGB"}
"""The modes whose colours can be converted, and what they become."""
_WHITE_8, _WHITE_16 = 255, 65535


def has_foreign_colours(image: Image.Image) -> bool:
    """Return whether an image has a colour profile that differs from sRGB."""
    profile = image.info.get("icc_profile")
    if not profile:
        return False
    try:
        name = ImageCms.getProfileDescription(_opened(profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False  # a damaged profile is ignored by every program
    return not any(known in name.casefold() for known in _KNOWN_PROFILES)


def in_plain_mode(image: Image.Image) -> Image.Image:
    """Return an image with 8 bits a channel in mode 1, L, LA, P, RGB or RGBA, its colours those of sRGB."""
    plain = _in_srgb(_in_eight_bits(image))
    if plain.mode in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        return plain
    return plain.convert("RGBA" if plain.has_transparency_data else "RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return an image whose greys are of 8 bits; black and white stay where they are."""
    if image.mode.startswith("I;16"):
        return _with_transparency(_scaled(image.convert("I"), _WHITE_16), image)
    if image.mode in {"I", "F"}:
        return _scaled(image, _white_of(image))
    return image


def _white_of(image: Image.Image) -> float:
    """Return the value that is white in an image without a fixed one: 1, that of 8 or 16 bits, or its largest."""
    largest = float(image.getextrema()[1])  # type: ignore[arg-type]  # there is one channel
    steps = (1.0, _WHITE_8, _WHITE_16) if image.mode == "F" else (_WHITE_8, _WHITE_16)
    return next((float(step) for step in steps if largest <= step), largest)


def _scaled(image: Image.Image, white: float) -> Image.Image:
    """Return greys of 8 bits, counted from 0 to `white`; what lies outside is black or white."""
    scaled = image.convert("F").point(lambda value: value * (_WHITE_8 / white) + 0.5)
    return scaled.convert("L")  # which clips


def _with_transparency(grey: Image.Image, image: Image.Image) -> Image.Image:
    """Return greys whose transparent value, which a PNG of 16 bits has in its header, is transparent."""
    clear = image.info.get("transparency")
    if not isinstance(clear, int):
        return grey
    values = image.convert("I").convert("F")
    above = values.point(lambda value: value * _WHITE_8 - _WHITE_8 * clear).convert("L")
    below = values.point(lambda value: value * -_WHITE_8 + _WHITE_8 * clear).convert("L")
    return Image.merge("LA", (grey, ImageChops.lighter(above, below)))


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return an image in the colours of sRGB if it has a profile of others."""
    if not has_foreign_colours(image):
        return _without_profile(image) if image.mode in {"CMYK", "YCbCr", "LAB"} else image
    if image.mode == "P":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    with suppress(ImageCms.PyCMSError, OSError, ValueError, KeyError):  # a profile of another kind of colours
        source, target = _opened(image.info["icc_profile"]), ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, source, target, outputMode=_MANAGED[image.mode])
        if changed is not None:
            image = changed.convert("L") if image.mode == "L" else changed
    return _without_profile(image)


def _without_profile(image: Image.Image) -> Image.Image:
    plain = image.copy()
    plain.info.pop("icc_profile", None)
    return plain


def _opened(profile: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(profile))
