"""``clean`` and ``doctor``: the cache of a book, and what the machine lacks."""

from pathlib import Path

import click

from bookbuild.cli.commands.options import in_project
from bookbuild.cli.exit_codes import ExitCode


@click.command()
@in_project
def clean(project: Path) -> int:
    """Remove the cache, but no book."""
    from bookbuild.pipeline.output import remove_cache

    freed = remove_cache(project)
    click.echo(f"removed {freed:,} bytes" if freed else "there was nothing to remove", err=True)
    return ExitCode.OK


@click.command()
@in_project
def doctor(project: Path) -> int:
    """Report what this machine lacks for building, and how to get it."""
    from bookbuild.cli.report import show_findings
    from bookbuild.doctor import examine
    from bookbuild.layout.accelerators import left_out

    return show_findings(examine(project, left_out))
