"""``watch``: the books made again whenever something that they are made of is saved."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import click
from watchfiles import watch

from bookbuild.cache import Cache, open_cache
from bookbuild.cache.input_tracker import InputTracker, TrackedInput
from bookbuild.cli.asked import BuildOptions
from bookbuild.cli.building import tell_found, tell_status
from bookbuild.cli.made import BuildResult, OutputFile
from bookbuild.cli.making import Making
from bookbuild.cli.pressing import typesetter_for
from bookbuild.cli.progress import progress_on
from bookbuild.cli.report import counted, show_made
from bookbuild.cli.stamps import ledger_for
from bookbuild.diagnostics import BookError
from bookbuild.pipeline.typesetter import Typesetter

QUIET_FOR = 20
"""Milliseconds without a change after which a save counts as finished."""
LOOK_AGAIN = 300
"""Milliseconds after which the first look is taken: something may have been saved before the watch began."""


def watch_books(options: BuildOptions) -> int:
    """Make the books, and make them again whenever something is saved, until Ctrl-C."""
    cache = open_cache(options.project) if options.cached else Cache()
    with typesetter_for(options, cache) as press:
        ledger = ledger_for(options)
        built = _built(options, press, cache, ledger)
        if not options.is_quiet:
            show_made(built.made)
        tell_status(built, options)
        if not options.is_quiet:
            click.echo("watching: save a file, and what it changes is made again; Ctrl-C ends", err=True)
        while True:
            press.warm()
            cache.tidy()
            _wait_for_change(ledger)
            began, ledger = monotonic(), ledger_for(options)
            built = _built(options, press, cache, ledger)
            if built.made and not options.is_quiet:
                click.echo(_summary(built.made, monotonic() - began), err=True)
            tell_status(built, options)


def _built(options: BuildOptions, press: Typesetter, cache: Cache, ledger: InputTracker) -> BuildResult:
    """Make the books, whatever is wrong with them: who watches will mend it."""
    with ledger, progress_on(verbosity=options.verbosity) as press.progress:
        try:
            built = Making(options, press, cache).make()
        except BookError as error:
            built = BuildResult((), error.diagnostics)
    tell_found(built, options)
    return built


def _wait_for_change(ledger: InputTracker) -> None:
    """Wait until something that was read is not as it was."""
    folders = {_existing(seen) for seen in ledger.seen()}
    looked = False
    for changes in watch(
        *sorted(folders), step=QUIET_FOR, recursive=False, rust_timeout=LOOK_AGAIN, yield_on_timeout=True
    ):
        if (changes or not looked) and not ledger.is_so():
            return
        looked = True


def _existing(seen: TrackedInput) -> Path:
    """Return the folder in which a change of what was seen shows, or where it would be made."""
    place = Path(seen.path) if seen.is_folder else Path(seen.path).parent
    return next(folder for folder in (place, *place.parents) if folder.is_dir())


def _summary(made: Sequence[OutputFile], seconds: float) -> str:
    """Say what was made again: ``rebuilt book.pdf in 0.4 s: 1 run laid out, 119 from the cache; pages 12–15``."""  # noqa: RUF002
    changed = [one for one in made if one.changed]
    if not changed:
        return f"no book has changed ({seconds:.1f} s)"
    names = ", ".join(one.name for one in changed)
    laid_out, cached = sum(len(one.laid_out) for one in made), sum(len(one.cached) for one in made)
    runs = f": {counted(laid_out, 'run')} laid out, {cached} from the cache" if laid_out + cached else ""
    pages = ", ".join(one.pages_changed for one in changed if one.pages_changed)
    return f"rebuilt {names} in {seconds:.1f} s{runs}{f'; pages {pages}' if pages else ''}"
