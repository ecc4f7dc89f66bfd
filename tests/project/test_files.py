"""What the repository holds: nothing of the machine that it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.tools import require_tool

ROOT = Path(__file__).parents[2]

MACHINE = re.compile(r"(?<![\w.~/$}-])/(?:home|Users|root|work|farm|private/tmp|tmp|var/folders)/")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|deb\.debian|crates)\.(?:org|io|com)")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file that is, or is about to be, in the repository."""
    git = require_tool("git")
    if not (ROOT / ".git").exists():
        pytest.skip("this is no repository, so what would be in one is not known")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    return {str(file.relative_to(ROOT)): text for file in files if (text := read(file)) is not None}


def read(file: Path) -> str | None:
    try:
        return file.read_text("utf-8")
    except (UnicodeDecodeError, OSError):  # a picture, or a file taken away and not yet committed
        return None


@pytest.mark.parametrize(("pattern", "what"), [(MACHINE, "a folder of one machine"), (REGISTRY, "a package registry")])
def test_no_file_names(texts: dict[str, str], pattern: re.Pattern[str], what: str) -> None:
    """No file names a folder of one machine, nor the host of a package registry."""
    found = {name: match.group() for name, text in texts.items() if (match := pattern.search(text))}
    assert found == {}, f"these name {what}"


def test_lines_end_as_on_every_other_machine(texts: dict[str, str]) -> None:
    """Text files end in a newline, and no line of Python ends in a space."""
    ragged = [name for name, text in texts.items() if name.endswith(".py") and re.search(r"[ \t]\n|[^\n]\Z", text)]
    assert ragged == []
