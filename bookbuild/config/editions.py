"""The editions of a book: the predefined ones and the project's own, each with what it inherits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from bookbuild.config.edition_schema import EditionTable
from bookbuild.config.faults import FILE_NAME, line_of, nearest
from bookbuild.config.geometry import office_paper
from bookbuild.config.page_schema import PageTable
from bookbuild.config.value_types import read
from bookbuild.diagnostics import Diagnostic, UsageError, diagnose
from bookbuild.model import Config, Edition, PageSettings, SheetSettings

_NEARLY = 0.8
"""How much alike, from 0 to 1, names are that people take for one another."""
_MODEL_NAMES = {"matter": "include_matter"}
"""Fields of an edition's table that the model calls otherwise."""


def page_of(table: PageTable) -> PageSettings:
    """Return the page that a ``[page]`` table describes."""
    names = ("articles", "cover", "page_references", "line_breaking", "addresses")
    return PageSettings(table.geometry(), **_among(table.values(), *names))


def colours(palette: Mapping[str, str]) -> dict[str, str]:
    """Return colours as the theme writes them, in small letters."""
    return {name: colour.lower() for name, colour in palette.items()}


def editions_of(tables: Mapping[str, EditionTable], page: PageTable, text: str) -> dict[str, Edition]:
    """Return the predefined editions, then the project's own. Each extends ``book``, unless it names another.

    Args:
        tables: the project's ``[editions]``.
        page: its ``[page]``, which the page of an edition overrides.
        text: the text of the file, for line numbers.

    Raises:
        UsageError: when an edition extends none or itself, a page has no room for its text, or the smallest type of
            handouts is larger than the largest.

    """
    predefined = {name: read(table, EditionTable) for name, table in predefined_tables(office_paper(page.size)).items()}
    every = {name: predefined.get(name, EditionTable()) for name in (*predefined, *tables)}
    extending = (name for name, table in tables.items() if table.extends)
    unrooted = [name for name in extending if not _is_rooted(name, tables, every)]
    if unrooted:
        raise UsageError(*(_wrong_parent(name, tables, every, text) for name in unrooted))
    editions = {name: _edition(name, tables, every, page, text) for name in every}
    if wrong := tuple(fault for name in tables for fault in _wrong_sizes(editions[name], tables[name], text)):
        raise UsageError(*wrong)
    return editions


def predefined_tables(paper: str) -> dict[str, dict[str, object]]:
    """Return the editions that every project has, and may change by name, as TOML tables.

    `paper` is the trim size of editions for office printers.
    """
    return {
        "book": {"default": True},
        "booklet": {"split-by": "chapter", "formats": ["epub", "pdf", "sheets"]},
        "handout": {
            "split-by": "article",
            "layout": "handout",
            "formats": ["pdf"],
            "matter": [],
            "page": {"trim": paper, "cover": False, "margins": {"top": "18mm", "bottom": "22mm"}},
        },
        "sample": {"sample": True, "matter": ["front"], "statement": "sample"},
        "large-print": {
            "statement": "large-print",
            "page": {"trim": paper, "text-size": "18pt", "leading": "26pt"},
            "stylesheets": ["large-print.css"],
            "printed-pages": True,
        },
        "easy-reading": {
            "statement": "easy-reading",
            "page": {"trim": paper, "text-size": "13pt", "leading": "21pt"},
            "stylesheets": ["easy-reading.css"],
            "printed-pages": True,
        },
        "answers": {"statement": "with-answers", "answers": True, "printed-pages": True},
    }


def require_edition_of_pages(config: Config, text: str) -> None:
    """Raise UsageError if the page numbers to refer to are those of an edition that does not exist, or of handouts."""
    name, line = config.pages_of, line_of(("book", "pages-of"), text)
    if not name or name.endswith(".json"):
        return
    books = [edition.name for edition in config.editions.values() if edition.layout == "book"]
    if name not in books:
        message = f"book.pages-of: {name!r} is neither an edition with pages of a book nor a file of them (pages.json)"
        raise UsageError(diagnose("config-value", message, FILE_NAME, line, nearest(name, books)))


