"""The words of the preview's page, in the languages that it speaks: one table, a row for each text."""

from collections.abc import Mapping

_LANGUAGES = ("en", "de", "fr", "es")
_TABLE: Mapping[str, tuple[str, str, str, str]] = {
    "preview": ("Preview", "Vorschau", "Aperçu", "Vista previa"),
    "contents": ("Contents", "Inhalt", "Sommaire", "Índice"),
    "search": ("Search", "Suche", "Recherche", "Buscar"),
    "search-hint": ("Words in the articles", "Wörter in den Artikeln", "Mots dans les articles", "Palabras en los artículos"),
    "problems": ("Messages", "Meldungen", "Messages", "Mensajes"),
    "no-problems": ("Nothing to report.", "Nichts zu melden.", "Rien à signaler.", "Nada que señalar."),
    "nothing-found": ("Nothing found.", "Nichts gefunden.", "Aucun résultat.", "Sin resultados."),
    "pages": ("Pages", "Seiten", "Pages", "Páginas"),
    "screens": ("E-book", "E-Book", "Livre numérique", "Libro electrónico"),
    "edition": ("Edition", "Ausgabe", "Édition", "Edición"),
    "view": ("View", "Ansicht", "Affichage", "Vista"),
    "page": ("Page", "Seite", "Page", "Página"),
    "page-of": ("Page {page} of {count}", "Seite {page} von {count}", "Page {page} sur {count}", "Página {page} de {count}"),
    "go-to-page": ("Go to page", "Gehe zu Seite", "Aller à la page", "Ir a la página"),
    "previous": ("Previous spread", "Vorige Doppelseite", "Double page précédente", "Doble página anterior"),
    "next": ("Next spread", "Nächste Doppelseite", "Double page suivante", "Doble página siguiente"),
    "zoom-in": ("Larger", "Größer", "Agrandir", "Ampliar"),
    "zoom-out": ("Smaller", "Kleiner", "Réduire", "Reducir"),
    "zoom-fit": ("Fit to window", "An Fenster anpassen", "Adapter à la fenêtre", "Ajustar a la ventana"),
    "single": ("One page at a time", "Einzelne Seiten", "Une page à la fois", "Una página cada vez"),
    "ruler": ("Text block", "Satzspiegel", "Bloc de texte", "Caja de texto"),
    "grid": ("Baseline grid", "Grundlinienraster", "Grille de lignes de base", "Retícula base"),
    "settings": ("Settings", "Einstellungen", "Réglages", "Ajustes"),
    "on-click": ("A click on a line", "Ein Klick auf eine Zeile", "Un clic sur une ligne", "Un clic en una línea"),
    "copy-place": ("copies file and line", "kopiert Datei und Zeile", "copie le fichier et la ligne", "copia archivo y línea"),
    "open-vscode": ("opens it in VS Code", "öffnet sie in VS Code", "l’ouvre dans VS Code", "la abre en VS Code"),
    "open-editor": ("opens it in the editor", "öffnet sie im Editor", "l’ouvre dans l’éditeur", "la abre en el editor"),
    "do-nothing": ("does nothing", "tut nichts", "ne fait rien", "no hace nada"),
    "copied": ("Copied: {place}", "Kopiert: {place}", "Copié : {place}", "Copiado: {place}"),
    "opened": ("Opened: {place}", "Geöffnet: {place}", "Ouvert : {place}", "Abierto: {place}"),
    "not-opened": ("The editor could not be opened.", "Der Editor ließ sich nicht öffnen.", "L’éditeur n’a pas pu être ouvert.", "No se pudo abrir el editor."),
    "theme": ("Colours", "Farben", "Couleurs", "Colores"),
    "light": ("light", "hell", "clair", "claro"),
    "dark": ("dark", "dunkel", "sombre", "oscuro"),
    "system": ("as the system", "wie das System", "comme le système", "como el sistema"),
    "phone": ("Phone", "Telefon", "Téléphone", "Teléfono"),
    "tablet": ("Tablet", "Tablet", "Tablette", "Tableta"),
    "desktop": ("Desktop", "Bildschirm", "Ordinateur", "Escritorio"),
    "device": ("Device", "Gerät", "Appareil", "Dispositivo"),
    "text-size": ("Text size", "Schriftgröße", "Taille du texte", "Tamaño del texto"),
    "section": ("Section", "Abschnitt", "Section", "Sección"),
    "previous-section": ("Previous section", "Voriger Abschnitt", "Section précédente", "Sección anterior"),
    "next-section": ("Next section", "Nächster Abschnitt", "Section suivante", "Sección siguiente"),
    "file": ("File", "Datei", "Fichier", "Archivo"),
    "laying-out": ("Laying out …", "Wird gesetzt …", "Mise en page …", "Maquetando …"),
    "following": ("Page numbers follow …", "Seitenzahlen folgen …", "Les numéros de page suivent …", "Siguen los números de página …"),
    "up-to-date": ("Up to date", "Aktuell", "À jour", "Al día"),
    "disconnected": ("The preview has ended.", "Die Vorschau ist beendet.", "L’aperçu est terminé.", "La vista previa ha terminado."),
    "changed": ("Changed: {pages}", "Geändert: {pages}", "Modifié : {pages}", "Cambiado: {pages}"),
    "no-pages": ("There are no pages yet.", "Es gibt noch keine Seiten.", "Il n’y a pas encore de pages.", "Aún no hay páginas."),
    "cannot-be-made": ("This cannot be made:", "Das lässt sich nicht herstellen:", "Cela ne peut être produit :", "No se puede producir:"),
    "download": ("Download", "Herunterladen", "Télécharger", "Descargar"),
    "close": ("Close", "Schließen", "Fermer", "Cerrar"),
    "sidebar": ("Show or hide the sidebar", "Seitenleiste zeigen oder verbergen", "Afficher ou masquer le volet", "Mostrar u ocultar el panel"),
    "skip": ("Skip to the pages", "Zu den Seiten springen", "Aller aux pages", "Saltar a las páginas"),
    "keys": ("Keyboard", "Tastatur", "Clavier", "Teclado"),
    "error": ("error", "Fehler", "erreur", "error"),
    "warning": ("warning", "Warnung", "avertissement", "aviso"),
    "note": ("note", "Hinweis", "remarque", "nota"),
    "show-page": ("Show the page", "Seite zeigen", "Afficher la page", "Mostrar la página"),
    "blank": ("Blank page", "Leere Seite", "Page blanche", "Página en blanco"),
    "next-problem": ("Next message", "Nächste Meldung", "Message suivant", "Mensaje siguiente"),
    "lines-key": ("Next or previous paragraph; open it", "Nächster, voriger Absatz; öffnen", "Paragraphe suivant, précédent ; l’ouvrir", "Párrafo siguiente o anterior; abrirlo"),
    "sheets": ("Sheets", "Druckbogen", "Feuilles", "Pliegos"),
    "marks": ("Marks", "Befunde", "Marques", "Marcas"),
    "compare": ("Compare", "Vergleichen", "Comparer", "Comparar"),
}  # fmt: skip


def language_for(accepted: str) -> str:
    """Return the first language of an ``Accept-Language`` header that the page speaks, or English."""
    wanted = [_weighed(part) for part in accepted.split(",") if part.strip()]
    for _, tag in sorted(wanted, key=lambda one: -one[0]):
        if (language := tag.partition("-")[0].lower()) in _LANGUAGES:
            return language
    return _LANGUAGES[0]


def words_for(language: str) -> Mapping[str, str]:
    """Return the words in a language, of those that the page speaks."""
    column = _LANGUAGES.index(language)
    return {name: row[column] for name, row in _TABLE.items()}


def _weighed(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag
    except ValueError:
        return 0, tag
