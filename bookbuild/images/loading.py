"""Images named in articles -> Pictures in core media types."""

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bookbuild.diagnostics import Diagnostic, Location, Outcome, diagnose
from bookbuild.images.alternatives import DOCUMENT, faults_of_words
from bookbuild.images.data_addresses import SCHEME, quoted, read_data_address
from bookbuild.images.encoded import Encoded, Remark
from bookbuild.images.encoding import Encode, Files, encode, is_svg
from bookbuild.images.finding import ImageFinder, MissingError, OutsideError
from bookbuild.model import Article, ImageUse, Picture
from bookbuild.system.regular_files import read_bytes

_MAX_BYTES = 64 * 2**20
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


def load_pictures(
    articles: Sequence[Article], finder: ImageFinder, encode: Encode = encode
) -> Outcome[Mapping[tuple[str, str], Picture]]:
    """Return the picture of every (article path, image as written) that can be shown, and a diagnostic for every
    image that cannot, or that has no text alternative. The same file, or the same bytes, gives one picture.

    Pictures are of the core media types of EPUB 3.3; nothing outside the project is read, symbolic links included.
    """
    loader = _PictureLoader(finder, encode)
    pictures: dict[tuple[str, str], Picture] = {}
    diagnostics: dict[Diagnostic, None] = {}
    for article in articles:
        remarked: set[str] = set()
        for use in article.images:
            words = tuple(faults_of_words(article.path, use))
            picture, found = loader.picture(article.path, use)
            if picture is not None:
                pictures[article.path, use.target] = picture
            else:
                words, found = _in_one_message(words, found)
            diagnostics |= dict.fromkeys(words)
            if picture is None or use.target not in remarked:
                diagnostics |= dict.fromkeys(found)
            remarked.add(use.target)
    return Outcome(pictures, tuple(diagnostics))


def _in_one_message(words: Sequence[Diagnostic], found: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], ...]:
    """Return the diagnostics of an image that cannot be shown, joined with that of its missing text alternative."""
    others = tuple(one for one in words if one.code != "missing-alt")
    if len(others) == len(words):
        return tuple(words), tuple(found)
    return others, tuple(replace(one, message=f"{one.message}, and it has no text alternative") for one in found)


