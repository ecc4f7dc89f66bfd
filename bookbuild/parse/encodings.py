"""The encoding of a file that is not UTF-8, as far as its bytes show it."""
# ruff: noqa: RUF001 - characters that look alike are what the tables are about

import codecs
import re
from collections import Counter

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks; those of UTF-32 come first, since one of them begins as one of UTF-16 does."""

_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252 (also called ANSI, Western or Latin-1)",
    "mac_roman": "Mac Roman",
    "cp850": "the DOS code page 850",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
}
_WESTERN = "äöüßÄÖÜéèêëÉàâçîïôûùñáíóúìòãõåæøÅÆØœ"
_PRINTED = "’‘“”„–—…«»"
_FREQUENT = {
    "cp1252": _WESTERN + _PRINTED + "€°§·",
    "mac_roman": _WESTERN + _PRINTED,
    "cp850": _WESTERN,
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýáíéúČŘŠŽőűŐŰ’“”„–",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ" + _PRINTED,
    "koi8-r": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "cp1253": "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώ",
    "cp1254": "ıİşŞğĞçÇöÖüÜâîû" + _PRINTED,
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת" + _PRINTED,
}
"""The characters beyond ASCII that texts in an encoding mostly consist of."""

_LATIN = ("cp1252", "mac_roman", "cp850", "cp1250", "cp1254")
_OTHER_SCRIPTS = ("cp1255", "cp1251", "koi8-r", "cp1253")
"""Of two in which a text makes as much sense, the first is taken: the letters of Hebrew have the fewest bytes."""
_RUN = re.compile(rb"[\x80-\xff]+")
_WORD = 2.5
"""Runs of bytes beyond ASCII that are longer than this on the average are words of another script than Latin."""
_ENOUGH = 0.6
"""The share of frequent characters from which a guess is worth telling."""
_ZEROS = 20
"""A file with more than one zero in so many bytes, nearly all of them first or second of two, has two bytes for each
character: spaces, digits and the signs of Markdown have a zero in any script.
"""
_SAMPLE, _HEAD = 100_000, 1000  # bytes that are looked at


def wide_encoding(data: bytes) -> str:
    """Return the encoding of a file with two or four bytes for each character, or an empty string for another file."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    head = data[:_HEAD]
    even, odd, most = head[::2].count(0), head[1::2].count(0), max(len(head) // _ZEROS, 2)
    if odd > most and even > most:
        return "utf-32"
    return "utf-16-le" if odd > most else "utf-16-be" if even > most else ""


def guess_encoding(data: bytes) -> str:
    """Return the encoding, of a byte for each character, in which bytes make most sense; an empty string if none."""
    runs = _RUN.findall(data[:_SAMPLE])
    candidates = _OTHER_SCRIPTS if sum(map(len, runs)) > _WORD * len(runs) else _LATIN
    scores = {encoding: _score(runs, encoding) for encoding in candidates}
    if scores.get("cp1255", 1) < 1:  # Hebrew has no capitals, whose bytes are the first to distinguish it from Cyrillic
        del scores["cp1255"]
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _ENOUGH else ""


def encoding_name(encoding: str) -> str:
    """Return the name by which editors call an encoding."""
    return _NAMES[encoding]


def _score(runs: list[bytes], encoding: str) -> float:
    """Return the share of the characters beyond ASCII that are frequent in an encoding, 0 if lines of tables are among
    them: what has two bytes for a character, as Chinese and Japanese have, looks so.
    """
    counts = Counter(b"".join(runs).decode(encoding, "replace"))
    if any("\u2500" <= character <= "\u259f" for character in counts):
        return 0
    return sum(counts[character] for character in _FREQUENT[encoding]) / max(counts.total(), 1)
