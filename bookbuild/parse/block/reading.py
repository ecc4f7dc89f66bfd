"""Metadata block -> entries, in whatever format it is written."""

from collections.abc import Mapping

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.parse.block.entries import BlockError, Entry
from bookbuild.parse.block.finding import SplitText
from bookbuild.parse.block.json_block import read_json
from bookbuild.parse.block.mending import Mend, mended, mends_of
from bookbuild.parse.block.toml_block import read_toml
from bookbuild.parse.block.vocabulary import Vocabulary
from bookbuild.parse.block.yaml_block import read_yaml


def read_block(found: SplitText, path: str, vocabulary: Vocabulary) -> Outcome[Mapping[str, Entry] | None]:
    """Return the entries of a metadata block by key, or None if it cannot be read. Its line numbers are the file's.

    A line that its author seems to mean otherwise than its format is read as it is meant, with a diagnostic: an error
    if the format forbids the line, or else a warning.
    """
    try:
        if found.form == "toml":
            return _outcome(*read_toml(found.block), path)
        if found.form == "json":
            return _outcome(*read_json(found.block), path)
        return _read_yaml(found.block, path, vocabulary)
    except BlockError as fault:
        return Outcome(None, (fault.at(path),))


def _outcome(entries: Mapping[str, Entry], faults: list[BlockError], path: str) -> Outcome[Mapping[str, Entry] | None]:
    return Outcome(entries, tuple(fault.at(path) for fault in faults))


def _read_yaml(block: str, path: str, vocabulary: Vocabulary) -> Outcome[Mapping[str, Entry] | None]:
    mends = mends_of(block, vocabulary)
    try:
        if any(mend.is_refused for mend in mends) and _is_valid(block):
            mends = [mend for mend in mends if not mend.is_refused]
        entries, faults = read_yaml(mended(block, mends))
    except BlockError as fault:
        has_tab = block.split("\n")[fault.line].lstrip(" ").startswith("\t")
        shown = [mend for mend in mends if mend.is_refused and (has_tab or mend.line != fault.line)]
        is_told = any(mend.line == fault.line for mend in shown)
        return Outcome(None, _in_order(shown, [] if is_told else [fault], path))
    return Outcome(entries, _in_order(mends, faults, path))


def _is_valid(block: str) -> bool:
    try:
        read_yaml(block)
    except BlockError:
        return False
    return True


def _in_order(mends: list[Mend], faults: list[BlockError], path: str) -> tuple[Diagnostic, ...]:
    found = sorted((*(mend.fault() for mend in mends), *faults), key=lambda fault: fault.line)
    return tuple(fault.at(path) for fault in found)
