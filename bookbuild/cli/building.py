"""``build`` and ``check``: from what was asked to files, diagnostics and an exit status."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from bookbuild.cli.asked import BuildOptions, Status
from bookbuild.cli.output import write
from bookbuild.cli.progress import progress_on
from bookbuild.cli.report import Made, count_of, counted, manifest, plain, plain_json, show_diagnostics, show_made
from bookbuild.diagnostics import Diagnostic, Severity, diagnose
from bookbuild.model import Artifact, Edition, Selection
from bookbuild.pipeline import Reading, build, choose_editions, read


def check_content(project: Path, *, strict: bool, as_json: bool) -> int:
    """Tell what is wrong with the content."""
    reading = read(project, os.environ)
    diagnostics = reading.diagnostics
    if as_json:
        click.echo(plain_json([plain(found) for found in diagnostics]))
    else:
        show_diagnostics(diagnostics)
        words = sum(article.words for article in reading.value.book.articles())
        count = sum(1 for _ in reading.value.book.articles())
        sizes = f"{counted(count, 'file')}, {counted(words, 'word')}"
        click.echo(f"{sizes}: {count_of(diagnostics) or 'nothing is wrong'}", err=True)
    return _status(diagnostics, strict=strict)


def build_books(options: BuildOptions) -> int:
    """Make the editions that were asked for; write them only when nothing is wrong with the book."""
    reading = read(options.project, os.environ)
    editions = [_narrowed(edition, options) for edition in choose_editions(reading.value.config, options.editions)]
    diagnostics = list(reading.diagnostics)
    made: list[Made] = []
    if _status(diagnostics, strict=options.strict) is Status.MADE:
        made, found = _build_all(reading.value, editions, options)
        diagnostics += found
    _tell(made, diagnostics, options)
    return _status(diagnostics, strict=options.strict)


def _narrowed(edition: Edition, options: BuildOptions) -> Edition:
    """Apply the command line's selection and formats to an edition."""
    asked = Selection(options.chapters, options.articles, options.tags)
    edition = replace(edition, selection=asked) if asked else edition
    return replace(edition, formats=tuple(dict.fromkeys(options.formats))) if options.formats else edition


def _build_all(
    reading: Reading, editions: Sequence[Edition], options: BuildOptions
) -> tuple[list[Made], list[Diagnostic]]:
    """Try every format of every edition, and write those that came out whole."""
    made: list[Made] = []
    diagnostics: list[Diagnostic] = []
    with progress_on(verbosity=options.verbosity) as progress:
        for edition in editions:
            for format_ in edition.formats:
                progress(f"making the {format_.upper()} of the edition {edition.name!r}", 0, 1)
                outcome = build(reading, edition, format_, jobs=options.jobs, progress=progress)
                diagnostics += [found for found in dict.fromkeys(outcome.diagnostics) if found not in diagnostics]
                if outcome.value and _status(outcome.diagnostics, strict=options.strict) is Status.MADE:
                    written = _written(outcome.value, options)
                    diagnostics += [written] if isinstance(written, Diagnostic) else []
                    made += [written] if isinstance(written, Made) else []
    return made, diagnostics


def _written(artifact: Artifact, options: BuildOptions) -> Made | Diagnostic:
    folder = options.project / options.output
    try:
        changed = write(artifact, folder)
    except OSError as error:
        return diagnose(
            "unwritable-output", f"{artifact.name} cannot be written: {error.strerror}", str(options.output)
        )
    return Made(artifact, str(folder / artifact.name), changed)


def _tell(made: Sequence[Made], diagnostics: Sequence[Diagnostic], options: BuildOptions) -> None:
    show_diagnostics([found for found in diagnostics if options.verbosity >= 0 or _stops(found, strict=options.strict)])
    if options.as_json:
        click.echo(manifest(made, diagnostics))
    elif options.verbosity >= 0:
        show_made(made)
    counts = count_of(diagnostics)
    if _status(diagnostics, strict=options.strict) is not Status.MADE:
        what = "not everything was made" if made else "nothing was made, earlier books stay as they were"
        click.echo(f"{counts}: {what}", err=True)


def _status(diagnostics: Sequence[Diagnostic], *, strict: bool) -> Status:
    return Status.BOOK_AT_FAULT if any(_stops(found, strict=strict) for found in diagnostics) else Status.MADE


def _stops(found: Diagnostic, *, strict: bool) -> bool:
    """Say whether a finding keeps a book from being made."""
    return found.severity is Severity.ERROR or (strict and found.severity is Severity.WARNING)
