"""A process that loads the layout engine once and forks workers, each of which starts within milliseconds.

It does what the fork server of `multiprocessing` does, but for the caller's main module, which is not imported, and
leaves nothing in the caller's process. Its standard input is a socket: with each byte comes the socket of a new worker.
"""

import gc
import os
import signal
import socket
import traceback
from contextlib import suppress
from typing import NoReturn

from bookbuild.layout import prepared, run_alone
from bookbuild.pipeline.workers.worker import print_to_standard_error, queue_requests, run_worker


def main() -> None:
    """Fork workers until the parent closes the socket or sends SIGTERM; then end them all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all; the parent stops its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    print_to_standard_error()
    run_alone()
    with prepared():
        from bookbuild.layout import composition  # noqa: F401, PLC0415 - after WeasyPrint, which `prepared` imports

        gc.freeze()
        _fork_workers(control)


def _fork_workers(control: socket.socket) -> NoReturn:
    workers: set[int] = set()

    def end(*_: object) -> NoReturn:
        """End at once. An exception of a signal handler would be lost in some of Python's own code."""
        for process in tuple(workers):
            with suppress(OSError):  # it has just been waited for
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    with suppress(ConnectionError):  # the parent has gone
        while sockets := socket.recv_fds(control, 1, 1)[1]:
            worker = os.fork()
            if worker == 0:
                control.close()
                _work(sockets[0])
            os.close(sockets[0])
            workers.add(worker)
            workers -= {process for process in workers if os.waitpid(process, os.WNOHANG)[0]}
    end()


def _work(descriptor: int) -> NoReturn:
    """Be a worker until the parent closes its end of the socket."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        stream = socket.socket(fileno=descriptor)
        with suppress(ConnectionError):  # the parent has gone
            run_worker(queue_requests(stream.makefile("rb")), stream.makefile("wb"))
    except Exception:  # noqa: BLE001 - this process must not go on as a fork server
        traceback.print_exc()
    finally:
        os._exit(1)
