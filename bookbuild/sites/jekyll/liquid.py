"""Values that a page of Jekyll names: settings, data files, its own metadata."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bookbuild.sites.data import Data, DataError, lookup, read_data, text_of
from bookbuild.sites.liquid import Expressions
from bookbuild.sites.site import Read

_NAME = re.compile(r"[\w-]+")
_CONSTANTS: Mapping[str, str] = {
    "jekyll.environment": "production",
    **dict.fromkeys(("base_path", "include.path", "site.baseurl", "site.github.url", "site.url"), ""),
}
"""Values that are always the same. Where the site is, a book has no need of."""
_OF_ELECTRIC_BOOK: Mapping[str, str] = {"images": "", "site.output": "epub"}
"""Values in projects of the Electric Book, of which Jekyll makes one output at a time; an empty one is a setting."""
_FILLED = frozenset({"categories", "collections", "github", "html_pages", "pages", "posts", "static_files", "tags",
                     "time"})  # fmt: skip
_OF_PAGE = frozenset({"content", "date", "dir", "excerpt", "id", "next", "path", "previous", "url"})
"""Keys of ``site`` and ``page`` that the program fills in."""


class Values(Expressions):
    """The values that are known in a page. `variables` are those that it sets itself."""

    def __init__(self, read: Read, settings: Data, metadata: Data) -> None:
        self._read, self._settings, self._metadata = read, settings, metadata
        self._data: dict[str, Data] = {}
        self.variables: dict[str, str | None] = {}
        self._parameters: Mapping[str, str] | None = None
        """Those of the file that is being put in, or None outside of one."""

    @contextmanager
    def given(self, parameters: Mapping[str, str]) -> Iterator[None]:
        """Let ``include.title`` and its like stand for the parameters of a file while it is put in."""
        outer, self._parameters = self._parameters, parameters
        yield
        self._parameters = outer

    def named(self, name: str) -> str | None:
        """Return a value of the page, of the settings or of a data file."""
        if name in self.variables:
            return self.variables[name]
        if (same := self._constant(name)) is not None:
            return same
        space, _, key = name.partition(".")
        if space == "include" and self._parameters is not None:
            return self._parameters.get(key, "")
        if space == "page":
            return self._stated(self._metadata, key, _OF_PAGE)
        if name.startswith("site.data."):
            return self._datum(name.removeprefix("site.data.")) or None
        return self._stated(self._settings, key, _FILLED) if space == "site" else None

    def _constant(self, name: str) -> str | None:
        if name in _OF_ELECTRIC_BOOK and "image-set" in self._settings:
            return _OF_ELECTRIC_BOOK[name] or text_of(self._settings, "image-set")
        return _CONSTANTS.get(name) if name != "include.path" or not self._parameters else None

    def _stated(self, data: Data, key: str, filled: frozenset[str]) -> str | None:
        """Return a text, an empty one if it is nowhere stated; None for what is no text, or is filled in."""
        value = lookup(data, key)
        if value is None:
            return None if key.partition(".")[0] in filled else ""
        return text_of(data, key) if isinstance(value, str) else None

    def _datum(self, name: str) -> str:
        """Return the value of a data file (``ruby.version``), or nothing."""
        file, _, key = name.partition(".")
        if not _NAME.fullmatch(file):
            return ""
        if file not in self._data:
            self._data[file] = _read_data(self._read, file)
        return text_of(self._data[file], key)


def _read_data(read: Read, name: str) -> Data:
    """Return the values of a data file; an empty mapping if there is none, or if it cannot be read."""
    paths = (f"_data/{name}.{suffix}" for suffix in ("yml", "yaml", "json"))
    path, content = next(((path, content) for path in paths if (content := read(path)) is not None), ("", b""))
    try:
        return read_data(content, path) if path else {}
    except DataError:
        return {}
