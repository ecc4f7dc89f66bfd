"""The program as a process of its own, to be interrupted and watched."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.book import BookProject, surroundings

PATIENCE = 60
"""Seconds after which something that should have happened counts as never happening."""


@contextmanager
def running(book: BookProject, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run the program in a group of processes of its own, and see to it that none is left."""
    command = [sys.executable, "-m", "bookbuild", *arguments]
    log = book.folder.with_suffix(".log")
    with log.open("w") as output, _receiving_interrupts():
        process = subprocess.Popen(
            command,
            cwd=book.folder,
            env=surroundings(),
            stdout=output,
            stderr=output,
            text=True,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            for one in group(process.pid):
                os.kill(one, 9)
            process.wait(PATIENCE)


@contextmanager
def _receiving_interrupts() -> Iterator[None]:
    """Start processes that receive Ctrl-C, even where these tests run in the background and ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def output_of(book: BookProject) -> str:
    """Return the output of the program so far."""
    return book.folder.with_suffix(".log").read_text()


def group(leader: int) -> list[int]:
    """List the processes of a group that are alive (Linux)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def wait_until(happened: Callable[[], object]) -> None:
    """Wait until something has happened; fail where it never does."""
    for _ in range(PATIENCE * 20):
        if happened():
            return
        time.sleep(0.05)
    msg = "it never happened"
    raise AssertionError(msg)
