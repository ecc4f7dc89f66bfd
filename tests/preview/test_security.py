"""Who is answered by the preview."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from bookbuild.preview.security import BOOK_POLICY, FOLDER_POLICY, Access, Guard

ACCESS = Access.of("secret", 8765)
OWN = {"host": "127.0.0.1:8765"}
POST = {**OWN, "origin": "http://127.0.0.1:8765", "x-bookbuild": "1"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/secret/", OWN, 0),
        ("GET", "/secret/state.json", {"host": "LocalHost:8765"}, 0),
        ("GET", "/secret/", {"host": "evil.example:8765"}, 421),
        ("GET", "/secret/", {"host": "127.0.0.1:80"}, 421),
        ("GET", "/secret/", {}, 421),
        ("GET", "/secret/", {**OWN, "origin": "http://evil.example"}, 403),
        ("GET", "/secret/", {**OWN, "origin": "null"}, 403),
        ("GET", "/secret/", {**OWN, "sec-fetch-site": "cross-site"}, 403),
        ("GET", "/", OWN, 404),
        ("GET", "/secret2/", OWN, 404),
        ("POST", "/secret/open", POST, 0),
        ("POST", "/secret/open", {**OWN, "x-bookbuild": "1"}, 403),
        ("POST", "/secret/open", {**OWN, "origin": "http://127.0.0.1:8765"}, 403),
    ],
)
def test_only_who_knows_the_address_is_answered(method: str, path: str, headers: dict[str, str], status: int) -> None:
    """A request needs the token, a name of this machine as host, and no other origin; what acts needs an origin."""
    assert ACCESS.fault(method, path, headers) == status


@pytest.mark.parametrize(
    ("root", "host", "path"),
    [
        ("https://hub.example.org/user/anna/proxy/8765/", "hub.example.org", "/user/anna/proxy/8765/secret/state.json"),
        ("/proxy", "127.0.0.1:8765", "/proxy/secret/state.json"),
        ("/proxy", "127.0.0.1:8765", "/secret/state.json"),
    ],
)
def test_a_reverse_proxy_is_answered(root: str, host: str, path: str) -> None:
    """The address of a reverse proxy names its host and what it has before the path, which it may cut off."""
    access = Access.of("secret", 8765, root)
    assert access.fault("GET", path, {"host": host}) == 0
    assert access.rest_of(path) == "/state.json"


def test_every_answer_has_a_policy() -> None:
    """No script but the preview's own may run, whatever an answer contains; an answer's own policy stays."""
    assert b"script-src 'self'" in _answered(b"/secret/", [])
    assert BOOK_POLICY.encode() in _answered(b"/secret/", [(b"content-security-policy", BOOK_POLICY.encode())])
    assert "script-src" not in BOOK_POLICY
    assert "default-src 'none'" in BOOK_POLICY
    assert "style-src 'self' 'unsafe-inline' data:" in FOLDER_POLICY  # as the HTML edition has its stylesheets


def _answered(path: bytes, headers: list[tuple[bytes, bytes]]) -> bytes:
    """Return the policy of the answer of an application that sends these headers."""
    sent: list[MutableMapping[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {}

    scope = {"type": "http", "method": "GET", "path": path.decode(), "headers": [(b"host", b"localhost:8765")]}
    asyncio.run(Guard(app, ACCESS)(scope, receive, send))
    policies = [value for name, value in sent[0]["headers"] if name == b"content-security-policy"]
    assert len(policies) == 1
    return bytes(policies[0])
