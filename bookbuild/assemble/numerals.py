"""Numbers as they are printed: in figures, as Roman numerals, as letters, in words."""

import functools
import string
from typing import Any

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_IN_WORDS = "spellout-numbering"
"""The rules of CLDR for numbers that count nothing, as in a heading."""


def numeral(number: int, style: str, language: str) -> str:
    """Return a number in a style of `NUMERALS`, with a capital letter if it is in words.

    It is in figures where the style has no numeral for it, as Roman numerals have none for zero, or where there are no
    rules for the language (BCP 47).
    """
    if style == "none":
        return ""
    if style == "words":
        return _in_words(number, language)
    if style in {"I", "A"} and number > 0:
        return _roman(number) if style == "I" else _letters(number)
    if style in {"i", "a"}:
        return numeral(number, style.upper(), language).lower()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB."""
    written = ""
    while number:
        number, place = divmod(number - 1, len(string.ascii_uppercase))
        written = string.ascii_uppercase[place] + written
    return written


def _in_words(number: int, language: str) -> str:
    engine = _engine(language.partition("-")[0].lower())
    words = engine.format_number(number).text_by_ruleset.get(_IN_WORDS, "") if engine else ""
    return words[:1].upper() + words[1:] or str(number)


@functools.cache
def _engine(language: str) -> Any:
    from unicode_rbnf import RbnfEngine  # noqa: PLC0415 - few books have numbers in words

    try:
        return RbnfEngine.for_language(language)
    except ValueError:
        return None
