"""International Standard Book Numbers (ISO 2108): checked, and in the form of thirteen digits."""

import re

_SEPARATORS = re.compile("[\\s\u00ad\u2010-\u2015-]+")
_LABEL = re.compile(r"\A(?:urn:)?isbn(?:-1[03])?:?", re.IGNORECASE)
_TEN, _THIRTEEN = re.compile(r"[0-9]{9}[0-9Xx]"), re.compile(r"97[89][0-9]{10}")


def isbn13(typed: str) -> str:
    """Return an ISBN of ten or thirteen digits as thirteen, without hyphens.

    Raises:
        ValueError: when it is none; the message says what is wrong with it.

    """
    digits = _SEPARATORS.sub("", _LABEL.sub("", typed.strip()))
    if _TEN.fullmatch(digits):
        body, check = "978" + digits[:9], _check_of_ten(digits[:9])
    elif _THIRTEEN.fullmatch(digits):
        body, check = digits[:12], _check_of_thirteen(digits[:12])
    else:
        msg = f"{typed!r} is no ISBN: it has 13 digits that begin with 978 or 979, or 10, and hyphens where you like"
        raise ValueError(msg)
    if digits[-1].upper() != check:
        msg = f"{typed!r} is no ISBN: with these digits the last one would be {check}; compare it with your list"
        raise ValueError(msg)
    return body + _check_of_thirteen(body)


def _check_of_ten(digits: str) -> str:
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004 - the number ten is written X


def _check_of_thirteen(digits: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)
