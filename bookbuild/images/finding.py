"""Image paths in articles -> files inside the project."""

import difflib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
"""Matches addresses with a scheme or an authority (RFC 3986), which are not paths in the project."""
_GRAV_PAGES = "user/pages/"
_PACKAGES = frozenset({"node_modules", "venv"})
"""Folders of other people's files."""


class OutsideError(Exception):
    """Raised when an image is outside the project, or on the network."""


class MissingError(Exception):
    """Raised when there is no such file. The message is a hint with the closest name, or empty."""


@dataclass(frozen=True, slots=True)
class ImageFinder:
    """Finds the files that articles name; names are case-sensitive on every system.

    A file that is named by its name alone and is not beside the article is looked for in all of the content `folder`
    (relative to the project), as Obsidian does; only one may fit.
    """

    project: Path
    folder: str = ""
    _listings: dict[Path, Mapping[str, str]] = field(default_factory=dict)
    _files: dict[str, list[Path]] = field(default_factory=dict)

    def find(self, article: str, target: str) -> Path:
        """Return the file that an article (path relative to the project) refers to, with symbolic links resolved.

        Raises:
            OutsideError: if it is outside the project.
            MissingError: if it does not exist.

        """
        if _EXTERNAL.match(target):
            raise OutsideError
        file = self._existing(list(self._candidates(PurePosixPath(article), unquote(target))), unquote(target))
        if not file.is_relative_to(self.project.resolve()):
            raise OutsideError
        return file

    def _candidates(self, article: PurePosixPath, target: str) -> Iterator[Path]:
        """Yield candidate paths: relative to the article; for a path from the root or from Grav's ``user/pages``,
        relative to every folder above the article, outermost first.
        """
        absolute = target.removeprefix("/")
        if absolute == target and not target.startswith(_GRAV_PAGES):
            yield self._project_path(article.parent / target)
            return
        for folder in reversed(article.parents):
            yield self._project_path(folder / absolute)
            if absolute.startswith(_GRAV_PAGES):
                yield self._project_path(folder / absolute.removeprefix(_GRAV_PAGES))

    def _project_path(self, path: PurePosixPath) -> Path:
        """Return the path under the project, with ``..`` resolved before the file system is accessed."""
        steps: list[str] = []
        for step in path.parts:
            if step == ".." and not steps:
                raise OutsideError
            if step == "..":
                steps.pop()
            else:
                steps.append(step)
        return self.project.joinpath(*steps)

    def _existing(self, candidates: list[Path], target: str) -> Path:
        for path in candidates:
            name = self._names(path.parent).get(_nfc(path.name))
            if name is not None and (path.parent / name).is_file():
                return (path.parent / name).resolve()
        elsewhere = self._files_named(target) if self.folder and "/" not in target else []
        if len(elsewhere) == 1:
            return elsewhere[0].resolve()
        raise MissingError(self._hint_for_several(elsewhere) if elsewhere else self._hint_for(candidates[0]))

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
        return self._files.get(_nfc(name), [])

    def _names(self, folder: Path) -> Mapping[str, str]:
        """Return the names in a folder by their composed form (NFC); macOS decomposes names, and may ignore case."""
        if folder not in self._listings:
            self._listings[folder] = _listing(folder)
        return self._listings[folder]

    def _hint_for(self, path: Path) -> str:
        if _nfc(path.name) in self._names(path.parent):
            return "this name belongs to a folder, or to a broken link"
        names = {name.casefold(): name for name in self._names(path.parent)}
        name = _nfc(path.name).casefold()
        if name in names:
            return f"the file is called {names[name]}; names are case-sensitive"
        close = difflib.get_close_matches(name, names, n=1)
        return f"did you mean {names[close[0]]}?" if close else ""


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _listing(folder: Path) -> Mapping[str, str]:
    try:
        return {_nfc(entry.name): entry.name for entry in sorted(folder.iterdir())}
    except (OSError, ValueError):  # no such folder, or an impossible name
        return {}
