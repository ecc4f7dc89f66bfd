"""Start a book: what a folder seems to be, its bookbuild.toml, and a small book as an example."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from bookbuild.config.faults import FILE_NAME
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.contents import rows_of
from bookbuild.pipeline.reading import read
from bookbuild.pipeline.results import ContentsRow

EXAMPLE = Path(__file__).parents[1] / "example"
"""The folder of the example book, as it is installed."""
_SKIPPED = frozenset({".bookbuild", "_book"})
_TEMPLATE = """\
# The book. Every key, with its meaning, is in docs/configuration.md; a line that begins with # is no setting.

[book]
title = {title}
# subtitle = "Answers to forty questions"
language = {language}                 # quotation marks, hyphens and the program's own words follow it
{authors}
# publisher = ""
# published = 2026-01-31
# rights = ""
# cover = "cover.jpg"             # a picture of your own, instead of the drawn cover
# description = ""

# [page]
# size = "a5"                     # a4, letter, or a size such as "148mm x 210mm"

# [content]
# folder = "content"              # where the articles are, if not in this folder
# exclude = ["drafts/*"]          # what is no article
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The book that a folder would be: its facts, and its contents in reading order."""

    title: str
    authors: tuple[str, ...]
    language: str
    notes: tuple[str, ...]
    """What the folder was taken for, and what is left out."""
    rows: tuple[ContentsRow, ...]


def proposal_of(project: Path) -> Proposal:
    """Return what the book of a folder would be as it is.

    Raises:
        UsageError: when there is a configuration, and it is at fault.
    """
    reading = read(project, os.environ)
    identity = reading.value.config.identity
    notes = (one.message for one in reading.diagnostics if one.code in {"recognised-site", "left-out", "passed-over"})
    return Proposal(
        title=identity.title,
        authors=tuple(creator.name for creator in identity.creators),
        language=identity.language,
        notes=tuple(notes),
        rows=tuple(rows_of(reading.value.book)),
    )


def configuration_text(title: str, authors: tuple[str, ...], language: str) -> str:
    """Return a commented bookbuild.toml with these values."""
    names = ", ".join(map(_text, authors))
    line = f"authors = [{names}]" if names else '# authors = ["Your name"]'
    return _TEMPLATE.format(title=_text(title), language=_text(language), authors=line)


def _text(value: str) -> str:
    """Return a text as a TOML string."""
    # A JSON string is one of TOML, if characters beyond ASCII stand as they are; only DEL needs an escape of its own.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_configuration(project: Path, text: str) -> None:
    """Write bookbuild.toml, if there is none.

    Raises:
        UsageError: when there is one, or when it cannot be written.
    """
    try:
        with (project / FILE_NAME).open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise already_there(project) from error
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise UsageError(diagnose("unwritable-output", message, FILE_NAME)) from error


def already_there(project: Path) -> UsageError:
    """Return the error for a folder that has a bookbuild.toml."""
    hint = "open it in an editor and change what you want, or rename it and run init again; `bookbuild build` makes it"
    message = f"{project / FILE_NAME} is there already, and stays as it is"
    return UsageError(diagnose("wrong-argument", message, hint=hint))


def write_example(folder: Path) -> tuple[Path, ...]:
    """Copy the example book into a folder, which is made if there is none, and return the files written.

    Raises:
        UsageError: when anything is in the folder, or when it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            hint = "name a new folder: bookbuild init --example DIR"
            raise UsageError(diagnose("wrong-argument", "the example needs an empty folder", hint=hint))
        return tuple(_copied(file, folder) for file in sorted(EXAMPLE.rglob("*")) if _is_of_example(file))
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise UsageError(diagnose("unwritable-output", message, str(folder))) from error


def _is_of_example(file: Path) -> bool:
    return file.is_file() and _SKIPPED.isdisjoint(file.relative_to(EXAMPLE).parts)


def _copied(file: Path, folder: Path) -> Path:
    target = folder / file.relative_to(EXAMPLE)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.read_bytes())
    return target
