"""Files that links lead to: found beside the article, and placed on the book's website."""

from pathlib import Path

import pytest

from bookbuild.images.finding import ImageFinder
from bookbuild.pipeline.reading.linked_files import LinkedFiles
from tests.book import BookProject

HERE = "content/03.offers/a.md"


def files(folder: Path, address: str = "") -> LinkedFiles:
    """Return the files of a project that has two of them."""
    BookProject(folder / "p").file("content/03.offers/Große form.pdf", "x").file("content/files/2.data.xlsx", "x")
    (folder / "secret.pdf").write_bytes(b"x")
    return LinkedFiles(ImageFinder(folder / "p"), "content", address)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("Große form.pdf", "content/03.offers/Große form.pdf"),
        ("../files/2.data.xlsx", "content/files/2.data.xlsx"),
        ("..\\files\\2.data.xlsx", "content/files/2.data.xlsx"),
        ("/files/2.data.xlsx", "content/files/2.data.xlsx"),
        ("../../../secret.pdf", None),
        ("gone.pdf", None),
        ("..", None),
        ("", None),
        ("x" * 300 + ".pdf", None),
        ("a\0b.pdf", None),
    ],
)
def test_a_file_is_found_within_the_project(tmp_path: Path, target: str, path: str | None) -> None:
    """A file is found as an image is; nothing outside the project is."""
    found = files(tmp_path).find(HERE, target)
    assert (found and found.path) == path


def test_the_nearest_file_is_a_hint(tmp_path: Path) -> None:
    """A name that no file has is reported with one that is like it."""
    project = files(tmp_path)
    assert project.find(HERE, "Große from.pdf") is None
    assert project.hint(HERE, "Große from.pdf") == "did you mean Große%20form.pdf?"
    assert project.hint(HERE, "other.pdf") == ""


@pytest.mark.parametrize(
    "address", ["https://example.org/guide", "https://example.org/guide/", "https://example.org/guide/index.html?x=1#y"]
)
def test_a_file_has_its_place_on_the_website(tmp_path: Path, address: str) -> None:
    """Its address is that of the book, and its path among the articles as a site has it: without ordering numbers."""
    project = files(tmp_path, address)
    found = [project.find(HERE, target) for target in ("Große form.pdf", "../files/2.data.xlsx")]
    assert [one and one.address for one in found] == [
        "https://example.org/guide/offers/Gro%C3%9Fe%20form.pdf",
        "https://example.org/guide/files/2.data.xlsx",
    ]
