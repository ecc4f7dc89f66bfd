"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import get_ident

import pytest

from bookbuild.system import whole_files
from bookbuild.system.whole_files import write_whole


@pytest.fixture(params=[True, False], autouse=True)
def nameless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that can write files without a name, and one that cannot."""
    if not request.param:
        monkeypatch.setattr(whole_files, "_NAMELESS", 0)


@pytest.mark.parametrize("is_lasting", [True, False])
def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path, *, is_lasting: bool) -> None:
    """It has its parts one after the other, and the usual rights; nothing else is in the folder, whatever was left."""
    old_mask = os.umask(0o027)
    try:
        (tmp_path / "book").write_bytes(b"old")
        (tmp_path / f".book.{os.getpid()}.{get_ident()}").write_bytes(b"left by a process of the same number")
        write_whole(tmp_path / "book", (b"ne", b"w"), is_lasting=is_lasting)
    finally:
        os.umask(old_mask)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("book", b"new")]
    assert (tmp_path / "book").stat().st_mode & 0o777 == 0o640


def test_the_old_file_stays_if_the_new_one_fails(tmp_path: Path) -> None:
    """An error on the way, or an interrupt, leaves what was there and nothing else."""

    def parts() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    (tmp_path / "book").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "book", parts())
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("book", b"old")]


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    """A name that a file system just holds is no longer on the way."""
    write_whole(tmp_path / ("x" * 255), (b"new",))
    assert (tmp_path / ("x" * 255)).read_bytes() == b"new"
