"""What is answered before the book is read."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import MutableMapping
from typing import Any

import pytest

from bookbuild.preview.early_answers import EarlyAnswers
from bookbuild.preview.last_shown import LastShown
from bookbuild.preview.security import Receive, Scope, Send

STATE = {"edition": "book", "title": "A book", "pages": [["d1", "1", True]], "version": 7, "complete": True}
LAST = LastShown(STATE, OrderedDict({"d1 600": b"PNG"}), OrderedDict({"d1": [["words"]]}))


class Asked:
    """Early answers before an application that answers everything, and what each has answered."""

    def __init__(self, last: LastShown) -> None:
        self.made = 0
        self.early = EarlyAnswers(last, self._make, {"root": "/b", "editor": False, "against": ""})

    def _make(self) -> Any:
        self.made += 1

        async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"the application"})

        return app

    def get(self, path: str, query: str = "", language: str = "") -> bytes:
        """Return the body of the answer."""
        sent: list[MutableMapping[str, Any]] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        async def receive() -> MutableMapping[str, Any]:
            return {}

        headers = [(b"accept-language", language.encode())]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers}
        asyncio.run(self.early(scope, receive, send))
        return bytes(sent[-1]["body"])


def test_what_was_shown_last_is_answered_without_the_book() -> None:
    """The page, its files, the state and the pages that were shown last make no application; the state says that it is
    not complete, and is in the reader's language.
    """
    asked = Asked(LAST)
    assert b'<html lang="fr">' in asked.get("/", language="fr")
    assert b"export class Pages" in asked.get("/static/pages.js")
    state = json.loads(asked.get("/state.json", language="de"))
    assert (state["title"], state["version"], state["complete"], state["root"]) == ("A book", 0, False, "/b")
    assert state["words"]["contents"] == "Inhalt"
    assert asked.get("/page/d1.png", "w=600") == b"PNG"
    assert json.loads(asked.get("/text/d1.json")) == [["words"]]
    assert asked.made == 0


@pytest.mark.parametrize(
    ("path", "query"),
    [("/page/d1.png", "w=960"), ("/page/d2.png", "w=600"), ("/events", ""), ("/static/index.html", ""),
     ("/static/../words.py", ""), ("/text/d2.json", ""), ("/goto", "")],
)  # fmt: skip
def test_all_else_is_the_application_s(path: str, query: str) -> None:
    """What was not shown last, and what is no file of the page, is answered by the application, which is made once."""
    asked = Asked(LAST)
    assert asked.get(path, query) == asked.get(path, query) == b"the application"
    assert asked.made == 1


def test_the_book_itself_comes_before_what_was_shown_last() -> None:
    """Once there is an application, states and pages are its own; so they are where nothing was shown before."""
    for asked in (Asked(LAST), Asked(LastShown())):
        asked.get("/events")
        assert asked.get("/state.json") == asked.get("/page/d1.png", "w=600") == b"the application"


def test_nothing_is_made_after_the_end() -> None:
    """A request that comes when the preview ends starts no build."""
    asked = Asked(LAST)
    asked.early.end()
    assert asked.get("/events") == b""
    assert asked.made == 0
