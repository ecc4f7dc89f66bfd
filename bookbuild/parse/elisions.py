"""Words that begin or end with an apostrophe, by language: there a single quote opens or closes no quotation."""
# ruff: noqa: RUF001 - marks and letters that look alike are what this module is about

import functools
import re

_LEFT_OUT_BEFORE = {
    "af": "n k t",
    "ca": "l ls m n ns s t us hi ho",
    "cy": "r n i u w m ch th sy ma na di",
    "da": "a en et na n",
    "de": "s n ne nen nem ner nes m r raus rein ran rauf rum runter rüber rüben naus nauf nein nunter ck",
    "el": "ναι χω χει χεις ταν ρθε ρθω θελα ρθει πα πες σαι",
    "en": "tis twas twere twill twould tain tisn twasn em im er ave n til till bout cause cos cuz coz cept round fraid "
    "neath gainst gin pon nuff nother nuther scuse sup kay kid stead tude hood burb burbs shroom shrooms un uns ere e "
    "ow ome ello arf ouse eck appen appy ard and ands oo elp zactly pologize ppreciate fro za yall specially magine",
    "fr": "t tit tite tits tites scuse pis man fin",
    "fy": "t e n k s",
    "gd": "s n na nam nan nar gam gad ga gar san sa",
    "it": "l n na no sto sta ste sti un uno una o a e ndrangheta ndranghetista nu ngiulo ste",
    "lb": "t ch s n m",
    "nb": "a n et na ke",
    "nds": "t n ne s k",
    "nl": "s t n k m r ns em ie",
    "nn": "a n et na",
    "pt": "tá tô tava bora cê ocê cês pera",
    "sv": "n na et en an",
}
_LEFT_OUT_AFTER = {
    "en": "o th wi ol li fo mo po lo an t nothin somethin",
    "it": "po be di da fa sta va mo to de ne co su pie vo pro ca ma gua ve se a e i que quo dare",
    "de": "hab hatt wär könnt würd wollt sollt müsst ging find glaub denk hör seh geh steh lass ich hatt heut",
    "es": "pa to na",
}
_ALIASES = {"no": "nb", "li": "nl", "gsw": "de", "frr": "nds", "sco": "en"}

_LONGEST = 16
"""No word of the tables is longer than this; it bounds what is looked at."""
_RIVALS = re.compile(
    r"(?:^|[^\w])(?:letters?|characters?|keys?|press|variables?|constant|an?|the|of|by|is|as|are|or|if|say|silent|"
    r"capital|lower-?case|upper-?case|with|without|from|for|to|in|on|at|where|number|symbol|suffix|prefix|ending) $",
    re.IGNORECASE,
)
"""Words after which ``'n'`` is the letter, not the word *and* of *rock 'n' roll*."""
_AND = re.compile(r"(?<=\w )'n'(?= \w)", re.IGNORECASE)


def _row(table: dict[str, str], language: str) -> str:
    primary = language.lower().replace("_", "-").partition("-")[0]
    return table.get(_ALIASES.get(primary, primary), "")


@functools.cache
def _beginning(language: str) -> re.Pattern[str]:
    words = _row(_LEFT_OUT_BEFORE, language).split()
    alternatives = "|".join([r"\d\d(?!\d)(?:s|er|ern)?", *words])  # the nineties in every language
    return re.compile(rf"'(?:{alternatives})(?!\w)", re.IGNORECASE)


@functools.cache
def _ending(language: str) -> re.Pattern[str]:
    words = "|".join(_row(_LEFT_OUT_AFTER, language).split())
    return re.compile(rf"(?:[sxzßn]|(?<!\w)(?:{words}))$" if words else "[sxzßn]$", re.IGNORECASE)


def begins_elision(text: str, position: int, language: str, *, quoted: bool) -> bool:
    """Return whether the single quote at a position begins a word such as *'tis* or a year such as *'90s*.

    `quoted`: a quotation is open, so that a quote right after the word ends it. Otherwise the word alone is quoted.
    """
    match = _beginning(language).match(text, position)
    return match is not None and (quoted or not text.startswith("'", match.end()))


def may_end_elision(text: str, position: int, language: str) -> bool:
    """Return whether the single quote at a position may end a word: *the dogs'*, *goin'*, *un po'*."""
    return _ending(language).search(text[max(0, position - _LONGEST) : position]) is not None


def joining_marks(text: str) -> list[int]:
    """Return the positions of the apostrophes of *rock 'n' roll*."""
    joining = (
        match
        for match in _AND.finditer(text)
        if not _RIVALS.search(text[max(0, match.start() - _LONGEST) : match.start()])
    )
    return [position for match in joining for position in (match.start(), match.end() - 1)]
