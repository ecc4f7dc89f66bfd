"""Image paths in articles -> files inside the project."""

import difflib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
"""Matches addresses with a scheme or an authority (RFC 3986), which are not paths in the project."""
_GRAV_PAGES = "user/pages/"
_PACKAGES = frozenset({"node_modules", "venv"})
"""Folders of other people's files."""
_NOWHERE = "put the file beside the article, or write the path to it from there"
_MOST_ENTRIES = 20_000
"""Files and folders that are looked at for one of the same name elsewhere."""


class OutsideError(Exception):
    """Raised when an image is outside the project, or on the network."""


class MissingError(Exception):
    """Raised when there is no such file. The message is a hint, with the closest name if there is one."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with symbolic links resolved; `spelling` is what the article should write, if it differs in case."""

    path: Path
    spelling: str = ""


@dataclass(frozen=True)
class ImageFinder:
    """Finds the files that articles name; names are case-sensitive on every system.

    A file that is named by its name alone and is not beside the article is looked for in all of the content `folder`
    (relative to the project), as Obsidian does; only one may fit. `places` are the paths that an article (its path)
    may mean by an address, by the convention of its site.
    """

    project: Path
    folder: str = ""
    places: Callable[[str, str], Iterable[str]] = lambda _article, _target: ()
    _listings: dict[Path, Mapping[str, str]] = field(default_factory=dict)
    _files: dict[str, list[Path]] = field(default_factory=dict)

    def find(self, article: str, target: str) -> FoundFile:
        """Return the file that an article (path relative to the project) refers to.

        Raises:
            OutsideError: if it is outside the project.
            MissingError: if it does not exist.

        """
        paths = [_normal(PurePosixPath(path)) for path in self.places(article, target)]
        if not paths and _EXTERNAL.match(target):
            raise OutsideError
        plain = unquote(target)
        without_fragment = plain.partition("#")[0] or plain  # GitHub has #gh-dark-mode-only behind names
        spellings = dict.fromkeys((plain, target, plain.replace("\\", "/"), without_fragment))
        paths += (path for spelling in spellings for path in self._candidates(PurePosixPath(article), spelling))
        found = self._first_existing(paths, article)
        if found is None:
            found = self._by_name(unquote(target), self._hint_for(paths[0], article))
        if not found.path.is_relative_to(self.project.resolve()):
            raise OutsideError
        return found

    def _candidates(self, article: PurePosixPath, target: str) -> Iterator[PurePosixPath]:
        """Yield candidate paths: relative to the article; for a path from the root or from Grav's ``user/pages``,
        relative to every folder above the article, outermost first.
        """
        absolute = target.removeprefix("/")
        if absolute == target and not target.startswith(_GRAV_PAGES):
            yield _normal(article.parent / target)
            return
        for folder in reversed(article.parents):
            yield _normal(folder / absolute)
            if absolute.startswith(_GRAV_PAGES):
                yield _normal(folder / absolute.removeprefix(_GRAV_PAGES))

    def _first_existing(self, candidates: list[PurePosixPath], article: str) -> FoundFile | None:
        for ignores_case in (False, True):
            for path in candidates:
                name = self._spelled(path, ignores_case=ignores_case)
                if name is not None and (self.project / name).is_file():
                    return FoundFile((self.project / name).resolve(), _way(article, name) if ignores_case else "")
        return None

    def _spelled(self, path: PurePosixPath, *, ignores_case: bool) -> PurePosixPath | None:
        """Return a path as the file system spells it, or None if there is none, or more than one that fits."""
        spelled = PurePosixPath()
        for step in path.parts:
            names = self._names(self.project / spelled)
            fits = [names[_nfc(step)]] if _nfc(step) in names else []
            if not fits and ignores_case:
                fits = [name for key, name in names.items() if key.casefold() == _nfc(step).casefold()]
            if len(fits) != 1:
                return None
            spelled /= fits[0]
        return spelled

    def _by_name(self, name: str, hint: str) -> FoundFile:
        """Return the only file of a name in the content folder.

        Raises:
            MissingError: if there is none, or if there are several, or if the name has folders; with `hint`.
        """
        files = self._files_named(name) if self.folder and "/" not in name else []
        if len(files) != 1:
            raise MissingError(self._hint_for_several(files) if files else hint)
        return FoundFile(files[0].resolve())

    def _hint_for_several(self, files: list[Path]) -> str:
        paths = " and ".join(sorted(file.relative_to(self.project).as_posix() for file in files)[:3])
        return f"several files have this name, {paths}: write the path of one from the article's folder"

    def _files_named(self, name: str) -> list[Path]:
        """Return the files of the content folder that have a name; hidden folders are not searched."""
        if not self._files:
            self._files[""] = []
            for folder, folders, names in os.walk(self.project / self.folder):
                folders[:] = sorted(one for one in folders if not one.startswith((".", "_")) and one not in _PACKAGES)
                for one in names:
                    self._files.setdefault(_nfc(one), []).append(Path(folder) / one)
        return [file for file in self._files.get(_nfc(name), []) if file.is_file()]  # no link in a circle

    def _names(self, folder: Path) -> Mapping[str, str]:
        """Return the names in a folder by their composed form (NFC); macOS decomposes names, and may ignore case."""
        if folder not in self._listings:
            self._listings[folder] = _listing(folder)
        return self._listings[folder]

    def _hint_for(self, path: PurePosixPath, article: str) -> str:
        names = self._names(self.project / path.parent)
        if _nfc(path.name) in names:
            return "this name belongs to a folder, or to a broken link"
        elsewhere = self._everywhere.get(_nfc(path.name).casefold(), ())
        if len(elsewhere) == 1:
            return f"the only file of that name is {elsewhere[0]}: write {_way(article, elsewhere[0])}"
        if elsewhere:
            return f"there are {len(elsewhere)} files of that name: {', '.join(map(str, elsewhere[:3]))}"
        keys = {name.casefold(): name for name in names}
        wanted = _nfc(path.name).casefold()
        close = [name for name in difflib.get_close_matches(wanted, keys) if _is_like(name, wanted)]
        return f"did you mean {_written(keys[close[0]])}?" if close else _NOWHERE

    @cached_property
    def _everywhere(self) -> Mapping[str, list[PurePosixPath]]:
        """The files of the project by their names without case; not those of hidden and finished folders."""
        found: dict[str, list[PurePosixPath]] = {}
        for folder, name in _files(self.project):
            found.setdefault(_nfc(name).casefold(), []).append(folder / name)
        return found


