"""The table [sources] -> SourceSettings: the files of works, named or found by their names."""

import posixpath
from pathlib import Path

from bookbuild.config.schema import SourcesTable
from bookbuild.model import Facts
from bookbuild.model.citations import SourceSettings
from bookbuild.system.regular_files import is_no_file

FOUND = ("references.bib", "references.json", "bibliography.bib", "bibliography.json")
"""Files beside bookbuild.toml that are files of works if it names none."""


def sources_of(table: SourcesTable, project: Path, facts: Facts) -> SourceSettings:
    """Return the settings of the works that articles cite, with those of a site where the table has none."""
    named = tuple(posixpath.normpath(name) for name in table.files.value or facts.works)
    files = named or tuple(name for name in FOUND if (project / name).is_file() or is_no_file(project / name))
    return SourceSettings(files, table.style or facts.citation_style, table.list, table.pages)
