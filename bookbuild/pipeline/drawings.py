"""The drawings of a book made ready for its PDF: painted where the layout engine would not draw them as meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.images.encoded import PrintedDrawing
from bookbuild.model import Book, Picture, Typeface
from bookbuild.pipeline.cache_entries import DRAWING

_SVG = "image/svg+xml"
_PNG_HINT = "save it as a large PNG in the drawing program"
_PATHS_HINT = "use other characters, add a typeface that has these, or export the drawing with text as paths"


class Drawings:
    """Makes drawings ready for PDFs, each once for the same typefaces."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._ready: dict[tuple[str, tuple[str, ...]], PrintedDrawing] = {}

    def for_print(self, book: Book, typefaces: Sequence[Typeface]) -> Outcome[Book]:
        """Return a book whose drawings are as the layout engine can draw them, and what cannot be painted."""
        pictures: dict[tuple[str, str], Picture] = dict(book.pictures)
        diagnostics: dict[Diagnostic, None] = {}
        for article in book.articles():
            for use in article.images:
                picture = book.pictures.get((article.path, use.target))
                if picture is None or picture.media_type != _SVG:
                    continue
                ready = self._drawing(picture, typefaces)
                if ready.data:
                    pictures[article.path, use.target] = replace(picture, data=ready.data)
                diagnostics |= dict.fromkeys(_faults(ready, article.path, use.target, use.line))
        return Outcome(replace(book, pictures=pictures), tuple(diagnostics))

    def _drawing(self, picture: Picture, typefaces: Sequence[Typeface]) -> PrintedDrawing:
        digests = tuple(face.digest for face in typefaces)
        key = (picture.name, digests)  # a name has a digest of its content
        if key not in self._ready:
            self._ready[key] = self._cache.remember(DRAWING, (picture.data, digests), lambda: _made(picture, typefaces))
        return self._ready[key]


def _made(picture: Picture, typefaces: Sequence[Typeface]) -> PrintedDrawing:
    from bookbuild.images.drawings.painting import for_print  # noqa: PLC0415 - not needed if nothing has changed

    return for_print(picture.data, typefaces)


def _faults(ready: PrintedDrawing, path: str, target: str, line: int) -> Iterator[Diagnostic]:
    if ready.error:
        yield diagnose("unreadable-image", f"image {target} {ready.error}", path, line, _PNG_HINT)
    if ready.missing:
        characters = ", ".join(f"{one} (U+{ord(one):04X})" for one in ready.missing)
        message = f"image {target} has characters that no font of the book has: {characters}"
        yield diagnose("missing-glyph", message, path, line, _PATHS_HINT)
