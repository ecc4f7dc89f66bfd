"""The typesetter: a book is the same whichever process lays it out, and only what is not cached is laid out."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.cache import Cache, open_cache
from bookbuild.model import LaidOutRun, LayoutJob, PdfRendition
from bookbuild.pipeline.progress import Step
from bookbuild.pipeline.typesetting.rebuild_report import RebuildReport
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.workers.executors import ExecutorWorkers
from bookbuild.pipeline.workers.jobs import LayoutWorkers
from tests.bind.small_book import pages, run, small_rendition


class NoWorkers(ExecutorWorkers):
    """Workers that must not be used."""

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Find fault with any job."""
        assert not jobs
        return iter(())


def printed(
    rendition: PdfRendition, workers: LayoutWorkers | None = None, cache: Cache | None = None
) -> tuple[bytes, RebuildReport]:
    with Typesetter(1, cache, workers=workers) as press:
        book = press.print_book(rendition, "book", "small.pdf").value
        return book.data, press.take_report(book.parts)


def edited(rendition: PdfRendition, *texts: str) -> PdfRendition:
    """Return the small book with other pages in its last run."""
    return replace(
        rendition, runs=(*rendition.runs[:-1], replace(rendition.runs[-1], xhtml=run("a2", pages("a2", *texts)).xhtml))
    )


def test_an_executor_makes_the_same_book() -> None:
    """Bytes do not depend on which process lays the runs out, nor on the order in which they come."""
    assert printed(small_rendition(), ExecutorWorkers(ThreadPoolExecutor(2))) == printed(small_rendition())


def test_a_known_book_is_not_laid_out(tmp_path: Path) -> None:
    """A book that is in the cache is given out again, by another press too, without a single job; a press without a
    cache has no such memory.
    """
    first, tally = printed(small_rendition(), cache=open_cache(tmp_path))
    assert tally.laid_out == (*(run.name for run in small_rendition().runs), "furniture-front-1", "furniture-body-1")
    again = printed(small_rendition(), NoWorkers(ThreadPoolExecutor(1)), open_cache(tmp_path))
    assert again == (first, RebuildReport())
    with pytest.raises(AssertionError):
        printed(small_rendition(), NoWorkers(ThreadPoolExecutor(1)))


@pytest.mark.parametrize(
    ("texts", "laid_out"),
    [
        (("first words", "other words"), {"a2"}),
        (("first words", "more words", "third"), {"a2", "furniture-body-1"}),
    ],
)
def test_an_edit_is_one_run(tmp_path: Path, texts: tuple[str, ...], laid_out: set[str]) -> None:
    """An edit of a run lays out that run and no other, as long as no printed number moves, and the furniture of a
    page that is new; the book is as if new.
    """
    printed(small_rendition(), cache=open_cache(tmp_path))
    rendition = edited(small_rendition(), *texts)
    data, tally = printed(rendition, cache=open_cache(tmp_path))
    assert set(tally.laid_out) == laid_out
    assert data == printed(rendition)[0]


def test_changed_pages_are_reported_of_a_cached_book() -> None:
    """Of a book that is built again, changed pages are reported; the first time there is nothing to compare."""
    with Typesetter(1) as press:
        press.print_book(small_rendition(), "book", "small.pdf")
        assert press.take_report(()).changed == ""
        press.print_book(edited(small_rendition(), "first words", "other words"), "book", "small.pdf")
        changed = press.take_report(()).changed
    assert changed == "5–6"  # noqa: RUF001 - a range of pages


def test_progress_ends_when_all_is_done() -> None:
    """Progress of layout grows until all of it is done, and names what is at hand."""
    steps: list[Step] = []
    with Typesetter(1, progress=steps.append) as press:
        press.print_book(small_rendition(), "book", "small.pdf")
    laying = [step for step in steps if step.what == "laying out"]
    assert {step.at for step in laying} == {one.title for one in small_rendition().runs}
    assert steps[-1].what == "binding"
    assert all(step.done <= step.everything for step in steps)
    assert laying[-1].done == laying[-1].everything


class Recorder(ExecutorWorkers):
    """Workers that record which jobs they receive together."""

    def __init__(self) -> None:
        super().__init__(ThreadPoolExecutor(2))
        self.batches: list[set[str]] = []

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs."""
        self.batches.append({job.name for job in jobs})
        return super().lay_out(jobs)


def test_page_numbers_are_set_beside_the_last_runs(tmp_path: Path) -> None:
    """Workers that lay out the contents get the furniture with them, and are sent nothing that they or the
    cache have made before.
    """
    cold, edit = Recorder(), Recorder()
    printed(small_rendition(), cold, open_cache(tmp_path))
    assert cold.batches[-1] == {"contents", "furniture-front-1", "furniture-body-1"}
    rendition = edited(small_rendition(), "first words", "more words", "third")
    assert printed(rendition, edit, open_cache(tmp_path)) == (
        printed(rendition)[0],
        RebuildReport(("a2", "furniture-body-1")),
    )
    assert edit.batches == [{"a2"}, {"furniture-body-1"}]
