"""Who may ask the preview for something, and what its pages may do.

The preview listens on this machine only, unless it is shared. Every address begins with a random token: without
it nothing is answered, so that neither another user of the machine nor a page on the web that makes the browser call it
(DNS rebinding) learns anything. Such a page is also refused by the names in ``Host`` and ``Origin``.
"""

import hmac
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the preview's own page: only its own files, and no script within the page."""
BOOK_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""That of files of the book: nothing in them runs, nothing is fetched from elsewhere, no form is sent."""

FOLDER_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline' data:; img-src 'self' data:; font-src 'self' data:; "
    "media-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""That of a finished build, whose HTML edition has its stylesheets and pictures within."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Header = tuple[bytes, bytes]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Access:
    """The token that every address begins with, and the names (``host:port``) under which the preview may be called.

    `root_path` is what a reverse proxy has before the token, without a slash at its end.
    """

    token: str
    hosts: frozenset[str]
    root_path: str = ""

    @classmethod
    def of(cls, token: str, port: int, root: str = "", others: Iterable[str] = ()) -> "Access":
        """Return the access by loopback, by `others` (names or addresses), and through a reverse proxy at `root`,
        which is a path or an address: ``/user/anna/proxy/8765``, ``https://hub.example.org/user/anna/proxy/8765``.
        """
        proxy = urlsplit(root)
        hosts = {f"{name}:{port}" for name in (*_LOOPBACK, *others)}
        if proxy.netloc:
            hosts.add(proxy.netloc.lower())
        path = proxy.path.rstrip("/")
        return cls(token, frozenset(hosts), f"/{path.lstrip('/')}" if path else "")

    def fault(self, method: str, path: str, headers: Mapping[str, str]) -> int:
        """Return 0 if a request may be answered, or the status of HTTP by which it is refused."""
        if headers.get("host", "").lower() not in self.hosts:
            return 421  # Misdirected Request (RFC 9110, 15.5.20)
        if not self._is_own(headers.get("origin")) or headers.get("sec-fetch-site") == "cross-site":
            return 403
        if method not in {"GET", "HEAD"} and (not headers.get("origin") or "x-bookbuild" not in headers):
            return 403
        return 0 if hmac.compare_digest(self.token_in(path).encode(), self.token.encode()) else 404

    def token_in(self, path: str) -> str:
        """Return the token that a path has."""
        return path.removeprefix(self.root_path).lstrip("/").partition("/")[0]

    def rest_of(self, path: str) -> str:
        """Return a path without what is before the token, and without it."""
        return path.removeprefix(self.root_path).removeprefix(f"/{self.token}") or "/"

    def _is_own(self, origin: str | None) -> bool:
        return origin is None or urlsplit(origin).netloc.lower() in self.hosts


class Guard:
    """Lets only permitted requests through to an application, and adds headers to each answer."""

    def __init__(self, app: App, access: Access, policy: str = PAGE_POLICY) -> None:
        self._app, self._access = app, access
        self._headers = [(b"content-security-policy", policy.encode()), *_HEADERS]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if fault := self._access.fault(scope["method"], scope["path"], headers):
            await _refuse(send, fault)
            return
        inner = {**scope, "path": self._access.rest_of(scope["path"]), "root_path": ""}
        inner["raw_path"] = inner["path"].encode()
        await self._app(inner, receive, _with_headers(send, self._headers))


def _with_headers(send: Send, headers: Sequence[Header]) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(one for one in headers if one[0] not in known)]
        await send(message)

    return sending


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0"), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


_HEADERS: list[Header] = [
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
