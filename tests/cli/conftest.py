"""The command line is tested on projects in folders of their own."""

from pathlib import Path

import pytest

from tests.book import BookProject


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    """Return an empty project called ``book``, in an otherwise empty folder."""
    return BookProject(tmp_path / "book")
