"""What is said where the pages of the printed book cannot be told."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.page_map import mapping
from tests.book import BookProject


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            KeyError("lost"),
            "warning[internal-error]: nothing refers to the pages of the printed book: KeyError: 'lost'",
        ),
        (BookError(diagnose("layout-time", "it takes too long")), "note[unpaged-references]"),
    ],
)
def test_a_fault_of_the_program_is_told_as_one(
    tmp_path: Path, error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the pages cannot be laid out, a book that shows them is made without, with a note; a fault of the program
    is a warning. Neither is kept, so that the next build tries again.
    """
    project = BookProject(tmp_path).article(1).config('pages-of = "book"')

    def failing(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(mapping, "map_pages", failing)
        ran = project.run("build", "-f", "epub", "--jobs", "1")
    assert ran.status == 0
    assert ran.err.count(said) == 1
    again = project.run("build", "-f", "epub", "--jobs", "1", "--json")
    assert again.json()["artifacts"][0]["pages_of"] == "book"
    assert said not in again.err
