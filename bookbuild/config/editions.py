"""The editions of a book: those that are always there, and the project's own, each made of what it extends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bookbuild.config.faults import FILE_NAME, line_of, nearest
from bookbuild.config.geometry import office_paper
from bookbuild.config.schema import EditionTable, HandoutTable, PageTable, SheetsTable
from bookbuild.diagnostics import Diagnostic, UsageError, diagnose
from bookbuild.model import Edition, HandoutSettings, PageSettings, Selection, SheetSettings


def page_of(table: PageTable) -> PageSettings:
    """Return the page that a ``[page]`` table describes."""
    return PageSettings(table.geometry(), table.articles, table.cover, table.page_references)


def editions_of(tables: Mapping[str, EditionTable], page: PageTable, text: str) -> dict[str, Edition]:
    """Make the editions that are always there, then the project's own: each extends ``book`` if it says no other.

    Args:
        tables: the project's ``[editions]``.
        page: its ``[page]``, which an edition's own is laid over.
        text: the configuration, to tell lines from.

    Raises:
        UsageError: where an edition extends none, or leads back to itself; where a page has no room for its text.

    """
    ready = _built_in(office_paper(page.trim))
    every = {name: ready.get(name, EditionTable()) for name in (*ready, *tables)}
    extending = (name for name, table in tables.items() if table.extends)
    astray = tuple(_astray(name, tables, every, text) for name in extending if not _is_rooted(name, tables, every))
    if astray:
        raise UsageError(*astray)
    return {name: _edition(name, tables, every, page, text) for name in every}


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
    return {name: EditionTable.model_validate(table) for name, table in raw.items()}


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
    said = {key: getattr(own, key) for key in own.model_fields_set}
    afresh = {} if "trim" not in said or own.trim == page.trim else _MEASURES
    return page.model_copy(update={**afresh, **said})


_MEASURES = {key: getattr(PageTable(), key) for key in ("margins", "text_size", "leading")}


def _extended(parent: Edition, table: EditionTable) -> Edition:
    """Let an edition say what differs from the one it extends. Stylesheets and colours are added."""
    keys = ("default", "each", "layout", "statement", "answers")
    said = {key: value for key in keys if (value := getattr(table, key)) is not None}
    return replace(
        parent,
        selection=_selection(parent.selection, table),
        stylesheets=tuple(dict.fromkeys((*parent.stylesheets, *(table.stylesheets or ())))),
        palette={**parent.palette, **(table.palette or {})},
        handout=_handout(parent.handout, table.handout),
        sheets=_sheets(parent.sheets, table.sheets),
        formats=parent.formats if table.formats is None else tuple(table.formats),
        **said,
    )


def _selection(parent: Selection, table: EditionTable) -> Selection:
    chosen = {
        kind: tuple(names)
        for kind in ("chapters", "articles", "tags", "matter")
        if (names := getattr(table, kind)) is not None
    }
    return replace(parent, **chosen, taste=parent.taste if table.taste is None else table.taste)


def _handout(parent: HandoutSettings, table: HandoutTable | None) -> HandoutSettings:
    said = {key: getattr(table, key) for key in table.model_fields_set} if table else {}
    return replace(parent, **{**said, **({"fit": None} if said.get("fit") is False else {})})


def _sheets(parent: SheetSettings, table: SheetsTable | None) -> SheetSettings:
    said = {key: getattr(table, key) for key in table.model_fields_set} if table else {}
    size, thickness = said.pop("paper", None) or (None, None)
    if "marks" in said:
        said["marks"] = tuple(said["marks"] or ())
    return replace(parent, **said, paper=size or parent.paper, thickness=thickness or parent.thickness)
