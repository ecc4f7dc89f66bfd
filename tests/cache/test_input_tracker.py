"""The input tracker records everything that was read of a project, and detects each change."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.cache.input_tracker import InputTracker


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with two articles, an image behind a link, and one that is missing."""
    folder = tmp_path / "project"
    for path in ("content/a.md", "content/b.md", "pictures/real.png", "unread.txt", "_book/book.pdf"):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(path)
    (folder / "content/link.png").symlink_to("../pictures/real.png")
    return folder


def read(project: Path) -> InputTracker:
    """Read as stages do: folders, files, through links, and in vain."""
    with InputTracker(project, (project / "_book",)) as ledger:
        for file in sorted((project / "content").iterdir()):
            file.resolve().read_bytes()
        list((project / "missing").rglob("*.css"))
        with pytest.raises(FileNotFoundError):
            (project / "content/missing.png").read_bytes()
        with pytest.raises(FileNotFoundError):
            os.listdir(project / "content/nowhere")  # noqa: PTH208 - as pathlib may do
        (project / "_book/book.pdf").read_bytes()
    return ledger


def remake(place: Path) -> None:
    content = place.read_text()
    place.unlink()
    place.write_text(content)


def turn_link(project: Path) -> None:
    (project / "content/link.png").unlink()
    (project / "content/link.png").symlink_to("../content/a.md")


NOTICED: dict[str, Callable[[Path], object]] = {
    "a file is edited": lambda project: (project / "content/a.md").write_text("other words"),
    "its size stays": lambda project: (project / "content/a.md").write_text("content/A.md"),
    "a file is added": lambda project: (project / "content/c.md").write_text("more"),
    "a file is removed": lambda project: (project / "content/b.md").unlink(),
    "a file is renamed": lambda project: (project / "content/b.md").rename(project / "content/c.md"),
    "what was missing appears": lambda project: (project / "content/missing.png").write_text("an image"),
    "a folder that was missing appears": lambda project: (project / "missing").mkdir(),
    "a folder below one appears": lambda project: (project / "content/nowhere").mkdir(),
    "what a link leads to changes": lambda project: (project / "pictures/real.png").write_text("other"),
    "a link is turned": turn_link,
    "a configuration appears": lambda project: (project / "bookbuild.toml").write_text("[book]"),
}


@pytest.mark.parametrize("change", NOTICED)
def test_every_change_of_what_was_read_is_noticed(project: Path, change: str) -> None:
    """A changed file, folder listing or missing file counts as changed."""
    ledger = read(project)
    assert ledger.is_so()
    NOTICED[change](project)
    assert not ledger.is_so()


UNNOTICED: dict[str, Callable[[Path], object]] = {
    "nothing changes but the time": lambda project: os.utime(project / "content/a.md", (1, 1)),
    "a file is made again as it was": lambda project: remake(project / "content/a.md"),
    "what nobody read changes": lambda project: (project / "unread.txt").write_text("other"),
    "an output is written": lambda project: (project / "_book/book.pdf").write_text("a new book"),
    "an output is added": lambda project: (project / "_book/other.pdf").write_text("another book"),
}


@pytest.mark.parametrize("change", UNNOTICED)
def test_nothing_else_is_a_change(project: Path, change: str) -> None:
    """What is as it was counts as such, whatever else has happened."""
    ledger = read(project)
    UNNOTICED[change](project)
    assert ledger.is_so()


def test_a_change_while_a_book_is_made_is_noticed(project: Path) -> None:
    """A file that changes after it was read, before the build ends, has changed for the next build."""
    with InputTracker(project, ()) as ledger:
        (project / "content/a.md").read_text()
        (project / "content/a.md").write_text("saved meanwhile")
        (project / "content/a.md").read_text()
    assert not ledger.is_so()


def test_a_project_behind_a_link_is_the_same(project: Path, tmp_path: Path) -> None:
    """A project that is reached by a symbolic link is recorded under the way that was taken."""
    (tmp_path / "link").symlink_to(project)
    ledger = read(tmp_path / "link")
    (project / "content/a.md").write_text("other words")
    assert not ledger.is_so()
