"""The layout engine is chosen by the configuration, and by the command line before it."""

from pathlib import Path

import pytest

from tests.book import BookProject

TEXT = "To What Avail Tomorrow Wins, Ye Vain " * 30
PLAIN = '[build]\nengine = "plain"'


def pdf(folder: Path, configuration: str, *options: str) -> bytes:
    """Build a book's PDF. Its justified lines are drawn by other numbers with accelerators than without."""
    project = BookProject(folder).config(configuration).article(1, TEXT)
    assert project.run("build", "-f", "pdf", "--no-cache", "-j", "1", *options).status == 0
    (data,) = (data for name, data in project.files().items() if name.endswith(".pdf"))
    return data


def test_the_engine_is_chosen(tmp_path: Path) -> None:
    """A book is laid out with accelerators unless the configuration or an option disables them; the option wins."""
    auto, plain = pdf(tmp_path / "a", ""), pdf(tmp_path / "b", "", "--engine", "plain")
    assert auto != plain
    assert pdf(tmp_path / "c", PLAIN) == plain
    assert pdf(tmp_path / "d", PLAIN, "--engine", "auto") == auto


def test_a_cached_book_is_of_its_engine(tmp_path: Path) -> None:
    """A book that was made with one engine is not taken for one that is requested with the other."""
    project = BookProject(tmp_path / "book").config().article(1, TEXT)
    made = []
    for engine in ("auto", "plain", "auto"):
        assert project.run("build", "-f", "pdf", "-j", "1", "--engine", engine).status == 0
        made.append(project.files())
    assert made[0] == made[2] != made[1]


@pytest.mark.parametrize("engine", ["fast", 1])
def test_another_engine_is_refused(engine: object, tmp_path: Path) -> None:
    """An engine that there is not is a fault of the configuration."""
    project = BookProject(tmp_path).config(f"[build]\nengine = {engine!r}").article(1)
    ran = project.run("build")
    assert ran.status == 2
    assert "error[config-value]: build.engine must be 'auto' or 'plain'" in ran.err
