"""What the preview answers about files of editions: their pages, the files themselves, and what is in an EPUB."""

from mimetypes import guess_type

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bookbuild.preview.early_answers import FOREVER
from bookbuild.preview.edition_files import MadeFiles
from bookbuild.preview.security import BOOK_POLICY


def made_routes(made: MadeFiles) -> list[Route]:
    """Return the routes to these files."""

    def described(request: Request) -> Response:
        edition, form = request.path_params["edition"], request.path_params["form"]
        values = made.described(edition, form, request.query_params.get("volume", ""))
        return JSONResponse(values) if values is not None else Response(status_code=404)

    def download(request: Request) -> Response:
        file = made.file(*(request.path_params[name] for name in ("edition", "form", "name")))
        if file is None:
            return Response(status_code=404)
        headers = {"content-disposition": "attachment"}
        return Response(file, media_type="application/octet-stream", headers=headers)

    def in_epub(request: Request) -> Response:
        data = made.in_epub(*(request.path_params[name] for name in ("edition", "digest", "path")))
        if data is None:
            return Response(status_code=404)
        path = request.path_params["path"]
        kind = "application/xhtml+xml" if path.endswith(".xhtml") else guess_type(path)[0]
        headers = {"content-security-policy": BOOK_POLICY, **FOREVER}
        return Response(data, media_type=kind or "application/octet-stream", headers=headers)

    return [
        Route("/made/{edition}/{form}.json", described),
        Route("/made/{edition}/{form}/{name}", download),
        Route("/epub/{edition}/{digest}/{path:path}", in_epub),
    ]
