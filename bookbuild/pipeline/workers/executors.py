"""Layout on any `concurrent.futures` executor, such as the workers of a Dask cluster."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import lru_cache
from threading import Lock
from typing import Any

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.cache_entries import RUN
from bookbuild.pipeline.workers.jobs import (
    JobResources,
    WorkerLostError,
    lay_out_with,
    longest_first,
    without_resources,
)
from bookbuild.pipeline.workers.results import results_of

CONNECT_TIMEOUT = 15
"""Seconds to wait for a cluster to answer."""

_ENGINE = Lock()
"""The layout engine is not thread-safe."""


class ExecutorWorkers:
    """The workers of an executor, which is shut down with them.

    `send` returns what stands for resources in a call, so that the executor need not send them each time;
    `deaths` are the errors that mean a lost worker; `close` is called at the end.
    """

    are_running = True

    def __init__(
        self,
        executor: Executor,
        send: Callable[[JobResources], Any] = lambda resources: resources,
        deaths: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError),
        close: Callable[[], object] = lambda: None,
    ) -> None:
        self._executor = executor
        self._send = lru_cache(maxsize=8)(send)
        self._deaths = deaths
        self._close = close
        self._futures: dict[Future[LaidOutRun], int] = {}

    def prepare(self) -> None:
        """Do nothing: the executor has started its workers."""

    def warm(self, resources: JobResources, most: int = sys.maxsize) -> None:  # noqa: ARG002 - the protocol's
        """Send resources that jobs will need."""
        self._send(resources)

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs, the longest first; yield (index of the job, run) as they are finished.

        Raises:
            BookError: when a run cannot be laid out, or its worker is lost and the executor does not try again.
            UsageError: when a worker has other versions, and would lay out other pages than this machine.
        """
        self._futures = {self._submit(jobs[index]): index for index in longest_first(jobs)}

        def error_of(future: Future[LaidOutRun]) -> BaseException | None:
            try:
                error = future.exception()
            except CancelledError as cancelled:
                error = cancelled
            if isinstance(error, self._deaths):
                return WorkerLostError(jobs[self._futures[future]].name, "see the logs of the workers")
            return error

        yield from results_of(self._futures, error_of)

    def stop(self) -> None:
        """Cancel what is not finished and leave the executor."""
        for future in self._futures:
            future.cancel()
        self._executor.shutdown(wait=False)
        self._close()

    def _submit(self, job: LayoutJob) -> Future[LaidOutRun]:
        resources = self._send(JobResources.of(job))
        return self._executor.submit(_lay_out_remotely, resources, without_resources(job), RUN.circumstances())


def _lay_out_remotely(resources: JobResources, job: LayoutJob, required: Mapping[str, str]) -> LaidOutRun:
    """Lay out a job in another process, maybe on another machine, if its versions are the `required` ones.

    Raises:
        UsageError: when a version differs.
    """
    versions = RUN.circumstances()
    if versions != required:
        others = [name for name in required if versions.get(name) != required[name]]
        listed = ", ".join(
            f"{name} {versions.get(name) or 'missing'} where we have {required[name]}" for name in others
        )
        message = f"a worker would lay out other pages, since it has {listed}"
        raise UsageError(diagnose("worker-differs", message, hint="install the same versions there"))
    with _ENGINE:
        return lay_out_with(resources, job)


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
        client = join(address, timeout=CONNECT_TIMEOUT, set_as_default=False)
        client.wait_for_workers(1, timeout=CONNECT_TIMEOUT)
    except (OSError, ValueError) as error:
        message = f"no Dask scheduler that has workers answers at {address}"
        hint = "start them: dask scheduler; dask worker; the address is the scheduler's, such as tcp://HOST:8786"
        raise UsageError(diagnose("no-executor", message, hint=hint)) from error
    deaths = (BrokenExecutor, CancelledError, KilledWorker)
    return ExecutorWorkers(
        client.get_executor(), lambda resources: client.scatter(resources, broadcast=True), deaths, client.close
    )
