"""The workers of this machine: whatever happens to them, each job has one result, or its run is named."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest

from bookbuild.diagnostics import BookError
from bookbuild.layout import lay_out
from bookbuild.pipeline.workers.jobs import JobResources
from bookbuild.pipeline.workers.pool import WorkerPool
from bookbuild.pipeline.workers.process import ForkServer, SingleStarter, Worker, _SpawnedWorker
from tests.cli.processes import wait_until
from tests.layout.jobs import job, words

ROOT = str(Path(__file__).parents[2])
JOBS = [job(f"<p>{words(20 * number)}</p>", name=f"a{number}") for number in range(1, 7)]


FORKED = pytest.param(ForkServer, marks=pytest.mark.skipif(sys.platform != "linux", reason="/proc lists the workers"))


@pytest.fixture(params=[FORKED, SingleStarter])
def workers(request: pytest.FixtureRequest) -> Iterator[WorkerPool]:
    """Two workers, started in each way, of which none is left afterwards."""
    two = WorkerPool(2, request.param())
    yield two
    two.stop()


def processes(workers: WorkerPool) -> list[int]:
    """Return the process ids of workers."""
    if isinstance(workers._starter, ForkServer):
        server = workers._starter._process
        return children(server.pid) if server else []
    return [worker._process.pid for worker in workers._workers if isinstance(worker, _SpawnedWorker)]


def children(process: int) -> list[int]:
    """Return the children of a process (Linux), zombies too."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:  # it has ended
        return []


def kill(workers: WorkerPool) -> None:
    """Kill every worker that there is, as a system without memory does."""
    for process in processes(workers):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@contextmanager
def killed_again_and_again(workers: WorkerPool) -> Iterator[None]:
    """Kill every worker as soon as it is there."""
    over = Event()

    def go_on() -> None:
        while not over.wait(0.01):
            kill(workers)

    thread = Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_the_runs_of_dead_workers_are_laid_out_by_others(workers: WorkerPool) -> None:
    """Workers that are killed while they have a job cost no run: each comes once, and as it would have been."""
    answers = workers.lay_out(JOBS)
    heard = [next(answers)]
    kill(workers)
    heard += answers
    assert sorted(index for index, _ in heard) == list(range(len(JOBS)))
    assert all(run == lay_out(JOBS[index]) for index, run in heard)


def test_no_run_is_blamed_for_workers_that_died_before_it(workers: WorkerPool) -> None:
    """Workers that died while idle are replaced, and no run is blamed."""
    workers.warm(JobResources.of(JOBS[0]))
    wait_until(lambda: len(processes(workers)) == 2)
    kill(workers)
    wait_until(lambda: not any(worker.is_alive for worker in workers._workers))
    assert list(workers.lay_out(JOBS[:1])) == [(0, lay_out(JOBS[0]))]


class Doomed(Worker):
    """A worker that has been killed, and seems to be alive until it is used."""

    is_alive = True

    def __init__(self) -> None:
        super().__init__(BytesIO(), BytesIO())


class DoomedAtFirst(SingleStarter):
    """Starts two workers that die, and then others."""

    def __init__(self) -> None:
        self._doomed = [Doomed(), Doomed()]

    def start(self) -> Worker:
        return self._doomed.pop() if self._doomed else super().start()


def test_a_run_at_which_a_worker_died_is_given_to_a_new_one() -> None:
    """Workers that were killed together, one at work and one idle, count as one death of the run."""
    pool = WorkerPool(2, DoomedAtFirst())
    pool.warm(JobResources.of(JOBS[0]))
    try:
        assert list(pool.lay_out(JOBS[:1])) == [(0, lay_out(JOBS[0]))]
    finally:
        pool.stop()


def test_no_more_workers_are_started_than_are_requested(workers: WorkerPool) -> None:
    """Of the workers that there may be, only so many are started as are needed, and the others when there is work."""
    workers.warm(JobResources.of(JOBS[0]), 1)
    assert len(workers._workers) == 1
    list(workers.lay_out(JOBS[:2]))
    assert len(workers._workers) == 2


