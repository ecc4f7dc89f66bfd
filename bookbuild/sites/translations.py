"""Files in several languages: ``guide.de.md`` beside ``guide.md``, or folders ``en/`` and ``de/``. One is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bookbuild.sites.languages import Languages, tag_of
from bookbuild.sites.site import LeftOut


@dataclass(frozen=True, slots=True)
class Translated:
    """The files that are read, and the others; `root` is the folder that they are in. Without languages, all are."""

    files: tuple[str, ...]
    root: str
    left_out: tuple[LeftOut, ...] = ()
    languages: tuple[str, ...] = ()
    """That of the book, then the others."""


def in_one_language(files: Sequence[str], root: str, wanted: str) -> Translated:
    """Choose among the files below a folder those in one language."""
    versions = _by_folder(files, root) or _by_suffix(files)
    if not versions:
        return Translated(tuple(files), root)
    tags: dict[str, set[str]] = defaultdict(set)
    for page, tag in versions.values():
        tags[page].add(tag)
    languages = Languages.of([frozenset(found) for found in tags.values()], (), wanted)
    taken = tuple(path for path in files if (versions[path][1] or languages.bare) == languages.book)
    chosen = {versions[path][0] for path in taken}
    left_out = (
        LeftOut(path, "in other languages" if page in chosen else "only in other languages")
        for path, (page, _) in versions.items()
        if path not in taken
    )
    return Translated(taken, _root(taken, root, versions), tuple(left_out), (languages.book, *languages.others))


def _by_folder(files: Iterable[str], root: str) -> Mapping[str, tuple[str, str]]:
    """Return page and language of each file, if at least two folders are called after languages; else nothing."""
    versions = {}
    for path in files:
        folder, mark, rest = path[len(root) :].lstrip("/").partition("/")
        tag = tag_of(folder) if mark else ""
        versions[path] = (rest, tag) if tag else (path[len(root) :].lstrip("/"), "")
    return versions if len({tag for _, tag in versions.values()} - {""}) > 1 else {}


def _by_suffix(files: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Return page and language of each file, if a page has files that differ in the language alone; else nothing."""
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
            versions[path] = (page_path, tag) if tag in known else (path, "")
    return versions if several else {}


def _root(taken: Sequence[str], root: str, versions: Mapping[str, tuple[str, str]]) -> str:
    """Return the folder of the language, if all files that are read are in one."""
    folders = {path.removesuffix(versions[path][0]).rstrip("/") for path in taken}
    folder = folders.pop() if len(folders) == 1 else root
    return folder if folder.startswith(root) else root
