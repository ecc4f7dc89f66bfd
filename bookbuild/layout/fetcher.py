"""The only way by which WeasyPrint gets at files: from the job itself, never from the disk or the network."""

import re
from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import unquote

from weasyprint.urls import URLFetcherResponse

from bookbuild.diagnostics import Diagnostic, diagnose

_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]*)")
"""Pictures that drawings hold (RFC 2397)."""


class RefusedFetchError(Exception):
    """A file was requested that the job does not have. WeasyPrint logs it and continues without it."""


class Fetcher:
    """Serve the files of a job by their addresses, and record the addresses that are refused.

    The diagnostics name `requester`, in the run of that name. WeasyPrint requires a callable with the attribute
    ``_fail_on_errors``; its own class would bring handlers for files and the network.
    """

    _fail_on_errors = False

    def __init__(self, requester: str, files: Mapping[str, bytes], run: str | None = None) -> None:
        self._requester, self._run = requester, run
        self._files = files
        self._refused: dict[str, None] = {}

    def __call__(self, url: str) -> URLFetcherResponse:
        """Return the file at that address.

        Raises:
            RefusedFetchError: when the job holds no such file.

        """
        data = self._files.get(unquote(url))
        if data is None and (embedded := _EMBEDDED.fullmatch(url)):
            return URLFetcherResponse(url, b64decode(embedded[1]), {"Content-Type": "application/octet-stream"})
        if data is None:
            self._refused[url] = None
            raise RefusedFetchError(url)
        media_type = "image/svg+xml" if url.endswith(".svg") else "application/octet-stream"
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return a diagnostic for each refused address, in the order of the requests."""
        hint = "images and fonts must be files of the project or of the theme; data: addresses may hold pictures only"
        return tuple(
            diagnose(
                "refused-fetch",
                f"{self._requester} for {_shortened(url)}",
                self._run,
                hint=hint,
                cause=f"address {url}",
            )
            for url in self._refused
        )


def _shortened(url: str, limit: int = 80) -> str:
    return url if len(url) <= limit else url[:limit] + "…"
