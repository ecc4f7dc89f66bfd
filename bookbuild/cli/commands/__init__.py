"""The commands and their options. What a command does is imported when it runs, so that help is fast."""

import click

from bookbuild import __version__
from bookbuild.cli.commands.build import build, watch
from bookbuild.cli.commands.check import check
from bookbuild.cli.commands.contents import list_contents
from bookbuild.cli.commands.explain import explain
from bookbuild.cli.commands.impose import impose
from bookbuild.cli.commands.index import index
from bookbuild.cli.commands.init import init
from bookbuild.cli.commands.machine import clean, doctor
from bookbuild.cli.commands.metadata import metadata
from bookbuild.cli.commands.options import Commands
from bookbuild.cli.commands.preview import preview, serve


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="bookbuild")
def command() -> None:
    """Make a book, EPUB and PDF, out of a folder of Markdown articles.

    In that folder, type `bookbuild build`.
    """


for _command in (
    build,
    check,
    clean,
    doctor,
    explain,
    impose,
    index,
    init,
    list_contents,
    metadata,
    preview,
    serve,
    watch,
):
    command.add_command(_command)
