"""An image file that outputs can hold, or the reason why there is none."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """The image cannot be shown; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An image file of a core media type, with its size in pixels."""

    media_type: str
    data: bytes
    width: int
    height: int
