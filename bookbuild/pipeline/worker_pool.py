"""The worker processes of this machine: started once for a command, and stopped with it.

They are started by command line and not by `multiprocessing`, which would import the caller's main module in each
worker: a script without ``if __name__ == "__main__"`` would run again there. See docs/decisions.
"""

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Lock

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.worker_jobs import JobResources, WorkerLostError, longest_first, results_of, without_resources

DEATHS = 2
"""A run at which so many workers have died is not tried again."""
_START = "import sys; sys.path[:] = {path!r}; from bookbuild.pipeline.worker import main; main()"


class Worker:
    """A process that lays out one job at a time, and keeps the resources that it was sent."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _START.format(path=sys.path)]
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # on Windows, so that Ctrl-C does not reach it
        with signals_blocked(signal.SIGINT):
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=flags
            )
        self._sent: set[int] = set()

    @property
    def is_alive(self) -> bool:
        """Whether the process is running."""
        return self._process.poll() is None

    def send(self, number: int, resources: JobResources) -> None:
        """Send resources under a number, unless the process has them.

        Raises:
            OSError: when the process has died.
        """
        if number not in self._sent:
            self._write((number, resources))
            self._sent.add(number)

    def lay_out(self, number: int, job: LayoutJob) -> LaidOutRun | Exception:
        """Return the run of a job whose resources have that number, or the exception that its layout raised.

        Raises:
            EOFError, OSError, pickle.UnpicklingError: when the process has died.
        """
        self._write((number, without_resources(job)))
        assert self._process.stdout  # noqa: S101 - for the type checker: it is a pipe
        result: LaidOutRun | Exception = pickle.load(self._process.stdout)  # noqa: S301 - written by our own process
        return result

    def stop(self) -> None:
        """Kill the process and wait for its end."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was still to be written
                if pipe:
                    pipe.close()

    def _write(self, request: tuple[int, JobResources | LayoutJob]) -> None:
        assert self._process.stdin  # noqa: S101 - for the type checker: it is a pipe
        pickle.dump(request, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()


class WorkerPool:
    """Up to `count` worker processes, started when there is work for them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._workers: list[Worker] = []
        self._idle: list[Worker] = []
        self._numbers: dict[JobResources, int] = {}
        self._lock = Lock()
        self._is_stopped = False

    @property
    def are_running(self) -> bool:
        """Whether any worker has been started."""
        return bool(self._workers)

    def prepare(self) -> None:
        """Start one worker, which loads the layout engine while this process does something else."""
        self._start(1)

    def warm(self, resources: JobResources, most: int = sys.maxsize) -> None:
        """Start up to `most` workers and send them resources that jobs will need."""
        self._start(min(most, self._count))
        number = self._number_of(resources)
        for worker in self._idle:
            with suppress(OSError):  # a dead worker is replaced when there is a job for it
                worker.send(number, resources)

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs, the longest first; yield (index of the job, run) as they are finished.

        Raises:
            BookError: the first in the order of the jobs, when all others are finished; or of a run whose workers died.
        """
        self._is_stopped = False
        threads = ThreadPoolExecutor(min(self._count, len(jobs)) or 1)  # each waits for a worker
        try:
            futures = {threads.submit(self._lay_out, jobs[index]): index for index in longest_first(jobs)}
            yield from results_of(futures, _error_of)
        except BaseException:
            self.stop()
            raise
        finally:
            threads.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """Kill all workers."""
        with self._lock:
            self._is_stopped = True
            workers, self._workers, self._idle = self._workers, [], []
        for worker in workers:
            worker.stop()

    def _lay_out(self, job: LayoutJob) -> LaidOutRun:
        resources = JobResources.of(job)
        number = self._number_of(resources)
        for _ in range(DEATHS):
            worker = self._take()
            try:
                worker.send(number, resources)
                result = worker.lay_out(number, job)
            except (EOFError, OSError, pickle.UnpicklingError):
                self._remove(worker)
                continue
            with self._lock:
                self._idle.append(worker)
            if isinstance(result, Exception):
                raise result
            return result
        raise WorkerLostError(job.name, "were they out of memory? try again with --jobs 1")

    def _take(self) -> Worker:
        """Return an idle worker, or a new one."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                self._workers.remove(worker)
                worker.stop()
            if self._is_stopped:
                raise EOFError
            return self._add()

    def _remove(self, worker: Worker) -> None:
        with self._lock:
            if worker in self._workers:
                self._workers.remove(worker)
        worker.stop()

    def _start(self, count: int) -> None:
        with self._lock:
            while len(self._workers) < count:
                self._idle.append(self._add())

    def _add(self) -> Worker:
        try:
            worker = Worker()
        except OSError as error:
            message = f"no process that lays out pages can be started: {error.strerror}"
            raise BookError(
                diagnose("worker-lost", message, hint="try again with --jobs 1, which needs none")
            ) from error
        self._workers.append(worker)
        return worker

    def _number_of(self, resources: JobResources) -> int:
        with self._lock:
            return self._numbers.setdefault(resources, len(self._numbers))


def _error_of(future: Future[LaidOutRun]) -> BaseException | None:
    """Return what went wrong with a job, or None; raise it at once where workers die, as others will."""
    error = future.exception()
    if isinstance(error, WorkerLostError):
        raise error
    return error


@contextmanager
def signals_blocked(*signals: signal.Signals) -> Iterator[None]:
    """Deliver these signals to this thread only afterwards. Processes that are started meanwhile never get them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
