"""The order of words in an index, by the rules of a language.

Accents, case and punctuation decide only between words that are equal without them, and a space comes before all
letters, as in the Unicode collation algorithm. A language has letters of its own in their order, as in CLDR.
"""
# ruff: noqa: RUF001 - letters of many languages are what this table is about

import unicodedata
from collections.abc import Mapping
from functools import cache

_OWN_LETTERS: Mapping[str, str] = {
    "az": "c ç|e ə|g ğ|h x ı i|k q|o ö|s ş|u ü",
    "be": "г ґ|е ё|з і|и й|у ў",
    "bg": "и й",
    "bs": "c č ć|d dž đ|l lj|n nj|s š|z ž",
    "cs": "c č|h ch|r ř|s š|z ž",
    "cy": "c ch|d dd|f ff|g ng|l ll|p ph|r rh|t th",
    "da": "z æ ø å",
    "eo": "c ĉ|g ĝ|h ĥ|j ĵ|s ŝ|u ŭ",
    "es": "n ñ",
    "et": "s š z ž|w õ ä ö ü",
    "eu": "n ñ",
    "fa": "ب پ|ج چ|ز ژ|ق ک گ|ن و ه ی",
    "fi": "z å ä ö",
    "gl": "n ñ",
    "hr": "c č ć|d dž đ|l lj|n nj|s š|z ž",
    "hu": "c cs|d dz dzs|g gy|l ly|n ny|o ö|s sz|t ty|u ü|z zs",
    "is": "a á|d ð|e é|i í|o ó|u ú|y ý|z þ æ ö",
    "lt": "c č|s š|z ž",
    "lv": "c č|g ģ|k ķ|l ļ|n ņ|s š|z ž",
    "mk": "г ѓ|з ѕ|и ј|к ќ|л љ|н њ|ч џ",
    "nb": "z æ ø å",
    "nn": "z æ ø å",
    "no": "z æ ø å",
    "pl": "a ą|c ć|e ę|l ł|n ń|o ó|s ś|z ź ż",
    "ro": "a ă â|i î|s ș|t ț",
    "ru": "и й",
    "sk": "a ä|c č|h ch|o ô|s š|z ž",
    "sl": "c č|s š|z ž",
    "sq": "c ç|d dh|e ë|g gj|l ll|n nj|r rr|s sh|t th|x xh|z zh",
    "sr": "c č ć|d dž đ|l lj|n nj|s š|z ž|д ђ|и ј|л љ|н њ|т ћ|ч џ",
    "sv": "z å ä ö",
    "tr": "c ç|g ğ|h ı i|o ö|s ş|u ü",
    "uk": "г ґ|е є|и і ї й",
    "vi": "a ă â|d đ|e ê|o ô ơ|u ư",
}
"""After which letter a language has letters of its own, in their order."""
_ROWS = "あかさたなはまやらわ"
"""The first of each row of kana, under which the words of the row stand."""
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_KANA = {
    **{chr(code + 0x60): chr(code).translate(_LARGE) for code in range(0x3041, 0x3097)},
    **{chr(code): chr(code).translate(_LARGE) for code in range(0x3041, 0x3097)},
    "ー": "", "ς": "σ",
}  # fmt: skip
"""Katakana as hiragana, small kana as large ones, and letters that have another form at the end of a word."""
_PLAIN = str.maketrans(
    _KANA | {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)

Key = tuple[object, ...]


def sort_key(text: str, language: str) -> Key:
    """Return what texts are sorted by in a language (BCP 47)."""
    own = _own_letters(language.partition("-")[0].lower())
    return tuple(_letters(text, own)), _accents(text), text


def initial(text: str, language: str) -> str:
    """Return the letter under which a text stands in an index, or an empty string if it begins with none."""
    own = _own_letters(language.partition("-")[0].lower())
    folded = unicodedata.normalize("NFC", text.lower()).lstrip("".join(_QUIET))
    for length in (3, 2, 1):
        if folded[:length] in own:
            return folded[:length].title()
    if (own_letter := _own_letter(folded[:1], own)) in own:
        return own_letter.upper()
    first = _plain(folded)[:1]
    if "あ" <= first <= "ん":
        return max(row for row in _ROWS if row <= first)
    return first.upper() if first.isalpha() else ""


_QUIET = frozenset("'\"‘’“”„«»‹›()[]{}¿¡.,;:!?-–—*_`#@/\\")


@cache
def _own_letters(language: str) -> Mapping[str, tuple[str, int]]:
    """Return the place of each letter of its own: the letter before it, and how far behind that."""
    groups = (group.split() for group in _OWN_LETTERS.get(language, "").split("|"))
    return {letter: (first, place) for first, *more in filter(None, groups) for place, letter in enumerate(more, 1)}


def _letters(text: str, own: Mapping[str, tuple[str, int]]) -> list[tuple[int, str, int]]:
    folded = unicodedata.normalize("NFC", text.lower())
    found: list[tuple[int, str, int]] = []
    at = 0
    while at < len(folded):
        length = next((length for length in (3, 2, 1) if folded[at : at + length] in own), 0)
        letter = folded[at : at + length] if length else _own_letter(folded[at], own)
        if letter in own:
            found.append((2, *own[letter]))
        else:
            plain = _plain(letter)
            found += (_weight(one) for one in plain if one not in _QUIET and not unicodedata.combining(one))
        at += max(1, length)
    return found


def _plain(text: str) -> str:
    """Return the letters of a text in the forms that are compared, their accents behind them."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).translate(_PLAIN))


def _own_letter(character: str, own: Mapping[str, object]) -> str:
    """Return a letter of a language's own without the accents that are not part of it (Vietnamese ``ắ``: ``ă``)."""
    decomposed = unicodedata.normalize("NFD", character)
    base, accents = decomposed[:1], decomposed[1:]
    letters = (unicodedata.normalize("NFC", base + accent) for accent in accents)
    return next((letter for letter in letters if letter in own), character)


def _weight(character: str) -> tuple[int, str, int]:
    if character.isspace():
        return 0, "", 0
    return (1 if character.isdigit() else 2 if character.isalpha() else 0), character, 0


def _accents(text: str) -> str:
    return "".join(filter(unicodedata.combining, unicodedata.normalize("NFD", text)))
