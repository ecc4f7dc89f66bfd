"""The drawings of a book made ready: in the colours of their articles; for screens with their text as outlines, for the
PDF painted where the layout engine would not draw them as meant.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.images.encoded import OutlinedDrawing, PrintedDrawing
from bookbuild.model import Article, Book, Geometry, ImageUse, Picture, Theme, Typeface
from bookbuild.pipeline.cache_entries import DRAWING, OUTLINES
from bookbuild.pipeline.forking import parallel_map
from bookbuild.render.drawings import Sheets, drawing_colours, sheets_for_labels

_SVG = "image/svg+xml"
_DRAWINGS_PER_FORK = 4
"""The fewest drawings, of 20 milliseconds or more each, that are worth a fork."""
_LABELS_HINT = "make its labels larger or shorter, with more room around them, or draw it in parts"
_PNG_HINT = "save it as a large PNG in the drawing program"
_PATHS_HINT = "use other characters, add a typeface that has these, or export the drawing with text as paths"


class Drawings:
    """Makes drawings ready for books, each once for the same typefaces and colours."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._ready: dict[tuple[str, tuple[str, ...], Sheets], PrintedDrawing] = {}
        self._outlined: dict[tuple[str, str, tuple[str, ...]], OutlinedDrawing] = {}
        self._coloured: dict[tuple[str, tuple[str, ...]], Picture] = {}

    def for_print(self, book: Book, theme: Theme, page: Geometry) -> Outcome[Book]:
        """Return a book whose drawings are as the layout engine can draw them, and what cannot be painted."""
        sheets = sheets_for_labels(theme, page)
        coloured = self._in_colours(book, theme)
        pictures: dict[tuple[str, str], Picture] = dict(coloured.pictures)
        diagnostics: dict[Diagnostic, None] = {}
        for article, use, picture in _drawings_of(coloured):
            ready = self._printed(picture, theme.typefaces, sheets)
            if ready.data:
                made = replace(picture, data=ready.data, is_turned=ready.is_turned)
                pictures[article.path, use.target] = made
            diagnostics |= dict.fromkeys(_faults(ready, article.path, use.target, use.line))
        return Outcome(replace(coloured, pictures=pictures), tuple(diagnostics))

    def for_screen(self, book: Book, theme: Theme, language: str) -> Outcome[Book]:
        """Return a book whose drawings have their text as outlines, and a diagnostic for each text that has not."""
        coloured = self._in_colours(book, theme)
        pictures: dict[tuple[str, str], Picture] = dict(coloured.pictures)
        diagnostics: dict[Diagnostic, None] = {}
        outlined = self._outlines(coloured, theme.typefaces, language)
        for article, use, picture in _drawings_of(coloured):
            made = outlined[picture.name, article.language or language]
            if made.data:
                pictures[article.path, use.target] = _renamed(picture, made.data)
            if made.missing:
                diagnostics[_unknown(made.missing, article.path, use.target, use.line)] = None
        return Outcome(replace(coloured, pictures=pictures), tuple(diagnostics))

    def _in_colours(self, book: Book, theme: Theme) -> Book:
        """Return a book whose drawings have the colours of their articles: a picture for each accent."""
        asking = {key: one for key, one in book.pictures.items() if one.media_type == _SVG and b"var(" in one.data}
        if not asking:
            return book
        pictures = dict(book.pictures)
        for article, colours in drawing_colours(book, theme):
            for use in article.images:
                if picture := asking.get((article.path, use.target)):
                    pictures[article.path, use.target] = self._in_these(picture, colours)
        return replace(book, pictures=pictures)

    def _in_these(self, picture: Picture, colours: Mapping[str, str]) -> Picture:
        key = picture.name, tuple(colours.values())
        if key not in self._coloured:
            from bookbuild.images.drawings.colours import with_colours  # noqa: PLC0415 - few books need it

            self._coloured[key] = _renamed(picture, with_colours(picture.data, colours))
        return self._coloured[key]

    def _printed(self, picture: Picture, typefaces: Sequence[Typeface], sheets: Sheets) -> PrintedDrawing:
        digests = tuple(face.digest for face in typefaces)
        key = (picture.name, digests, sheets)  # a name has a digest of its content
        if key not in self._ready:
            inputs = (picture.data, digests, sheets)
            self._ready[key] = self._cache.remember(DRAWING, inputs, lambda: _made(picture, typefaces, sheets))
        return self._ready[key]

    def _outlines(
        self, book: Book, typefaces: Sequence[Typeface], language: str
    ) -> Mapping[tuple[str, str], OutlinedDrawing]:
        """Return the drawings of a book by name and language, their text as outlines. All cores make them."""
        digests = tuple(face.digest for face in typefaces)
        wanted = {
            (picture.name, article.language or language, digests): picture for article, _, picture in _drawings_of(book)
        }
        keys = [key for key in wanted if key not in self._outlined]
        inputs = [(wanted[key].data, key[1], digests) for key in keys]

        def make(indices: Sequence[int]) -> Sequence[OutlinedDrawing]:
            if indices:
                import bookbuild.images.drawings.outlines  # noqa: F401, PLC0415 - imported once for all forks
            works = [(wanted[keys[index]], typefaces, keys[index][1]) for index in indices]
            return parallel_map(lambda work: _with_outlines(*work), works, items_per_fork=_DRAWINGS_PER_FORK)

        self._outlined |= zip(keys, self._cache.remember_each(OUTLINES, inputs, make), strict=True)
        return {key[:2]: self._outlined[key] for key in wanted}


