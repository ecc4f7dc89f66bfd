"""One cause is one message, wherever it was found."""

from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.pipeline.causes import join_causes


def boxes(characters: str, path: str | None, line: int | None = None) -> Diagnostic:
    return replace(diagnose("missing-glyph", f"{path}: {characters}", path, line), characters=characters)


def test_characters_of_a_title_are_reported_once() -> None:
    """What no font has is reported where it is written, and not again for the pages that repeat the title."""
    written = boxes("abc", "a.md", 2), boxes("a", "b.md", 2)
    assert join_causes((boxes("a", None), *written, boxes("ac", None))) == written


def test_characters_that_no_article_has_are_reported_for_the_page_with_most_of_them() -> None:
    """Titles in the configuration stand on several pages: the half title, the title page, the contents."""
    most = boxes("ad", None)
    assert join_causes((boxes("d", None), most, boxes("a", "b.md", 2))) == (most, boxes("a", "b.md", 2))
