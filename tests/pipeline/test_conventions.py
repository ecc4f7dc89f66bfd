"""The seam where conventions of folders are recognised."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Role
from bookbuild.pipeline import conventions
from bookbuild.pipeline.conventions import Listing, MetadataBlocks, PlannedFile
from bookbuild.pipeline.reading import Reading, read
from tests.book import BookProject


class ListOfFiles:
    """A convention for this test: ``list.txt`` has a line for each file, with its title and an address of it."""

    def plan(self, listing: Listing) -> Outcome[tuple[PlannedFile, ...]] | None:
        data = listing.read("list.txt")
        if data is None:
            return None
        rows = [line.split(" | ") for line in data.decode().splitlines()]
        planned = tuple(
            PlannedFile(path, Role(role), position=position, title=title, language="de", link_names=(address,))
            for position, (path, role, title, address) in enumerate(rows)
        )
        left_out = set(listing.paths) - {file.path for file in planned}
        return Outcome(planned, tuple(diagnose("no-articles", "not in list.txt", path) for path in sorted(left_out)))


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BookProject:
    monkeypatch.setattr(conventions, "CONVENTIONS", (ListOfFiles(), MetadataBlocks()))
    return BookProject(tmp_path)


def read_book(book: BookProject) -> Outcome[Reading]:
    return read(book.folder, {})


def test_the_first_convention_that_fits_says_what_files_are(book: BookProject) -> None:
    """Role, order, title, language and addresses of a file come from the convention; others are left out, and told."""
    book.config().file("content/b.md", "See [the end](/end).").file("content/a.md", "A.").file("content/c.md", "C.")
    book.file("content/rest.md", "Rest.")
    rows = ("b.md | front | Zuerst | /first", "a.md | front | Dann | /then", "c.md | back | Ende | /end")
    book.file("list.txt", "\n".join(f"content/{row}" for row in rows))
    reading = read_book(book)
    assert [article.title for article in reading.value.book.articles()] == ["Zuerst", "Dann", "Ende"]
    assert [article.language for article in reading.value.book.front] == ["de", "de"]
    target = reading.value.book.targets["content/b.md", "/end"]
    assert target.key == reading.value.book.back[0].key
    assert [(str(one.location), one.code) for one in reading.diagnostics] == [("content/rest.md", "no-articles")]


def test_a_metadata_block_wins_over_the_convention(book: BookProject) -> None:
    """What a file says of itself is not changed by its convention."""
    book.config().file("content/a.md", "---\ntitle: Own\nmatter: back\nlanguage: fr\n---\nText.")
    book.file("list.txt", "content/a.md | front | Other | /a")
    article = next(read_book(book).value.book.articles())
    assert (article.title, article.role, article.language) == ("Own", Role.BACK, "fr")


def test_without_another_convention_metadata_blocks_say_everything(book: BookProject) -> None:
    """A folder that no other convention recognises is read as ever."""
    book.config().article(1).article(2)
    assert [article.title for article in read_book(book).value.book.articles()] == ["Article 1", "Article 2"]


def test_a_convention_reads_nothing_outside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that leads out of the project, or to a file too large for data, reads as if there were none."""
    read_paths: dict[str, bytes | None] = {}

    class Curious:
        def plan(self, listing: Listing) -> None:
            read_paths.update(
                (path, listing.read(path)) for path in ("../diary.md", "large.txt", "content", "small.txt")
            )

    monkeypatch.setattr(conventions, "CONVENTIONS", (Curious(), MetadataBlocks()))
    (tmp_path / "diary.md").write_text("Dear diary", encoding="utf-8")
    book = BookProject(tmp_path / "book").config().article(1).file("small.txt", "data")
    book.file("large.txt", b"x" * (conventions.DATA_LIMIT + 1))
    read_book(book)
    assert read_paths == {"../diary.md": None, "large.txt": None, "content": None, "small.txt": b"data"}
