"""Forks: they make what this process would have made, whatever happens to them."""

import os
import signal
import sys
from collections.abc import Callable
from select import select
from threading import Event, Thread

import pytest

from bookbuild.pipeline import forking
from bookbuild.pipeline.forking import ITEMS_PER_FORK, BackgroundValue, parallel_map

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the number of cores, as if this process had no other threads."""
    return lambda count: monkeypatch.setattr(forking, "_cores", lambda: count)


def _squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("count", [1, 2, 3, 12])
@pytest.mark.parametrize("length", [0, 1, ITEMS_PER_FORK, 4 * ITEMS_PER_FORK + 3])
def test_values_come_in_the_order_of_their_items(cores: Callable[[int], None], count: int, length: int) -> None:
    """However many cores and items there are, values are in the order of their items."""
    cores(count)
    assert [value for value, _ in parallel_map(_squared, range(length))] == [number**2 for number in range(length)]


def test_many_things_are_made_by_several_processes_and_few_by_one(cores: Callable[[int], None]) -> None:
    """A process is only forked where there is enough for the fork to do."""
    cores(2)
    assert len({process for _, process in parallel_map(_squared, range(2 * ITEMS_PER_FORK))}) == 2
    assert {process for _, process in parallel_map(_squared, range(2 * ITEMS_PER_FORK - 1))} == {os.getpid()}


def test_all_can_be_made_by_forks(cores: Callable[[int], None]) -> None:
    """A process that takes no part has everything made by forks, in order."""
    cores(2)
    made = parallel_map(_squared, range(2 * ITEMS_PER_FORK), takes_part=False)
    assert [value for value, _ in made] == [number**2 for number in range(2 * ITEMS_PER_FORK)]
    assert os.getpid() not in {process for _, process in made}


def test_what_a_fork_raises_is_raised_here(cores: Callable[[int], None]) -> None:
    """An exception reaches the caller with its type and message."""
    cores(2)

    def broken() -> None:
        raise ValueError("it is broken")

    with BackgroundValue(broken) as broken_one, pytest.raises(ValueError, match="it is broken"):
        broken_one.value()


def test_the_value_of_a_fork_that_dies_is_made_here(cores: Callable[[int], None]) -> None:
    """Where a fork is killed before it has written its value, this process makes it."""
    cores(2)
    here = os.getpid()

    def made() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "made"

    with BackgroundValue(made) as one:
        assert one.value() == "made"


def test_a_fork_ends_with_its_context(cores: Callable[[int], None]) -> None:
    """A value that is no longer needed is not made: no process is left."""
    cores(2)
    with BackgroundValue(Event().wait) as one:
        process = one._process
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_a_fork_of_a_fork_ends_with_it(cores: Callable[[int], None]) -> None:
    """Forks of a fork end when it is ended: the pipe that they all hold is closed."""
    cores(2)
    ours, theirs = os.pipe()

    def wait_twice() -> None:
        with BackgroundValue(Event().wait):
            os.write(theirs, b"x")
            Event().wait()

    with BackgroundValue(wait_twice):
        os.close(theirs)
        assert os.read(ours, 1) == b"x"
    assert select([ours], [], [], 10)[0] == [ours], "a process still holds the pipe"
    assert os.read(ours, 1) == b""
    os.close(ours)


def test_a_process_with_threads_is_not_forked() -> None:
    """Where there is another thread, which may hold a lock that a fork would wait for, everything is made here."""
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    try:
        assert {process for _, process in parallel_map(_squared, range(4 * ITEMS_PER_FORK))} == {os.getpid()}
    finally:
        over.set()
        other.join()
