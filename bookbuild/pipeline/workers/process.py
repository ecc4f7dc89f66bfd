"""Worker processes as their parent sees them, and how they are started: by a fork server, or one by one.

They are started by command line and not by `multiprocessing`, which would import the caller's main module in each
worker: a script without ``if __name__ == "__main__"`` would run again there. See docs/decisions/0012-processes.md.
"""

import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import IO, Protocol

from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.workers.files import ProcessFiles
from bookbuild.pipeline.workers.jobs import JobResources, without_resources

_CODE = "import sys; sys.path[:] = {path!r}; from bookbuild.pipeline.workers.{module} import main; main()"
_DIED = (EOFError, OSError, ValueError, pickle.UnpicklingError)
"""What reading from and writing to a dead process raises; ValueError where it was stopped, and its pipes are closed."""


class WorkerDiedError(Exception):
    """A worker process has died or was stopped."""


class Worker:
    """A process that lays out one job at a time, and keeps the resources that it was sent."""

    def __init__(self, requests: IO[bytes], results: IO[bytes]) -> None:
        self._requests, self._results = requests, results
        self._sent: set[int] = set()
        self._lock = Lock()

    @property
    def is_alive(self) -> bool:
        """Whether the process is running, or about to start."""
        raise NotImplementedError

    def send(self, number: int, resources: JobResources) -> None:
        """Send resources under a number, unless the process has them.

        Raises:
            WorkerDiedError: when the process has died.
        """
        try:
            with self._lock:
                self._send(number, resources)
        except _DIED as error:
            raise WorkerDiedError from error

    def lay_out(self, number: int, job: LayoutJob) -> LaidOutRun | Exception:
        """Return the run of a job whose resources have that number, or the exception that its layout raised.

        Raises:
            WorkerDiedError: when the process has died.
        """
        try:
            with self._lock:
                self._send(number, JobResources.of(job))
                self._write((number, without_resources(job)))
                result: LaidOutRun | Exception = pickle.load(self._results)  # noqa: S301 - written by our own process
        except _DIED as error:
            raise WorkerDiedError from error
        return result

    def stop(self) -> None:
        """End the process at once."""
        for stream in (self._requests, self._results):
            with suppress(OSError):  # what was still to be written
                stream.close()

    def _send(self, number: int, resources: JobResources) -> None:
        if number not in self._sent:
            self._write((number, resources))
            self._sent.add(number)

    def _write(self, request: tuple[int, JobResources | LayoutJob]) -> None:
        pickle.dump(request, self._requests, pickle.HIGHEST_PROTOCOL)
        self._requests.flush()


class WorkerStarter(Protocol):
    """A way of starting worker processes."""

    def start(self) -> Worker:
        """Return a new worker without waiting for it.

        Raises:
            OSError: when no process can be started.
        """

    def stop(self) -> None:
        """End what starts workers, if that is a process."""


class ForkServer:
    """The parent's side of `bookbuild.pipeline.workers.fork_server`, which is started with the first worker."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._files = ProcessFiles()

    def start(self) -> Worker:
        """Return a new worker, which is forked when the layout engine is loaded."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._fork(theirs)
            except ConnectionError:  # the server has died
                self.stop()
                self._fork(theirs)
        return _ForkedWorker(ours)

    def stop(self) -> None:
        """End the server and all its workers."""
        if self._process:
            self._control.close()
            self._process.terminate()
            self._process.wait()
            self._process = None
            self._files.remove()

    def _fork(self, worker: socket.socket) -> None:
        if not self._process:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = _popen("fork_server", theirs.fileno(), self._files.environment())
        socket.send_fds(self._control, [b"\0"], [worker.fileno()])


class _ForkedWorker(Worker):
    """A worker that was forked by a server: not a child of this process, but at the other end of a socket."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection.makefile("wb"), connection.makefile("rb"))
        self._connection = connection

    @property
    def is_alive(self) -> bool:
        """Whether the other end of the socket is open. An idle worker sends nothing."""
        try:
            return bool(self._connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def stop(self) -> None:
        """Close the socket, at which the process ends."""
        with suppress(OSError):  # it has died
            self._connection.shutdown(socket.SHUT_RDWR)
        super().stop()
        self._connection.close()


class SingleStarter:
    """Starts a process for each worker, where processes cannot be forked."""

    def start(self) -> Worker:
        """Return a new worker, which has yet to load the layout engine."""
        files = ProcessFiles()
        return _SpawnedWorker(_popen("worker", subprocess.PIPE, files.environment()), files)

    def stop(self) -> None:
        """Do nothing: each worker is stopped by itself."""


class _SpawnedWorker(Worker):
    """A worker that is a child of this process."""

    def __init__(self, process: "subprocess.Popen[bytes]", files: ProcessFiles) -> None:
        assert process.stdin  # noqa: S101 - for the type checker: both are pipes
        assert process.stdout  # noqa: S101 - likewise
        super().__init__(process.stdin, process.stdout)
        self._process, self._files = process, files

    @property
    def is_alive(self) -> bool:
        """Whether the process is running."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Kill the process and wait for its end."""
        self._process.kill()
        self._process.wait()
        super().stop()
        self._files.remove()


def can_start_processes() -> bool:
    """Return whether the Python of this process can be started again: not where it is part of another program."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def starter() -> WorkerStarter:
    """Return the way to start workers on this system."""
    return SingleStarter() if sys.platform == "win32" else ForkServer()


def _popen(module: str, stdin: int, environment: dict[str, str] | None) -> "subprocess.Popen[bytes]":
    """Run ``main`` of a module of this package in a new process, which gets no Ctrl-C."""
    flags = {"-I": sys.flags.isolated, "-E": sys.flags.ignore_environment, "-B": sys.dont_write_bytecode}
    options = [flag for flag, is_set in flags.items() if is_set]
    command = [sys.executable, *options, "-c", _CODE.format(path=sys.path, module=module)]
    group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # on Windows, where signals are not blocked
    stdout = subprocess.PIPE if stdin == subprocess.PIPE else None
    with signals_blocked(signal.SIGINT):
        return subprocess.Popen(  # noqa: S603 - this program
            command, stdin=stdin, stdout=stdout, creationflags=group, env=environment
        )


@contextmanager
def signals_blocked(*signals: signal.Signals) -> Iterator[None]:
    """Deliver these signals to this thread only afterwards. What is started meanwhile, threads too, never gets them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
