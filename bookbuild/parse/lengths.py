"""Widths and heights of pictures, as authors write them."""

import re

MOST_PERCENT = 100
_NUMBER = r"(?P<number>[0-9]{1,5}(?:[.,][0-9]{1,4})?|[.,][0-9]{1,4})"
_LENGTH = re.compile(rf"{_NUMBER}\s*(?P<unit>%|px|cm|mm|in|pt|pc|em|rem|)", re.IGNORECASE)


def read_length(text: str) -> str:
    """Return a length in CSS's notation (``50%``, ``2cm``), or an empty string if it is none or not above zero.

    Pixels have no unit, as in HTML: ``300``. A percent is a share of the text block, and at most all of it; so is a
    fraction such as ``0.5``.
    """
    match = _LENGTH.fullmatch(text.strip())
    number = float(match["number"].replace(",", ".")) if match else 0
    if match is None or number <= 0:
        return ""
    unit = match["unit"].lower()
    if not unit and number <= 1 and not match["number"].isdecimal():
        return f"{number * MOST_PERCENT:g}%"
    if unit in ("", "px"):
        return str(max(1, round(number)))
    return f"{min(number, MOST_PERCENT) if unit == '%' else number:g}{unit}"
