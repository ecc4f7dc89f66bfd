"""An image file in a core media type, the remark on it, and the error for one that is unreadable."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """Raised when an image cannot be shown; the message completes the sentence "image NAME …", and may be followed by
    a line with a hint.
    """


@dataclass(frozen=True, slots=True)
class Remark:
    """What the author is to know about an image that is shown: `message` completes the sentence "image NAME …".

    Remarks of one `cause` on several images are reported once.
    """

    code: str
    message: str
    hint: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An image file of a core media type, with its size in pixels. The page shows through a clear one."""

    media_type: str
    data: bytes
    width: int
    height: int
    remarks: tuple[Remark, ...] = ()
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class PrintedDrawing:
    """A drawing as the layout engine can draw it. `data` is empty if that is the drawing as it is; `missing` are the
    characters that no typeface has, and `error` says why it cannot be drawn, if so. `size` is that of its smallest
    words in points, where they are smaller than they should be; a turned one is for a page in landscape.
    """

    data: bytes = b""
    missing: str = ""
    error: str = ""
    size: float = 0.0
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class OutlinedDrawing:
    """A drawing with its text as outlines. `data` is empty if that is the drawing as it is; `missing` are the
    characters that no typeface has, in texts that stay text.
    """

    data: bytes = b""
    missing: str = ""