def load_cover(path: str, project: Path, encode: Encode = encode) -> Outcome[Picture | None]:
    """Return the project's own cover, named relative to its folder, under the same rules as an article's images."""
    picture, found = _PictureLoader(ImageFinder(project), encode).picture("bookbuild.toml", ImageUse(path, 1, "cover"))
    return Outcome(picture, tuple(replace(one, location=Location("bookbuild.toml")) for one in found))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was read from a file: a picture and the remark on it, or an error message."""

    picture: Picture | None
    remarks: tuple[Remark, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class _PictureLoader:
    """Loads pictures once each, by file and by content."""

    finder: ImageFinder
    encode: Encode
    by_file: dict[Path | str, _Loaded] = field(default_factory=dict)
    by_digest: dict[str, Picture] = field(default_factory=dict)

    def picture(self, article: str, use: ImageUse) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
        """Return the picture, or None, and the diagnostics about it."""
        cause = _cause(article, use.target)
        if article.lower().endswith(DOCUMENT):
            return self._in_document(article, use, cause)
        if use.target[: len(SCHEME)].lower() == SCHEME:
            return self._embedded(article, use, cause)
        try:
            found = self.finder.find(article, use.target)
        except OutsideError:
            message = f"image {use.target} lies outside the project"
            hint = f"{'download' if '//' in use.target else 'copy'} it, and put it beside the article"
            return None, (diagnose("outside-image", message, article, use.line, hint, cause=cause),)
        except MissingError as missing:
            message, hint = f"no image {use.target}", str(missing)
            return None, (diagnose("missing-image", message, article, use.line, hint, cause=cause),)
        if found.path not in self.by_file:
            self.by_file[found.path] = self._read(found.path)
        return _noted(self.by_file[found.path], found.spelling, article, use, cause)

    def _embedded(self, article: str, use: ImageUse, cause: str) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
        """Return the picture whose bytes the article holds itself."""
        if use.target not in self.by_file:
            data, suffix = read_data_address(use.target) or (b"", "")
            encoded = self.encode(data, suffix, ()) if data else "holds no picture that can be read"
            self.by_file[use.target] = self._loaded("picture", encoded)
        return _noted(self.by_file[use.target], "", article, use, cause)

    def _in_document(self, article: str, use: ImageUse, cause: str) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
        """Return the picture whose bytes are in the Word file that is the article."""
        place = f"{article}/{use.target}"
        if place not in self.by_file:
            from bookbuild.images.documents import read_from_document  # noqa: PLC0415 - few books have Word files

            data = read_from_document(self.finder.project / article, use.target, _MAX_BYTES)
            suffix = PurePosixPath(use.target).suffix
            encoded = self.encode(data, suffix, ()) if isinstance(data, bytes) else data
            self.by_file[place] = self._loaded(PurePosixPath(use.target).stem, encoded)
        return _noted(self.by_file[place], "", article, use, cause)

    def _read(self, file: Path) -> _Loaded:
        data = _content(file)
        encoded = self._encoded(data, file) if isinstance(data, bytes) else data
        return self._loaded(file.stem, encoded)

    def _loaded(self, stem: str, encoded: Encoded | str) -> _Loaded:
        if isinstance(encoded, str):
            return _Loaded(None, error=encoded)
        picture = _picture(stem, encoded)
        digest = hashlib.sha256(picture.data).hexdigest()
        return _Loaded(self.by_digest.setdefault(digest, picture), encoded.remarks)

    def _encoded(self, data: bytes, file: Path) -> Encoded | str:
        if is_svg(file.suffix, data):
            return self.encode(data, ".svg", self._files(data, file))
        return self.encode(data, file.suffix, ())

    def _files(self, data: bytes, file: Path) -> Files:
        """Return the picture files that a drawing shows, as far as they are in the project."""
        from bookbuild.images.drawings.embedding import files_in_drawing  # noqa: PLC0415 - a book may have no drawing

        files: dict[str, bytes] = {}
        drawing = file.relative_to(self.finder.project.resolve()).as_posix()
        for name in files_in_drawing(data):
            with suppress(OutsideError, MissingError):
                content = _content(self.finder.find(drawing, name).path)
                if isinstance(content, bytes):
                    files[name] = content
        return tuple(files.items())


def _noted(
    loaded: _Loaded, spelling: str, article: str, use: ImageUse, cause: str
) -> tuple[Picture | None, tuple[Diagnostic, ...]]:
    if loaded.picture is None:
        message, _, hint = f"image {quoted(use.target)} {loaded.error}".partition("\n")
        return None, (diagnose("unreadable-image", message, article, use.line, hint, cause=cause),)
    return loaded.picture, tuple(_notes(loaded, spelling, article, use))


def _notes(loaded: _Loaded, spelling: str, article: str, use: ImageUse) -> Iterator[Diagnostic]:
    if spelling:
        message = f"image {use.target} is called otherwise: capital and small letters differ"
        hint = f"write {spelling}; on some systems it is not found otherwise"
        yield diagnose("image-name-case", message, article, use.line, hint)
    for remark in loaded.remarks:
        message = f"image {quoted(use.target)} {remark.message}"
        yield diagnose(remark.code, message, article, use.line, remark.hint, cause=remark.cause)


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
        return read_bytes(file) or "is empty"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _picture(stem: str, encoded: Encoded) -> Picture:
    ascii_stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_stem).strip("-")[:40] or "image"
    digest = hashlib.sha256(encoded.data).hexdigest()
    name = f"{slug}-{digest[:8]}.{_EXTENSIONS[encoded.media_type]}"
    return Picture(name, encoded.media_type, encoded.data, encoded.width, encoded.height, encoded.is_clear)
