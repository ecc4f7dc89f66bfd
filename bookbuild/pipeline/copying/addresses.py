"""What links and pictures of an article are to name in the copy, and the files that come with it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath

from bookbuild.images.alternatives import DOCUMENT
from bookbuild.images.documents import read_from_document
from bookbuild.images.finding import MissingError, OutsideError
from bookbuild.model import Article, Target
from bookbuild.pipeline.copying.site import SiteCopy
from bookbuild.system.regular_files import read_bytes

_MOST_BYTES = 64 * 2**20
_HREF = re.compile(r'<a href="([^"]*)"')
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_TEXTS = (".md", ".markdown", ".mdown", ".mkd")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The new targets of links and pictures of an article, by those that it has. What is in neither stays."""

    links: Mapping[str, str]
    pictures: Mapping[str, str]


@dataclass
class AddressBook:
    """Names files of a copy in its articles. `files` are those that come with the articles, by their new paths."""

    site: SiteCopy
    paths: Mapping[str, str]
    """The new paths of the articles, by key."""
    files: dict[str, bytes] = field(default_factory=dict)
    _carried: dict[tuple[str, str], str] = field(default_factory=dict)
    """The new names of carried files, by folder of the copy and place in the site."""

    def of(self, article: Article) -> Addresses:
        """Return the new targets of an article of the book."""
        own = self.paths[article.key]
        pictures = {use.target: self._picture(article, use.target, own) for use in article.images}
        links = dict(self._links(article, own))
        return Addresses(links, {target: new for target, new in pictures.items() if new})

    def _links(self, article: Article, own: str) -> Iterator[tuple[str, str]]:
        parsed = self.site.parsed.get(article.path, article)
        for link in parsed.links:
            target = self.site.book.targets.get((article.path, link.target))
            if target is not None:
                yield link.target, self._place(target, own)
            elif new := self._file(article, link.target, own):
                yield link.target, new
        yield from self._on_the_web(parsed, article)

    def _on_the_web(self, parsed: Article, article: Article) -> Iterator[tuple[str, str]]:
        """Yield the links that the assembled book leads to the web."""
        before, after = ([*map(unescape, _HREF.findall("".join((one.body, *one.notes))))] for one in (parsed, article))
        if len(before) == len(after):
            yield from ((old, new) for old, new in zip(before, after, strict=True) if old != new)

    def _place(self, target: Target, own: str) -> str:
        path = self.paths.get(target.key)
        if path is None:  # a chapter without a page of its own
            return f"chapter:{target.key.removeprefix('ch').replace('-', '.')}"
        fragment = f"#{target.fragment}" if target.fragment else ""
        return fragment if path == own and fragment else posixpath.relpath(path, posixpath.dirname(own)) + fragment

    def _file(self, article: Article, target: str, own: str) -> str:
        """Copy a file that a link names, and return its new name, or an empty string."""
        path = target.partition("#")[0].partition("?")[0]
        if not path or _ELSEWHERE.match(target) or path.lower().endswith(_TEXTS):
            return ""
        found = self.site.files.find(article.path, path)
        return self._carry(self.site.folder.project / found.path, own) if found and not found.address else ""

    def _picture(self, article: Article, target: str, own: str) -> str:
        if target.startswith("data:"):
            return ""
        if article.path.lower().endswith(DOCUMENT):
            document = self.site.folder.project / article.path
            data = read_from_document(document, target, _MOST_BYTES)
            return self._keep(f"{article.path}/{target}", data, own) if isinstance(data, bytes) else ""
        try:
            found = self.site.finder.find(article.path, target)
        except (OutsideError, MissingError, OSError, ValueError):
            return ""
        return self._carry(found.path, own)

    def _carry(self, file: Path, own: str) -> str:
        try:
            data = read_bytes(file)
        except OSError:
            return ""
        self._carry_parts(file, data, own)
        return self._keep(str(file), data, own)

    def _carry_parts(self, file: Path, data: bytes, own: str) -> None:
        """Copy the pictures that a drawing shows, which have to keep their names."""
        if data.lstrip()[:1] != b"<":
            return
        from bookbuild.images.drawings.embedding import files_in_drawing  # noqa: PLC0415 - a site may have no drawing

        for name in files_in_drawing(data):
            part = file.parent / name
            path = posixpath.normpath(posixpath.join(posixpath.dirname(own), name))
            if (
                part.is_file()
                and path.startswith("content/")
                and part.resolve().is_relative_to(self.site.finder.project.resolve())
            ):
                self.files.setdefault(path, read_bytes(part))

    def _keep(self, place: str, data: bytes, own: str) -> str:
        """Put a file into the folder of an article, and return its name there, as it is written in an article."""
        folder = posixpath.dirname(own)
        if (folder, place) not in self._carried:
            self._carried[folder, place] = self._free_name(folder, PurePosixPath(place).name, data)
        name = self._carried[folder, place]
        self.files[f"{folder}/{name}"] = data
        return name.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3F")

    def _free_name(self, folder: str, name: str, data: bytes) -> str:
        path, count = PurePosixPath(name), 1
        while self.files.get(f"{folder}/{name}", data) != data:
            count += 1
            name = f"{path.stem}-{count}{path.suffix}"
        return name
