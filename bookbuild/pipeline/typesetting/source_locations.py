"""Map the diagnostics of page runs to article files and lines: layout has only the name of a run."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import PageRun
from bookbuild.system.regular_files import read_text


def with_source_locations(
    diagnostics: Iterable[Diagnostic], runs: Iterable[PageRun], parts: Iterable[str], project: Path
) -> tuple[Diagnostic, ...]:
    """Return diagnostics in which the name of a run is replaced by its article and the first line concerned.

    If it is not known which article is concerned, the message names the pages; `parts` that are no run are running
    heads.
    """
    by_name = {run.name: run for run in runs}
    furniture = set(parts) - set(by_name)

    def located(one: Diagnostic) -> Diagnostic:
        name = one.location.path if one.location else ""
        if name in furniture:
            return replace(one, location=None, message=f"running heads: {one.message}")
        return _in_article(one, by_name[name], project) if name in by_name else one

    return tuple(map(located, diagnostics))


def _in_article(diagnostic: Diagnostic, run: PageRun, project: Path) -> Diagnostic:
    lines = {path: line_with(diagnostic, project / path) for path in run.sources}
    for path, line in lines.items():
        if line or len(lines) == 1:
            return replace(diagnostic, location=Location(path, line))
    return replace(diagnostic, location=None, message=f"{run.heads[0] or run.title}: {diagnostic.message}")


def line_with(diagnostic: Diagnostic, file: Path) -> int | None:
    """Return the number of the first line with the characters or words of a diagnostic, or None; no entity counts."""
    characters, words = set(diagnostic.characters), diagnostic.words
    try:
        lines = read_text(file).split("\n") if characters or words else []
    except (OSError, UnicodeDecodeError):  # it has changed since it was read
        return None
    if words:
        shared = [sum(word in line for word in words) for line in lines]
        return shared.index(max(shared)) + 1 if any(shared) else None
    return next((number for number, line in enumerate(lines, 1) if not characters.isdisjoint(line)), None)
