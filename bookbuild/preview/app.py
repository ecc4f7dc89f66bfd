"""What the preview answers of a book: its states, pictures and text of pages, the EPUB's files (Starlette)."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bookbuild.preview.early_answers import FOREVER
from bookbuild.preview.edition_files import MadeFiles
from bookbuild.preview.edition_routes import made_routes
from bookbuild.preview.editors import open_in_editor
from bookbuild.preview.interface_texts import language_for, words_for
from bookbuild.preview.last_shown import LastShown
from bookbuild.preview.pictures import Pictures, TextLine
from bookbuild.preview.place_finder import PlaceFinder
from bookbuild.preview.report_routes import report_routes
from bookbuild.preview.session import PreviewSession, State
from bookbuild.preview.state_json import changes, described, page_rows

_BEAT = 20
"""Seconds after which a connection without news is kept alive."""


class PreviewApp:
    """The application. `last` is what was shown last; `facts` of the project are sent with each state; `editor` is the
    command of an editor, or empty.
    """

    def __init__(
        self, session: PreviewSession, last: LastShown, facts: Mapping[str, object], *, editor: str = ""
    ) -> None:
        self._session, self._last, self._facts, self._editor = session, last, facts, editor
        self._pictures = Pictures()
        self._places = PlaceFinder(self._pictures)
        self._made = MadeFiles(session, self._pictures)
        session.show(last.state.get("volume", ""))
        self._listening: set[asyncio.Queue[str]] = set()
        routes = [
            Route("/alive", self._alive),
            Route("/state.json", self._state),
            Route("/events", self._events),
            Route("/page/{digest}.png", self._picture),
            Route("/text/{digest}.json", self._text),
            Route("/goto", self._goto),
            Route("/goto", self._turn, methods=["POST"]),
            Route("/open", self._open, methods=["POST"]),
            Route("/volume", self._show_volume, methods=["POST"]),
            *report_routes(session, self._pictures, self._places),
            *made_routes(self._made),
        ]
        self.asgi = Starlette(routes=routes)

    def close(self) -> None:
        """End all connections that wait for news, and keep what was shown last."""
        if self._session.state.is_complete:
            self._last.save(self._session.request.project, self._told())
        self._session.end_waiting()
        for queue in self._listening:
            queue.put_nowait("")

    def _alive(self, _request: Request) -> Response:
        return PlainTextResponse("bookbuild")

    def _state(self, request: Request) -> Response:
        values = self._told()
        if values["version"] == 0:
            values |= {**self._last.state, "version": 0, "complete": False}
        language = language_for(request.headers.get("accept-language", ""))
        return JSONResponse({**values, **self._facts, "words": words_for(language)})

    def _told(self) -> dict[str, Any]:
        """Return the state as it is sent to the browser."""
        state = self._session.state
        head = {"version": state.version, "complete": state.is_complete, "pages": page_rows(state.book)}
        return {**head, **described(state)}

    async def _events(self, _request: Request) -> Response:
        return StreamingResponse(self._news(), media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[str]:
        """Yield server-sent events: how the pages change with each state, and pages to turn to."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        version = self._session.state.version
        rows = page_rows(self._session.state.book) if version else self._last.state.get("pages", [])

        def tell(state: State) -> None:
            nonlocal rows, version
            now = page_rows(state.book)
            values = {"from": version, "version": state.version, "complete": state.is_complete, **changes(rows, now)}
            rows, version = now, state.version
            loop.call_soon_threadsafe(queue.put_nowait, f"data: {json.dumps(values)}\n\n")

        self._listening.add(queue)
        forget = self._session.listen(tell)
        try:
            yield f"retry: 1000\ndata: {json.dumps({'version': version})}\n\n"
            while True:
                try:
                    news = await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    news = ": still here\n\n"
                if not news:
                    return
                yield news
        finally:
            forget()
            self._listening.discard(queue)

    def _picture(self, request: Request) -> Response:
        digest, width = request.path_params["digest"], request.query_params.get("w", "800")
        picture = self._last.picture(digest, width)
        if picture is None:
            self._session.wait_until_shown()
        found = self._session.page(digest) or self._made.page(digest)
        if picture is None and (found is None or not width.isdecimal()):
            return Response(status_code=404)
        if picture is None and found:
            picture = self._pictures.draw(found[0], found[0].data, found[1], int(width))
        if picture and found:
            self._last.keep_picture(digest, width, picture)
        return Response(picture, media_type="image/png", headers=FOREVER)

    def _text(self, request: Request) -> Response:
        digest = request.path_params["digest"]
        if not self._session.state.version and digest in self._last.texts:
            return JSONResponse(self._last.texts[digest])
        self._session.wait_until_shown()
        book, found = self._session.state.book, self._session.page(digest)
        if found and book:
            lines = self._places.lines(*found, book.reading)
            text = [[*_box(one.line), *(one.place or ("", 0)), int(one.is_heading)] for one in lines]
            self._last.keep_text(digest, text)
            return JSONResponse(text)
        if other := self._made.page(digest):
            lines_of_file = self._pictures.text(other[0], other[0].data, other[1])
            return JSONResponse([[*_box(one), "", 0, 0] for one in lines_of_file])
        return Response(status_code=404)

    def _goto(self, request: Request) -> Response:
        place = self._place(request.query_params.get("path", ""), request.query_params.get("line", "1"))
        return JSONResponse(place) if place else Response(status_code=404)

    async def _turn(self, request: Request) -> Response:
        values = await _body(request)
        place = await asyncio.to_thread(self._place, values.get("path", ""), str(values.get("line", 1)))
        if place is None:
            return Response(status_code=404)
        for queue in self._listening:
            queue.put_nowait(f"event: goto\ndata: {json.dumps(place)}\n\n")
        return JSONResponse(place)

    def _place(self, path: object, line: str) -> dict[str, Any] | None:
        book = self._session.state.book
        if book is None or not isinstance(path, str) or not line.isdecimal():
            return None
        found = self._places.page_of(book, path, int(line))
        if found is None:  # it may be in another volume of the edition
            other = next((one.stem for one in self._session.state.volumes if path in one.paths), "")
            if not other:
                return None
            self._session.show(other)
            found = (0, 0.0)
        return {"page": found[0], "top": round(found[1], 4), "path": path, "line": int(line)}

    async def _open(self, request: Request) -> Response:
        values = await _body(request)
        book, path, line = self._session.state.book, values.get("path"), values.get("line", 1)
        may = self._editor and book and isinstance(line, int)
        if not may or book is None or path not in book.run_of_source:
            return Response(status_code=403)
        file = self._session.request.project.resolve() / str(path)
        is_open = await asyncio.to_thread(open_in_editor, self._editor, file, int(line))
        return Response(status_code=204 if is_open else 500)

    async def _show_volume(self, request: Request) -> Response:
        stem = (await _body(request)).get("stem")
        if stem not in [one.stem for one in self._session.state.volumes]:
            return Response(status_code=404)
        self._session.show(str(stem))
        return Response(status_code=204)


def _box(line: TextLine) -> list[Any]:
    """Return the text of a line and its place; a divided word ends in a soft hyphen, so that it is read as one."""
    text = f"{line.text[:-1]}\u00ad" if line.is_hyphenated else line.text
    return [text, *(round(getattr(line, side), 4) for side in ("left", "top", "right", "bottom", "baseline"))]


async def _body(request: Request) -> dict[str, Any]:
    """Return the JSON object that was sent, or an empty one."""
    try:
        values = await request.json()
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}
