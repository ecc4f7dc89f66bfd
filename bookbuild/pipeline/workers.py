"""The processes of this machine that lay out runs: started once, kept warm, and gone with the command."""

import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, forkserver, get_context, resource_tracker
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.laying import Design, serve, undressed

DEATHS = 2
"""A run at which so many workers have died is not tried again."""
_PRELOADED = ["bookbuild.layout.preload", "bookbuild.layout.composition", "bookbuild.pipeline.laying", "bookbuild.cli"]
"""What the server of processes imports once for all workers, and whatever the program itself was started by."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and the way to it. It is at one job at a time, and knows the designs it was handed."""

    process: BaseProcess
    way: connection.Connection
    job: int | None = None
    designs: set[int] = field(default_factory=set)


class Workers:
    """Up to `count` processes that lay out jobs. They start when there is work for them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._context = _context()
        self._workers: list[_Worker] = []
        self._designs: dict[Design, int] = {}

    @property
    def are_running(self) -> bool:
        """Whether there are any processes."""
        return bool(self._workers)

    def prepare(self) -> None:
        """Let the layout engine be imported while this process does something else."""
        if self._context.get_start_method() == "forkserver":
            resource_tracker.ensure_running()  # when it starts, it lets signals through again
            with shielded(signal.SIGINT):
                forkserver.ensure_running()

    def warm(self, design: Design, most: int = sys.maxsize) -> None:
        """Start the workers, or so many of them, and hand them a design that they will be asked for."""
        self._start(min(most, self._count))
        for worker in self._workers:
            with suppress(OSError):  # it has died, which is heard when it is wanted
                self._hand(worker, design)

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs, the longest first so that no core waits for the last; yield (place, run) as they come.

        Raises:
            BookError: the first in the order of the jobs, when all others are done; or when a run's workers die.
        """
        errors: dict[int, Exception] = {}
        try:
            for place, answer in self._answers(jobs):
                if isinstance(answer, Exception):
                    errors[place] = answer
                else:
                    yield place, answer
        except BaseException:
            self.stop()
            raise
        if errors:
            raise errors[min(errors)]

    def stop(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in tuple(self._workers):
            self._bury(worker)

    def _answers(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun | Exception]]:
        waiting = sorted(range(len(jobs)), key=lambda place: len(jobs[place].xhtml))
        deaths: Counter[int] = Counter()
        for worker in [worker for worker in self._workers if not worker.process.is_alive()]:
            self._bury(worker)  # it has died with nothing to do, which is no run's fault
        self._start(min(self._count, len(jobs)))
        while waiting or any(worker.job is not None for worker in self._workers):
            for worker in self._workers:
                if worker.job is None and waiting:
                    self._give(worker, waiting.pop(), jobs)
            for worker, answer in self._heard():
                place, worker.job = worker.job, None
                if place is None:
                    continue
                if answer is not None:
                    if waiting:  # it works on while its answer is put away
                        self._give(worker, waiting.pop(), jobs)
                    yield place, answer
                    continue
                deaths[place] += 1
                if deaths[place] == DEATHS:
                    raise lost(jobs[place].name, "were they out of memory? try again with --jobs 1")
                waiting.append(place)
                self._start(len(self._workers) + 1)

    def _heard(self) -> Iterator[tuple[_Worker, LaidOutRun | Exception | None]]:
        """Wait, and yield the workers that have answered; `None` from one that has died, and is gone from the list."""
        ways = {worker.way: worker for worker in self._workers}
        for way in connection.wait(list(ways)):
            worker = ways[way]  # type: ignore[index]  # what is given back is what was waited for
            try:
                yield worker, worker.way.recv()
            except (EOFError, OSError):
                self._bury(worker)
                yield worker, None

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.way.close()

    def _give(self, worker: _Worker, place: int, jobs: Sequence[LayoutJob]) -> None:
        job = jobs[place]
        worker.job = place
        with suppress(OSError):  # it has died, which is heard where its answer is awaited
            worker.way.send((self._hand(worker, Design.of(job)), undressed(job)))

    def _hand(self, worker: _Worker, design: Design) -> int:
        """See to it that a worker has a design, and return the number by which it knows it."""
        number = self._designs.setdefault(design, len(self._designs))
        if number not in worker.designs:
            worker.way.send((number, design))
            worker.designs.add(number)
        return number

    def _start(self, count: int) -> None:
        if len(self._workers) < count:
            self.prepare()
        while len(self._workers) < count:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
            with shielded(signal.SIGINT):
                _begin(process)
            theirs.close()
            self._workers.append(_Worker(process, ours))


def _begin(process: BaseProcess) -> None:
    try:
        process.start()
    except OSError as error:
        message = f"no process that lays out pages can be started: {error.strerror}"
        raise BookError(diagnose("worker-lost", message, hint="try again with --jobs 1, which needs none")) from error


def lost(name: str, hint: str) -> BookError:
    """Return the error that says at which run workers have died."""
    return BookError(diagnose("worker-lost", "the processes that laid out its pages have died", name, hint=hint))


def _context() -> BaseContext:
    """Choose how processes start: from a server that has imported the layout engine once, where there are such."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


@contextmanager
def shielded(*signals: signal.Signals) -> Iterator[None]:
    """Hear these signals when all is done. Processes that are started meanwhile never hear them, as workers shall not
    hear Ctrl-C, which a terminal tells them all: the press itself stops them.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
