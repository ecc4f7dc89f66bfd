"""The few words that a book says in its own voice, by language."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "chapter": "Chapter",
    "contents": "Contents",
    "in-this-chapter": "In this chapter",
    "cover": "Cover",
    "half-title": "Half title",
    "title-page": "Title page",
    "copyright": "Copyright",
    "start": "Start of the text",
    "landmarks": "Landmarks",
    "figure": "Figure",
    "notes": "Notes",
    "back-to-text": "Back to the text",
    "page": "page",
    "by": "by",
    "note": "Note",
    "tip": "Tip",
    "warning": "Take care",
    "example": "Example",
    "important": "Important",
    "summary": "In short",
    "done": "done",
    "open": "to do",
    "typefaces": "Set in Source Serif and Source Sans.",
}

TRANSLATIONS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "chapter": "Kapitel", "contents": "Inhalt", "in-this-chapter": "In diesem Kapitel", "cover": "Umschlag",
        "half-title": "Schmutztitel", "title-page": "Titelseite", "copyright": "Impressum",
        "start": "Beginn des Textes", "landmarks": "Orientierung", "figure": "Abbildung", "notes": "Anmerkungen",
        "back-to-text": "Zurück zum Text", "page": "Seite", "by": "von", "note": "Hinweis", "tip": "Tipp",
        "warning": "Achtung", "example": "Beispiel", "important": "Wichtig", "summary": "Kurz gesagt",
        "done": "erledigt", "open": "offen", "typefaces": "Gesetzt aus der Source Serif und der Source Sans.",
    },
    "fr": {
        "chapter": "Chapitre", "contents": "Table des matières", "in-this-chapter": "Dans ce chapitre",
        "cover": "Couverture", "half-title": "Faux-titre", "title-page": "Page de titre",
        "copyright": "Mentions légales",
        "start": "Début du texte", "landmarks": "Repères", "figure": "Figure", "notes": "Notes",
        "back-to-text": "Retour au texte", "page": "page", "by": "par", "note": "Note", "tip": "Conseil",
        "warning": "Attention", "example": "Exemple", "important": "Important", "summary": "En bref",
        "done": "fait", "open": "à faire", "typefaces": "Composé en Source Serif et Source Sans.",
    },
    "es": {
        "chapter": "Capítulo", "contents": "Índice", "in-this-chapter": "En este capítulo", "cover": "Cubierta",
        "half-title": "Portadilla", "title-page": "Portada", "copyright": "Página legal",
        "start": "Comienzo del texto", "landmarks": "Puntos de referencia", "figure": "Figura", "notes": "Notas",
        "back-to-text": "Volver al texto", "page": "página", "by": "de", "note": "Nota", "tip": "Consejo",
        "warning": "Atención", "example": "Ejemplo", "important": "Importante", "summary": "En resumen",
        "done": "hecho", "open": "pendiente", "typefaces": "Compuesto en Source Serif y Source Sans.",
    },
    "it": {
        "chapter": "Capitolo", "contents": "Indice", "in-this-chapter": "In questo capitolo", "cover": "Copertina",
        "half-title": "Occhiello", "title-page": "Frontespizio", "copyright": "Colophon",
        "start": "Inizio del testo", "landmarks": "Punti di riferimento", "figure": "Figura", "notes": "Note",
        "back-to-text": "Torna al testo", "page": "pagina", "by": "di", "note": "Nota", "tip": "Consiglio",
        "warning": "Attenzione", "example": "Esempio", "important": "Importante", "summary": "In breve",
        "done": "fatto", "open": "da fare", "typefaces": "Composto in Source Serif e Source Sans.",
    },
    "nl": {
        "chapter": "Hoofdstuk", "contents": "Inhoud", "in-this-chapter": "In dit hoofdstuk", "cover": "Omslag",
        "half-title": "Franse titel", "title-page": "Titelpagina", "copyright": "Colofon",
        "start": "Begin van de tekst", "landmarks": "Oriëntatie", "figure": "Figuur", "notes": "Noten",
        "back-to-text": "Terug naar de tekst", "page": "pagina", "by": "door", "note": "Opmerking", "tip": "Tip",
        "warning": "Let op", "example": "Voorbeeld", "important": "Belangrijk", "summary": "Kort gezegd",
        "done": "gedaan", "open": "te doen", "typefaces": "Gezet uit de Source Serif en de Source Sans.",
    },
    "pt": {
        "chapter": "Capítulo", "contents": "Sumário", "in-this-chapter": "Neste capítulo", "cover": "Capa",
        "half-title": "Anterrosto", "title-page": "Página de rosto", "copyright": "Ficha técnica",
        "start": "Início do texto", "landmarks": "Pontos de referência", "figure": "Figura", "notes": "Notas",
        "back-to-text": "Voltar ao texto", "page": "página", "by": "de", "note": "Nota", "tip": "Dica",
        "warning": "Atenção", "example": "Exemplo", "important": "Importante", "summary": "Em resumo",
        "done": "feito", "open": "por fazer", "typefaces": "Composto em Source Serif e Source Sans.",
    },
}  # fmt: skip

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def labels_for(language: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """Return every label in a language (BCP 47), English where there is no translation, `own` over all."""
    return {**ENGLISH, **TRANSLATIONS.get(language.partition("-")[0].lower(), {}), **own}


def direction_of(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language (BCP 47)."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
