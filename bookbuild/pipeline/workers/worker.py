"""What a worker process does: layout jobs arrive in one stream, runs or errors leave in another, both pickled.

`main` is the whole of a process that is started for one worker; where processes can be forked, see `fork_server`.
"""

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from bookbuild.diagnostics import BookError
from bookbuild.layout import prepared, run_alone
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.workers.jobs import JobResources, lay_out_with

Request = tuple[int, JobResources | LayoutJob]


def main() -> None:
    """Take requests from standard input and write results to standard output until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all; the parent stops its workers
    results = os.fdopen(os.dup(1), "wb")
    print_to_standard_error()
    requests = queue_requests(sys.stdin.buffer)  # at once, so that the parent need not wait until the engine is loaded
    run_alone()
    with prepared():
        gc.freeze()
        run_worker(requests, results)


def print_to_standard_error() -> None:
    """Send what libraries print on standard output to standard error: the output is the caller's."""
    with suppress(OSError):  # it may be closed
        os.dup2(2, 1)


def queue_requests(stream: BinaryIO) -> SimpleQueue[Request]:
    """Return a queue that a thread fills from a stream. The process ends with the stream, whatever it is doing."""
    requests: SimpleQueue[Request] = SimpleQueue()

    def receive() -> None:
        try:
            while True:
                requests.put(pickle.load(stream))  # noqa: S301 - written by the process that started this one
        finally:
            os._exit(0)

    Thread(target=receive, daemon=True).start()
    return requests


def run_worker(requests: SimpleQueue[Request], results: BinaryIO) -> None:
    """Return a run or an exception for each (number, job); store each (number, resources) for the jobs to come.

    Raises:
        OSError: when the parent no longer reads.
    """
    from bookbuild.layout.engine import engine_for  # noqa: PLC0415 - imports WeasyPrint

    resources: dict[int, JobResources] = {}
    while True:
        number, request = requests.get()
        if isinstance(request, JobResources):
            resources[number] = request
            with suppress(Exception):  # raised again by each job, and reported
                engine_for(request.stylesheets, request.typefaces)
        else:
            pickle.dump(_result(resources[number], request), results, pickle.HIGHEST_PROTOCOL)
            results.flush()


def _result(resources: JobResources, job: LayoutJob) -> LaidOutRun | Exception:
    try:
        return lay_out_with(resources, job)
    except BookError as error:
        return error
