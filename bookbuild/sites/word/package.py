"""The parts of a Word file (ECMA-376, Office Open XML): its XML, within bounds and without what could reach outside."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MOST_BYTES = 64 * 2**20
"""Bytes of XML, unpacked, beyond which a file is not read."""
_MOST_PARTS = 5_000
_XML = (".xml", ".rels")
_LOCKED = b"\xd0\xcf\x11\xe0"
"""The beginning of OLE files: Word files with a password, and those of Word before 2007."""


class DamagedError(Exception):
    """Raised for a file that cannot be read; the message completes "the Word file ...", and `hint` says what to do."""

    def __init__(self, message: str, hint: str = "open it in Word, and save it again as .docx") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a Word file, as trees by their names, and the names of the other parts."""

    trees: Mapping[str, etree._Element]
    others: tuple[str, ...]

    @classmethod
    def of(cls, data: bytes) -> "Package":
        """Read a file.

        Raises:
            DamagedError: when it is no Word file, damaged, locked with a password, or too large.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = sorted(set(archive.namelist()))
                trees = _trees(archive, names)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(data) from error
        except RuntimeError as error:  # zipfile's for a password
            raise DamagedError(
                "is locked with a password", "open it in Word, and save it without the password"
            ) from error
        return cls(trees, tuple(name for name in names if name not in trees and not name.endswith("/")))

    @property
    def document(self) -> etree._Element | None:
        """The text itself."""
        return self.trees.get("word/document.xml")

    def rebuilt(self) -> io.BytesIO:
        """Return the file with its XML parts as they are now. Its other parts are there by name, and empty."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, tree in self.trees.items():
                archive.writestr(name, etree.tostring(tree, encoding="utf-8", xml_declaration=True))
            for name in self.others:
                archive.writestr(name, b"")
        stream.seek(0)
        return stream


def _damaged(data: bytes) -> DamagedError:
    if data.startswith(_LOCKED):
        message = "is locked with a password, or of Word before 2007"
        return DamagedError(message, "open it in Word, and save it as .docx without a password")
    return DamagedError("is empty" if not data else "is damaged: it is no ZIP archive, or a part of it is missing")


def _trees(archive: zipfile.ZipFile, names: list[str]) -> dict[str, etree._Element]:
    if len(names) > _MOST_PARTS:
        raise DamagedError(f"has more than {_MOST_PARTS:,} parts")
    trees: dict[str, etree._Element] = {}
    room = _MOST_BYTES
    for name in names:
        if name.lower().endswith(_XML):
            with archive.open(name) as part:
                content = part.read(room + 1)
            room -= len(content)
            if room < 0:
                raise DamagedError(
                    f"has more than {_MOST_BYTES // 2**20} MiB of text, unpacked", "divide it into several"
                )
            trees[name] = _tree(content.replace(_STRICT, W[1:-1].encode()), name)
    return trees


def _tree(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(f"is damaged: {name} in it is no XML") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise DamagedError(f"is none that Word writes: {name} in it has a document type")
    return root
