"""``explain``: what a diagnostic means."""

import click

from bookbuild.diagnostics import CODES


def _complete_code(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [code for code in CODES if code.startswith(incomplete)]


@click.command()
@click.argument("code", required=False, shell_complete=_complete_code)
def explain(code: str | None) -> int:
    """Explain the diagnostic CODE: what it means, an example, and what to do. Without CODE, list all."""
    from bookbuild.cli.explain import explain_code, list_codes

    return explain_code(code) if code else list_codes()
