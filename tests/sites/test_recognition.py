"""The table of conventions, and when one is looked at."""

import pytest

from bookbuild.model import SITES
from bookbuild.sites import CONVENTIONS, Folder, Known, Wanted, recognise


def test_every_convention_can_be_named() -> None:
    """Each row loads a convention of its name, and bookbuild.toml may name them all."""
    assert [known.load().name for known in CONVENTIONS] == [known.name for known in CONVENTIONS]
    assert set(SITES) == {"none", "plain", *(known.name for known in CONVENTIONS)}


@pytest.mark.parametrize("root", ["", "content"])
def test_nothing_is_imported_for_folders_without_a_sign(monkeypatch: pytest.MonkeyPatch, root: str) -> None:
    """Articles and pictures alone match no convention."""

    def load(known: Known) -> None:
        raise AssertionError(known.name)

    monkeypatch.setattr(Known, "load", load)
    start = f"{root}/" if root else ""
    files = (f"{start}ch01/offer.md", f"{start}ch01/desk.png", "bookbuild.toml", "README.md", "styles/print.css")
    assert recognise(Folder.of(dict.fromkeys(files, "")), Wanted(folder=root)).name == "plain"
