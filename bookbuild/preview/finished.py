"""A finished build for colleagues: its files, with a page that lists them, in a folder that any server can take."""

import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.pipeline.contents import rows_of
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.results import BuildResult, OutputFile
from bookbuild.preview.finished_contents import Finished, OfferedFile
from bookbuild.preview.finished_page import page_of
from bookbuild.preview.memory_cache import MemoryCache

_CLAIM = re.compile(r'property="dcterms:conformsTo"[^>]*>([^<]+)<')
_UA = re.compile(rb"pdfuaid:part\W{1,3}([0-9])")
_A = re.compile(rb"pdfaid:part\W{1,3}([0-9])")
_COVER = re.compile(r'<item\b[^>]*properties="[^"]*cover-image[^"]*"[^>]*>')
_HREF = re.compile(r'href="([^"]+)"')
PAGE = "index.html"
_STYLE = "finished.css"


def publish(project: Path, result: BuildResult, folder: Path, language: str = "") -> Finished:
    """Copy the files of a build into a folder, with a page for them, and return what it shows.

    Files of an earlier page are replaced; whatever else is there stays.

    Raises:
        BookError: when the folder cannot be written to.
    """
    reading = read(project, os.environ, MemoryCache(None), language=language).value
    try:
        offered = tuple(_copied(file, folder) for file in result.files)
        finished = Finished(
            reading.config.identity,
            tuple(rows_of(reading.book)),
            offered,
            result.diagnostics,
            _cover(offered, folder),
            next((one.address for one in offered if one.file.format == "html"), ""),
        )
        (folder / PAGE).write_text(page_of(finished), "utf-8")
        (folder / _STYLE).write_bytes((files("bookbuild.preview") / "static" / _STYLE).read_bytes())
    except OSError as error:
        raise BookError(diagnose("unwritable", f"cannot be written to: {error.strerror}", str(folder))) from error
    return finished


def _copied(file: OutputFile, folder: Path) -> OfferedFile:
    source = Path(file.path)
    place = folder / "books" / file.edition
    place.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place / source.name)
    return OfferedFile(file, f"books/{file.edition}/{source.name}", tuple(_claims(file.format, source)))


def _claims(form: str, file: Path) -> Iterator[str]:
    """Yield the standards that a file says it keeps."""
    if form == "epub":
        yield "EPUB 3.3"
        for found in _CLAIM.findall(_package(file)):
            yield " ".join(found.split())
    elif form in {"pdf", "sheets"}:
        from bookbuild.pdf_pages import metadata_of  # noqa: PLC0415 - slow to import

        told = metadata_of(file.read_bytes())
        for name, rule in (("UA", _UA), ("A", _A)):
            if found := rule.search(told):
                yield f"PDF/{name}-{found[1].decode()}"


def _package(epub: Path) -> str:
    with zipfile.ZipFile(epub) as container:
        return container.read(_package_name(container)).decode()


def _package_name(container: zipfile.ZipFile) -> str:
    return next(name for name in container.namelist() if name.endswith(".opf"))


def _cover(offered: Sequence[OfferedFile], folder: Path) -> str:
    """Write the cover of the first EPUB beside the page, and return its address; empty if there is none."""
    for one in offered:
        if one.file.format != "epub":
            continue
        with suppress(KeyError, StopIteration), zipfile.ZipFile(one.file.path) as container:
            package = _package_name(container)
            item = _COVER.search(container.read(package).decode())
            href = _HREF.search(item[0]) if item else None
            if href:
                name = f"cover{Path(href[1]).suffix}"
                (folder / name).write_bytes(container.read(f"{package.rpartition('/')[0]}/{href[1]}".lstrip("/")))
                return name
    return ""
