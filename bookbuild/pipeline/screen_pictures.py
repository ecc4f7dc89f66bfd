"""The photographs of a book made ready for screens: those with too many pixels are made smaller, with a note."""

import hashlib
from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.images.encoded import Encoded
from bookbuild.model import Book, Picture
from bookbuild.pipeline.cache_entries import SCALED_IMAGE

_MOST_PIXELS = 5_600_000
_KINDS = frozenset({"image/jpeg", "image/png", "image/webp"})


def scaled_for_screen(book: Book, cache: Cache) -> Outcome[Book]:
    """Return a book whose photographs have as many pixels as shops accept, and a note on each that had more."""
    large = {name: one for name, one in book.pictures.items() if one.width * one.height > _MOST_PIXELS}
    if not any(one.media_type in _KINDS for one in large.values()):
        return Outcome(book)
    made: dict[str, Picture] = {}
    pictures, found = dict(book.pictures), dict[Diagnostic, None]()
    for article in book.articles():
        for use in article.images:
            picture = large.get((article.path, use.target))
            if picture is None or picture.media_type not in _KINDS:
                continue
            if picture.name not in made:
                made[picture.name] = _smaller(picture, cache)
            smaller = pictures[article.path, use.target] = made[picture.name]
            if smaller is not picture:
                message = (
                    f"image {use.target} has {picture.width} x {picture.height} pixels; screens get "
                    f"{smaller.width} x {smaller.height}, the PDF all"
                )
                found[diagnose("scaled-image", message, article.path, use.line, cause=f"scaled {picture.name}")] = None
    return Outcome(replace(book, pictures=pictures), tuple(found))


def _smaller(picture: Picture, cache: Cache) -> Picture:
    def scale() -> Encoded:
        from bookbuild.images.scaling import scaled_down  # noqa: PLC0415 - few books have such pictures

        return scaled_down(picture.media_type, picture.data)

    made = cache.remember(SCALED_IMAGE, (picture.media_type, picture.data), scale)
    if made.data == picture.data:
        return picture
    path = PurePosixPath(picture.name)
    name = f"{path.stem.rpartition('-')[0]}-{hashlib.sha256(made.data).hexdigest()[:8]}{path.suffix}"
    return replace(picture, name=name, data=made.data, width=made.width, height=made.height)
