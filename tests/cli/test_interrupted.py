"""Ctrl-C, and workers that die."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.book import BookProject
from tests.cli.processes import PATIENCE, group, output_of, running, wait_until

LONG = "\n\n".join(["Word after word, until the page is full and one more begins. " * 12] * 12)

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are listed from /proc")


@pytest.fixture
def book(tmp_path: Path) -> BookProject:
    book = BookProject(tmp_path / "book").config('slug = "g"')
    for number in range(1, 9):
        book.article(number, LONG)
    return book


def workers(leader: int) -> list[int]:
    """Return the worker processes of the program: children of the process that forks them."""
    forked = [process for process in group(leader) if b"bookbuild.pipeline.workers.fork_server" in _command(process)]
    return [process for process in forked if _parent(process) != leader]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@linux
@pytest.mark.parametrize(
    ("tell", "what"), [(os.killpg, signal.SIGINT), (os.kill, signal.SIGINT), (os.kill, signal.SIGTERM)]
)
def test_ctrl_c_leaves_nothing_behind(book: BookProject, tell: Callable[[int, int], None], what: int) -> None:
    """Interrupted while pages are laid out, alone or with its workers, the program ends with status 130 and leaves no
    process and no file.
    """
    with running(book, "build", "-j", "2", "-f", "pdf") as process:
        wait_until(lambda: len(workers(process.pid)) == 2)
        tell(process.pid, what)
        assert process.wait(PATIENCE) == 130
        wait_until(lambda: not group(process.pid))
    assert output_of(book).strip() == "interrupted: no book was left half made"
    assert book.files() == {}
    assert [file for file in (book.folder / ".bookbuild").rglob(".*") if file.name != ".gitignore"] == []


@linux
def test_workers_do_not_outlive_the_program(book: BookProject) -> None:
    """Where the program is killed, its workers finish what they are at and go."""
    with running(book, "build", "-j", "2", "-f", "pdf") as process:
        wait_until(lambda: len(workers(process.pid)) == 2)
        process.kill()
        wait_until(lambda: not group(process.pid))


@linux
def test_a_worker_that_dies_is_replaced(book: BookProject) -> None:
    """A worker that is killed costs no page: its run is laid out by another, and the book is the same."""
    with running(book, "build", "-j", "2", "-f", "pdf", "--no-cache") as process:
        wait_until(lambda: len(workers(process.pid)) == 2)
        os.kill(workers(process.pid)[0], signal.SIGKILL)
        assert process.wait(PATIENCE) == 0
    assert book.run("build", "-j", "1", "-f", "pdf", "--no-cache", "-o", "alone").status == 0
    assert book.files() == book.files("alone")


@linux
def test_a_run_that_kills_its_workers_is_named(book: BookProject) -> None:
    """When one worker after another dies, the build ends with an error that names the article, and does not hang."""
    with running(book, "build", "-j", "2", "-f", "pdf", "--no-cache") as process:

        def killed() -> bool:
            for worker in workers(process.pid):
                os.kill(worker, signal.SIGKILL)
            return process.poll() is not None

        wait_until(killed)
        assert process.returncode == 1
    assert ".md: error[worker-lost]: the processes that laid out its pages have died" in output_of(book)
