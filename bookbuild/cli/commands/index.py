"""``index``: words that may become entries of the index, and entries that are nearly the same."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookbuild.cli.commands.options import in_project, with_language

if TYPE_CHECKING:
    from bookbuild.pipeline.indexing import Candidate, IndexResult

_SHOWN = 40


@click.command(short_help="List words for the index, and entries that differ by a letter.")
@in_project
@with_language
@click.option("--all", "every", is_flag=True, help=f"List all words, not the first {_SHOWN} of each kind.")
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def index(project: Path, *, language: str, every: bool, as_json: bool) -> int:
    """List what the index lacks: terms in bold and frequent words that are no entries, and entries that differ by a
    letter, which may be meant to be one.

    A word becomes an entry by brackets and a mark behind them: [offer]{.index}
    """
    from bookbuild.cli.exit_codes import exit_code_of
    from bookbuild.cli.message_formats import json_document
    from bookbuild.cli.messages import show_diagnostics
    from bookbuild.diagnostics import Severity
    from bookbuild.pipeline.indexing import index_candidates

    result = index_candidates(project, language)
    if as_json:
        names = ("words", "count", "files", "is_term")
        rows = [{name: getattr(one, name) for name in names} for one in result.candidates]
        click.echo(json_document(entries=result.entries, candidates=rows, alike=[list(pair) for pair in result.alike]))
    else:
        _show(result, None if every else _SHOWN)
    show_diagnostics([found for found in result.diagnostics if found.severity is Severity.ERROR])
    return exit_code_of(result.status)


def _show(result: "IndexResult", most: int | None) -> None:
    click.echo(f"the index has {result.entries:,} {'entry' if result.entries == 1 else 'entries'}")
    if result.alike:
        click.echo("\nEntries that differ by a letter:")
    for one, other in result.alike:
        click.echo(f"  {one} · {other}")
    for title, is_term in (("Terms in bold", True), ("Frequent words", False)):
        _show_candidates(title, [one for one in result.candidates if one.is_term is is_term], most)


def _show_candidates(title: str, candidates: "list[Candidate]", most: int | None) -> None:
    if candidates:
        click.echo(f"\n{title} that are no entries (how often, in how many files):")
    for one in candidates[:most]:
        click.echo(f"  {one.count:4} {one.files:4}  {one.words}")
    if most is not None and len(candidates) > most:
        click.echo(f"  and {len(candidates) - most} more: see them with --all")
