"""``list --editions``: every edition there is, and what it would hold."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from bookbuild.cli.asked import Status
from bookbuild.cli.report import console, counted, plain_json, show_diagnostics
from bookbuild.diagnostics import Diagnostic, Severity
from bookbuild.model import Edition
from bookbuild.pipeline.reading import Reading, read
from bookbuild.pipeline.volumes import volumes_of


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """An edition, and what stands on its shelf: how many books, and the articles and words that are in them."""

    edition: Edition
    books: int
    articles: int
    words: int
    faults: tuple[Diagnostic, ...]


def show_editions(project: Path, *, as_json: bool) -> int:
    """Print the editions; faults of the content go to stderr."""
    reading = read(project, os.environ)
    shelves = tuple(_shelves(reading.value))
    if as_json:
        click.echo(plain_json([_plain(shelf) for shelf in shelves]))
    else:
        _show(shelves)
    found = (*reading.diagnostics, *(fault for shelf in shelves for fault in shelf.faults))
    faults = tuple(one for one in dict.fromkeys(found) if one.severity is Severity.ERROR)
    show_diagnostics(faults)
    return Status.BOOK_AT_FAULT if faults else Status.MADE


def _shelves(reading: Reading) -> Iterator[EditionSummary]:
    for edition in reading.config.editions.values():
        volumes = volumes_of(edition, reading.book, reading.config.identity)
        articles = (article for one in volumes.value for article in one.book.articles())
        held = {article.key: article.words + article.answer_words * edition.answers for article in articles}
        yield EditionSummary(edition, len(volumes.value), len(held), sum(held.values()), volumes.diagnostics)


def _plain(shelf: EditionSummary) -> dict[str, object]:
    return {
        "name": shelf.edition.name,
        "formats": list(shelf.edition.formats),
        "default": shelf.edition.default,
        "page": _page(shelf.edition),
        "books": shelf.books,
        "files": shelf.articles,
        "words": shelf.words,
    }


def _page(edition: Edition) -> str:
    """Write the trim size and type size of an edition: ``148 x 210 mm, 10 pt``."""
    if edition.page is None:
        return ""
    page = edition.page.geometry
    return f"{page.width:g} x {page.height:g} mm, {page.text_size:g} pt"


def _show(shelves: tuple[EditionSummary, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("edition", "books", "files", "words", "formats", "page", ""):
        table.add_column(title, justify="right" if title in {"books", "files", "words"} else "left", overflow="fold")
    for shelf in shelves:
        edition = shelf.edition
        held = (str(shelf.books), str(shelf.articles), f"{shelf.words:,}")
        table.add_row(
            Text(edition.name, "bold" if edition.default else ""),
            *held,
            ", ".join(edition.formats),
            _page(edition),
            Text("built by default" if edition.default else "", "dim"),
        )
    console(sys.stdout).print(table)
    click.echo(f"{counted(len(shelves), 'edition')}: bookbuild build NAME, or build --all", err=True)
