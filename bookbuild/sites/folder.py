"""What a convention can look at: the names of a project's files, and small data files, read as plain values."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.sites.data import Data, DataError, read_data
from bookbuild.sites.ordering import natural

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
"""Suffixes of files that are read as Markdown by every convention."""
_ALSO_MARKDOWN = (".mdx", ".qmd", ".rmd", ".mdwn", ".mdtxt", ".mdtext", ".text")
TOOL_FOLDERS = frozenset(
    {"__pycache__", "_book", "_build", "_site", "bower_components", "node_modules", "site-packages", "vendor", "venv"}
)
"""Folders of other people's files, and of finished ones, which no convention reads."""


_OF_REPOSITORIES = frozenset(
    {"changelog", "changes", "code_of_conduct", "contributing", "copying", "history", "license", "readme", "security"}
)
"""Names of files about a project, without suffix, in small letters."""


class Names(NamedTuple):
    """The names in one folder. `links` are symbolic links to folders, which are not followed."""

    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Folder:
    """A project's folder. All paths are relative to it, in POSIX form; the folder itself is an empty path.

    `names` lists a folder (no names if there is none), `contents` reads a file (None if there is none, or if it is too
    large to be data). Both are called only where a convention needs them.
    """

    names: Callable[[str], Names]
    contents: Callable[[str], bytes | None]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """What is wrong with data files that were read."""
    _listed: dict[str, Names] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, str]) -> "Folder":
        """Return a folder with these files, for tests."""

        def names(folder: str) -> Names:
            start = f"{folder}/" if folder else ""
            below = [path[len(start) :].split("/") for path in files if path.startswith(start)]
            folders = {parts[0] for parts in below if len(parts) > 1}
            return Names(tuple(sorted(folders)), tuple(sorted(parts[0] for parts in below if len(parts) == 1)))

        return cls(names, lambda path: files[path].encode() if path in files else None)

    def list(self, folder: str = "") -> Names:
        """Return the names in a folder, in numeric order."""
        if folder not in self._listed:
            found = self.names(folder)
            self._listed[folder] = Names(*(tuple(sorted(part, key=natural)) for part in found))
        return self._listed[folder]

    def has(self, path: str) -> bool:
        """Return whether there is a file or a folder."""
        names = self.list(posixpath.dirname(path))
        return not path or posixpath.basename(path) in {*names.folders, *names.files}

    def paths(self, below: str = "") -> tuple[str, ...]:
        """Return all files below a folder, in numeric order, files of a folder before those of the folders in it.

        Hidden files, and `TOOL_FOLDERS`, are skipped; names that begin with an underscore are not.
        """
        return tuple(
            _join(here, name)
            for here in self.folders(below)
            for name in self.list(here).files
            if not name.startswith((".", "~$"))  # the second are an office program's, of files that are open
        )

    def texts(self, below: str = "") -> tuple[str, ...]:
        """Return the Markdown files among `paths`."""
        return tuple(filter(is_markdown, self.paths(below)))

    def unread(self, below: str = "") -> tuple[str, ...]:
        """Return files with Markdown in them and another name: ``.mdx``, or ``.txt`` if it has a metadata block."""
        return tuple(path for path in self.paths(below) if path.lower().endswith(_ALSO_MARKDOWN) or self._is_text(path))

    def _is_text(self, path: str) -> bool:
        return path.lower().endswith(".txt") and (self.contents(path) or b"").lstrip(b"\xef\xbb\xbf").startswith(
            b"---\n"
        )

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a small file, or None if there is none."""
        # Its folder is listed, so that a file which is not there yet makes a difference to the next build.
        return self.contents(path) if self.has(path) else None

    def data(self, path: str) -> Data:
        """Return the values of a YAML, TOML or JSON file, all of them texts, lists and mappings; an empty mapping if
        there is no such file, or if it cannot be read, of which a diagnostic is kept.
        """
        content = self.read(path)
        try:
            return read_data(content, path) if content is not None else {}
        except DataError as error:
            hint = "mend it, or set what it says in bookbuild.toml"
            self.diagnostics.append(diagnose("site-file", f"cannot be read: {error}", path, hint=hint))
            return {}

    def folders(self, below: str = "") -> Iterator[str]:
        """Yield a folder and all folders in it that are not hidden and not of other people's files."""
        waiting = [below]
        while waiting:
            here = waiting.pop()
            yield here
            inside = (one for one in self.list(here).folders if not one.startswith(".") and one not in TOOL_FOLDERS)
            waiting.extend(reversed([_join(here, name) for name in inside]))


def is_markdown(path: str) -> bool:
    """Return whether a file is Markdown by its name."""
    return path.lower().endswith(MARKDOWN)


def is_about_project(path: str) -> bool:
    """Return whether a file at the root of a project is about the project by its name, such as a README."""
    return posixpath.basename(path).partition(".")[0].lower() in _OF_REPOSITORIES


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
