"""Labels of references, lists, index and glossary, by language. Words stand in their plain form, as in a heading."""

from collections.abc import Mapping

APPARATUS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "list-of-answers": "Answers",
        "table": "Table", "listing": "Listing", "equation": "Equation", "box": "Box", "article": "Article",
        "worksheet": "Worksheet", "on-page": "on page {page}", "pages-short": "p.",
        "list-of-figures": "Figures", "list-of-tables": "Tables", "list-of-listings": "Listings",
        "list-of-worksheets": "Worksheets", "index": "Index", "see": "see", "see-also": "see also",
        "entry-continued": "{entry} (continued)", "works": "References",
        "list-of-abbreviations": "Abbreviations", "glossary": "Glossary", "and-elsewhere": "and elsewhere",
    },
    "de": {
        "list-of-answers": "Lösungen",
        "table": "Tabelle", "listing": "Listing", "equation": "Gleichung", "box": "Kasten", "article": "Artikel",
        "worksheet": "Arbeitsblatt", "on-page": "auf Seite {page}", "pages-short": "S.",
        "list-of-figures": "Abbildungen", "list-of-tables": "Tabellen", "list-of-listings": "Listings",
        "list-of-worksheets": "Arbeitsblätter", "index": "Register", "see": "siehe", "see-also": "siehe auch",
        "entry-continued": "{entry} (Fortsetzung)", "works": "Literatur",
        "list-of-abbreviations": "Abkürzungen", "glossary": "Glossar", "and-elsewhere": "und öfter",
    },
    "fr": {
        "list-of-answers": "Corrigés",
        "table": "Tableau", "listing": "Listage", "equation": "Équation", "box": "Encadré", "article": "Article",
        "worksheet": "Fiche de travail", "on-page": "à la page {page}", "pages-short": "p.",
        "list-of-figures": "Figures", "list-of-tables": "Tableaux", "list-of-listings": "Listages",
        "list-of-worksheets": "Fiches de travail", "index": "Index", "see": "voir", "see-also": "voir aussi",
        "entry-continued": "{entry} (suite)", "works": "Références",
        "list-of-abbreviations": "Abréviations", "glossary": "Glossaire", "and-elsewhere": "et ailleurs",
    },
    "es": {
        "list-of-answers": "Soluciones",
        "table": "Tabla", "listing": "Listado", "equation": "Ecuación", "box": "Recuadro", "article": "Artículo",
        "worksheet": "Hoja de trabajo", "on-page": "en la página {page}", "pages-short": "p.",
        "list-of-figures": "Figuras", "list-of-tables": "Tablas", "list-of-listings": "Listados",
        "list-of-worksheets": "Hojas de trabajo", "index": "Índice alfabético", "see": "véase",
        "see-also": "véase también", "entry-continued": "{entry} (continuación)", "works": "Referencias",
        "list-of-abbreviations": "Abreviaturas", "glossary": "Glosario", "and-elsewhere": "y en otras páginas",
    },
    "it": {
        "list-of-answers": "Soluzioni",
        "table": "Tabella", "listing": "Listato", "equation": "Equazione", "box": "Riquadro", "article": "Articolo",
        "worksheet": "Scheda di lavoro", "on-page": "a pagina {page}", "pages-short": "p.",
        "list-of-figures": "Figure", "list-of-tables": "Tabelle", "list-of-listings": "Listati",
        "list-of-worksheets": "Schede di lavoro", "index": "Indice analitico", "see": "vedi", "see-also": "vedi anche",
        "entry-continued": "{entry} (continua)", "works": "Riferimenti bibliografici",
        "list-of-abbreviations": "Abbreviazioni", "glossary": "Glossario", "and-elsewhere": "e altrove",
    },
    "nl": {
        "list-of-answers": "Antwoorden",
        "table": "Tabel", "listing": "Codevoorbeeld", "equation": "Vergelijking", "box": "Kader", "article": "Artikel",
        "worksheet": "Werkblad", "on-page": "op pagina {page}", "pages-short": "p.",
        "list-of-figures": "Figuren", "list-of-tables": "Tabellen", "list-of-listings": "Codevoorbeelden",
        "list-of-worksheets": "Werkbladen", "index": "Register", "see": "zie", "see-also": "zie ook",
        "entry-continued": "{entry} (vervolg)", "works": "Literatuur",
        "list-of-abbreviations": "Afkortingen", "glossary": "Begrippenlijst", "and-elsewhere": "en elders",
    },
    "pt": {
        "list-of-answers": "Soluções",
        "table": "Tabela", "listing": "Listagem", "equation": "Equação", "box": "Caixa", "article": "Artigo",
        "worksheet": "Ficha de trabalho", "on-page": "na página {page}", "pages-short": "p.",
        "list-of-figures": "Figuras", "list-of-tables": "Tabelas", "list-of-listings": "Listagens",
        "list-of-worksheets": "Fichas de trabalho", "index": "Índice remissivo", "see": "ver", "see-also": "ver também",
        "entry-continued": "{entry} (continuação)", "works": "Referências",
        "list-of-abbreviations": "Abreviaturas", "glossary": "Glossário", "and-elsewhere": "e noutras páginas",
    },
    "pl": {
        "list-of-answers": "Odpowiedzi",
        "table": "Tabela", "listing": "Listing", "equation": "Równanie", "box": "Ramka", "article": "Artykuł",
        "worksheet": "Karta pracy", "on-page": "na stronie {page}", "pages-short": "s.",
        "list-of-figures": "Rysunki", "list-of-tables": "Tabele", "list-of-listings": "Listingi",
        "list-of-worksheets": "Karty pracy", "index": "Indeks", "see": "zob.", "see-also": "zob. też",
        "entry-continued": "{entry} (ciąg dalszy)", "works": "Bibliografia",
        "list-of-abbreviations": "Skróty", "glossary": "Słowniczek", "and-elsewhere": "i w innych miejscach",
    },
}  # fmt: skip
"""By the main language, as in BCP 47. A reference such as "Abbildung 2.3" names a thing by its number, so that no
language needs another case.
"""
