"""Images named in articles -> Pictures in core media types."""

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Outcome, diagnose
from bookbuild.images.encoded import Encoded, UnreadableError
from bookbuild.images.finding import ImageFinder, MissingError, OutsideError
from bookbuild.model import Article, ImageUse, Picture

_MAX_BYTES = 64 * 2**20
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
_ALT_HINT = "write what it shows between the brackets: ![A handshake](handshake.jpg)"

Encode = Callable[[bytes, str], Encoded | str]
"""Converts the bytes of an image file, given its suffix, to an Encoded image; returns an error message if it cannot."""


def encode(data: bytes, suffix: str) -> Encoded | str:
    """Return an image of a core media type, or an error message that completes the sentence "image NAME …"."""
    # Imported here so that a book without images loads neither Pillow nor lxml for them.
    try:
        if _is_svg(suffix, data):
            from bookbuild.images.vector import read_svg  # noqa: PLC0415

            return read_svg(data)
        from bookbuild.images.raster import read_raster  # noqa: PLC0415

        return read_raster(data)
    except UnreadableError as error:
        return str(error)


def load_pictures(
    articles: Sequence[Article], project: Path, encode: Encode = encode, folder: str = ""
) -> Outcome[Mapping[tuple[str, str], Picture]]:
    """Return the picture of every (article path, image as written) that can be shown, and a diagnostic for every
    image that cannot, or that has no text alternative. The same file, or the same bytes, gives one picture.

    Pictures are of the core media types of EPUB 3.3; nothing outside `project` is read, symbolic links included.
    A picture that is named by its file's name alone may be anywhere in the content `folder`.
    """
    loader = _PictureLoader(ImageFinder(project, folder), encode)
    pictures: dict[tuple[str, str], Picture] = {}
    diagnostics: list[Diagnostic] = []
    for article in articles:
        for use in article.images:
            if use.alt is None:
                message = f"image {use.target} has no text alternative"
                diagnostics.append(diagnose("missing-alt", message, article.path, use.line, _ALT_HINT))
            result = loader.picture(article.path, use)
            if isinstance(result, Picture):
                pictures[article.path, use.target] = result
            else:
                diagnostics.append(result)
    return Outcome(pictures, tuple(diagnostics))


def load_cover(path: str, project: Path, encode: Encode = encode) -> Outcome[Picture | None]:
    """Return the project's own cover, named relative to its folder, under the same rules as an article's images."""
    result = _PictureLoader(ImageFinder(project), encode).picture("bookbuild.toml", ImageUse(path, 1, "cover"))
    if isinstance(result, Picture):
        return Outcome(result)
    return Outcome(None, (replace(result, location=Location("bookbuild.toml")),))


@dataclass(frozen=True, slots=True)
class _PictureLoader:
    """Loads pictures once each, by file and by content."""

    finder: ImageFinder
    encode: Encode
    by_file: dict[Path, Picture | str] = field(default_factory=dict)
    by_digest: dict[str, Picture] = field(default_factory=dict)

    def picture(self, article: str, use: ImageUse) -> Picture | Diagnostic:
        cause = _cause(article, use.target)
        try:
            file = self.finder.find(article, use.target)
        except OutsideError:
            message, hint = f"image {use.target} lies outside the project", "copy it beside the article"
            return diagnose("outside-image", message, article, use.line, hint, cause=cause)
        except MissingError as missing:
            return diagnose("missing-image", f"no image {use.target}", article, use.line, str(missing), cause=cause)
        if file not in self.by_file:
            self.by_file[file] = self._read(file)
        read = self.by_file[file]
        if isinstance(read, str):
            return diagnose("unreadable-image", f"image {use.target} {read}", article, use.line, cause=cause)
        return read

    def _read(self, file: Path) -> Picture | str:
        """Return the picture, or an error message."""
        data = _content(file)
        encoded = self.encode(data, file.suffix) if isinstance(data, bytes) else data
        if isinstance(encoded, str):
            return encoded
        picture = _picture(file.stem, encoded)
        digest = hashlib.sha256(picture.data).hexdigest()
        return self.by_digest.setdefault(digest, picture)


def _cause(article: str, target: str) -> str:
    """Return what an image that cannot be shown has in common with others: the file or the address that is meant."""
    if re.match(r"[\w+.-]+:|//", target):
        return f"image {target}"
    return f"image {posixpath.normpath(posixpath.join(posixpath.dirname(article), target))}"


def _content(file: Path) -> bytes | str:
    """Return the bytes of a file, or an error message."""
    try:
        if file.stat().st_size > _MAX_BYTES:
            return f"is larger than {_MAX_BYTES // 2**20} MiB"
        return file.read_bytes() or "is empty"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _is_svg(suffix: str, data: bytes) -> bool:
    """Return whether a file is to be read as SVG: by its name, or because it begins like XML."""
    return suffix.lower() == ".svg" or data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _picture(stem: str, encoded: Encoded) -> Picture:
    ascii_stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_stem).strip("-")[:40] or "image"
    digest = hashlib.sha256(encoded.data).hexdigest()
    name = f"{slug}-{digest[:8]}.{_EXTENSIONS[encoded.media_type]}"
    return Picture(name, encoded.media_type, encoded.data, encoded.width, encoded.height)