def _files(project: Path) -> Iterator[tuple[PurePosixPath, str]]:
    entries = 0
    for root, folders, names in os.walk(project):
        folders[:] = sorted(folder for folder in folders if not folder.startswith((".", "_", "node_modules")))
        entries += len(folders) + len(names)
        if entries > _MOST_ENTRIES:
            return
        for name in sorted(names):
            yield PurePosixPath(Path(root).relative_to(project).as_posix()), name


def _is_like(name: str, wanted: str) -> bool:
    """Return whether two names are alike without their suffixes, which are the same in most names."""
    stems = [PurePosixPath(one).stem for one in (name, wanted)]
    return bool(difflib.get_close_matches(stems[0], stems[1:]))


def _way(article: str, path: PurePosixPath) -> str:
    """Return what an article writes to show a file of the project."""
    way = os.path.relpath(path, PurePosixPath(article).parent)
    return _written(PurePosixPath(way).as_posix())


def _written(path: str) -> str:
    """Return a path as it is written in an article, where a percent sign and a space have codes."""
    return path.replace("%", "%25").replace(" ", "%20")


def _normal(path: PurePosixPath) -> PurePosixPath:
    """Return a path of the project with ``..`` resolved before the file system is accessed."""
    steps: list[str] = []
    for step in path.parts:
        if step == ".." and not steps:
            raise OutsideError
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return PurePosixPath(*steps)


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _listing(folder: Path) -> Mapping[str, str]:
    try:
        return {_nfc(entry.name): entry.name for entry in sorted(folder.iterdir())}
    except (OSError, ValueError):  # no such folder, or an impossible name
        return {}
