"""Labels of several things that a reference names together: "Figures 1.2 and 1.3"."""

from collections.abc import Mapping

_KINDS = ("figure", "table", "listing", "equation", "box", "section", "chapter", "article", "appendix", "part")
_WORDS: Mapping[str, str] = {
    "en": "and Figures Tables Listings Equations Boxes Sections Chapters Articles Appendices Parts",
    "de": "und Abbildungen Tabellen Listings Gleichungen Kästen Abschnitte Kapitel Artikel Anhänge Teile",
    "fr": "et Figures Tableaux Listages Équations Encadrés Sections Chapitres Articles Annexes Parties",
    "es": "y Figuras Tablas Listados Ecuaciones Recuadros Secciones Capítulos Artículos Apéndices Partes",
    "it": "e Figure Tabelle Listati Equazioni Riquadri Sezioni Capitoli Articoli Appendici Parti",
    "nl": "en Figuren Tabellen Codevoorbeelden Vergelijkingen Kaders Paragrafen Hoofdstukken Artikelen Bijlagen Delen",
    "pt": "e Figuras Tabelas Listagens Equações Caixas Secções Capítulos Artigos Apêndices Partes",
    "pl": "i Rysunki Tabele Listingi Równania Ramki Podrozdziały Rozdziały Artykuły Dodatki Części",
}
"""By language: the word before the last of several, and the plurals of the kinds in their order."""


def _labels(words: str) -> Mapping[str, str]:
    last, *kinds = words.split()
    return {"and-last": last} | {several(kind): word for kind, word in zip(_KINDS, kinds, strict=True)}


def several(kind: str) -> str:
    """Return the label of several things of a kind: ``several-figure``."""
    return f"several-{kind}"


SEVERAL: Mapping[str, Mapping[str, str]] = {language: _labels(words) for language, words in _WORDS.items()}


def as_called(own: Mapping[str, str]) -> Mapping[str, str]:
    """Return the labels of several things that follow from a project's own for one: ``Abb.`` has no plural."""
    return {several(kind): own[kind] for kind in _KINDS if kind in own}
