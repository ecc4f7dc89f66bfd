"""Findings in laid-out pages, told of the articles that these are made of: whoever lays out knows the run alone."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import PageRun


def with_source_locations(
    found: Iterable[Diagnostic], runs: Iterable[PageRun], parts: Iterable[str], project: Path
) -> tuple[Diagnostic, ...]:
    """Let findings that name a run name its article, and the first line on which stands what they are about.

    Where no article is sure, they say whose pages they are about; of `parts` that are no run, these are running heads.
    """
    known = {run.name: run for run in runs}
    furniture = set(parts) - set(known)

    def told(one: Diagnostic) -> Diagnostic:
        name = one.location.path if one.location else ""
        if name in furniture:
            return replace(one, location=None, message=f"running heads: {one.message}")
        return _told(one, known[name], project) if name in known else one

    return tuple(map(told, found))


def _told(found: Diagnostic, run: PageRun, project: Path) -> Diagnostic:
    lines = {path: _line_with(found.characters, project / path) for path in run.sources}
    for path, line in lines.items():
        if line or len(lines) == 1:
            return replace(found, location=Location(path, line))
    return replace(found, location=None, message=f"{run.heads[0] or run.title}: {found.message}")


def _line_with(characters: str, file: Path) -> int | None:
    """Return the first line of a file that holds any of these characters as they are, and not as an entity."""
    try:
        lines = file.read_text("utf-8-sig").split("\n") if characters else []
    except (OSError, UnicodeDecodeError):  # it has changed since it was read
        return None
    return next((number for number, line in enumerate(lines, 1) if not set(characters).isdisjoint(line)), None)
