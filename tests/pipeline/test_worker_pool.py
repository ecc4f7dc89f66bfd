"""The workers of this machine: whatever happens to them, each job is answered once, or its run is named."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Event, Thread

import pytest

from bookbuild.diagnostics import BookError
from bookbuild.layout import lay_out
from bookbuild.pipeline.worker_jobs import JobResources
from bookbuild.pipeline.worker_pool import Workers
from tests.layout.jobs import job, words

JOBS = [job(f"<p>{words(20 * number)}</p>", name=f"a{number}") for number in range(1, 7)]


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two workers, of which none is left afterwards."""
    two = Workers(2)
    yield two
    two.stop()


def kill(workers: Workers) -> None:
    """Kill every worker that there is, as a system without memory does."""
    for worker in tuple(workers._workers):
        os.kill(worker.process.pid or 0, signal.SIGKILL)


@contextmanager
def killed_again_and_again(workers: Workers) -> Iterator[None]:
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


def test_the_runs_of_dead_workers_are_laid_out_by_others(workers: Workers) -> None:
    """Workers that are killed while they have a job cost no run: each comes once, and as it would have been."""
    answers = workers.lay_out(JOBS)
    heard = [next(answers)]
    kill(workers)
    heard += answers
    assert sorted(place for place, _ in heard) == list(range(len(JOBS)))
    assert all(run == lay_out(JOBS[place]) for place, run in heard)


def test_no_run_is_to_blame_for_workers_that_died_before_it(workers: Workers) -> None:
    """Workers that have died while they stood ready are replaced, and no run is said to have killed them."""
    workers.warm(JobResources.of(JOBS[0]))
    kill(workers)
    for worker in workers._workers:
        worker.process.join(20)
    assert list(workers.lay_out(JOBS[:1])) == [(0, lay_out(JOBS[0]))]


def test_no_more_workers_are_started_than_are_asked_for(workers: Workers) -> None:
    """Of the workers that there may be, only so many stand ready as are wanted, and the others when there is work."""
    workers.warm(JobResources.of(JOBS[0]), 1)
    assert len(workers._workers) == 1
    list(workers.lay_out(JOBS[:2]))
    assert len(workers._workers) == 2


def test_a_run_at_which_workers_die_again_is_named(workers: Workers) -> None:
    """A run that two workers have died at is not given to a third: the error names it, and no process is left."""
    with (
        killed_again_and_again(workers),
        pytest.raises(BookError, match=r"endless: error\[worker-lost\]: the processes .* have died"),
    ):
        list(workers.lay_out([job(f"<p>{words(100_000)}</p>", name="endless")]))
    assert not workers.are_running


def test_a_fault_is_raised_when_all_else_is_done(workers: Workers) -> None:
    """Jobs that cannot be laid out keep no other from being so; of their errors the first in order is raised."""
    broken = [job("<p>", name="broken"), *JOBS[:2], job("<b>", name="too")]
    done: list[int] = []
    with pytest.raises(BookError) as caught:
        done.extend(place for place, _ in workers.lay_out(broken))
    assert sorted(done) == [1, 2]
    with pytest.raises(BookError) as alone:
        lay_out(broken[0])
    assert caught.value.diagnostics == alone.value.diagnostics


def test_a_machine_that_starts_no_process_says_so(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker can be started, that is an error that tells what needs none."""

    def refused(_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(BaseProcess, "start", refused)
    with pytest.raises(BookError, match=r"can be started: Resource temporarily unavailable\n    hint: .*--jobs 1"):
        list(workers.lay_out(JOBS))
