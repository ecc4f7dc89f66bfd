"""The files of works that a site cites, and of its style, in a copy."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookbuild.model.citations import SourceSettings
from bookbuild.system.regular_files import read_bytes


def copied_works(project: Path, sources: SourceSettings) -> tuple[SourceSettings, Mapping[str, bytes]]:
    """Return the settings of the works in the copy, and their files by names there, beside bookbuild.toml. What cannot
    be read, or is no file of the site, is not copied.
    """
    style = sources.style if sources.style.endswith(".csl") else f"{sources.style}.csl"
    works, styles = (_by_free_name(project, paths) for paths in (sources.files, (style,)))
    own_style = next(iter(styles), sources.style.removesuffix(".csl"))
    return replace(sources, files=tuple(works), style=own_style), {**works, **styles}


def _by_free_name(project: Path, paths: Iterable[str]) -> Mapping[str, bytes]:
    """Return the files that can be read by their names, of which no two are the same."""
    found: dict[str, bytes] = {}
    root = project.resolve()
    for path in paths:
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            continue
        plain = PurePosixPath(path)
        names = (plain.name, *(f"{plain.stem}-{number}{plain.suffix}" for number in range(2, len(found) + 3)))
        found[next(name for name in names if name not in found)] = read_bytes(file)
    return found
