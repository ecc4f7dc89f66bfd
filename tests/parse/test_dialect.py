"""Every construct of the dialect, as the fixtures in ``tests/dialect`` show it."""

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from bookbuild.model import Article
from tests.parse.given import titled

FOLDER = Path(__file__).parent.parent / "dialect"
EXAMPLES = [
    pytest.param(title, source, expected, file.stem in {"citations", "diagrams"}, id=f"{file.stem}:{line}")
    for file in sorted(FOLDER.glob("*.md"))
    for line, title, source, expected in read_fixture_file(file)
]


def shown(article: Article) -> str:
    """Show an article as the fixtures do: its body, then each note behind its number."""
    notes = (f"[{number}] {note}" for number, note in enumerate(article.notes, start=1))
    return "\n".join([article.body, *notes])


@pytest.mark.parametrize(("title", "source", "expected", "has_sources"), EXAMPLES)
def test_construct(title: str, source: str, expected: str, has_sources: bool) -> None:  # noqa: FBT001 - pytest's
    """A construct of the dialect comes out as in its example; a title may begin with a language."""
    language, colon, _ = title.partition(": ")
    assert shown(titled(source, language if colon else "en", has_sources=has_sources)).strip() == expected.strip()


def test_there_are_examples() -> None:
    """The fixtures are found."""
    assert len(EXAMPLES) > 100
