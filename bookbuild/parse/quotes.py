"""Quotation marks by language."""
# ruff: noqa: RUF001 - look-alikes of quotation marks are what this table is about

APOSTROPHE = "’"

_THIN = "\N{NARROW NO-BREAK SPACE}"
_ENGLISH = ("“", "”", "‘", "’")
_LOW_HIGH = ("„", "“", "‚", "‘")
_LOW_CLOSING = ("„", "”", "‚", "’")
_CHEVRONS = ("«", "»", "“", "”")
_CHEVRONS_LOW = ("«", "»", "„", "“")
_CHEVRONS_SINGLE = ("«", "»", "‹", "›")
_CLOSING_BOTH = ("”", "”", "’", "’")

_BY_LANGUAGE = {
    "be": _CHEVRONS_LOW,
    "bg": ("„", "“", "’", "’"),
    "bs": ("„", "”", "‘", "’"),
    "ca": _CHEVRONS,
    "cs": _LOW_HIGH,
    "cy": ("‘", "’", "“", "”"),
    "da": ("»", "«", "›", "‹"),
    "de": _LOW_HIGH,
    "de-ch": _CHEVRONS_SINGLE,
    "de-li": _CHEVRONS_SINGLE,
    "el": _CHEVRONS,
    "en": _ENGLISH,
    "es": _CHEVRONS,
    "et": ("„", "“", "«", "»"),
    "eu": _CHEVRONS,
    "fi": _CLOSING_BOTH,
    "fr": (f"«{_THIN}", f"{_THIN}»", "“", "”"),
    "fr-ch": (f"«{_THIN}", f"{_THIN}»", f"‹{_THIN}", f"{_THIN}›"),
    "ga": _ENGLISH,
    "gl": _CHEVRONS,
    "hr": ("„", "”", "‘", "’"),
    "hu": ("„", "”", "»", "«"),
    "is": _LOW_HIGH,
    "it": _CHEVRONS,
    "it-ch": _CHEVRONS_SINGLE,
    "lb": _LOW_HIGH,
    "lt": _LOW_HIGH,
    "lv": _LOW_CLOSING,
    "mk": ("„", "“", "’", "‘"),
    "mt": _ENGLISH,
    "nb": ("«", "»", "‘", "’"),
    "nl": _ENGLISH,
    "nn": ("«", "»", "‘", "’"),
    "no": ("«", "»", "‘", "’"),
    "pl": ("„", "”", "«", "»"),
    "pt": _CHEVRONS,
    "pt-br": _ENGLISH,
    "ro": ("„", "”", "«", "»"),
    "ru": _CHEVRONS_LOW,
    "sk": _LOW_HIGH,
    "sl": _LOW_HIGH,
    "sq": ("„", "“", "‘", "’"),
    "sr": ("„", "”", "’", "’"),
    "sv": _CLOSING_BOTH,
    "tr": _ENGLISH,
    "uk": _CHEVRONS_LOW,
}


def quotes_of(language: str) -> tuple[str, str, str, str]:
    """Return the outer pair and the inner pair of a language (BCP 47), or those of English if it is unknown."""
    tag = language.lower().replace("_", "-")
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0]) or _ENGLISH
