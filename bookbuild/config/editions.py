"""The editions of a book: those that are always there, and the project's own, each made of what it extends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bookbuild.config.faults import FILE_NAME, line_of, nearest
from bookbuild.config.geometry import office_paper
from bookbuild.config.schema import EditionTable, PageTable
from bookbuild.config.values import read
from bookbuild.diagnostics import Diagnostic, UsageError, diagnose
from bookbuild.model import Edition, PageSettings, SheetSettings

_MODEL_NAMES = {"taste": "sample", "each": "split_by", "matter": "include_matter"}
"""Keys of ``[editions.NAME]`` that the model calls otherwise."""


def page_of(table: PageTable) -> PageSettings:
    """Return the page that a ``[page]`` table describes."""
    return PageSettings(table.geometry(), **_among(table.said(), "articles", "cover", "page_references"))


def colours(palette: Mapping[str, str]) -> dict[str, str]:
    """Write colours as the theme does, in small letters."""
    return {name: colour.lower() for name, colour in palette.items()}


def editions_of(tables: Mapping[str, EditionTable], page: PageTable, text: str) -> dict[str, Edition]:
    """Make the editions that are always there, then the project's own: each extends ``book`` if it says no other.

    Args:
        tables: the project's ``[editions]``.
        page: its ``[page]``, which an edition's own is laid over.
        text: the configuration, to tell lines from.

    Raises:
        UsageError: where an edition extends none, or leads back to itself; where a page has no room for its text;
            where no size of type is left for handouts.

    """
    ready = _built_in(office_paper(page.size))
    every = {name: ready.get(name, EditionTable()) for name in (*ready, *tables)}
    extending = (name for name, table in tables.items() if table.extends)
    astray = tuple(_astray(name, tables, every, text) for name in extending if not _is_rooted(name, tables, every))
    if astray:
        raise UsageError(*astray)
    editions = {name: _edition(name, tables, every, page, text) for name in every}
    if crossed := tuple(fault for name in tables for fault in _crossed(editions[name], tables[name], text)):
        raise UsageError(*crossed)
    return editions


def _built_in(paper: str) -> dict[str, EditionTable]:
    """Return what a project gets without a word; it may change each by its name."""
    raw: dict[str, dict[str, object]] = {
        "book": {"default": True},
        "booklet": {"each": "chapter", "formats": ["epub", "pdf", "sheets"]},
        "handout": {
            "each": "article",
            "layout": "handout",
            "formats": ["pdf"],
            "matter": [],
            "page": {"trim": paper, "cover": False, "margins": {"top": "18mm", "bottom": "22mm"}},
        },
        "sample": {"taste": True, "matter": ["front"], "statement": "sample"},
        "large-print": {
            "statement": "large-print",
            "page": {"trim": paper, "text-size": "18pt", "leading": "26pt"},
            "stylesheets": ["large-print.css"],
        },
        "easy-reading": {
            "statement": "easy-reading",
            "page": {"trim": paper, "text-size": "13pt", "leading": "21pt"},
            "stylesheets": ["easy-reading.css"],
        },
        "answers": {"statement": "with-answers", "answers": True},
    }
    return {name: read(table, EditionTable) for name, table in raw.items()}


def _parent(name: str, tables: Mapping[str, EditionTable]) -> str:
    """Return the name of the edition that one extends; nothing for ``book``, which is the root."""
    said = tables[name].extends if name in tables else None
    return said or ("" if name == "book" else "book")


def _is_rooted(name: str, tables: Mapping[str, EditionTable], every: Iterable[str]) -> bool:
    """Say whether what an edition extends leads to the book, by editions that there are."""
    line = list(_line(name, tables))
    return line[-1] == "book" and not _parent("book", tables) and set(line) <= set(every)


def _line(name: str, tables: Mapping[str, EditionTable]) -> Iterator[str]:
    """Give an edition and what it extends, as far as that leads without coming back."""
    seen: list[str] = []
    while name and name not in seen:
        yield name
        seen.append(name)
        name = _parent(name, tables)


def _astray(name: str, tables: Mapping[str, EditionTable], every: Mapping[str, EditionTable], text: str) -> Diagnostic:
    extends = _parent(name, tables)
    line = line_of(("editions", name, "extends"), text)
    message = f"edition {name!r} extends {extends!r}, which is no edition, or leads back to {name!r}"
    return diagnose("config-value", message, FILE_NAME, line, nearest(extends, [one for one in every if one != name]))


def _crossed(edition: Edition, table: EditionTable, text: str) -> Iterator[Diagnostic]:
    """Tell of handouts whose smallest type is larger than their largest, where an edition has said either."""
    bounds, said = edition.handout, table.handout.said() if table.handout else {}
    if bounds.smallest > bounds.largest and (own := [key for key in ("smallest", "largest") if key in said]):
        keys = ("editions", edition.name, "handout", own[0])
        message = f"the smallest type, {bounds.smallest:g} pt, is larger than the largest, {bounds.largest:g} pt"
        hint = "set both: what an edition does not say, it has from the one that it extends" if len(own) == 1 else ""
        yield diagnose("config-value", f"{'.'.join(keys)}: {message}", FILE_NAME, line_of(keys, text), hint)


def _edition(
    name: str, tables: Mapping[str, EditionTable], every: Mapping[str, EditionTable], page: PageTable, text: str
) -> Edition:
    edition = Edition()
    for ancestor in reversed(list(_line(name, tables))):
        for table in (every[ancestor], tables.get(ancestor, EditionTable())):
            page = _laid_over(page, table.page) if table.page else page
            edition = _extended(edition, table)
        if ancestor != name:
            edition = replace(edition, default=False)  # that a parent is built by default says nothing of its children
    try:
        return replace(edition, name=name, page=page_of(page))
    except ValueError as error:
        line = line_of(("editions", name, "page"), text)
        raise UsageError(diagnose("config-value", f"editions.{name}.page: {error}", FILE_NAME, line)) from error


def _laid_over(page: PageTable, own: PageTable) -> PageTable:
    """Lay an edition's page over its parent's. On another trim size, margins and type begin anew."""
    afresh = {} if own.trim is None or own.size == page.size else dict.fromkeys(("margins", "text_size", "leading"))
    return PageTable(**{**page.written(), **afresh, **own.written()})


def _extended(parent: Edition, table: EditionTable) -> Edition:
    """Let an edition say what differs from the one it extends. Stylesheets and colours are added."""
    said = {_MODEL_NAMES.get(key, key): value for key, value in table.said().items()}
    return replace(
        parent,
        selection=replace(parent.selection, **_among(said, "chapters", "articles", "tags", "include_matter", "sample")),
        stylesheets=tuple(dict.fromkeys((*parent.stylesheets, *said.get("stylesheets", ())))),
        palette={**parent.palette, **colours(table.palette or {})},
        handout=replace(parent.handout, **table.handout.said()) if table.handout else parent.handout,
        sheets=_sheets(parent.sheets, table.sheets.said()) if table.sheets else parent.sheets,
        **_among(said, "default", "split_by", "layout", "statement", "answers", "formats"),
    )


def _among(said: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: said[key] for key in keys if key in said}


def _sheets(parent: SheetSettings, said: Mapping[str, Any]) -> SheetSettings:
    size, thickness = said.get("paper", (None, None))
    return replace(parent, **{**said, "paper": size or parent.paper, "thickness": thickness or parent.thickness})
