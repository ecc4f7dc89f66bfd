"""A worker process: layout jobs arrive on standard input, runs or errors leave on standard output, both pickled."""

import gc
import os
import pickle
import signal
import sys
import traceback
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from bookbuild.diagnostics import BookError
from bookbuild.layout import prepared
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.worker_jobs import JobResources, lay_out_with

Request = tuple[int, JobResources | LayoutJob]


def main() -> None:
    """Run the worker of a process until that process ends or closes the pipe."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # a terminal sends Ctrl-C to all processes; the parent stops its workers
    requests: SimpleQueue[Request] = SimpleQueue()
    # A thread of its own reads, so that the parent need not wait with what it sends until the layout engine is loaded.
    Thread(target=_receive, args=(sys.stdin.buffer, requests), daemon=True).start()
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not get between the results
    from bookbuild.layout import preload  # noqa: F401, PLC0415 - imports WeasyPrint

    with prepared():
        serve(requests, results)


def _receive(pipe: BinaryIO, requests: SimpleQueue[Request]) -> None:
    """Put what the parent sends into a queue; end the process when the parent is gone."""
    try:
        while True:
            requests.put(pickle.load(pipe))  # noqa: S301 - written by the process that started this one
    finally:
        os._exit(0)


def serve(requests: SimpleQueue[Request], results: BinaryIO) -> None:
    """Answer each (number, job) by a run or an exception; keep each (number, resources) for the jobs to come."""
    from bookbuild.layout.engine import engine_for  # noqa: PLC0415 - imports WeasyPrint

    gc.freeze()
    resources: dict[int, JobResources] = {}
    while True:
        number, request = requests.get()
        if isinstance(request, JobResources):
            resources[number] = request
            with suppress(BookError):  # raised again by each job
                engine_for(request.stylesheets, request.typefaces)
        else:
            pickle.dump(_result(resources[number], request), results, pickle.HIGHEST_PROTOCOL)
            results.flush()


def _result(resources: JobResources, job: LayoutJob) -> LaidOutRun | Exception:
    try:
        return lay_out_with(resources, job)
    except BookError as error:
        return error
    except Exception as error:  # noqa: BLE001 - raised again in the parent
        return RuntimeError("".join(traceback.format_exception(error)))
