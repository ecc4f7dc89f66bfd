"""BibTeX and BibLaTeX -> works: a file is divided by bibtexparser, and its fields are read here."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library as Parsed
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    MiddlewareErrorBlock,
    ParsingFailedBlock,
)
from bibtexparser.model import Entry as Block

from bookbuild.citations.bibtex_fields import item_of
from bookbuild.citations.bibtex_strings import text_of_value
from bookbuild.citations.items import Entry, Fault

_FIRST_LINE = 60
_HINT = "look for a brace, a quotation mark or a comma that is missing there or above"


def read_bibtex(text: str, language: str) -> tuple[list[Entry], list[Fault]]:
    """Return the works of a file, and what is wrong with it."""
    with _without_log():
        parsed = parse_string(text)
    strings = {name.lower(): str(one.value) for name, one in parsed.strings_dict.items()}
    faults = list(_faults(parsed))
    for block in parsed.entries:
        faults += _put_together(block, strings)
    blocks = {block.key: _fields(block) for block in parsed.entries}
    entries: list[Entry] = []
    for block in parsed.entries:
        fields = _inherited(blocks[block.key], blocks)
        entries.append(Entry(block.key, _line(block), item_of(block.entry_type, fields, language)))
        if missing := _missing_parent(block, blocks):
            faults.append(Fault(f"{block.key!r} has crossref = {missing!r}, which no entry has", _line(block)))
    for line, block in _repeated(parsed):
        entries.append(Entry(block.key, line, item_of(block.entry_type, _fields(block), language)))
    entries.sort(key=lambda entry: entry.line)
    return entries, sorted(faults, key=lambda fault: fault.line)


def _put_together(block: Block, strings: dict[str, str]) -> Iterator[Fault]:
    """Replace names and parts in the values of an entry by their texts, and yield what no ``@string`` explains."""
    bare = block.parser_metadata.get("removed_enclosing", {})
    for field in block.fields:
        if bare.get(field.key) != "no-enclosing":
            continue
        field.value, unknown = text_of_value(str(field.value), strings)
        for name in unknown:
            message = f"{block.key!r} has {field.key} = {name}, a name that no @string explains"
            line = (field.start_line or block.start_line or 0) + 1
            yield Fault(message, line, f"write {field.key} = {{{name}}} if these are the words")


def _repeated(parsed: Parsed) -> Iterator[tuple[int, Block]]:
    """Yield the line of each entry that has a field twice, or a key that is in use, and the entry."""
    for failed in parsed.failed_blocks:
        if isinstance(failed, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock):
            inner = failed.ignore_error_block
            if isinstance(inner, Block):
                yield _line(failed), inner


@contextmanager
def _without_log() -> Iterator[None]:
    """Keep the library from logging what diagnostics report."""
    logger = logging.getLogger("bibtexparser")
    before = logger.disabled, [one for one in _loggers() if not one.disabled]
    logger.disabled = True
    for one in before[1]:
        one.disabled = True
    try:
        yield
    finally:
        logger.disabled = before[0]
        for one in before[1]:
            one.disabled = False


def _loggers() -> list[logging.Logger]:
    known = logging.Logger.manager.loggerDict.items()
    return [one for name, one in known if name.startswith("bibtexparser.") and isinstance(one, logging.Logger)]


def _fields(block: Block) -> dict[str, str]:
    """Return the fields of an entry by their names in small letters; of equal ones the first counts."""
    fields: dict[str, str] = {}
    for field in block.fields:
        fields.setdefault(field.key.lower(), str(field.value).strip())
    return fields


def _line(block: Any) -> int:
    return (block.start_line or 0) + 1


def _faults(parsed: Parsed) -> Iterator[Fault]:
    for failed in parsed.failed_blocks:
        if isinstance(failed, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(failed.duplicate_keys))
            yield Fault(f"an entry has {names} twice; the first counts", _line(failed), "take one of them out")
        elif isinstance(failed, DuplicateBlockKeyBlock):
            continue
        elif isinstance(failed, ParsingFailedBlock | MiddlewareErrorBlock):
            lines = (failed.raw or "").strip().splitlines() or [""]
            yield Fault(f"an entry cannot be read, and is left out: {lines[0][:_FIRST_LINE]}", _line(failed), _HINT)


def _missing_parent(block: Block, blocks: dict[str, dict[str, str]]) -> str:
    parent = blocks[block.key].get("crossref", "")
    return parent if parent and parent not in blocks else ""


def _inherited(fields: dict[str, str], blocks: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the fields of an entry with those of the one that its ``crossref`` names."""
    parent = dict(blocks.get(fields.get("crossref", ""), {}))
    if parent and "title" in parent:
        parent.setdefault("booktitle", parent.pop("title"))
    return {**parent, **fields}
