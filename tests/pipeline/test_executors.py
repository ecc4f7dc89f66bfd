"""Pages laid out by any executor: the same as at home."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from bookbuild.diagnostics import BookError, UsageError
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.cache_entries import RUN
from bookbuild.pipeline.workers import executors
from bookbuild.pipeline.workers.executors import ExecutorWorkers
from bookbuild.pipeline.workers.jobs import JobResources
from bookbuild.pipeline.workers.pool import WorkerPool
from tests.book import BookProject, surroundings
from tests.layout.jobs import job, words
from tests.tools import require_package

JOBS = [job(f"<p>{words(20 * number)}</p>", name=f"a{number}") for number in range(1, 7)]


def laid_out(crew: ExecutorWorkers | WorkerPool) -> dict[int, LaidOutRun]:
    try:
        return dict(crew.lay_out(JOBS))
    finally:
        crew.stop()


def test_an_executor_lays_out_what_our_own_processes_do() -> None:
    """Every run comes back under its job's place, equal to what the workers of this machine make."""
    assert laid_out(ExecutorWorkers(ThreadPoolExecutor(2))) == laid_out(WorkerPool(2))


class Faulty(ThreadPoolExecutor):
    """An executor one of whose workers is lost with the job that it is given."""

    def submit(self, function: object, /, *arguments: object, **more: object) -> Future[object]:  # type: ignore[override]
        if "a3" in str(arguments[1])[:40]:
            lost: Future[object] = Future()
            lost.cancel()
            lost.set_running_or_notify_cancel()
            return lost
        return super().submit(function, *arguments, **more)  # type: ignore[arg-type]


def test_a_lost_run_is_named() -> None:
    """When an executor gives a run up, the error names it, and the others are not lost with it."""
    crew = ExecutorWorkers(Faulty(1))
    found: list[int] = []
    with pytest.raises(BookError, match=r"a3: error\[worker-lost\]"):
        found.extend(place for place, _ in crew.lay_out(JOBS))
    crew.stop()
    assert sorted(found) == [0, 1, 3, 4, 5]


def test_a_worker_with_other_versions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that would lay out other pages, since its libraries differ, is an error that states the difference."""
    ours = RUN.circumstances()

    def elsewhere(design: JobResources, one: LayoutJob, wanted: Mapping[str, str]) -> LaidOutRun:
        return original(design, one, {**wanted, "weasyprint": "1.0"})

    original = executors._lay_out_remotely
    monkeypatch.setattr(executors, "_lay_out_remotely", elsewhere)
    assert "weasyprint" in ours
    with pytest.raises(UsageError, match=f"weasyprint {re.escape(ours['weasyprint'])} where we have 1.0"):
        laid_out(ExecutorWorkers(ThreadPoolExecutor(1)))


# ── A real cluster ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Return the address of a scheduler on this machine, and its two workers."""
    require_package("distributed")
    place = tmp_path / "scheduler.json"
    started = [_dask(tmp_path, "scheduler", "--port", "0", "--host", "127.0.0.1", "--scheduler-file", str(place))]
    try:
        _wait(place.exists)
        _wait(lambda: "tcp://" in place.read_text())
        address = re.search(r"tcp://[\d.:]+", place.read_text())
        assert address
        workers = [_dask(tmp_path, "worker", address[0], "--nthreads", "1", "--no-nanny") for _ in range(2)]
        started += workers
        yield address[0], workers
    finally:
        for process in started:
            process.kill()
            process.wait(20)


def _dask(folder: Path, what: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *options]
    return subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _wait(happened: object) -> None:
    for _ in range(600):
        if happened():  # type: ignore[operator]
            return
        time.sleep(0.05)
    pytest.fail("the cluster did not start")


def test_a_cluster_makes_the_same_book_though_a_worker_dies(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """Handed to a Dask cluster, one of whose workers is killed in the middle, a book is the local one to the byte."""
    book = BookProject(tmp_path / "book").config('slug = "g"')
    for number in range(1, 9):
        book.article(number, "\n\n".join([words(150)] * 8))
    address, workers = cluster
    command = [sys.executable, "-m", "bookbuild", "build", "-v", "-f", "pdf", "--no-cache", "--executor", address]
    with subprocess.Popen(
        command, cwd=book.folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        heard = []
        for line in process.stdout:
            heard.append(line)
            if "laying out" in line and workers[0].poll() is None:
                workers[0].send_signal(signal.SIGKILL)
        assert process.wait(60) == 0, "".join(heard)
    assert workers[0].wait(5) == -signal.SIGKILL
    assert book.run("build", "-f", "pdf", "--no-cache", "-o", "local").status == 0
    assert book.files() == book.files("local")


def test_a_cluster_that_is_not_there_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler is running, the build is refused with what to start."""
    require_package("distributed")
    monkeypatch.setattr("bookbuild.pipeline.workers.executors.CONNECT_TIMEOUT", 1)
    ran = BookProject(tmp_path).config().article(1).run("build", "-f", "pdf", "--executor", "tcp://127.0.0.1:9")
    assert ran.status == 2
    assert "error[no-executor]: no Dask scheduler that has workers answers at tcp://127.0.0.1:9" in ran.err


def test_dask_is_reported_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Dask the build is refused with the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = BookProject(tmp_path).config().article(1).run("build", "--executor", "tcp://127.0.0.1:9")
    assert ran.status == 2
    assert "error[no-executor]" in ran.err
    assert "pip install 'bookbuild[dask]'" in ran.err
