"""Laying out on any executor: a pool of one's own, or the workers of a Dask cluster."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, as_completed
from functools import lru_cache
from threading import Lock
from typing import Any

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.cache_entries import RUN
from bookbuild.pipeline.worker_jobs import JobResources, lay_out_with, without_resources
from bookbuild.pipeline.worker_pool import lost

PATIENCE = 15
"""Seconds to wait for a cluster to answer."""

_one_at_a_time = Lock()
"""The layout engine is used by one thread of a process at a time."""


class ExecutorWorkers:
    """Workers behind an executor, which is theirs from now on.

    `hand_over` gives what stands for a design in a call, so that the executor need not send it each time;
    `deaths` are the errors by which it tells that a worker was lost; `leave` is called when it is wanted no more.
    """

    are_running = True

    def __init__(
        self,
        executor: Executor,
        hand_over: Callable[[JobResources], Any] = lambda design: design,
        deaths: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError),
        leave: Callable[[], object] = lambda: None,
    ) -> None:
        self._executor = executor
        self._hand_over = lru_cache(maxsize=8)(hand_over)
        self._deaths = deaths
        self._leave = leave
        self._given: set[Future[LaidOutRun]] = set()

    def prepare(self) -> None:
        """They are wherever they are."""

    def warm(self, design: JobResources, most: int = sys.maxsize) -> None:  # noqa: ARG002 - they are as many as there are
        """Hand over a design that will be asked for."""
        self._hand_over(design)

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs, the longest first; yield (place, run) as they come.

        Raises:
            BookError: when a run cannot be laid out, or the worker that has it is lost and nobody takes over.
            UsageError: when a worker would lay it out otherwise than this machine.
        """
        longest_first = sorted(range(len(jobs)), key=lambda place: -len(jobs[place].xhtml))
        futures = {self._submit(jobs[place]): place for place in longest_first}
        self._given = set(futures)
        errors: dict[int, BaseException] = {}
        for future in as_completed(futures):
            place = futures[future]
            error = _error_of(future)
            if error is None:
                yield place, future.result()
            else:
                is_lost = isinstance(error, self._deaths)
                errors[place] = lost(jobs[place].name, "their logs say why") if is_lost else error
        if errors:
            raise errors[min(errors)]

    def stop(self) -> None:
        """Want nothing more of them."""
        for future in self._given:
            future.cancel()
        self._executor.shutdown(wait=False)
        self._leave()

    def _submit(self, job: LayoutJob) -> Future[LaidOutRun]:
        return self._executor.submit(
            _lay_out_there, self._hand_over(JobResources.of(job)), without_resources(job), RUN.circumstances()
        )


def _error_of(future: Future[LaidOutRun]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _lay_out_there(design: JobResources, job: LayoutJob, wanted: Mapping[str, str]) -> LaidOutRun:
    """Lay out a job in another process, on another machine maybe, if it would come out as on ours.

    Raises:
        UsageError: when something has another version there.
    """
    there = RUN.circumstances()
    if there != wanted:
        others = [name for name in wanted if there.get(name) != wanted[name]]
        told = ", ".join(f"{name} {there.get(name) or 'missing'} where we have {wanted[name]}" for name in others)
        message = f"a worker would lay out other pages, since it has {told}"
        raise UsageError(diagnose("worker-differs", message, hint="install the same versions there"))
    with _one_at_a_time:
        return lay_out_with(design, job)


def connect(address: str) -> ExecutorWorkers:
    """Return the workers of the Dask cluster whose scheduler is at an address: ``tcp://host:8786``.

    Raises:
        UsageError: when there is none, or Dask is not installed here.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an optional dependency
    except ImportError as error:
        hint = f"{sys.executable} -m pip install 'bookbuild[dask]'"
        raise UsageError(diagnose("no-executor", "--executor needs Dask, which is not installed", hint=hint)) from error
    try:
        join: Any = Client  # which has types for some of its methods
        client = join(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        message = f"no Dask scheduler that has workers answers at {address}"
        hint = "start them: dask scheduler; dask worker; the address is the scheduler's, such as tcp://HOST:8786"
        raise UsageError(diagnose("no-executor", message, hint=hint)) from error
    deaths = (BrokenExecutor, CancelledError, KilledWorker)
    return ExecutorWorkers(
        client.get_executor(), lambda design: client.scatter(design, broadcast=True), deaths, client.close
    )
