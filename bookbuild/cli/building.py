"""``build``: from what was asked to files, diagnostics and an exit status."""

from typing import TYPE_CHECKING

import click

from bookbuild.cache import Cache, open_cache
from bookbuild.cli.asked import BuildOptions, Status, status_of, stops
from bookbuild.cli.made import BuildResult
from bookbuild.cli.report import count_of, counted, manifest, show_diagnostics, show_made
from bookbuild.cli.stamps import keep_build, ledger_for, same_build

if TYPE_CHECKING:
    from bookbuild.cli.making import Making


def build_books(options: BuildOptions) -> int:
    """Make the editions that were asked for, or find that they stand as they would be made."""
    cache = open_cache(options.project) if options.cached else Cache()
    same = same_build(cache, options) if options.cached else None
    built = same or _built(options, cache)
    _tell(built, options)
    if same is not None and not options.is_quiet and not options.as_json:
        click.echo(
            f"nothing has changed: {counted(len(same.made), 'book')} stand{'s' * (len(same.made) == 1)}", err=True
        )
    return status_of(built.diagnostics, strict=options.strict)


def _built(options: BuildOptions, cache: Cache) -> BuildResult:
    # What makes books is slow to import, and not wanted where nothing has changed. The press comes first: its processes
    # import the layout engine while this one imports the rest.
    from bookbuild.cli.pressing import typesetter_for  # noqa: PLC0415

    with typesetter_for(options, cache) as press:
        from bookbuild.cli.making import Making  # noqa: PLC0415
        from bookbuild.cli.progress import progress_on  # noqa: PLC0415

        with progress_on(verbosity=options.verbosity) as press.progress:
            making = Making(options, press, cache)
            return _kept(making, cache, options) if options.cached else making.make()


def _kept(making: "Making", cache: Cache, options: BuildOptions) -> BuildResult:
    """Make what was asked for, and keep what it was made of for the next time."""
    ledger = ledger_for(options)
    with ledger:
        built = making.make()
    if status_of(built.diagnostics, strict=options.strict) is Status.MADE:
        keep_build(cache, options, ledger, built)
    cache.tidy()
    return built


def _tell(built: BuildResult, options: BuildOptions) -> None:
    tell_found(built, options)
    if options.as_json:
        click.echo(manifest(built))
    elif not options.is_quiet:
        show_made(built.made)
    tell_status(built, options)


def tell_found(built: BuildResult, options: BuildOptions) -> None:
    """Say what was found in the content and in the books."""
    strict = options.strict
    show_diagnostics([found for found in built.diagnostics if not options.is_quiet or stops(found, strict=strict)])


def tell_status(built: BuildResult, options: BuildOptions) -> None:
    """Say so where something has kept a book from being made."""
    if status_of(built.diagnostics, strict=options.strict) is not Status.MADE:
        what = "not everything was made" if built.made else "nothing was made, earlier books stay as they were"
        click.echo(f"{count_of(built.diagnostics)}: {what}", err=True)
