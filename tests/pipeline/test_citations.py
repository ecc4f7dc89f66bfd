"""Citations of a project: its files of works, its style, and what is wrong with them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.diagnostics import Outcome
from bookbuild.pipeline.reading.citations import cited_article
from bookbuild.pipeline.reading.project import Reading, read
from tests.book import BookProject

BIB = "@book{doe, author={Doe, Jane}, title={Asking}, year=2020}"
STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title></info>'
    '<citation><layout prefix="&lt;" suffix="&gt;"><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)


def project(folder: Path, config: str = "", text: str = "So [@doe].") -> BookProject:
    return BookProject(folder).config(config).article(1, text).file("references.bib", BIB)


def reading(of: BookProject) -> Outcome[Reading]:
    return read(of.folder, {})


def body(of: BookProject) -> str:
    (article,) = reading(of).value.book.articles()
    return article.body


def codes(of: BookProject) -> list[str]:
    wanted = {"source-file", "outside-project", "citation-style", "undefined-source"}
    return [one.code for one in reading(of).diagnostics if one.code in wanted]


def test_a_file_beside_the_configuration_is_found(tmp_path: Path) -> None:
    """A file of works with a usual name is used without a setting; without one, nothing is a citation."""
    of = project(tmp_path)
    assert ">Doe, 2020</a>)" in body(of)
    (tmp_path / "references.bib").unlink()
    assert body(of) == "<p>So [@doe].</p>"


def test_a_style_of_the_project(tmp_path: Path) -> None:
    """A style of the project is used by its file's name, with or without its ending."""
    for name in ("mine", "mine.csl"):
        of = project(tmp_path, f'[sources]\nstyle = "{name}"').file("mine.csl", STYLE)
        assert "&lt;<a " in body(of)
        assert ">Asking</a>&gt;." in body(of)


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ('files = ["refrences.bib"]', ["source-file", "undefined-source"]),
        ('files = ["../other.bib"]', ["outside-project", "undefined-source"]),
        ('style = "no-such-style-at-all"', ["citation-style"]),
        ('files = ["references.bib"]', []),
    ],
)
def test_faults(tmp_path: Path, config: str, found: list[str]) -> None:
    """A file that is missing or outside the project, and a style that is missing, are named; the text stays."""
    of = project(tmp_path / "book", f"[sources]\n{config}")
    assert codes(of) == found
    assert "Doe" in body(of) or "[@doe]" in body(of)


def test_an_article_that_has_changed(tmp_path: Path) -> None:
    """The preview prints the citations of a changed article as those of the whole book."""
    of = project(tmp_path)
    value = reading(of).value
    assert value.typed is not None
    (before,) = value.typed.articles()
    changed = replace(before, body=before.body.replace("So", "Now"))
    shown = cited_article(changed, value.typed, value.project, value.config)
    assert shown.body.startswith("<p>Now (<a ")