def test_a_run_at_which_workers_die_again_is_named(workers: WorkerPool) -> None:
    """A run that two workers have died at is not given to a third: the error names it, and no process is left."""
    with (
        killed_again_and_again(workers),
        pytest.raises(BookError, match=r"endless: error\[worker-lost\]: the processes .* have died"),
    ):
        list(workers.lay_out([job(f"<p>{words(100_000)}</p>", name="endless")]))
    assert not workers.are_running


def test_a_fault_is_raised_when_all_else_is_done(workers: WorkerPool) -> None:
    """Jobs that cannot be laid out keep no other from being so; of their errors the first in order is raised."""
    broken = [job("<p>", name="broken"), *JOBS[:2], job("<b>", name="too")]
    done: list[int] = []
    with pytest.raises(BookError) as caught:
        done.extend(index for index, _ in workers.lay_out(broken))
    assert sorted(done) == [1, 2]
    with pytest.raises(BookError) as alone:
        lay_out(broken[0])
    assert caught.value.diagnostics == alone.value.diagnostics


def test_a_machine_that_starts_no_process_is_reported(workers: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker can be started, that is an error that states what needs none."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refused)
    with pytest.raises(BookError, match=r"can be started: Resource temporarily unavailable\n    hint: .*--jobs 1"):
        list(workers.lay_out(JOBS))


SCRIPT = """
import sys
from pathlib import Path

print("imported", flush=True)
from bookbuild.pipeline.workers.pool import WorkerPool
from tests.pipeline.test_worker_pool import JOBS

workers = WorkerPool(2)
print(sorted(run.name for _, run in workers.lay_out(JOBS)))
workers.stop()
"""


def test_a_script_without_a_guard_is_not_run_again_by_workers(tmp_path: Path) -> None:
    """Workers do not import the caller's main module: a script without ``if __name__ == "__main__"`` runs once."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    run = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": ROOT},
    )
    assert run.stdout.splitlines() == ["imported", str([job.name for job in JOBS])]


def test_workers_serve_a_thread(workers: WorkerPool) -> None:
    """Pages are laid out from any thread, which sets no handler of signals."""
    with ThreadPoolExecutor(1) as thread:
        assert len(thread.submit(lambda: list(workers.lay_out(JOBS))).result()) == len(JOBS)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc lists the workers")
def test_nothing_is_left_of_workers_that_are_stopped() -> None:
    """Neither a process nor a zombie is left, nor does this process ever have more than one."""
    before = children(os.getpid())
    workers = WorkerPool(2)
    list(workers.lay_out(JOBS))
    wait_until(lambda: set(children(os.getpid())) - set(before))  # the thread that has started it is gone then
    (server,) = set(children(os.getpid())) - set(before)
    of_server = children(server)
    assert len(of_server) == 2
    workers.stop()
    assert children(os.getpid()) == before
    assert not any(Path(f"/proc/{process}").exists() for process in of_server)


@pytest.mark.skipif(sys.platform != "linux", reason="there is a fork server")
def test_a_fork_server_that_dies_is_replaced() -> None:
    """Where the process that forks workers is killed while it is idle, the next worker has another."""
    starter = ForkServer()
    pool = WorkerPool(2, starter)
    try:
        pool.prepare()
        assert starter._process
        starter._process.kill()
        starter._process.wait()
        assert list(pool.lay_out(JOBS[:1])) == [(0, lay_out(JOBS[0]))]
    finally:
        pool.stop()


def test_where_python_cannot_be_started_jobs_are_laid_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a program that Python is frozen into, no process is started: it would be that program again."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "Popen", None)
    pool = WorkerPool(2)
    pool.prepare()
    pool.warm(JobResources.of(JOBS[0]))
    assert dict(pool.lay_out(JOBS)) == dict(enumerate(map(lay_out, JOBS)))
    assert not pool.are_running
