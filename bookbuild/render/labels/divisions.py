"""Labels of the divisions of a book, by language. Words stand in their plain form, as before a number."""

from collections.abc import Mapping

DIVISIONS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "part": "Part", "appendix": "Appendix", "in-appendix": "appendix", "section": "Section",
        "dedication": "Dedication", "epigraph": "Epigraph", "colophon": "Colophon",
        "in-this-appendix": "In this appendix",
    },
    "de": {
        "part": "Teil", "appendix": "Anhang", "in-appendix": "Anhang", "section": "Abschnitt",
        "dedication": "Widmung", "epigraph": "Motto", "colophon": "Kolophon",
        "in-this-appendix": "In diesem Anhang",
    },
    "fr": {
        "part": "Partie", "appendix": "Annexe", "in-appendix": "annexe", "section": "Section",
        "dedication": "Dédicace", "epigraph": "Épigraphe", "colophon": "Colophon",
        "in-this-appendix": "Dans cette annexe",
    },
    "es": {
        "part": "Parte", "appendix": "Apéndice", "in-appendix": "apéndice", "section": "Sección",
        "dedication": "Dedicatoria", "epigraph": "Epígrafe", "colophon": "Colofón",
        "in-this-appendix": "En este apéndice",
    },
    "it": {
        "part": "Parte", "appendix": "Appendice", "in-appendix": "appendice", "section": "Sezione",
        "dedication": "Dedica", "epigraph": "Epigrafe", "colophon": "Colophon",
        "in-this-appendix": "In questa appendice",
    },
    "nl": {
        "part": "Deel", "appendix": "Bijlage", "in-appendix": "bijlage", "section": "Paragraaf",
        "dedication": "Opdracht", "epigraph": "Motto", "colophon": "Colofon",
        "in-this-appendix": "In deze bijlage",
    },
    "pt": {
        "part": "Parte", "appendix": "Apêndice", "in-appendix": "apêndice", "section": "Secção",
        "dedication": "Dedicatória", "epigraph": "Epígrafe", "colophon": "Colofão",
        "in-this-appendix": "Neste apêndice",
    },
    "pl": {
        "part": "Część", "appendix": "Dodatek", "in-appendix": "dodatek", "section": "Podrozdział",
        "dedication": "Dedykacja", "epigraph": "Motto", "colophon": "Kolofon",
        "in-this-appendix": "W tym dodatku",
    },
}  # fmt: skip
"""By the main language, as in BCP 47."""
