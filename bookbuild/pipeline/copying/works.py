"""The files of works that a site cites, and of its style, in a copy."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookbuild.model.citations import SourceSettings
from bookbuild.pipeline.reading.citations import bytes_in_project, style_in_project


def copied_works(project: Path, sources: SourceSettings) -> tuple[SourceSettings, Mapping[str, bytes]]:
    """Return the settings of the works in the copy, and their files by names there, beside bookbuild.toml. What cannot
    be read, or is no file of the site, is not copied.
    """
    files: dict[str, bytes] = {}
    for path in sources.files:
        with suppress(OSError):
            if (data := bytes_in_project(project, path)) is not None:
                files[_free_name(PurePosixPath(path), files)] = data
    works = tuple(files)
    style, own = style_in_project(project, sources.style)
    if own is not None:
        style = _free_name(PurePosixPath(f"{style.removesuffix('.csl')}.csl"), files)
        files[style] = own
    return replace(sources, files=works, style=style), files


def _free_name(path: PurePosixPath, taken: Collection[str]) -> str:
    """Return the name of a file, with a number in it if another file has it already."""
    names = (path.name, *(f"{path.stem}-{number}{path.suffix}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
