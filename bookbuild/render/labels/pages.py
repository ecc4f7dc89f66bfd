"""Words about the pages of the printed book, by language: see `bookbuild.render.labels`."""
# ruff: noqa: RUF001 - apostrophes of languages

from collections.abc import Mapping

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
