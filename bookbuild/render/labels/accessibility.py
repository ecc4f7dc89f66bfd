"""Labels of the summary of accessibility in an EPUB's metadata, which shops and libraries show to readers."""

from collections.abc import Mapping

ACCESSIBILITY: Mapping[str, Mapping[str, str]] = {
    "en": {
        "access-text": "The text can be read aloud and shown in any size and colour; it has headings, a table of "
        "contents and a logical order.",
        "access-pictures": "All pictures are described.",
        "access-some-pictures": "Some pictures are not described.",
        "access-long": "Complex pictures have long descriptions.",
        "access-pages": "The page numbers of the printed book are marked.",
    },
    "de": {
        "access-text": "Der Text kann vorgelesen und in jeder Größe und Farbe angezeigt werden; er hat Überschriften, "
        "ein Inhaltsverzeichnis und eine logische Reihenfolge.",
        "access-pictures": "Alle Bilder sind beschrieben.",
        "access-some-pictures": "Manche Bilder sind nicht beschrieben.",
        "access-long": "Komplexe Bilder haben ausführliche Beschreibungen.",
        "access-pages": "Die Seitenzahlen des gedruckten Buches sind angegeben.",
    },
    "fr": {
        "access-text": "Le texte peut être lu à voix haute et affiché dans toute taille et toute couleur ; il comporte "
        "des titres, une table des matières et un ordre logique.",
        "access-pictures": "Toutes les images sont décrites.",
        "access-some-pictures": "Certaines images ne sont pas décrites.",
        "access-long": "Les images complexes ont une description longue.",
        "access-pages": "Les numéros de page du livre imprimé sont indiqués.",
    },
    "es": {
        "access-text": "El texto se puede leer en voz alta y mostrar en cualquier tamaño y color; tiene títulos, un "
        "índice y un orden lógico.",
        "access-pictures": "Todas las imágenes están descritas.",
        "access-some-pictures": "Algunas imágenes no están descritas.",
        "access-long": "Las imágenes complejas tienen descripciones largas.",
        "access-pages": "Se indican los números de página del libro impreso.",
    },
    "it": {
        "access-text": "Il testo può essere letto ad alta voce e mostrato in ogni dimensione e colore; ha titoli, un "
        "indice e un ordine logico.",
        "access-pictures": "Tutte le immagini sono descritte.",
        "access-some-pictures": "Alcune immagini non sono descritte.",
        "access-long": "Le immagini complesse hanno descrizioni estese.",
        "access-pages": "Sono indicati i numeri di pagina del libro stampato.",
    },
    "nl": {
        "access-text": "De tekst kan worden voorgelezen en in elke grootte en kleur worden getoond; er zijn koppen, "
        "een inhoudsopgave en een logische volgorde.",
        "access-pictures": "Alle afbeeldingen zijn beschreven.",
        "access-some-pictures": "Sommige afbeeldingen zijn niet beschreven.",
        "access-long": "Complexe afbeeldingen hebben een uitgebreide beschrijving.",
        "access-pages": "De paginanummers van het gedrukte boek zijn aangegeven.",
    },
    "pt": {
        "access-text": "O texto pode ser lido em voz alta e mostrado em qualquer tamanho e cor; tem títulos, um "
        "sumário e uma ordem lógica.",
        "access-pictures": "Todas as imagens estão descritas.",
        "access-some-pictures": "Algumas imagens não estão descritas.",
        "access-long": "As imagens complexas têm descrições longas.",
        "access-pages": "Os números de página do livro impresso estão indicados.",
    },
    "pl": {
        "access-text": "Tekst można odczytać na głos i wyświetlić w dowolnym rozmiarze i kolorze; ma nagłówki, spis "
        "treści i logiczną kolejność.",
        "access-pictures": "Wszystkie obrazy są opisane.",
        "access-some-pictures": "Niektóre obrazy nie są opisane.",
        "access-long": "Złożone obrazy mają długie opisy.",
        "access-pages": "Zaznaczono numery stron książki drukowanej.",
    },
}
"""By language."""


def label_language(language: str) -> str:
    """Return the language of the labels of a book in a language: its own, or English where there is no translation."""
    return language if language.partition("-")[0].lower() in ACCESSIBILITY else "en"
