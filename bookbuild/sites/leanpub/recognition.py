"""Whether a folder has a ``Book.txt``, and the site that it is."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.contents import Entry, body_of
from bookbuild.sites.faults import missing_page
from bookbuild.sites.folder import Folder
from bookbuild.sites.leanpub.pages import prepared
from bookbuild.sites.site import Plan, PlannedFile, Read, Site, Wanted

_LISTS = ("Book.txt", "book.txt")
_FOLDERS = ("manuscript", "")
_DIVISIONS = ("front", "main", "back")
_DIVISION = re.compile(r"\{?(?P<name>front|main|back)matter\}?:?")
_PART = re.compile(r"\s*(?:(?:\{[^{}\n]*\}[ \t]*\n\s*)*\{class:[ \t]*part\}[ \t]*\n\s*#[ \t]+(?P<above>[^\n]+)"
                   r"|-#[ \t]+(?P<old>[^\n]+)|#[ \t]+(?P<behind>[^\n{]+?)[ \t]*\{class:[ \t]*part\}"
                   r"|#[ \t]+(?P<marked>[^\n]+?)[ \t]+#[ \t]*(?=\n|\Z))")  # fmt: skip


@dataclass(frozen=True)
class Leanpub:
    """Leanpub's convention of folders."""

    name: str = "leanpub"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there is no list of files."""
        for place in dict.fromkeys((wanted.folder, *_FOLDERS)):
            for name in _LISTS:
                path = posixpath.join(place, name)
                content = folder.read(path)
                if content is not None and (site := _site(folder, place, path, content.decode("utf-8-sig", "replace"))):
                    return site
        return None


def _site(folder: Folder, place: str, path: str, text: str) -> Site | None:
    listed: dict[str, str] = {}
    missing: list[tuple[int, str]] = []
    division = "main"
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if mark := _DIVISION.fullmatch(line):
            division = mark["name"]
        elif line and not line.startswith(("#", "{")):
            file = posixpath.normpath(posixpath.join(place, line))
            division = _division_within(folder.read(file), division)
            if folder.has(file):
                listed.setdefault(file, division)
            else:
                missing.append((number, file))
    texts = {file: (folder.read(file) or b"").decode("utf-8", "replace") for file in listed}
    marks = tuple(file for file in listed if _DIVISION.fullmatch(texts[file].strip()))
    files = tuple(
        sorted((file for file in listed if file not in marks), key=lambda file: _DIVISIONS.index(listed[file]))
    )
    if not place and not any(file.lower().endswith((".md", ".markdown", ".txt", ".markua")) for file in files):
        return None
    return LeanpubSite(
        name="leanpub",
        kind="a Leanpub manuscript",
        folder=place,
        files=files,
        parts=marks,
        diagnostics=tuple(missing_page(file, path, number, "list") for number, file in missing),
        front=tuple(file for file in files if listed[file] == "front"),
        back=tuple(file for file in files if listed[file] == "back"),
        entries=tuple(_entries([file for file in files if listed[file] == "main"], texts)),
        path=path,
    )


def _division_within(content: bytes | None, division: str) -> str:
    """Return the division that a file begins with ``{backmatter}`` or the like, or the one before it."""
    first = (content or b"").lstrip()[:20].decode("utf-8", "replace").partition("\n")[0].strip()
    mark = _DIVISION.fullmatch(first)
    return mark["name"] if mark and first.startswith("{") else division


def _entries(files: Sequence[str], texts: dict[str, str]) -> list[Entry]:
    """Return the files, those behind a part inside it."""
    entries: list[tuple[Entry, list[Entry]]] = []
    for file in files:
        part = _PART.match(texts[file])
        if part:
            title = part["above"] or part["old"] or part["behind"] or part["marked"]
            entries.append((Entry(title.strip(), file, is_part=True), []))
        elif entries and entries[-1][0].is_part:
            entries[-1][1].append(Entry("", file))
        else:
            entries.append((Entry("", file), []))
    return [Entry(one.title, one.path, tuple(inside), one.is_part) for one, inside in entries]


@dataclass(frozen=True, kw_only=True)
class LeanpubSite(Site):
    """A manuscript of Leanpub. `path` is that of the list of its files."""

    front: tuple[str, ...]
    back: tuple[str, ...]
    entries: tuple[Entry, ...]
    path: str

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the files in the order of the list."""
        del articles
        front, back = (tuple(map(PlannedFile, files)) for files in (self.front, self.back))
        return Plan(body=tuple(body_of(self.entries, self.path)), front=front, back=back)

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a file of Markua in our Markdown."""
        return prepared(source, read, self.folder)

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return where Leanpub has its pictures."""
        del article
        places = ("images", "resources", "resources/images")
        return tuple(posixpath.join(self.folder, place, target) for place in places) if "://" not in target else ()
