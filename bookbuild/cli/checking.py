"""``check``: everything that is wrong with the content, without a book being written."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bookbuild.api import CheckResult, ShopRuling, Status, check
from bookbuild.cli.exit_codes import exit_code_of
from bookbuild.cli.message_formats import MessageFormat, json_document, show_in_format
from bookbuild.cli.messages import show_lenient_settings
from bookbuild.cli.progress import progress_on
from bookbuild.cli.report import console, count_of, counted
from bookbuild.layout import run_alone
from bookbuild.pipeline.manifest import plain_diagnostic


def check_content(
    *,
    verbose: bool,
    message_format: MessageFormat,
    outputs: bool,
    reproducible: bool,
    output: Path | None,
    **request: Any,
) -> int:
    """Print everything that is wrong with the content, or with what was built, and return the exit code.

    `request` are the arguments of `bookbuild.check`.
    """
    if outputs or reproducible or output:
        from bookbuild.cli.proving import prove  # noqa: PLC0415 - seldom asked for

        return prove(output, outputs=outputs, reproducible=reproducible, message_format=message_format, **request)
    run_alone()
    with progress_on(verbosity=int(verbose)) as progress:
        result = check(progress=progress, **request)
    if message_format is MessageFormat.JSON:
        rulings = [asdict(ruling) for ruling in result.rulings]
        click.echo(json_document(diagnostics=list(map(plain_diagnostic, result.diagnostics)), rulings=rulings))
        return exit_code_of(result.status)
    show_in_format(result.diagnostics, message_format, request["project"], command=_command(request), every=verbose)
    if result.status is not Status.USAGE_AT_FAULT:
        _show_rulings(result.rulings)
        _show_summary(result)
    return exit_code_of(result.status)


def _show_rulings(rulings: Sequence[ShopRuling]) -> None:
    """Print a table of the rules of shops on standard output: those that a file keeps, and those that it does not."""
    if not rulings:
        return
    from rich.table import Table  # noqa: PLC0415 - only this needs it
    from rich.text import Text  # noqa: PLC0415 - rich is slow to import

    table = Table(box=None, pad_edge=False, header_style="dim")
    several = len({one.file for one in rulings}) > 1
    for title in (*(("file",) if several else ()), "shop", "rule", "limit", "", "as of", "published at"):
        table.add_column(title, overflow="fold")
    for one in rulings:
        verdict = "ok" if not one.found else f"{'refused' if one.refuses else 'advice'}: {one.found}"
        style = "" if not one.found else "bold" if one.refuses else "italic"
        file = (one.file,) if several else ()
        table.add_row(
            *file, one.shop, one.what, one.limit, Text(verdict, style), Text(one.as_of, "dim"), Text(one.source, "dim")
        )
    console(sys.stdout).print(table)


def _command(request: dict[str, Any]) -> str:
    return "check --pages" if request["pages"] else "check"


def _show_summary(result: CheckResult) -> None:
    sizes = f"{counted(result.articles, 'file')}, {counted(result.words, 'word')}"
    click.echo(f"{sizes}: {count_of(result.diagnostics) or 'nothing is wrong'}", err=True)
    show_lenient_settings(result.lenient_settings)
