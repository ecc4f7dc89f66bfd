"""Copies of the process: what they make is what would have been made here, whatever happens to them."""

import os
import signal
import sys
from collections.abc import Callable
from select import select
from threading import Event, Thread

import pytest

from bookbuild.pipeline import forking
from bookbuild.pipeline.forking import WORTH_A_COPY, BackgroundValue, parallel_map

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has forking")


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let there be so many cores, and no threads of the test runner's."""
    return lambda count: monkeypatch.setattr(forking, "_cores", lambda: count)


def _squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("count", [1, 2, 3, 12])
@pytest.mark.parametrize("length", [0, 1, WORTH_A_COPY, 4 * WORTH_A_COPY + 3])
def test_values_come_in_the_order_of_their_items(cores: Callable[[int], None], count: int, length: int) -> None:
    """However many cores and items there are, each item has its value at its place."""
    cores(count)
    assert [value for value, _ in parallel_map(_squared, range(length))] == [number**2 for number in range(length)]


def test_many_things_are_made_by_several_processes_and_few_by_one(cores: Callable[[int], None]) -> None:
    """A copy is only made where there is enough for it to do."""
    cores(2)
    assert len({process for _, process in parallel_map(_squared, range(2 * WORTH_A_COPY))}) == 2
    assert {process for _, process in parallel_map(_squared, range(2 * WORTH_A_COPY - 1))} == {os.getpid()}


def test_all_can_be_made_by_copies(cores: Callable[[int], None]) -> None:
    """A process that takes no part has everything made by its forking, in order, where it can be copied."""
    cores(2)
    made = parallel_map(_squared, range(2 * WORTH_A_COPY), takes_part=False)
    assert [value for value, _ in made] == [number**2 for number in range(2 * WORTH_A_COPY)]
    assert os.getpid() not in {process for _, process in made}


def test_what_goes_wrong_in_a_copy_is_raised_here(cores: Callable[[int], None]) -> None:
    """A fault in what is made reaches who asked for it, with its type and its words."""
    cores(2)

    def broken() -> None:
        raise ValueError("it is broken")

    with BackgroundValue(broken) as broken_one, pytest.raises(ValueError, match="it is broken"):
        broken_one.value()


def test_a_copy_that_dies_costs_nothing(cores: Callable[[int], None]) -> None:
    """Where a copy is killed before it has answered, the value is made here."""
    cores(2)
    here = os.getpid()

    def made() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "made"

    with BackgroundValue(made) as one:
        assert one.value() == "made"


def test_a_copy_ends_with_its_context(cores: Callable[[int], None]) -> None:
    """A value that nobody asks for any more is made no further: no process is left."""
    cores(2)
    with BackgroundValue(Event().wait) as one:
        process = one._process
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_a_copy_of_a_copy_ends_with_it(cores: Callable[[int], None]) -> None:
    """Copies that a copy has made end when it is ended: the way that they all hold is closed."""
    cores(2)
    ours, theirs = os.pipe()

    def wait_twice() -> None:
        with BackgroundValue(Event().wait):
            os.write(theirs, b"x")
            Event().wait()

    with BackgroundValue(wait_twice):
        os.close(theirs)
        assert os.read(ours, 1) == b"x"
    assert select([ours], [], [], 10)[0] == [ours], "somebody still holds the way"
    assert os.read(ours, 1) == b""
    os.close(ours)


def test_a_process_with_threads_is_not_copied() -> None:
    """Beside another thread, which may hold what a copy would wait for in vain, everything is made here."""
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    try:
        assert {process for _, process in parallel_map(_squared, range(4 * WORTH_A_COPY))} == {os.getpid()}
    finally:
        over.set()
        other.join()
