"""Covers begun ahead: the same as those that are drawn when needed."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.cache import Cache
from bookbuild.config.reading import load
from bookbuild.model import FORMATS, Config, Edition, Theme
from bookbuild.pipeline import covers, forking
from bookbuild.pipeline.covers import CoverDesign, Covers
from bookbuild.pipeline.styling import theme_of, with_fonts
from bookbuild.theme import load_theme

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has forking")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load(tmp_path, {}).value


@pytest.fixture
def theme(tmp_path: Path, config: Config) -> Theme:
    theme = load_theme(tmp_path, {}).value
    return with_fonts(theme_of(theme, config.editions["book"]).value, ())


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "_cores", lambda: 2)


def test_a_cover_that_was_begun_is_the_one_that_is_drawn(
    tmp_path: Path, config: Config, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cover of the whole book comes from the copy that began with it, and is what would be drawn here."""
    design = CoverDesign.of(config.settings_for(Edition()), theme, FORMATS["epub"])
    with Covers(tmp_path, Cache()) as begun:
        begun.begin(config, load_theme(tmp_path, {}).value, config.editions["book"])
        expected = design.drawn()
        monkeypatch.setattr(covers.CoverDesign, "drawn", lambda _: pytest.fail("it was drawn again"))
        assert begun.picture(design) == expected


def test_another_cover_than_was_begun_is_drawn_for_itself(tmp_path: Path, config: Config, theme: Theme) -> None:
    """A cover of other words is never given for the one that was begun, nor one in pixels for a drawing."""
    other = replace(config, identity=replace(config.identity, title="Another book"))
    with Covers(tmp_path, Cache()) as begun:
        begun.begin(config, load_theme(tmp_path, {}).value, config.editions["book"])
        for project, form in ((other, "epub"), (config, "pdf")):
            design = CoverDesign.of(project.settings_for(Edition()), theme, FORMATS[form])
            assert begun.picture(design) == design.drawn()


@pytest.mark.parametrize("edition", ["booklet", "handout"])
def test_only_the_whole_book_is_begun(tmp_path: Path, config: Config, theme: Theme, edition: str) -> None:
    """The title of a part is unknown before the articles are read."""
    with Covers(tmp_path, Cache()) as begun:
        begun.begin(config, theme, config.editions[edition])
        assert begun._ahead is None
