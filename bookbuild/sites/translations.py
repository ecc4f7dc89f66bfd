"""Files in several languages: ``guide.de.md`` beside ``guide.md``, or folders ``en/`` and ``de/``. One is read."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from bookbuild.sites.languages import Languages, best_match, tag_of
from bookbuild.sites.site import LeftOut

_OPENINGS = frozenset({"chapter", "_index", "index", "readme"})
"""Names, without suffix, of pages that any two folders may have, so that they are no sign of a translation."""


@dataclass(frozen=True, slots=True)
class Translated:
    """The files that are read, and the others; `root` is the folder that they are in. Without languages, all are."""

    files: tuple[str, ...]
    root: str
    left_out: tuple[LeftOut, ...] = ()
    languages: tuple[str, ...] = ()
    """That of the book, then the others."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The path of each file without its language: ``docs/guide.md`` of ``docs/de/guide.md``."""

    @property
    def versions(self) -> Mapping[str, tuple[str, ...]]:
        """The paths of the other files of each page that is read, and the page's own without a language."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, page in self.pages.items():
            found[page].append(path)
        without = {page: page if PurePosixPath(page).suffix else f"{page}.md" for page in found}
        taken = ((path, self.pages[path]) for path in self.files if path in self.pages)
        return {
            path: tuple(one for one in dict.fromkeys((*found[page], without[page])) if one != path)
            for path, page in taken
            if len(found[page]) > 1
        }


class _Version(NamedTuple):
    """A file as a version of a page: its language, and the folder of the language, if there is one."""

    page: str
    tag: str = ""
    folder: str | None = None


def in_one_language(files: Sequence[str], root: str, wanted: str, default: str = "") -> Translated:
    """Choose among the files below a folder those in one language.

    Args:
        files: paths of pages.
        root: the folder that they are in.
        wanted: the language that the book is to have, or empty.
        default: the language that the site's settings say, or empty.
    """
    versions = _by_folder(files, root) or _by_suffix(files)
    if not versions:
        return Translated(tuple(files), root)
    tags: dict[str, set[str]] = defaultdict(set)
    for version in versions.values():
        tags[version.page].add(version.tag)
    languages = Languages.of([frozenset(found) for found in tags.values()], (default,) if default else (), wanted)
    taken = tuple(path for path in files if (versions[path].tag or languages.bare) == languages.book)
    read, chosen = set(taken), {versions[path].page for path in taken}
    left_out = (
        LeftOut(path, "in other languages" if version.page in chosen else "only in other languages")
        for path, version in versions.items()
        if path not in read
    )
    return Translated(
        taken,
        _root(taken, root, versions),
        tuple(left_out),
        (languages.book, *languages.others),
        {path: version.page for path, version in versions.items()},
    )


def _by_folder(files: Sequence[str], root: str) -> Mapping[str, _Version]:
    """Return each file as a version, if folders beside each other are called after languages; else nothing."""
    pages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in files:
        for parent, name, page in _steps(path, root):
            pages[parent][name].add(page)
    tags = {parent: found for parent, inside in pages.items() if (found := _tags(inside, is_root=parent == root))}
    return {path: _version(path, root, tags) for path in files} if tags else {}


def _steps(path: str, root: str) -> Iterator[tuple[str, str, str]]:
    """Yield each folder that a file is below, the name in it, and the rest of the path; for a file itself no name."""
    parts = path[len(root) :].lstrip("/").split("/")
    for at, name in enumerate(parts[:-1]):
        yield posixpath.join(root, *parts[:at]), name, "/".join(parts[at + 1 :])
        yield posixpath.join(root, *parts[:at]), "", "/".join(parts[at:])
    yield posixpath.dirname(path), "", parts[-1]


def _tags(inside: Mapping[str, set[str]], *, is_root: bool) -> dict[str, str]:
    """Return the languages that folders are called after, by their names, if they hold versions of the same pages.

    `inside` has the pages below each folder; those without a name are all of them.
    """
    known = {name: tag for name in inside if name and (tag := tag_of(name))}
    if not known:
        return {}
    counts = Counter(page for name in (*known, "") for page in inside.get(name, ()))
    shared = {page for page, count in counts.items() if count > 1 and _is_telling(page)}
    if len(set(known.values())) == 1:
        pages = inside[next(iter(known))]
        return known if len(pages) <= 2 * len(pages & shared) and len(shared) > 1 else {}
    if not shared:
        return known if is_root and not inside.keys() - known.keys() - {""} else {}
    others = {name: tag for name, pages in inside.items() if name and (tag := tag_of(name, [name])) and pages & shared}
    return {**known, **others}


def _is_telling(page: str) -> bool:
    return posixpath.basename(page).partition(".")[0].lower() not in _OPENINGS


def _version(path: str, root: str, tags: Mapping[str, Mapping[str, str]]) -> _Version:
    for parent, name, page in _steps(path, root):
        if tag := tags.get(parent, {}).get(name, ""):
            return _Version(posixpath.join(parent, page), tag, posixpath.join(parent, name))
    return _Version(path)


def _by_suffix(files: Iterable[str]) -> Mapping[str, _Version]:
    """Return each file as a version, if a page has files that differ in the language alone; else nothing."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in files:
        page = PurePosixPath(path)
        tag = tag_of(page.stem.rpartition(".")[2]) if "." in page.stem else ""
        found[str(page.with_name(page.stem.rpartition(".")[0])) if tag else str(page.with_suffix(""))].append(
            (path, tag)
        )
    several = [tags for group in found.values() if len(tags := {tag for _, tag in group}) > 1]
    known = set().union(*several) if several else set()
    versions = {}
    for page_path, group in found.items():
        for path, tag in group:
            versions[path] = _Version(page_path, tag) if tag in known else _Version(path)
    return versions if several else {}


def _root(taken: Sequence[str], root: str, versions: Mapping[str, _Version]) -> str:
    """Return the folder of the language, if all files that are read are in one."""
    folders = {versions[path].folder for path in taken}
    folder = folders.pop() if len(folders) == 1 else None
    return root if folder is None else folder


def in_folders(files: Sequence[str], root: str, wanted: str, folders: Mapping[str, str], own: str) -> Translated:
    """Choose among the files below a folder those in one language, where settings name the folders of the languages.

    Args:
        files: paths of pages.
        root: the folder that they are in.
        wanted: the language that the book is to have, or empty.
        folders: the folders of other languages than that of the site, by their tags.
        own: the language of the pages in no such folder, or empty.
    """
    book = best_match(wanted, folders) if wanted else ""
    taken = [path for path in files if _folder_language(path, folders) == book]
    if not folders or not taken:
        return Translated(tuple(files), root)
    others = (LeftOut(path, "in other languages") for path in files if path not in set(taken))
    languages = tuple(dict.fromkeys(filter(None, [book or own, own, *folders])))
    return Translated(tuple(taken), folders.get(book, root), tuple(others), languages)


def _folder_language(path: str, folders: Mapping[str, str]) -> str:
    return next((tag for tag, folder in folders.items() if path.startswith(f"{folder}/")), "")
