"""The worker processes of this machine: started for a command or a call, and stopped with it."""

import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock, Thread

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.layout import lay_out
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.workers.jobs import JobResources, WorkerLostError, longest_first
from bookbuild.pipeline.workers.process import (
    Worker,
    WorkerDiedError,
    WorkerStarter,
    can_start_processes,
    signals_blocked,
    starter,
)
from bookbuild.pipeline.workers.results import results_of

DEATHS = 2
"""A run at which so many workers have died is not tried again."""


class WorkerPool:
    """Up to `count` worker processes, started when there is work for them, in the way of `worker_starter`.

    Where no process can be started, since Python is part of another program, jobs are laid out in this one.
    """

    def __init__(self, count: int, worker_starter: WorkerStarter | None = None) -> None:
        self._count = count if can_start_processes() else 0
        self._starter = worker_starter or starter()
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
        self._start(min(1, self._count))

    def warm(self, resources: JobResources, most: int = sys.maxsize) -> None:
        """Start up to `most` workers and send them resources that jobs will need, without waiting for them."""
        self._start(min(most, self._count))
        number = self._number_of(resources)
        with signals_blocked(signal.SIGINT, signal.SIGTERM):
            for worker in self._idle:
                Thread(target=_warm, args=(worker, number, resources), daemon=True).start()

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs, the longest first; yield (index of the job, run) as they are finished.

        Raises:
            BookError: the first in the order of the jobs, when all others are finished; or of a run whose workers died.
        """
        self._is_stopped = False
        task = self._lay_out if self._count else lay_out
        threads = ThreadPoolExecutor(min(self._count, len(jobs)) or 1)  # each waits for a worker
        try:
            futures = {threads.submit(task, jobs[index]): index for index in longest_first(jobs)}
            yield from results_of(futures, _error_of)
        except BaseException:
            self.stop()
            raise
        finally:
            threads.shutdown(cancel_futures=True)

    def stop(self) -> None:
        """End all workers at once."""
        with self._lock:
            self._is_stopped = True
            workers, self._workers, self._idle = self._workers, [], []
            for worker in workers:
                worker.stop()
            self._starter.stop()

    def _lay_out(self, job: LayoutJob) -> LaidOutRun:
        number = self._number_of(JobResources.of(job))
        for deaths in range(DEATHS):
            # An idle worker may have been killed at the same time as the one that died, and not have ended yet.
            worker = self._take(is_new=deaths > 0)
            try:
                result = worker.lay_out(number, job)
            except WorkerDiedError:
                self._remove(worker)
                continue
            with self._lock:
                self._idle.append(worker)
            if isinstance(result, Exception):
                raise result
            return result
        raise WorkerLostError(job.name, "were they out of memory? try again with --jobs 1")

    def _take(self, *, is_new: bool) -> Worker:
        """Return an idle worker, or a new one if there is none or if `is_new`.

        Raises:
            WorkerDiedError: when the pool has been stopped.
        """
        with self._lock:
            while self._idle and not is_new:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                self._workers.remove(worker)
                worker.stop()
            if self._is_stopped:
                raise WorkerDiedError
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
            worker = self._starter.start()
        except OSError as error:
            message = f"no process that lays out pages can be started: {error.strerror}"
            hint = "try again with --jobs 1, which needs none"
            raise BookError(diagnose("worker-lost", message, hint=hint)) from error
        self._workers.append(worker)
        return worker

    def _number_of(self, resources: JobResources) -> int:
        with self._lock:
            return self._numbers.setdefault(resources, len(self._numbers))


def _warm(worker: Worker, number: int, resources: JobResources) -> None:
    with suppress(WorkerDiedError):  # a dead worker is replaced when there is a job for it
        worker.send(number, resources)


def _error_of(future: Future[LaidOutRun]) -> BaseException | None:
    """Return what went wrong with a job, or None; raise it at once where workers die, as others will."""
    error = future.exception()
    if isinstance(error, WorkerLostError):
        raise error
    return error
