"""The commands that show a book in the browser, and their options."""

# ruff: noqa: PLC0415 - imports stand in the commands that need them
from typing import Any

import click

from bookbuild.cli.options import in_project, with_language


@click.command(short_help="Show the book in the browser while it is written.")
@click.argument("edition", required=False, default="book", metavar="[EDITION]")
@in_project
@with_language
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Port to listen on. Default: 8765, or any.")
@click.option("--no-open", "opens", flag_value=False, default=True, help="Do not open the browser.")
@click.option("--goto", metavar="FILE:LINE", help="Turn the page of a running preview to this line, and end.")
@click.option("--editor", default="", metavar="CMD", help="Editor that a click opens. Default: $VISUAL or $EDITOR.")
@click.option("--share", is_flag=True, help="Let other devices of the network look on; prints a QR code for a phone.")
@click.option(
    "--root-path", "root", default="", metavar="URL", help="Address that a reverse proxy has for it: https://HOST/PATH."
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that lay out pages.")
@click.option("-q", "--quiet", is_flag=True, help="Only print errors and warnings.")
def preview(  # noqa: PLR0913 - the options of the command
    edition: str,
    *,
    goto: str | None,
    port: int | None,
    share: bool,
    root: str,
    editor: str,
    opens: bool,
    quiet: bool,
    **request: Any,
) -> int:
    """Show the book, or the EDITION named, in the browser: its true pages, made again whenever a file is saved.

    Only this machine is answered, at an address with a secret in it. Ctrl-C ends the command, with status 130. It needs
    the extra `preview`: pip install 'bookbuild[preview]'.
    """
    from bookbuild.cli.previewing import preview_book, turn_to
    from bookbuild.pipeline.request import BuildRequest
    from bookbuild.preview.running import Listening

    if goto:
        return turn_to(request["project"], goto)
    wanted = BuildRequest(editions=(edition,), formats=("pdf",), **request)
    return preview_book(wanted, Listening(port or 0, share, root), editor=editor, opens=opens, quiet=quiet)
