"""Text alternatives that are missing, or that say nothing: a word for any picture, a file's name, the caption again."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.images.data_addresses import quoted
from bookbuild.model import ImageUse

_WORDS = frozenset(
    """
    image images img picture pictures pic photo photos photograph figure fig diagram graphic drawing illustration icon
    logo screenshot screen chart graph placeholder untitled alt
    bild bilder foto fotos fotografie abbildung abb grafik zeichnung illustration symbol bildschirmfoto diagramm
    photographie figure dessin illustration graphique schéma icône capture
    imagen foto fotografía figura dibujo ilustración gráfico icono captura
    immagine foto fotografia figura disegno illustrazione grafico icona schermata
    afbeelding plaatje tekening figuur grafiek schermafbeelding
    imagem fotografia figura desenho ilustração gráfico ícone
    obraz obrazek zdjęcie fotografia rysunek ilustracja wykres ikona
    bild kuva kép obrázek slika resim hình εικόνα изображение картинка рисунок фото зображення صورة תמונה
    图片 图像 照片 画像 写真 図 이미지 사진 그림 तस्वीर चित्र
    """.split()  # noqa: SIM905 - a table, not a list
)
"""What pictures are called, in the languages of books."""
_SUFFIX = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|heic|tiff?|bmp)$", re.IGNORECASE)
_CAMERA = re.compile(r"(?:img|dsc[nf]?|dcim|pxl|p|mvimg|screenshot|image|bild|foto)[-_ ]?[\d_-]{2,}.*", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_ALT_HINT = "write what it shows between the brackets: ![A handshake](handshake.jpg)"
_SHOWN = 60
_WEAK_HINT = "write what the picture shows; if it says nothing to the reader, mark it: ![](name.png){.decorative}"
DOCUMENT = ".docx"
"""The suffix of Word files, in small letters, which hold their pictures."""
_ALT_HINT_OF_WORD = "write what it shows in Word: right-click the picture, then View Alt Text"


def faults_of_words(path: str, use: ImageUse) -> Iterator[Diagnostic]:
    """Yield what the words that stand for an image lack."""
    name = f"image {quoted(use.target)}"
    if use.alt is None:
        hint = _ALT_HINT_OF_WORD if path.lower().endswith(DOCUMENT) else _ALT_HINT
        cause = f"missing-alt {name}" if "://" in use.target else ""
        yield diagnose("missing-alt", f"{name} has no text alternative", path, use.line, hint, cause=cause)
    elif use.alt and (why := weakness(use.alt, use.target, use.caption)):
        shown = use.alt if len(use.alt) <= _SHOWN else use.alt[:_SHOWN] + "…"
        yield diagnose("weak-alt", f"the text alternative of {name}, “{shown}”, {why}", path, use.line, _WEAK_HINT)
    if use.lacking:
        message = f"{name} names a long description, #{use.lacking}, that is not in this article"
        hint = f"write {{#{use.lacking}}} behind the paragraph or heading that describes it"
        yield diagnose("broken-anchor", message, path, use.line, hint)


def weakness(alt: str, target: str, caption: str = "") -> str:
    """Return why an alternative says nothing of the picture, or an empty text.

    `target` is the address of the file and `caption` what is printed below the picture.
    """
    words = alt.strip().casefold()
    name = PurePosixPath(unquote(target.partition("?")[0])).name.casefold()
    if words and words == " ".join(caption.split()).casefold():
        return "is the caption again, which is read aloud twice"
    if _SUFFIX.search(words) or _CAMERA.fullmatch(words) or (words == PurePosixPath(name).stem and _is_name(words)):
        return "is the name of a file"
    if _NO_LETTERS.sub(" ", words).strip() in _WORDS:
        return "only says that there is a picture"
    return ""


def _is_name(words: str) -> bool:
    """Return whether words look like the name of a file: in one piece, with a digit, a hyphen or an underscore."""
    return " " not in words and re.search(r"[\d_-]", words) is not None
