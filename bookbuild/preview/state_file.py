"""The file by which a second start finds the first: the address of a running preview, readable by its user only."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from bookbuild.cache import CACHE

_NAME = "preview.json"
_PATIENCE = 2
"""Seconds that a running preview has to answer."""


@dataclass(frozen=True, slots=True)
class RunningPreview:
    """A preview that runs: its process, and its address on this machine, with the token."""

    process: int
    address: str

    @classmethod
    def here(cls, address: str) -> Self:
        """Return the preview of this process."""
        return cls(os.getpid(), address)

    @classmethod
    def find(cls, project: Path) -> Self | None:
        """Return the preview of a project that runs and answers, or None. A file that is left over is removed."""
        path = _path(project)
        try:
            values = json.loads(path.read_text("utf-8"))
            running = cls(int(values["process"]), str(values["address"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if running.answers():
            return running
        with suppress(OSError):
            path.unlink()
        return None

    def answers(self) -> bool:
        """Return whether it answers at its address, which must be one of this machine."""
        from urllib.request import ProxyHandler, Request, build_opener  # noqa: PLC0415 - slow; mostly none runs

        parts = urlsplit(self.address)
        if parts.scheme != "http" or parts.hostname not in {"127.0.0.1", "::1"}:
            return False  # the file may have come with the project
        opener = build_opener(ProxyHandler({}))
        request = Request(f"{self.address}alive")  # noqa: S310 - of this machine, as was just looked at
        with suppress(OSError, ValueError), opener.open(request, timeout=_PATIENCE) as answer:
            return bool(answer.read() == b"bookbuild")
        return False

    def tell(self, path: str, line: int) -> bool:
        """Have it turn the page to a line of a file; return whether the book has it."""
        from urllib.request import ProxyHandler, Request, build_opener  # noqa: PLC0415 - slow; mostly none runs

        body = json.dumps({"path": path, "line": line}).encode()
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
        headers = {"Content-Type": "application/json", "Origin": origin, "X-Bookbuild": "1"}
        request = Request(f"{self.address}goto", body, headers, method="POST")  # noqa: S310 - as above
        opener = build_opener(ProxyHandler({}))
        with suppress(OSError, ValueError), opener.open(request, timeout=_PATIENCE) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 - OK
        return False

    def write(self, project: Path) -> None:
        """Write the file, for its user only.

        Raises:
            OSError: when it cannot be written, or the cache's folder is a link.
        """
        path = _path(project)
        if path.parent.is_symlink():
            raise OSError(0, "it is a symbolic link", str(path.parent))
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            path.unlink()
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            json.dump(asdict(self), stream)

    def remove(self, project: Path) -> None:
        """Remove the file, if it is still that of this preview."""
        path = _path(project)
        with suppress(OSError, ValueError):
            if json.loads(path.read_text("utf-8")) == asdict(self):
                path.unlink()


def _path(project: Path) -> Path:
    return project / CACHE / _NAME
