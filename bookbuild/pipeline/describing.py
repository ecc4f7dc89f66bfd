"""Records of what a project's book is, for shops, libraries, search engines and references."""

import os
from pathlib import Path

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.results import MetadataResult
from bookbuild.pipeline.status import status_of
from bookbuild.records import RECORDS


def describe_project(project: Path, form: str, language: str = "") -> MetadataResult:
    """Return the record of a project's book in a form of `RECORDS`, in a language of those that it has.

    Raises:
        UsageError: when the configuration is at fault, or there is no such form.
    """
    if form not in RECORDS:
        message = f"the form of a record is {form!r}, which is not possible"
        raise UsageError(diagnose("wrong-argument", message, hint=f"use one of {', '.join(RECORDS)}"))
    reading = read(project, os.environ, language=language)
    found = join_causes(reading.diagnostics)
    text = RECORDS[form](reading.value.config.identity)
    return MetadataResult(text, diagnostics=found, status=status_of(found, strict=False))
