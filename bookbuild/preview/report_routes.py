"""What the preview answers about the whole book: search, the marks of pages, and what differs from another state."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bookbuild.diagnostics import BookError
from bookbuild.preview.layout_marks import LayoutMarks, marks_of_page
from bookbuild.preview.pictures import Pictures
from bookbuild.preview.place_finder import PlaceFinder
from bookbuild.preview.searching import search
from bookbuild.preview.session import PreviewSession
from bookbuild.preview.state_json import pair_rows

_LONGEST_QUERY = 200


def report_routes(session: PreviewSession, pictures: Pictures, places: PlaceFinder) -> list[Route]:
    """Return the routes to these reports."""
    layout = LayoutMarks(pictures)

    def found(request: Request) -> Response:
        book, words = session.state.book, request.query_params.get("q", "")[:_LONGEST_QUERY]
        return JSONResponse([asdict(one) for one in search(book.reading, words)] if book else [])

    def marks(_request: Request) -> Response:
        book = session.state.book
        return JSONResponse([{**asdict(mark), "page": page} for page, mark in layout.of(book)] if book else [])

    def marks_of(request: Request) -> Response:
        state, page = session.state, session.page(request.path_params["digest"])
        if page is None or state.book is None:
            return JSONResponse({"marks": [], "problems": []})
        return JSONResponse(marks_of_page(*page, places, state.book.reading, state.diagnostics))

    def differing(_request: Request) -> Response:
        from bookbuild.preview.comparing import changed_lines, telling  # noqa: PLC0415 - seldom needed

        if not session.against:
            return Response(status_code=404)
        try:
            pairs = session.differing()
        except BookError as error:
            return JSONResponse({"pages": [], "faults": [str(one) for one in error.diagnostics]})
        lines = changed_lines(pairs, pictures)
        shown = telling(pairs, lines)
        rows = pair_rows([pairs[index] for index in shown], [lines[index] for index in shown])
        return JSONResponse({"pages": rows, "faults": []})

    return [
        Route("/search", found),
        Route("/marks.json", marks),
        Route("/marks/{digest}.json", marks_of),
        Route("/differing.json", differing),
    ]
