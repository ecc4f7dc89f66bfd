"""``list``: the contents of a book, or its editions."""

from pathlib import Path

import click

from bookbuild.cli.commands.options import in_project, with_language


@click.command("list")
@in_project
@click.option("--editions", is_flag=True, help="List the editions, and what each contains.")
@with_language
@click.option("--json", "as_json", is_flag=True, help="As JSON on standard output.")
def list_contents(project: Path, *, editions: bool, as_json: bool, language: str) -> int:
    """Show the contents in order, with words, minutes and files."""
    from bookbuild.cli.listing import show_contents, show_editions

    return (show_editions if editions else show_contents)(project, as_json=as_json, language=language)
