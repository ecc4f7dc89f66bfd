"""``impose``: the pages of any PDF on sheets of paper."""

from pathlib import Path
from typing import Any

import click

from bookbuild.cli.commands.options import NearestChoice, OutputPath
from bookbuild.model import SCHEMES

_SCHEME_LIST = "\b\nSchemes:\n" + "\n".join(f"  {name:<10} {what}" for name, what in SCHEMES.items())


@click.command("impose", short_help="Put the pages of any PDF onto sheets to print and fold.", epilog=_SCHEME_LIST)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--scheme", type=NearestChoice(list(SCHEMES)), default="saddle", show_default=True, help="See below.")
@click.option(
    "--paper",
    default="auto",
    metavar="PAPER",
    help="a4, a3, letter, legal, tabloid, or a size: 320mmx450mm. Default: the usual one that the pages fit.",
)
@click.option("--fit", is_flag=True, help="Scale the pages to fill the paper. Otherwise they keep their size.")
@click.option(
    "--thickness",
    default="80gsm",
    metavar="T",
    show_default=True,
    help="Weight or thickness of the paper, by which inner pages are moved to the fold.",
)
@click.option(
    "--sheets-per-signature",
    type=click.IntRange(min=1),
    metavar="N",
    help="The most sheets inside each other. Default: all; 4 for perfect.",
)
@click.option("--marks", default="", metavar="M,M", help="Any of fold, staple, crop.")
@click.option(
    "--gutter", default="0mm", metavar="LENGTH", show_default=True, help="Distance between neighbouring pages."
)
@click.option(
    "--margin",
    default="0mm",
    metavar="LENGTH",
    show_default=True,
    help="Least distance of the pages from the edge of the paper.",
)
@click.option(
    "--flip",
    type=NearestChoice(["auto", "short", "long"]),
    default="auto",
    help="Edge over which the printer turns the sheet. Default: the one that keeps pages upright.",
)
@click.option("--rtl", is_flag=True, help="The document is read from right to left. Default: as set in the PDF.")
@click.option("--back-cover", is_flag=True, help="The last page is the back cover; blank pages are put before it.")
@click.option("--instructions", is_flag=True, help="Begin with a sheet that explains how to print and fold the others.")
@click.option(
    "-o",
    "--output",
    type=OutputPath(dir_okay=False, path_type=Path),
    metavar="OUT.pdf",
    help="Default: FILE.sheets.pdf, beside the file.",
)
def impose(**options: Any) -> int:
    """Put the pages of any PDF onto sheets to print, fold, staple or cut.

    Exit status: 0 made; 1 an error in the file; 2 an error in the command line; 130 interrupted.
    """
    from bookbuild.cli.imposing import impose_file

    return impose_file(**options)
