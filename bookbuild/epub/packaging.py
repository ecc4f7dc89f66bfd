"""The package: every file of the rendition packaged with EbookLib, and sealed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from ebooklib import epub

from bookbuild.epub.metadata import describe
from bookbuild.epub.page_list import describe_pages, with_page_list
from bookbuild.epub.sealing import seal
from bookbuild.font_subsets import media_type, subset
from bookbuild.model import Artifact, EpubRendition, NavPoint, Resource

_COVER_ID = "cover-image"


def package(rendition: EpubRendition, edition: str, name: str, cover: Resource | None = None) -> Artifact:
    """Return the EPUB 3.3 as a file called `name`: the same bytes for the same rendition, always.

    Documents and resources are stored byte for byte; the package document, the NCX and the subset fonts are made here.
    The cover is `cover`, or whichever resource has the property ``cover-image``.
    """
    book = epub.EpubBook()
    describe(book, rendition)
    describe_pages(book, rendition)
    book.spine = list(_add_documents(book, rendition))
    _add_resources(book, rendition, cover)
    book.add_item(epub.EpubNcx(file_name="toc.ncx"))
    book.toc = _contents(rendition.toc, iter(range(1, _size(rendition.toc) + 1)))
    modified = datetime.fromisoformat(rendition.identity.modified).astimezone(UTC)
    options = {"mtime": modified, "play_order": {"enabled": True, "start_from": 1}, "package_direction": True}
    writer = _Writer(name, book, options)
    writer.process()
    writer.write()
    ncx = f"{book.FOLDER_NAME}/toc.ncx"
    writer.out.files[ncx] = with_page_list(writer.out.files[ncx], rendition)
    return Artifact(name, "epub", edition, seal(writer.out.files, rendition))


class _Files:
    """What EbookLib writes, by names. A `ZipFile` would use the clock's time, and refuse years before 1980."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def writestr(self, name: str, data: bytes | str, **_: object) -> None:
        """Do what the method of `ZipFile` does."""
        self.files[name] = data.encode() if isinstance(data, str) else data


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib ships no types
    """EbookLib's writer, but for the ZIP file, which is written by `seal`."""

    def write(self) -> None:
        """Write all files."""
        self.out = _Files()
        self.out.writestr("mimetype", "application/epub+zip")
        self._write_container()
        self._write_opf()
        self._write_items()


def _add_documents(book: epub.EpubBook, rendition: EpubRendition) -> Iterator[tuple[epub.EpubItem, str]]:
    """Add the content documents; yield the spine."""
    for index, document in enumerate(rendition.documents, 1):
        own = ("nav",) if document.href == rendition.nav_href else ()
        resource = Resource(document.href, "application/xhtml+xml", document.data, (*own, *document.properties))
        yield _add(book, f"document-{index}", resource), "yes" if document.linear else "no"


def _add_resources(book: epub.EpubBook, rendition: EpubRendition, cover: Resource | None) -> None:
    resources = {resource.href: resource for resource in rendition.resources}
    if cover is not None:
        resources[cover.href] = replace(cover, properties=("cover-image", *cover.properties))
    for index, resource in enumerate(resources.values(), 1):
        if "cover-image" in resource.properties:
            _add(book, _COVER_ID, resource)
            book.add_metadata(None, "meta", "", {"name": "cover", "content": _COVER_ID})  # for readers of EPUB 2
        else:
            _add(book, f"resource-{index}", resource)
    for index, font in enumerate(_fonts(rendition), 1):
        _add(book, f"font-{index}", font)


def _fonts(rendition: EpubRendition) -> Iterable[Resource]:
    for face in rendition.typefaces:
        yield Resource(f"fonts/{face.name}", media_type(face), subset(face, rendition.characters))


def _add(book: epub.EpubBook, uid: str, resource: Resource) -> epub.EpubItem:
    item = epub.EpubItem(uid, resource.href, resource.media_type, resource.data)
    item.properties = list(dict.fromkeys(resource.properties))
    return book.add_item(item)


def _contents(points: Iterable[NavPoint], numbers: Iterator[int]) -> list[object]:
    """Return the contents in EbookLib's form, from which it makes the NCX; its links need unique ids."""
    return [_entry(point, numbers) for point in points]


def _entry(point: NavPoint, numbers: Iterator[int]) -> object:
    label = f"{point.number}. {point.label}" if point.number else point.label
    if point.children:
        return epub.Section(label, point.target), _contents(point.children, numbers)
    return epub.Link(point.target, label, f"point-{next(numbers)}")


def _size(points: Iterable[NavPoint]) -> int:
    return sum(1 + _size(point.children) for point in points)
