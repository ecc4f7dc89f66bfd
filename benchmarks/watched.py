"""``bookbuild watch``, measured from the saving of an article to the book that has it. It needs Linux's ``/proc``."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measuring import CommandFailedError, Run
from benchmarks.ours import Manuscript, command, remove_cache

_LOOK = 0.002
"""Seconds between one look at the book and the next."""
_SETTLED = 1.0
"""Seconds without a new book after which the watch is taken to be waiting again."""
_LONGEST = 600
"""Seconds that a book is waited for."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Watched:
    """A watch that is started once; each run is an edit."""

    key: str = "watched"
    name: str = "bookbuild watch, one article edited"
    output: str = "guide/_book/*.pdf"
    manuscript: Manuscript = field(default_factory=Manuscript)
    _watch: subprocess.Popen[bytes] | None = None

    def run(self, folder: Path) -> Run:
        """Save an article that has grown, and measure until the book is there."""
        if self._watch is None:
            remove_cache(folder)
            self._watch = self._start(folder)
            self._await_book(folder, self._watch, lambda: None)
        else:
            self._await_book(folder, self._watch, self.manuscript.restore)
        cpu, _ = usage_of(self._watch.pid)
        wall = self._await_book(folder, self._watch, lambda: self.manuscript.grow(folder))
        spent, memory = usage_of(self._watch.pid)
        return Run(wall, spent - cpu, memory)

    def stop(self) -> None:
        """End the watch as a person does, by Ctrl-C, and take the edit back."""
        if self._watch is not None:
            self._watch.send_signal(signal.SIGINT)
            self._watch.wait(_LONGEST)
            self.manuscript.restore()

    def _start(self, folder: Path) -> subprocess.Popen[bytes]:
        with (folder / "watch.txt").open("wb") as said:
            return subprocess.Popen(command("watch", "pdf"), cwd=folder, stdout=said, stderr=said)

    def _await_book(self, folder: Path, watch: subprocess.Popen[bytes], act: Callable[[], None]) -> float:
        """Do something, wait for the book that comes of it, and return how long that took."""
        before, began = self._book(folder), time.perf_counter()
        act()
        while (book := self._book(folder)) in (before, None):
            if watch.poll() is not None:
                raise CommandFailedError(f"the watch has ended with status {watch.returncode}")
            if time.perf_counter() - began > _LONGEST:
                raise CommandFailedError("no book came of the edit")
            time.sleep(_LOOK)
        took = time.perf_counter() - began
        time.sleep(_SETTLED)
        while book != (book := self._book(folder)):
            time.sleep(_SETTLED)
        return took

    def _book(self, folder: Path) -> tuple[int, int, int] | None:
        """Return what distinguishes one book from the next, or None if there is none."""
        with suppress(OSError, StopIteration):
            state = next(folder.glob(self.output)).stat()
            return state.st_ino, state.st_mtime_ns, state.st_size
        return None


def usage_of(process: int) -> tuple[float, float]:
    """Return the seconds of CPU that a process and all that came of it have used, and the peak (MB) of the largest."""
    seconds, peaks = 0.0, [0.0]
    for member in _tree(str(process)):
        with suppress(OSError):  # it has ended, and is in its parent's count
            words = (member / "stat").read_text("ascii").rpartition(")")[2].split()
            seconds += sum(map(int, words[11:15])) / _TICKS  # utime, stime, and those of the children waited for
            status = dict(line.split(":", 1) for line in (member / "status").read_text("ascii").splitlines())
            peaks.append(int(status["VmHWM"].split()[0]) / 1024)
    return seconds, max(peaks)


def _tree(process: str) -> Iterator[Path]:
    yield Path("/proc", process)
    with suppress(OSError):
        for children in Path("/proc", process, "task").glob("*/children"):
            for child in children.read_text("ascii").split():
                yield from _tree(child)
