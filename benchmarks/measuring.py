"""What a command takes, all its processes counted.

Each command is run by a small process of its own, ``python -I -S measuring.py SECONDS COMMAND…``. That process adopts
what outlives its parent (a fork server and its workers, Chromium's zygotes), so that nothing escapes the count; and
since a new process counts the pages of the one that started it towards its own peak, it is smaller than anything that
is measured.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LONGEST = 1800
"""Seconds after which a command is ended, with everything that it has started."""
_GRACE = 20
"""Seconds that processes are given to end when their command has."""
_SAID = 3
"""The lines of a failed command's last words that are told."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds on the wall, seconds of CPU, and the peak memory (MB) of the largest process."""

    wall: float
    cpu: float
    memory: float


class CommandFailedError(Exception):
    """A command ended with another status than 0, or did not end; the message is the last line of its output."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command in a folder, and return what it took.

    Raises:
        CommandFailedError: when it fails, or takes longer than `LONGEST`.

    """
    launcher = (sys.executable, "-I", "-S", str(Path(__file__)), str(LONGEST), *command)
    surroundings = {**os.environ, **(environment or {})}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # users have a program's bytecode compiled
    # A file, since a process that is left behind would keep a pipe open.
    with (folder / "said.txt").open("w+b") as said:
        done = subprocess.run(launcher, check=False, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=said)
        said.seek(0)
        words = said.read().decode("utf-8", "replace").strip().splitlines()[-_SAID:]
    if done.returncode:
        raise CommandFailedError(" / ".join(words) or f"{command[0]} could not be run")
    status, *took = json.loads(done.stdout)
    if status:
        raise CommandFailedError(f"status {status}: {' / '.join(words)}")
    return Run(*took)


# ── The launcher: standard library alone, and not much of it ─────────────────────────────────────────────────────────


def _launch(seconds: int, command: Sequence[str]) -> tuple[int, float, float, float]:
    """Run a command, and return its status and what it took."""
    _adopt_orphans()
    signal.signal(signal.SIGALRM, lambda *_: _end_all())
    signal.alarm(seconds)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    signal.alarm(_GRACE)
    usages = (usage, *_orphans())
    kilobytes = max(usage.ru_maxrss for usage in usages) / (1024 if sys.platform == "darwin" else 1)
    return process.returncode, wall, sum(usage.ru_utime + usage.ru_stime for usage in usages), kilobytes / 1024


def _orphans() -> Iterator[resource.struct_rusage]:
    """Wait for what the command has left behind, which is ours to bury."""
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


def _adopt_orphans() -> None:
    """Have processes fall to this one whose parent has gone before them. Only Linux can: elsewhere none is counted."""
    set_child_subreaper = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
    if sys.platform == "linux" and ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0):
        raise SystemExit("the kernel does not let us adopt orphans, so no CPU time would be right")


def _end_all() -> None:
    """End this process's children; their own fall to it, and are ended a second later."""
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split():
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)
    signal.alarm(1)


if __name__ == "__main__":
    print(json.dumps(_launch(int(sys.argv[1]), sys.argv[2:])))
