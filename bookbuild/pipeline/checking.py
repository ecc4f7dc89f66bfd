"""The check: everything that is wrong with the content, without building."""

import os
from pathlib import Path

from bookbuild.pipeline.reading import read
from bookbuild.pipeline.results import CheckResult
from bookbuild.pipeline.status import status_of


def check_project(project: Path, *, strict: bool) -> CheckResult:
    """Read a project and return everything that is wrong with its content.

    Raises:
        UsageError: when the configuration is at fault.
    """
    reading = read(project, os.environ)
    articles = tuple(reading.value.book.articles())
    words = sum(article.words for article in articles)
    return CheckResult(len(articles), words, reading.diagnostics, status_of(reading.diagnostics, strict=strict))
