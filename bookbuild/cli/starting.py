"""``init``: a bookbuild.toml for a folder, or a small book as an example."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from bookbuild.cli.exit_codes import ExitCode
from bookbuild.cli.listing import show_rows
from bookbuild.cli.report import counted
from bookbuild.config import FILE_NAME
from bookbuild.config.reading import require_language
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.locating import book_folder
from bookbuild.pipeline.starting import (
    Proposal,
    already_there,
    configuration_text,
    proposal_of,
    write_configuration,
    write_example,
)


def start_book(folder: Path, *, yes: bool, example: bool, language: str = "") -> int:
    """Start a book in a folder, and return the exit code.

    Raises:
        UsageError: when the folder is in a book already, is not there, or cannot be written to.
    """
    _require_no_book(folder)
    if example:
        files = write_example(folder)
        click.echo(f"{counted(len(files), 'file')} in {folder}: {_next_command(folder)} makes the book", err=True)
        return ExitCode.OK
    if not folder.is_dir():
        hint = "make it, or write bookbuild init --example DIR for a book to begin with"
        raise UsageError(diagnose("wrong-argument", f"there is no folder {folder}", hint=hint))
    proposal = proposal_of(folder, language)
    _show(proposal)
    if not yes and sys.stdin.isatty():
        proposal = _prompted(proposal)
    write_configuration(folder, configuration_text(proposal.title, proposal.authors, proposal.language))
    click.echo(
        f"{folder / FILE_NAME} is written: change it as you like; {_next_command(folder)} makes the book", err=True
    )
    return ExitCode.OK


def _require_no_book(folder: Path) -> None:
    """Raise UsageError if a folder has a bookbuild.toml, or lies in a book."""
    if (folder / FILE_NAME).exists() or (folder / FILE_NAME).is_symlink():
        raise already_there(folder)
    root = book_folder(folder)
    if root != folder.absolute():
        hint = f"run bookbuild init {root}" if not (root / FILE_NAME).exists() else f"its settings: {root / FILE_NAME}"
        raise UsageError(diagnose("wrong-argument", f"{folder} lies in the book of {root}", hint=hint))


def _next_command(folder: Path) -> str:
    return "bookbuild build" if folder.absolute() == Path.cwd() else f"bookbuild build -C {folder}"


def _show(proposal: Proposal) -> None:
    """Print the book that a folder would be."""
    if proposal.rows:
        show_rows(proposal.rows)
    else:
        click.echo("there is no article yet: write one, its name ends in .md", err=True)
    for note in proposal.notes:
        click.echo(note, err=True)
    authors = ", ".join(proposal.authors) or "nobody yet"
    guessed = ", by its words" if proposal.is_guessed else ""
    click.echo(f"title: {proposal.title}; by: {authors}; language: {proposal.language}{guessed}", err=True)


def _prompted(proposal: Proposal) -> Proposal:
    """Prompt for the facts of a proposal, and return it with them; an empty input leaves what is proposed."""
    title = _prompt("Title", proposal.title)
    authors = _prompt("Authors, with commas between them", ", ".join(proposal.authors))
    question = "Language, such as en or pt-BR"
    language: str = click.prompt(question, default=proposal.language, value_proc=_language, err=True)
    return replace(proposal, title=title, authors=_names(authors.split(",")), language=language)


def _prompt(question: str, proposed: str) -> str:
    answer: str = click.prompt(question, default=proposed, show_default=bool(proposed), err=True)
    return answer.strip()


def _names(written: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in written if name.strip())


def _language(answer: str) -> str:
    """Return a language tag.

    Raises:
        click.UsageError: if it is none; click then prompts again.
    """
    try:
        require_language(answer.strip())
    except UsageError as error:
        raise click.UsageError(f"{answer!r} is no language tag; one is en, de or pt-BR") from error
    return answer.strip()