def similar_editions(tables: Mapping[str, EditionTable], text: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each edition of a project whose name is close to that of a predefined one, but which has
    nothing of it, and does not state what it extends.
    """
    predefined = predefined_tables("a4")
    for name, table in tables.items():
        near = get_close_matches(name, predefined, 1, _NEARLY)
        if near and name not in predefined and not table.extends:
            message = f"{name!r} is an edition of its own, and has nothing of the predefined {near[0]!r}"
            hint = f'did you mean {near[0]!r}? otherwise write extends = "book" into its table'
            yield diagnose("similar-edition", message, FILE_NAME, line_of(("editions", name), text), hint)


def _parent(name: str, tables: Mapping[str, EditionTable]) -> str:
    """Return the name of the edition that one extends, or an empty text for ``book``, the root."""
    extends = tables[name].extends if name in tables else None
    return extends or ("" if name == "book" else "book")


def _is_rooted(name: str, tables: Mapping[str, EditionTable], every: Iterable[str]) -> bool:
    """Return whether an edition extends ``book``, directly or by editions that exist."""
    lineage = list(_lineage(name, tables))
    return lineage[-1] == "book" and not _parent("book", tables) and set(lineage) <= set(every)


def _lineage(name: str, tables: Mapping[str, EditionTable]) -> Iterator[str]:
    """Yield an edition and those that it extends, each once."""
    seen: list[str] = []
    while name and name not in seen:
        yield name
        seen.append(name)
        name = _parent(name, tables)


def _wrong_parent(
    name: str, tables: Mapping[str, EditionTable], every: Mapping[str, EditionTable], text: str
) -> Diagnostic:
    extends = _parent(name, tables)
    line = line_of(("editions", name, "extends"), text)
    message = f"edition {name!r} extends {extends!r}, which is not an edition, or extends {name!r} itself"
    known = [other for other in every if other not in {name, extends}]
    hint = f"let {name!r} or {extends!r} extend 'book'" if extends in every else nearest(extends, known)
    return diagnose("config-value", message, FILE_NAME, line, hint)


def _wrong_sizes(edition: Edition, table: EditionTable, text: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the smallest type of handouts is larger than the largest, and the edition sets either."""
    bounds, values = edition.handout, table.handout.values() if table.handout else {}
    if bounds.smallest > bounds.largest and (own := [key for key in ("smallest", "largest") if key in values]):
        keys = ("editions", edition.name, "handout", own[0])
        message = f"the smallest type, {bounds.smallest:g} pt, is larger than the largest, {bounds.largest:g} pt"
        hint = (
            "set both: a size that an edition does not set is that of the edition it extends" if len(own) == 1 else ""
        )
        yield diagnose("config-value", f"{'.'.join(keys)}: {message}", FILE_NAME, line_of(keys, text), hint)


def _edition(
    name: str, tables: Mapping[str, EditionTable], every: Mapping[str, EditionTable], page: PageTable, text: str
) -> Edition:
    edition = Edition()
    for ancestor in reversed(list(_lineage(name, tables))):
        for table in (every[ancestor], tables.get(ancestor, EditionTable())):
            page = _overridden(page, table.page) if table.page else page
            edition = _inherit(edition, table)
        if ancestor != name:
            edition = replace(edition, default=False)  # not inherited
    try:
        lineage = tuple(one for one in _lineage(name, tables) if one in (name,) or one != "book")
        return replace(edition, name=name, lineage=lineage, page=page_of(page))
    except ValueError as error:
        line = line_of(("editions", name, "page"), text)
        raise UsageError(diagnose("config-value", f"editions.{name}.page: {error}", FILE_NAME, line)) from error


def _overridden(page: PageTable, own: PageTable) -> PageTable:
    """Return a page with the keys that an edition sets. On another trim size, margins and type are not inherited."""
    reset = {} if own.trim is None or own.size == page.size else dict.fromkeys(("margins", "text_size", "leading"))
    return PageTable(**{**page.fields_set(), **reset, **own.fields_set()})


def _inherit(parent: Edition, table: EditionTable) -> Edition:
    """Return an edition with the keys that its table sets. Stylesheets and colours are added."""
    values = {_MODEL_NAMES.get(name, name): value for name, value in table.values().items()}
    return replace(
        parent,
        selection=replace(
            parent.selection, **_among(values, "chapters", "articles", "tags", "include_matter", "sample")
        ),
        stylesheets=tuple(dict.fromkeys((*parent.stylesheets, *values.get("stylesheets", ())))),
        palette={**parent.palette, **colours(table.palette or {})},
        handout=replace(parent.handout, **table.handout.values()) if table.handout else parent.handout,
        sheets=_sheets(parent.sheets, table.sheets.values()) if table.sheets else parent.sheets,
        **_among(values, "default", "split_by", "layout", "statement", "answers", "formats", "printed_pages"),
    )


def _among(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _sheets(parent: SheetSettings, values: Mapping[str, Any]) -> SheetSettings:
    size, thickness = values.get("paper", (None, None))
    return replace(parent, **{**values, "paper": size or parent.paper, "thickness": thickness or parent.thickness})