def _drawings_of(book: Book) -> Iterator[tuple[Article, ImageUse, Picture]]:
    """Yield each use of a drawing, with its article and its picture."""
    for article in book.articles():
        for use in article.images:
            picture = book.pictures.get((article.path, use.target))
            if picture is not None and picture.media_type == _SVG:
                yield article, use, picture


def _renamed(picture: Picture, data: bytes) -> Picture:
    """Return a picture of other content, whose name has the digest of that."""
    stem = picture.name.rpartition("-")[0]
    return replace(picture, name=f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.svg", data=data)


def _with_outlines(picture: Picture, typefaces: Sequence[Typeface], language: str) -> OutlinedDrawing:
    from bookbuild.images.drawings.outlines import outlined  # noqa: PLC0415 - not needed if nothing has changed

    return outlined(picture.data, typefaces, language)


def _made(picture: Picture, typefaces: Sequence[Typeface], sheets: Sheets) -> PrintedDrawing:
    from bookbuild.images.drawings.painting import for_print  # noqa: PLC0415 - not needed if nothing has changed

    if not sheets:
        return for_print(picture.data, typefaces)
    from bookbuild.images.drawings.large_labels import Sheet, for_sheets  # noqa: PLC0415 - few editions need it

    upright, turned = (Sheet(*sides) for sides in sheets)
    large = for_sheets(picture.data, typefaces, upright, turned)
    ready = for_print(large.data, typefaces)
    size = 0.0 if upright.allows(large.size) else large.size
    return replace(ready, data=ready.data or large.data, size=size, is_turned=large.is_turned)


def _faults(ready: PrintedDrawing, path: str, target: str, line: int) -> Iterator[Diagnostic]:
    if ready.error:
        yield diagnose("unreadable-image", f"image {target} {ready.error}", path, line, _PNG_HINT)
    if ready.size:
        message = f"image {target}: its smallest words are {ready.size:.1f} pt on paper, less than the edition promises"
        yield diagnose("small-labels", message, path, line, _LABELS_HINT)
    if ready.missing:
        yield _unknown(ready.missing, path, target, line)


def _unknown(characters: str, path: str, target: str, line: int) -> Diagnostic:
    shown = ", ".join(f"{one} (U+{ord(one):04X})" for one in characters)
    message = f"image {target} has characters that no font of the book has: {shown}"
    return diagnose("missing-glyph", message, path, line, _PATHS_HINT)
