"""Start a book: what a folder seems to be, its bookbuild.toml, and a small book as an example."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bookbuild.config.adding import quoted, with_titles
from bookbuild.config.faults import FILE_NAME
from bookbuild.config.reading import BY_ITS_WORDS
from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.contents import rows_of
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.results import ContentsRow

EXAMPLE = Path(__file__).parents[1] / "example"
"""The folder of the example book, as it is installed."""
_TOLD = frozenset({"recognised-site", "left-out", "passed-over", "word-reader"})
"""Codes of what a proposal says of a folder."""
_SKIPPED = frozenset({".bookbuild", "_book"})
_TEMPLATE = """\
# The book. Every key, with its meaning, is in docs/configuration.md; a line that begins with # is no setting.

[book]
title = {title}
{subtitle}
language = {language}                 # quotation marks, hyphens and the program's own words follow it
{authors}
{publisher}
{published}
{rights}
# cover = "cover.jpg"             # a picture of your own, instead of the drawn cover
{description}

# [page]
# trim = "a5"                     # a4, letter, or a size such as "148mm x 210mm"

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
    is_guessed: bool = False
    """Whether nothing states the language but the words."""


def proposal_of(project: Path, language: str = "") -> Proposal:
    """Return what the book of a folder would be as it is, in the requested language if the site has several.

    Raises:
        UsageError: when there is a configuration, and it is at fault.
    """
    reading = read(project, os.environ, language=language)
    identity = reading.value.config.identity
    is_guessed = any(one.code == "config-missing" and BY_ITS_WORDS in one.message for one in reading.diagnostics)
    notes = (one.message for one in reading.diagnostics if one.code in _TOLD)
    return Proposal(
        title=identity.title,
        authors=tuple(creator.name for creator in identity.creators),
        language=identity.language,
        is_guessed=is_guessed,
        notes=tuple(notes),
        rows=tuple(rows_of(reading.value.book)),
    )


_EXAMPLES = {
    "subtitle": '"Answers to forty questions"',
    "publisher": '""',
    "published": "2026-01-31",
    "rights": '""',
    "description": '""',
}
"""Keys that are shown with an example where nothing is known."""


def configuration_text(
    title: str, authors: tuple[str, ...], language: str, facts: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return a commented bookbuild.toml with these values; `facts` are other keys of ``[book]`` with theirs in TOML."""
    names = ", ".join(map(quoted, authors))
    line = f"authors = [{names}]" if names else '# authors = ["Your name"]'
    lines = {
        key: f"{key} = {facts[key]}" if key in facts else f"# {key} = {example}" for key, example in _EXAMPLES.items()
    }
    return _TEMPLATE.format(title=quoted(title), language=quoted(language), authors=line, **lines)


def with_chapters(
    old: bytes, titles: Mapping[str, str], *, title: str, authors: tuple[str, ...], language: str
) -> bytes | None:
    """Return a bookbuild.toml with titles of chapters by number at its end, or None if they have no place there.

    Where there is none yet, it says title, authors and language of the book too.
    """
    try:
        text = old.decode() or configuration_text(title, authors, language)
    except UnicodeDecodeError:
        return None
    new = with_titles(text, titles)
    return new.encode() if new is not None else None


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
