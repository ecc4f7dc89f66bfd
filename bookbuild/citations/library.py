"""Files of works -> the library of a book: CSL items by their keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath

from bookbuild.citations.bibtex import read_bibtex
from bookbuild.citations.csl_json import read_csl_json
from bookbuild.citations.items import Entry, Fault, Item
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose


@dataclass(frozen=True, slots=True)
class Library:
    """The works of a project by their keys, and the file and line of each."""

    works: Mapping[str, Item] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def nearest(self, key: str) -> str:
        """Return the key that is most like an unknown one, or an empty string."""
        folded = {known.casefold(): known for known in self.works}
        near = get_close_matches(key.casefold(), folded, 1, 0.7)
        return folded[near[0]] if near else ""


def read_library(files: Iterable[tuple[str, bytes]], language: str) -> Outcome[Library]:
    """Return the works of files, by path: BibTeX (``.bib``) and CSL-JSON. Of equal keys the first counts.

    Titles in BibTeX are in the book's language, if an entry does not say another.
    """
    works: dict[str, Item] = {}
    places: dict[str, tuple[str, int]] = {}
    found: list[Diagnostic] = []
    for path, data in files:
        entries, faults = _read(path, data, language)
        found += [diagnose("source-file", fault.message, path, fault.line or None, fault.hint) for fault in faults]
        for entry in entries:
            if entry.key in works:
                first = "{}:{}".format(*places[entry.key])
                message = f"the key {entry.key!r} is in use already, at {first}; this work is left out"
                found.append(diagnose("source-file", message, path, entry.line, "give one of them another key"))
            else:
                works[entry.key], places[entry.key] = entry.item, (path, entry.line)
    return Outcome(Library(works, places), tuple(found))


def _read(path: str, data: bytes, language: str) -> tuple[list[Entry], list[Fault]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [], [Fault("the file is not UTF-8, and its works are left out", line, "save it as UTF-8")]
    if PurePosixPath(path).suffix.lower() == ".json":
        return read_csl_json(text)
    return read_bibtex(text, language)
