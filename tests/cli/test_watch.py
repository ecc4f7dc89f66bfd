"""`watch`: saved, and made again."""

import signal
import sys
from pathlib import Path

import pytest

from tests.book import BookProject
from tests.cli.processes import PATIENCE, group, output_of, running, wait_until


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed from /proc")
def test_what_is_saved_is_made_again(tmp_path: Path) -> None:
    """A save makes the book again, from the cache but for one run; a broken article is reported and waited for."""
    book = BookProject(tmp_path / "book").config('slug = "g"').article(1, "One.").article(2, "Two.")
    with running(book, "watch", "-f", "pdf", "-j", "2") as process:
        wait_until(lambda: "watching: save a file" in output_of(book))
        first = book.files()["g.pdf"]
        book.article(2, "Two, and more.")
        wait_until(lambda: "1 run laid out" in output_of(book))
        second = book.files()["g.pdf"]
        assert second != first
        book.article(2, "[nowhere](nowhere.md)")
        wait_until(lambda: "error[broken-link]" in output_of(book))
        assert book.files()["g.pdf"] == second
        book.article(2, "Two.")
        wait_until(lambda: book.files()["g.pdf"] == first)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        wait_until(lambda: not group(process.pid))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed from /proc")
def test_a_quiet_watch_prints_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    """Under `-q` neither books nor waiting are printed; an error is."""
    book = BookProject(tmp_path / "book").config('slug = "g"').article(1)
    with running(book, "watch", "-q", "-f", "epub") as process:
        wait_until(lambda: "g.epub" in book.files())
        first = book.files()["g.epub"]
        book.article(1, "Other words.")
        wait_until(lambda: book.files()["g.epub"] != first)
        book.article(1, "[nowhere](nowhere.md)")
        wait_until(lambda: "nothing was made" in output_of(book))
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
    error, hint, *others = output_of(book).splitlines()
    assert (error.partition("]: ")[0], hint[:10]) == ("content/1.md:8: error[broken-link", "    hint: ")
    assert others == [
        "1 error: nothing was made, earlier books stay as they were",
        "",
        "interrupted: no book was left half made",
    ]
