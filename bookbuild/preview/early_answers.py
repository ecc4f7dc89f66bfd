"""What the preview answers before the book is read: its page, its own files, and the pages that were shown last.

This must import little: the browser waits for it. All else is answered by the application, which is made when it is
first needed, or a moment later.
"""

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import parse_qs

from bookbuild.preview.interface_texts import language_for, words_for
from bookbuild.preview.last_shown import LastShown
from bookbuild.preview.security import App, Receive, Scope, Send

FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
"""For what is named by a digest of its content."""

_STATIC = files("bookbuild.preview") / "static"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PAGE = "index.html"
_PUT_OFF = 0.8
"""Seconds for which the browser may have the machine for itself, to show what was shown last."""


class EarlyAnswers:
    """An ASGI application before another one. `make` makes that, once; `facts` are what is known of the project without
    reading it: ``root``, ``editor``, ``against``.
    """

    def __init__(self, last: LastShown, make: Callable[[], App], facts: Mapping[str, object]) -> None:
        self._last, self._facts = last, facts
        self._make = cache(make)
        self._one = threading.Lock()
        self._is_made = self._is_ended = False
        self._later = threading.Timer(_PUT_OFF if last.state else 0, self._made)
        self._later.daemon = True

    def begin(self) -> None:
        """Make the application when the browser has had its moment."""
        self._later.start()

    def end(self) -> None:
        """Make nothing more."""
        self._later.cancel()
        with self._one:
            self._is_ended = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        answer = self._known(scope["path"], scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if answer:
            await _send(send, *answer)
            return
        app = await asyncio.to_thread(self._made)
        await app(scope, receive, send)

    def _made(self) -> App:
        with self._one:
            if self._is_ended and not self._is_made:
                return _nothing
            app = self._make()
            self._is_made = True
        return app

    def _known(self, path: str, scope: Scope) -> "tuple[bytes, str, Mapping[str, str]] | None":
        """Return the content, type and headers of an answer, or None if it is the application's to answer."""
        folder, _, name = path.strip("/").rpartition("/")
        if path == "/":
            page = _own_file(_PAGE) or b""
            return page.replace(b"{language}", _language(scope).encode()), "text/html; charset=utf-8", {}
        if folder == "static":
            data = _own_file(name) if name != _PAGE else None
            kind = _TYPES.get(PurePosixPath(name).suffix, "")
            return (data, f"{kind}; charset=utf-8", {}) if data is not None else None
        if self._is_made or not self._last.state:
            return None
        if path == "/state.json":
            return _json({**self.first_state(), "words": words_for(_language(scope))})
        return self._shown_last(folder, name, scope)

    def first_state(self) -> dict[str, object]:
        """Return the state that was shown last, as one that is not complete."""
        return {**self._last.state, "version": 0, "complete": False, **self._facts}

    def _shown_last(self, folder: str, name: str, scope: Scope) -> "tuple[bytes, str, Mapping[str, str]] | None":
        digest, _, suffix = name.rpartition(".")
        if (folder, suffix) == ("page", "png"):
            width = parse_qs(scope["query_string"].decode("latin-1")).get("w", [""])[0]
            picture = self._last.picture(digest, width)
            return (picture, "image/png", FOREVER) if picture else None
        if (folder, suffix) == ("text", "json") and digest in self._last.texts:
            return _json(self._last.texts[digest])
        return None


async def _nothing(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 503, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _language(scope: Scope) -> str:
    accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    return language_for(accepted.decode("latin-1"))


@cache
def _own_file(name: str) -> bytes | None:
    """Return one of the page's own files, or None if there is none of this name."""
    known = {one.name: one for one in _STATIC.iterdir()}
    with suppress(OSError):
        return known[name].read_bytes() if name in known else None
    return None


def _json(value: object) -> "tuple[bytes, str, Mapping[str, str]]":
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode(), "application/json", {}


async def _send(send: Send, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
    values = {"content-type": kind, "content-length": str(len(data)), **headers}
    encoded = [(name.encode(), value.encode()) for name, value in values.items()]
    await send({"type": "http.response.start", "status": 200, "headers": encoded})
    await send({"type": "http.response.body", "body": data})
