"""More labels: those that differ by region, as quotation marks of a country are not always those of its language;
and those about the pages of the printed book, by language.
"""
# ruff: noqa: RUF001 - quotation marks and apostrophes are what these tables are about

from collections.abc import Mapping

_SINGLE = {"full-book-is": "Where the text says ‘{full-book}’, that book is meant."}
_SWISS = {"full-book-is": "Mit «{full-book}» ist im Text dieses Buch gemeint."}

REGIONAL: Mapping[str, Mapping[str, str]] = {
    "en-au": _SINGLE,
    "en-gb": _SINGLE,
    "en-ie": _SINGLE,
    "en-nz": _SINGLE,
    "en-za": _SINGLE,
    "de-ch": _SWISS,
    "de-li": _SWISS,
    "pt-br": {"full-book-is": "No texto, “{full-book}” remete para esse livro."},
}
"""By language tag, in small letters."""

PAGE_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "pages": "pages",
        "page-list": "Pages of the printed book",
        "printed-page": "Page {page} of the printed book",
    },
    "de": {
        "pages": "Seiten",
        "page-list": "Seiten des gedruckten Buchs",
        "printed-page": "Seite {page} des gedruckten Buchs",
    },
    "fr": {
        "pages": "pages",
        "page-list": "Pages du livre imprimé",
        "printed-page": "Page {page} du livre imprimé",
    },
    "es": {
        "pages": "páginas",
        "page-list": "Páginas del libro impreso",
        "printed-page": "Página {page} del libro impreso",
    },
    "it": {
        "pages": "pagine",
        "page-list": "Pagine del libro stampato",
        "printed-page": "Pagina {page} del libro stampato",
    },
    "nl": {
        "pages": "pagina’s",
        "page-list": "Pagina’s van het gedrukte boek",
        "printed-page": "Pagina {page} van het gedrukte boek",
    },
    "pt": {
        "pages": "páginas",
        "page-list": "Páginas do livro impresso",
        "printed-page": "Página {page} do livro impresso",
    },
    "pl": {
        "pages": "strony",
        "page-list": "Strony książki drukowanej",
        "printed-page": "Strona {page} książki drukowanej",
    },
}
