"""Files of editions that are made to be looked at or downloaded: their pages, and what is in an EPUB."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from threading import Lock
from typing import Any
from xml.etree import ElementTree as ET

from bookbuild.model import FORMATS, Artifact
from bookbuild.preview.pictures import Pictures
from bookbuild.preview.session import PreviewSession

_OPF = "{http://www.idpf.org/2007/opf}"
_TITLE = re.compile(r"<title>([^<]*)</title>")
_KEPT = 24
"""Files whose pages can still be fetched."""


@dataclass(frozen=True, eq=False)
class MadeFile:
    """A file that was made."""

    artifact: Artifact

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.artifact.data

    @cached_property
    def digest(self) -> str:
        """A digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()[:20]


class MadeFiles:
    """The files of editions, made when they are asked for."""

    def __init__(self, session: PreviewSession, pictures: Pictures) -> None:
        self._session, self._pictures = session, pictures
        self._known: dict[str, MadeFile] = {}
        self._lock = Lock()

    def described(self, edition: str, form: str, stem: str = "") -> dict[str, Any] | None:
        """Return the volumes of an edition, and the file in a format of that of a stem, or of the first, with its pages
        or documents; None if there is none.
        """
        config = self._session.state.config
        if config is None or edition not in config.editions or form not in FORMATS:
            return None
        made = self._session.files(edition, form, stem)
        with self._lock:
            files = [self._remember(artifact) for artifact in made.files]
        is_leaf = config.editions[edition].layout == "handout"
        shown = [self._described(file, form, is_leaf=is_leaf) for file in files]
        faults = [str(one) for one in made.diagnostics if one.severity.value == "error"]
        volumes = [[one.stem, one.title] for one in made.volumes]
        return {"files": shown, "volumes": volumes, "faults": faults[:5]}

    def page(self, digest: str) -> tuple[MadeFile, int] | None:
        """Return the file of a page, named ``DIGEST-INDEX``, and its index there; None if it is gone."""
        name, _, index = digest.rpartition("-")
        file = self._known.get(name)
        return (file, int(index)) if file and index.isdecimal() else None

    def file(self, edition: str, form: str, name: str) -> bytes | None:
        """Return a file to be downloaded, or None."""
        config = self._session.state.config
        if config is None or edition not in config.editions or form not in FORMATS:
            return None
        made = self._session.files(edition, form, name.removesuffix(FORMATS[form].suffix))
        return next((one.data for one in made.files if one.name == name), None)

    def in_epub(self, _edition: str, digest: str, path: str) -> bytes | None:
        """Return a file in an EPUB that was described, or None."""
        file = self._known.get(digest)
        if file is None or file.artifact.format != "epub":
            return None
        with zipfile.ZipFile(io.BytesIO(file.data)) as container:
            return container.read(path) if path in container.namelist() else None

    def _remember(self, artifact: Artifact) -> MadeFile:
        file = MadeFile(artifact)
        kept = self._known.pop(file.digest, file)
        self._known[file.digest] = kept
        while len(self._known) > _KEPT:
            self._known.pop(next(iter(self._known)))
        return kept

    def _described(self, file: MadeFile, form: str, *, is_leaf: bool) -> dict[str, Any]:
        """Return a file's name, size and pages. The two sides of a leaf stand beside each other, its front first."""
        head = {"name": file.artifact.name, "size": len(file.data), "digest": file.digest}
        if form == "epub":
            return {**head, "documents": _spine(file.data)}
        if not FORMATS[form].needs_layout:
            return head
        count = self._pictures.count(file, file.data)
        pages = [[f"{file.digest}-{index}", str(index + 1), int(index % 2 == is_leaf)] for index in range(count)]
        width, height = self._pictures.size(file, file.data, 0) if count else (1, 1)
        return {**head, "pages": pages, "shape": round(width / height, 4)}


def _spine(epub: bytes) -> list[tuple[str, str]]:
    """Return the content documents of an EPUB in reading order: the path of each in the container, and its title."""
    with zipfile.ZipFile(io.BytesIO(epub)) as container:
        name = next(one for one in container.namelist() if one.endswith(".opf"))
        package = ET.fromstring(container.read(name))  # noqa: S314 - made by this program
        folder = name.rpartition("/")[0]
        hrefs = {item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")}
        ids = [item.get("idref") for item in package.iter(f"{_OPF}itemref")]
        paths = [f"{folder}/{hrefs[one]}".lstrip("/") for one in ids if one in hrefs]
        return [(path, _title(container.read(path).decode("utf-8", "replace")) or path) for path in paths]


def _title(document: str) -> str:
    found = _TITLE.search(document)
    return unescape(found[1]).strip() if found else ""
