"""Faults that are found while handouts are fitted."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import HandoutSettings
from bookbuild.pipeline.handouts import fit_handouts


def test_a_handout_that_cannot_be_laid_out_names_its_file() -> None:
    """The message is about the article, not about the run that layout knows it by."""

    def settle(*_: object) -> None:
        raise BookError(diagnose("layout-time", "its pages cannot be laid out", "a1"))

    article = SimpleNamespace(key="a1", path="content/bread.md")
    book = SimpleNamespace(chapters=[SimpleNamespace(articles=[article])], articles=lambda: [article])
    handouts = SimpleNamespace(column_bounds=None, rendition=lambda _: None)
    with pytest.raises(BookError) as raised:
        fit_handouts(*cast("Any", (handouts, book, HandoutSettings(), SimpleNamespace(settle=settle))))
    (found,) = raised.value.diagnostics
    assert str(found.location) == "content/bread.md"
