"""Names of files behind which there is none are told, and stop no build."""

import contextlib
import os
from pathlib import Path

import pytest

from bookbuild.config.schema import SourcesTable
from bookbuild.config.source_files import FOUND, sources_of
from bookbuild.discover import ProjectFolder
from bookbuild.images.finding import ImageFinder, MissingError
from bookbuild.model import Facts
from bookbuild.system.regular_files import is_no_file, resolved


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    """A link that leads to itself."""
    link = tmp_path / "content/a.png"
    link.parent.mkdir()
    link.symlink_to("a.png")
    return link


def test_a_link_in_a_circle_is_an_error_of_the_system(circle: Path) -> None:
    """Python raises others for it, by its version."""
    with contextlib.suppress(OSError):
        assert resolved(circle) == circle
    assert is_no_file(circle)
    assert not is_no_file(circle.parent)
    assert ProjectFolder(circle.parents[1]).contents("content/a.png") is None


def test_a_picture_that_is_a_link_in_a_circle_is_missing(circle: Path) -> None:
    with pytest.raises(MissingError, match="broken link"):
        ImageFinder(circle.parents[1], "content").find("content/a.md", "a.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_in_the_place_of_the_works_is_not_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FOUND[0])
    assert sources_of(SourcesTable(), tmp_path, Facts()).files == (FOUND[0],)
