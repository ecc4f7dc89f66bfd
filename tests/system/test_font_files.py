"""Fonts as files: in memory or on a disk, and nothing of them stays."""

import gc
import tempfile
from pathlib import Path

import pytest

from bookbuild.pipeline.workers.files import ProcessFiles
from bookbuild.system import font_files
from bookbuild.system.font_files import FontFolder


@pytest.mark.parametrize("on_disk", [True, False])
def test_font_files_end_with_their_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, on_disk: bool) -> None:
    """Each can be read by its path, where the system has no files in memory too; then nothing is left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(font_files, "need_disk", lambda: on_disk)
    folder = FontFolder()
    assert not (folder / "a").exists()
    for name in ("a", "b"):
        (folder / name).write_bytes(name.encode())
    assert (folder / "a").exists()
    assert [Path(path).read_bytes() for path in folder.paths()] == [b"a", b"b"]
    assert [str(folder / name) for name in ("a", "b")] == folder.paths()
    if on_disk:
        assert list(tmp_path.iterdir())
    del folder
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_the_files_of_a_process_that_is_killed_are_removed_by_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they must be on a disk, the process gets a folder of its own for them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("bookbuild.pipeline.workers.files.need_disk", lambda: True)
    files = ProcessFiles()
    environment = files.environment()
    assert environment is not None
    Path(environment["TMPDIR"], "font").touch()
    files.remove()
    assert list(tmp_path.iterdir()) == []
