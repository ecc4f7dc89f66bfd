"""Where an image lies: from the words of an article to a file inside the project."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
"""What begins with a scheme or an authority (RFC 3986) is no path in the project."""
_GRAV_PAGES = "user/pages/"


class OutsideError(Exception):
    """The image lies outside the project, or on the network."""


class MissingError(Exception):
    """There is no such file. Its text is a hint: the nearest name there is, or nothing."""


@dataclass(frozen=True, slots=True)
class ImageFinder:
    """Finds the files that articles name, case for case as they are written, on every system alike."""

    project: Path
    _listings: dict[Path, Mapping[str, str]] = field(default_factory=dict)

    def find(self, article: str, target: str) -> Path:
        """Return the file that an article (path relative to the project) means, symbolic links resolved.

        Raises:
            OutsideError: when it lies outside the project.
            MissingError: when it is not there.

        """
        if _ELSEWHERE.match(target):
            raise OutsideError
        found = self._first_there(list(self._candidates(PurePosixPath(article), unquote(target))))
        if not found.is_relative_to(self.project.resolve()):
            raise OutsideError
        return found

    def _candidates(self, article: PurePosixPath, target: str) -> Iterator[Path]:
        """Yield the places to look: beside the article; a path from the root, or Grav's ``user/pages``, from every
        folder above it, outermost first.
        """
        absolute = target.removeprefix("/")
        if absolute == target and not target.startswith(_GRAV_PAGES):
            yield self._inside(article.parent / target)
            return
        for folder in reversed(article.parents):
            yield self._inside(folder / absolute)
            if absolute.startswith(_GRAV_PAGES):
                yield self._inside(folder / absolute.removeprefix(_GRAV_PAGES))

    def _inside(self, path: PurePosixPath) -> Path:
        """Return the path under the project, its dots undone before the file system is asked anything."""
        steps: list[str] = []
        for step in path.parts:
            if step == ".." and not steps:
                raise OutsideError
            if step == "..":
                steps.pop()
            else:
                steps.append(step)
        return self.project.joinpath(*steps)

    def _first_there(self, candidates: list[Path]) -> Path:
        for path in candidates:
            name = self._names(path.parent).get(_plain(path.name))
            if name is not None and (path.parent / name).is_file():
                return (path.parent / name).resolve()
        raise MissingError(self._nearest(candidates[0]))

    def _names(self, folder: Path) -> Mapping[str, str]:
        """Return the names in a folder by their composed form (macOS decomposes, and may ignore case)."""
        if folder not in self._listings:
            self._listings[folder] = _listing(folder)
        return self._listings[folder]

    def _nearest(self, path: Path) -> str:
        if _plain(path.name) in self._names(path.parent):
            return "what has this name is a folder, or a link that leads nowhere"
        names = {name.casefold(): name for name in self._names(path.parent)}
        wanted = _plain(path.name).casefold()
        if wanted in names:
            return f"the file is called {names[wanted]}: capitals count"
        close = difflib.get_close_matches(wanted, names, n=1)
        return f"did you mean {names[close[0]]}?" if close else ""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _listing(folder: Path) -> Mapping[str, str]:
    try:
        return {_plain(entry.name): entry.name for entry in sorted(folder.iterdir())}
    except (OSError, ValueError):  # no such folder, or no possible name: nothing is there
        return {}
