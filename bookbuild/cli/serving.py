"""``serve``: a finished build on one page, for colleagues."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from bookbuild.api import build
from bookbuild.cli.building import show_build_diagnostics, show_failure
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.previewing import teller
from bookbuild.cli.progress import progress_on
from bookbuild.layout import run_alone
from bookbuild.pipeline.results import BuildResult
from bookbuild.preview.finished import publish
from bookbuild.preview.running import Listening, require_libraries, serve_folder


def serve_books(request: Mapping[str, Any], into: Path | None, listening: Listening, *, opens: bool) -> int:
    """Build what is requested, put it on a page, and show that, or leave it in the folder `into`."""
    if into is None:
        require_libraries()
    run_alone()
    result = _built(request)
    if not result.files:
        show_failure(result)
        return exit_code_of(result.status)
    if into is not None:
        publish(request["project"], result, into, request["language"])
        click.echo(f"{into / 'index.html'}")
        return exit_code_of(result.status)
    with tempfile.TemporaryDirectory(prefix="bookbuild-") as folder:
        publish(request["project"], result, Path(folder), request["language"])
        serve_folder(Path(folder), listening, teller(opens=opens, quiet=False, what="the books"))
    return exit_code_of(result.status)


def _built(request: Mapping[str, Any]) -> BuildResult:
    """Build the editions, and the book as HTML, to be read online."""
    with progress_on(verbosity=0) as progress:
        result = build(progress=progress, **request)
    show_build_diagnostics(result, verbosity=0, strict=False)
    if not result.ok or any(file.format == "html" for file in result.files):
        return result
    name = (*request["editions"], "book")[0]
    online = build(request["project"], editions=name, formats="html", language=request["language"])
    return BuildResult((*online.files, *result.files), diagnostics=result.diagnostics, status=result.status)
