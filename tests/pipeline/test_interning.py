"""Runs that share equal font tables."""

from bookbuild.cache.entry_types import encode
from bookbuild.model import LaidOutRun
from bookbuild.pipeline.cache_entries import RUN
from bookbuild.pipeline.typesetting.interning import Interner
from tests.bind.small_book import small_parts


def glyphs(run: LaidOutRun) -> list[object]:
    return [pair for font in run.fonts for pair in (*font.widths, *font.texts)]


def test_runs_are_equal_and_hold_glyphs_in_common() -> None:
    """A shared run is the same as before, and the entry of a glyph that another run has too is held once."""
    sharing, runs = Interner(), small_parts()[0]
    shared = [sharing.share(RUN.decode(encode(run))) for run in runs]
    assert shared == list(runs)
    said = [pair for run in shared for pair in glyphs(run)]
    assert len({id(pair) for pair in said}) == len(set(said)) < len(said)
