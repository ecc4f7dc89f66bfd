"""What a preview showed last, kept in the project's cache: the next one shows it until the book is read again."""

import json
from base64 import b64decode, b64encode
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from bookbuild import __version__
from bookbuild.cache import CACHE
from bookbuild.system.regular_files import read_bytes
from bookbuild.system.whole_files import write_whole

_NAME = "preview-last.json"
_PAGES = 6
"""Pages that are kept: those of a window, and their neighbours."""


@dataclass(slots=True)
class LastShown:
    """A state as the browser was told it, and the pages that it fetched last: pictures by digest and width, texts by
    digest.
    """

    state: dict[str, Any] = field(default_factory=dict)
    pictures: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    texts: OrderedDict[str, Any] = field(default_factory=OrderedDict)

    @classmethod
    def load(cls, project: Path, edition: str) -> Self:
        """Return what was shown last of an edition, empty if there is nothing such."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            values = json.loads(read_bytes(_path(project)))
            if values["version"] == __version__ and values["state"]["edition"] == edition:
                pictures = OrderedDict((name, b64decode(data)) for name, data in values["pictures"].items())
                return cls(dict(values["state"]), pictures, OrderedDict(values["texts"]))
        return cls()

    def picture(self, digest: str, width: str) -> bytes | None:
        """Return a page's picture of that width, or None."""
        return self.pictures.get(f"{digest} {width}")

    def keep_picture(self, digest: str, width: str, picture: bytes) -> None:
        """Keep a picture that was fetched."""
        _keep(self.pictures, f"{digest} {width}", picture)

    def keep_text(self, digest: str, text: Any) -> None:
        """Keep the text of a page that was fetched."""
        _keep(self.texts, digest, text)

    def save(self, project: Path, state: dict[str, Any]) -> None:
        """Write it, with a new state. A folder that cannot be written to is nobody's fault here."""
        pictures = {name: b64encode(data).decode() for name, data in self.pictures.items()}
        values = {"version": __version__, "state": state, "pictures": pictures, "texts": self.texts}
        with suppress(OSError):
            if _path(project).parent.is_symlink():
                return
            write_whole(_path(project), (json.dumps(values).encode(),), mode=0o600)


def _keep(kept: OrderedDict[str, Any], name: str, value: Any) -> None:
    kept[name] = value
    kept.move_to_end(name)
    while len(kept) > _PAGES:
        kept.popitem(last=False)


def _path(project: Path) -> Path:
    return project / CACHE / _NAME
