"""Diagnostics of layout name articles, which authors know, and not runs."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostic, Location, diagnose
from bookbuild.model import PageRun
from bookbuild.pipeline.reading.project import in_order
from bookbuild.pipeline.typesetting.source_locations import with_source_locations

RUNS = (
    PageRun("contents", "Contents", "", heads=("Contents", "Contents")),
    PageRun("a1", "One", "", sources=("content/1.md",)),
    PageRun("a2", "Two", "", heads=("Bread", "Two"), sources=("content/2.md", "content/3.md")),
)


def located(found: Diagnostic, folder: Path) -> str:
    (one,) = with_source_locations([found], RUNS, ["contents", "a1", "a2", "furniture-body-1"], folder)
    return str(one)


def absent(run: str, characters: str) -> Diagnostic:
    return replace(diagnose("missing-glyph", "no font", run), characters=characters)


@pytest.mark.parametrize(
    ("run", "characters", "expected"),
    [
        ("a1", "⚓", "content/1.md:3: warning[missing-glyph]: no font"),
        ("a1", "日⚓", "content/1.md:2: warning[missing-glyph]: no font"),
        ("a1", "x", "content/1.md: warning[missing-glyph]: no font"),
        ("a1", "", "content/1.md: warning[missing-glyph]: no font"),
        ("a2", "⚓", "content/3.md:1: warning[missing-glyph]: no font"),
        ("a2", "x", "warning[missing-glyph]: Bread: no font"),
        ("contents", "⚓", "warning[missing-glyph]: Contents: no font"),
        ("furniture-body-1", "⚓", "warning[missing-glyph]: running heads: no font"),
        ("content/4.md", "", "content/4.md: warning[missing-glyph]: no font"),
    ],
)
def test_a_finding_names_the_article_and_no_line_that_is_not_sure(
    tmp_path: Path, run: str, characters: str, expected: str
) -> None:
    """A diagnostic names the article of its run, at the first line that holds what it is about; of a run of several
    articles or of none it names whose pages they are, unless the text is found in one.
    """
    (tmp_path / "content").mkdir()
    for name, text in (("1", "\ufeffA\u2028A\r\n日\n⚓⚓\n⚓"), ("2", "B"), ("3", "⚓")):
        (tmp_path / f"content/{name}.md").write_text(text, "utf-8")
    assert located(absent(run, characters), tmp_path) == expected


def test_an_article_that_has_gone_has_no_line(tmp_path: Path) -> None:
    """Of a file that can be read no more, or that is no text any more, no line is reported."""
    assert located(absent("a1", "⚓"), tmp_path) == "content/1.md: warning[missing-glyph]: no font"
    (tmp_path / "content").mkdir()
    (tmp_path / "content/1.md").write_bytes(b"\xff")
    assert located(absent("a1", "⚓"), tmp_path) == "content/1.md: warning[missing-glyph]: no font"


def test_other_findings_are_left_alone(tmp_path: Path) -> None:
    """What has a place of its own, or none, is reported as it is."""
    for location in (None, Location("bookbuild.toml", 3)):
        found = replace(diagnose("theme-file", "no"), location=location)
        assert with_source_locations([found], RUNS, (), tmp_path) == (found,)


def test_messages_come_in_the_order_that_people_count_in() -> None:
    """What is said of 2.md stands before what is said of 10.md, and what is said of no file before all."""
    found = [diagnose("formula", "x", path, 1 if path else None) for path in ("content/10.md", "content/2.md", None)]
    assert [one.location and one.location.path for one in in_order(found)] == [None, "content/2.md", "content/10.md"]
