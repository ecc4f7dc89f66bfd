"""Files of a project that links lead to, and their addresses on the book's website."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from bookbuild.assemble import LinkedFile
from bookbuild.images.finding import ImageFinder, MissingError, OutsideError

_ORDERING_NUMBER = re.compile(r"^\d+\.(?=.*[^\d.])")
_SAFE = "/:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class LinkedFiles:
    """Finds files as articles name them. `address` is that of the book on the web, or empty.

    A file's address is that of the book and the file's path below the folder of the articles, without the ordering
    numbers of folders (``03.offers``), as sites made of such folders have it.
    """

    finder: ImageFinder
    folder: str
    address: str
    _hints: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(self, article: str, target: str) -> LinkedFile | None:
        """Return the file that a target in an article names, or None if there is none within the project."""
        if not target.strip("/."):
            return None
        try:
            found = self.finder.find(article, target.replace("\\", "/"))
        except MissingError as missing:
            self._hints[article, target] = str(missing)
            return None
        except (OutsideError, OSError, ValueError):
            return None
        if found.spelling:
            self._hints[article, target] = f"did you mean {found.spelling}?"
            return None
        path = found.path.relative_to(self.finder.project.resolve()).as_posix()
        return LinkedFile(path, self._address_of(path))

    def hint(self, article: str, target: str) -> str:
        """Return a hint to the file that was probably meant, or an empty string."""
        return self._hints.get((article, target), "")

    def _address_of(self, path: str) -> str:
        if not self.address:
            return ""
        below = PurePosixPath(path)
        if self.folder not in {"", "."} and below.is_relative_to(self.folder):
            below = below.relative_to(self.folder)
        parts = [*(_ORDERING_NUMBER.sub("", part) for part in below.parts[:-1]), below.name]
        return f"{_site(self.address)}/{quote('/'.join(parts), safe=_SAFE)}"


def _site(address: str) -> str:
    """Return an address as that of a folder: without a page, a query and a slash at its end."""
    parts = urlsplit(address)
    path = PurePosixPath(parts.path)
    folder = path.parent if path.suffix else path
    return parts._replace(path=folder.as_posix().rstrip("/"), query="", fragment="").geturl()
