"""``explain``: what a diagnostic means, with an example and what to do about it, as docs/diagnostics.md has it."""

import importlib.resources
import re
import shutil
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import click

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.diagnostics import CODES

_WIDEST = 100
"""Characters to a line; text of that length is easy to read on a wide terminal."""


def explain_code(text: str) -> int:
    """Print the explanation of a diagnostic's code, which may be pasted as ``error[broken-link]``.

    Raises:
        click.UsageError: when there is no such code, with the nearest one.
    """
    code = re.sub(r"^\w*\[([^]]*)\].*", r"\1", text.strip())
    if code not in CODES:
        near = get_close_matches(code, CODES, 1)
        hint = f"Did you mean {near[0]!r}?" if near else "Without a code, this command lists all."
        msg = f"No such diagnostic {code!r}. {hint}"
        raise click.UsageError(msg)
    click.echo(_formatted(re.sub(r"^\*(\w+)\*", rf"\1[{code}]", explanations()[code])))
    return ExitCode.OK


def list_codes() -> int:
    """Print every code on a line, with its severity and its meaning."""
    longest = max(map(len, CODES))
    for name, code in CODES.items():
        click.echo(f"{name:<{longest}}  {code.severity.value:<7}  {code.meaning}")
    return ExitCode.OK


def explanations() -> Mapping[str, str]:
    """Return the text of the page on diagnostics for each code, in Markdown."""
    packaged = importlib.resources.files("bookbuild") / "_docs" / "diagnostics.md"
    source = packaged if packaged.is_file() else Path(__file__).parents[2] / "docs" / "diagnostics.md"
    sections = re.findall(r"(?ms)^### ([\w-]+)\n(.*?)(?=^##|\Z)", source.read_text("utf-8"))
    return {code: body.strip() for code, body in sections}


def _formatted(markdown: str) -> str:
    """Return an explanation for a terminal: paragraphs folded, examples as they are."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    parts = markdown.split("\n\n")
    return "\n\n".join(part if part.startswith("    ") else click.wrap_text(part, width) for part in parts)
