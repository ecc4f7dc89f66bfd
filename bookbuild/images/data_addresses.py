"""Pictures that an article holds itself, as ``data:`` addresses (RFC 2397): exports of Google Docs have them."""

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

SCHEME = "data:"
_HEAD = re.compile(r"data:\s*(?:image/(?P<type>[\w.+-]+))?(?P<parameters>(?:;[^,;]*)*),", re.IGNORECASE)
_SUFFIXES = {"svg+xml": ".svg", "jpeg": ".jpg", "x-icon": ".ico"}
_QUOTED = 60
"""Number of characters of an address that a message quotes."""


def read_data_address(target: str) -> tuple[bytes, str] | None:
    """Return the bytes of the picture in an address, and the suffix of its kind, or None if it holds no picture."""
    head = _HEAD.match(target)
    if head is None or not head["type"]:
        return None
    data = unquote_to_bytes(target[head.end() :])
    kind = head["type"].lower()
    suffix = _SUFFIXES.get(kind, f".{kind}")
    if not head["parameters"].lower().endswith(";base64"):
        return data, suffix
    try:
        return base64.b64decode(re.sub(rb"\s+", b"", data)), suffix
    except binascii.Error:
        return b"", suffix


def quoted(target: str) -> str:
    """Return an address as a message quotes it: that of a picture within the article only with its beginning."""
    if target[: len(SCHEME)].lower() != SCHEME or len(target) <= _QUOTED:
        return target
    return f"{target[:_QUOTED]}…"
