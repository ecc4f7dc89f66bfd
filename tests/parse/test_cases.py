"""Each diagnostic, as the folders in ``tests/cases`` show it: articles, and the whole text of their diagnostics."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import CODES
from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse

FOLDERS = [
    folder for folder in sorted((Path(__file__).parent.parent / "cases").iterdir()) if (folder / "article.md").exists()
]


def content(file: Path) -> bytes:
    """Return an article of a case, repeated to as many bytes as in the case's ``size.txt``, if it has one."""
    data = file.read_bytes()
    size = file.with_name("size.txt")
    if not size.exists():
        return data
    wanted = int(size.read_text(encoding="utf-8"))
    return (data * (wanted // len(data) + 1))[:wanted]


def findings(folder: Path) -> str:
    """Return the diagnostics of the articles of a folder."""
    lines: list[str] = []
    for file in sorted(folder.rglob("*.md")):
        source = Source(file.relative_to(folder).as_posix(), content(file))
        lines.extend(map(str, parse(source, ContentSettings(), "en").diagnostics))
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    """The articles of a case have exactly the diagnostics in its ``expected.txt``, by text and line."""
    assert findings(folder) == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case_is_named_for_its_code(folder: Path) -> None:
    """A case shows the code that it is named for, and no other."""
    assert folder.name in CODES
    assert f"[{folder.name}]: " in findings(folder)
