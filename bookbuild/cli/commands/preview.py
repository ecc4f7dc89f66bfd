"""``preview`` and ``serve``: the book in the browser."""

from pathlib import Path
from typing import Any

import click

from bookbuild.cli.commands.options import OutputPath, in_project, with_language


@click.command(short_help="Show the book in the browser while it is written.")
@click.argument("edition", required=False, default="book", metavar="[EDITION]")
@in_project
@with_language
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Port to listen on. Default: 8765, or any.")
@click.option("--no-open", "opens", flag_value=False, default=True, help="Do not open the browser.")
@click.option("--goto", metavar="FILE:LINE", help="Turn the page of a running preview to this line, and end.")
@click.option("--editor", default="", metavar="CMD", help="Editor that a click opens. Default: $VISUAL or $EDITOR.")
@click.option(
    "--against", default="", metavar="DIR|COMMIT", help="Show what differs from another folder, or from HEAD."
)
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
    against: str,
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
    listening = Listening(port or 0, share, root)
    return preview_book(wanted, listening, editor=editor, against=against, opens=opens, quiet=quiet)


@click.command(short_help="Show a finished build to colleagues, or write its page.")
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@in_project
@with_language
@click.option("--all", "all_editions", is_flag=True, help="Show every edition that there is.")
@click.option(
    "--into",
    type=OutputPath(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the page and the files into a folder, for any web server, and end.",
)
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Port to listen on. Default: 8765, or any.")
@click.option("--no-open", "opens", flag_value=False, default=True, help="Do not open the browser.")
@click.option("--share", is_flag=True, help="Let other devices of the network see it; prints a QR code for a phone.")
@click.option(
    "--root-path", "root", default="", metavar="URL", help="Address that a reverse proxy has for it: https://HOST/PATH."
)
def serve(*, into: Path | None, port: int | None, share: bool, root: str, opens: bool, **request: Any) -> int:
    """Build what is not up to date, and show all files with sizes, cover, contents and checks, and a book to read
    online, on one page.

    Exit status: that of `build`; 130 when it is ended by Ctrl-C.
    """
    from bookbuild.cli.serving import serve_books
    from bookbuild.preview.running import Listening

    return serve_books(request, into, Listening(port or 0, share, root), opens=opens)
