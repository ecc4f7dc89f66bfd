"""An image file in a core media type, and the error for one that is unreadable."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """Raised when an image cannot be shown; the message completes the sentence "image NAME …"."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An image file of a core media type, with its size in pixels."""

    media_type: str
    data: bytes
    width: int
    height: int
