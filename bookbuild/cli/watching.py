"""``watch``: the books made again whenever something that they are made of is saved."""

from collections.abc import Sequence
from time import monotonic

import click
from watchfiles import watch

from bookbuild.cache import Cache, open_cache
from bookbuild.cache.input_tracker import InputTracker
from bookbuild.cli.building import show_build_diagnostics, show_failure
from bookbuild.cli.progress import progress_on
from bookbuild.cli.report import counted, show_files
from bookbuild.layout import run_alone
from bookbuild.pipeline.request import BuildRequest, require_valid
from bookbuild.pipeline.results import BuildResult, OutputFile
from bookbuild.pipeline.session import BuildSession

DEBOUNCE = 20
"""Milliseconds without a change after which a save counts as finished."""
FIRST_LOOK = 300
"""Milliseconds after which inputs are compared once: something may have been saved before watching began."""


def watch_books(request: BuildRequest, *, verbosity: int) -> int:
    """Build, and build again whenever something is saved, until Ctrl-C."""
    run_alone()
    require_valid(request)
    cache = open_cache(request.project) if request.use_cache else Cache()
    with BuildSession(request, cache) as session:
        result = _build(session, request, verbosity)
        if verbosity >= 0:
            show_files(result.files)
        show_failure(result)
        if verbosity >= 0:
            click.echo("watching: save a file, and what it changes is made again; Ctrl-C ends", err=True)
        while True:
            session.stand_by()
            _wait_for_change(session.inputs)
            began = monotonic()
            result = _build(session, request, verbosity)
            if result.files and verbosity >= 0:
                click.echo(_summary(result.files, monotonic() - began), err=True)
            show_failure(result)


def _build(session: BuildSession, request: BuildRequest, verbosity: int) -> BuildResult:
    """Build once and print the diagnostics; an error is for the author to mend while this waits."""
    with progress_on(verbosity=verbosity) as progress:
        result = session.build(progress)
    show_build_diagnostics(result, verbosity=verbosity, strict=request.strict)
    return result


def _wait_for_change(inputs: InputTracker) -> None:
    """Wait until something that the last build read has changed."""
    folders = {one.existing_folder for one in inputs.seen()}
    looked = False
    for changes in watch(
        *sorted(folders), step=DEBOUNCE, recursive=False, rust_timeout=FIRST_LOOK, yield_on_timeout=True
    ):
        if (changes or not looked) and not inputs.is_so():
            return
        looked = True


def _summary(files: Sequence[OutputFile], seconds: float) -> str:
    """Return what was rebuilt: ``rebuilt book.pdf in 0.4 s: 1 run laid out, 119 from the cache; pages 12–15``."""  # noqa: RUF002 - a range
    changed = [file for file in files if file.changed]
    if not changed:
        return f"no book has changed ({seconds:.1f} s)"
    names = ", ".join(file.name for file in changed)
    laid_out, cached = sum(len(file.laid_out) for file in files), sum(len(file.cached) for file in files)
    runs = f": {counted(laid_out, 'run')} laid out, {cached} from the cache" if laid_out + cached else ""
    pages = ", ".join(file.pages_changed for file in changed if file.pages_changed)
    return f"rebuilt {names} in {seconds:.1f} s{runs}{f'; pages {pages}' if pages else ''}"
