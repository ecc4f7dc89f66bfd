"""What is left when builds are killed, run side by side, find a damaged cache, or have no room.

python -m benchmarks.reliability [TRIAL ...] [--times N]

Each trial is made N times on a book of a few pages, with another random moment or place each time. A line states how
often, and what was wrong; the exit status is 1 if anything was. It needs Linux.
"""

# ruff: noqa: S311 - moments, damage and limits are random, and guard nothing
import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 5
PATIENCE = 120
"""Seconds after which a build counts as one that never ends."""
EVERY = 10
"""After so many trials it is looked whether a build to the end makes the book."""
MARK = "BOOKBUILD_TRIAL"
"""The environment variable that marks the processes of a build."""
GRACE = 5
"""Seconds in which the processes of a build must be gone after it."""


class Trial:
    """A project in a folder of its own, and the books that are made of its two texts."""

    def __init__(self, folder: Path) -> None:
        self.project, self.temporary = folder / "book", folder / "tmp"
        self.books: set[str] = set()
        self.seconds = {True: 0.0, False: 0.0}
        self.marks: dict[subprocess.Popen[bytes], str] = {}
        self.temporary.mkdir(parents=True)
        (self.project / "content").mkdir(parents=True)
        (self.project / "bookbuild.toml").write_text('[book]\ntitle = "Trials"\nlanguage = "en"\nslug = "book"\n')
        for number in range(1, ARTICLES + 1):
            self.write(number, "old")
        for text in ("new", "old"):
            self.write(1, text)
            for cold in (True, False):
                begin = time.monotonic()
                if self.build(*(["--no-cache"] if cold else [])).returncode:
                    sys.exit("the book cannot be made at all")
                self.seconds[cold] = time.monotonic() - begin
            self.books |= set(self.digests())

    def write(self, number: int, text: str) -> None:
        """Write the article of a number."""
        head = f"---\narticle:\n  title: Article {number}\n  number: {number}\nchapter:\n  number: 1\n---\n"
        body = "\n\n".join(f"Paragraph {one} of the {text} text, with some *words* more. " * 12 for one in range(8))
        (self.project / "content" / f"{number}.md").write_text(head + body + "\n")

    def start(self, *arguments: str, prepare: Callable[[], object] | None = None) -> subprocess.Popen[bytes]:
        """Start a build in a group of processes of its own."""
        command = [sys.executable, "-m", "bookbuild", "build", "-q", "-f", "epub", "-f", "pdf", *arguments]
        mark = f"{os.getpid()}-{len(self.marks)}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(self.temporary), MARK: mark}

        def before() -> None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            if prepare:
                prepare()

        build = subprocess.Popen(
            command,
            cwd=self.project,
            env=environment,
            start_new_session=True,
            stderr=subprocess.PIPE,
            preexec_fn=before,  # noqa: PLW1509 - this process has no threads
        )
        self.marks[build] = mark
        return build

    def build(self, *arguments: str, prepare: Callable[[], object] | None = None) -> subprocess.CompletedProcess[bytes]:
        """Build to the end."""
        process = self.start(*arguments, prepare=prepare)
        _, said = process.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(process.args, process.returncode, b"", said)

    def digests(self) -> list[str]:
        """Return the digests of the books."""
        return [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted((self.project / "_book").iterdir())]

    def left_over(self, build: "subprocess.Popen[bytes]") -> Iterator[str]:
        """Yield what should not be there after a build: files, processes, and books that are neither old nor new."""
        until = time.monotonic() + GRACE
        while (processes := list(members(self.marks[build]))) and time.monotonic() < until:
            time.sleep(0.05)
        for process in processes:
            yield "a process is left"
            os.kill(process, signal.SIGKILL)
        names = {file.name for file in (self.project / "_book").iterdir()}
        if names != {"book.epub", "book.pdf"}:
            yield f"files in the output folder: {sorted(names)}"
        if not set(self.digests()) <= self.books:
            yield "a book is neither the old nor the new one"
        if files := [str(file.relative_to(self.temporary)) for file in self.temporary.rglob("*")]:
            yield f"temporary files: {files[:3]}"
            shutil.rmtree(self.temporary)
            self.temporary.mkdir()
        if parts := [file.name for file in (self.project / ".bookbuild").rglob(".*") if file.name != ".gitignore"]:
            yield f"parts of cache entries: {parts[:3]}"


def members(mark: str) -> Iterator[int]:
    """Yield the processes of a build: its mark is in their environment. Numbers of processes are given again too soon
    to go by those.
    """
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
        except OSError:
            continue


def killed(which: signal.Signals) -> Callable[[Trial, int], Iterator[str]]:
    """Return the trial of a signal: it comes at a random moment, to the process or to all of its group."""

    def trial(book: Trial, number: int) -> Iterator[str]:
        book.write(1, ("old", "new")[number % 2])
        cold = random.random() < 0.3
        process = book.start("-j", str(1 + number % 2), *(["--no-cache"] if cold else []))
        time.sleep(random.uniform(0, 1.1) * book.seconds[cold])
        done = process.poll() is not None
        if not done:
            (os.killpg if number % 3 == 0 else os.kill)(process.pid, which)
        _, said = process.communicate(timeout=PATIENCE)
        allowed = {0} if done else {0, -which} if which is signal.SIGKILL else {0, 130}
        if process.returncode not in allowed and not (process.returncode == -which and not said):
            yield f"status {process.returncode}, and it says: {said.decode(errors='replace').strip()[-160:]!r}"
        if b"Traceback" in said or b"Exception" in said:
            yield f"a traceback: {said.decode(errors='replace').strip().splitlines()[-1]}"
        yield from book.left_over(process)

    return trial


def side_by_side(book: Trial, number: int) -> Iterator[str]:
    """Three builds of the same folder at once."""
    book.write(1, ("old", "new")[number % 2])
    processes = [book.start("-j", str(jobs)) for jobs in (1, 2, 1)]
    for process in processes:
        _, said = process.communicate(timeout=PATIENCE)
        if process.returncode or said:
            yield f"status {process.returncode}: {said.decode(errors='replace')[:200]}"
        yield from book.left_over(process)


def damaged_cache(book: Trial, number: int) -> Iterator[str]:
    """Some entries cut, changed, exchanged, removed, or replaced by folders."""
    book.write(1, ("old", "new")[number % 2])
    entries = sorted(file for file in (book.project / ".bookbuild").rglob("*") if file.is_file())
    chosen = random.sample(entries, min(len(entries), random.randint(1, 12)))
    for entry, other in zip(chosen, reversed(chosen), strict=True):
        damage(entry, other, random.randrange(6))
    done = book.build("-j", "1")
    if done.returncode or b"Traceback" in done.stderr:
        yield f"status {done.returncode}: {done.stderr.decode(errors='replace')[:200]}"


def damage(entry: Path, other: Path, how: int) -> None:
    """Damage a file in one of six ways."""
    if not entry.is_file():
        return
    data = entry.read_bytes()
    place = random.randrange(len(data) or 1)
    if how == 0:
        entry.write_bytes(data[:place])
    elif how == 1:
        entry.write_bytes(data[:place] + bytes([(data[place] if data else 0) ^ 255]) + data[place + 1 :])
    elif how == 2 and other.is_file():
        entry.write_bytes(other.read_bytes())
    elif how == 3:
        entry.write_bytes(bytes(len(data)))
    else:
        entry.unlink()
        if how == 4:
            entry.mkdir()


def starved(*limits: tuple[int, Sequence[float]]) -> Callable[[Trial, int], Iterator[str]]:
    """Return the trial of one of some limits of resources, at one of some values."""

    def trial(book: Trial, number: int) -> Iterator[str]:
        book.write(1, ("old", "new")[number % 2])
        which, values = random.choice(limits)
        most = int(random.choice(values))
        jobs = str(1 + number % 2)
        process = book.start("-j", jobs, "--no-cache", prepare=lambda: resource.setrlimit(which, (most, most)))
        _, said = process.communicate(timeout=PATIENCE)
        told = not process.returncode or b"error[" in said
        if b"Traceback" in said or process.returncode not in {0, 1, 2} or not told:
            yield f"{most}: status {process.returncode}: {said.decode(errors='replace')[-200:]}"
        yield from book.left_over(process)

    return trial


TRIALS: dict[str, Callable[[Trial, int], Iterator[str]]] = {
    "SIGKILL": killed(signal.SIGKILL),
    "SIGINT": killed(signal.SIGINT),
    "SIGTERM": killed(signal.SIGTERM),
    "side-by-side": side_by_side,
    "damaged-cache": damaged_cache,
    "full-disk": starved((resource.RLIMIT_FSIZE, (0, 100, 1000, 10_000, 30_000, 100_000, 300_000))),
    "limits": starved(
        (resource.RLIMIT_NOFILE, (16, 24, 32, 40, 48, 64)), (resource.RLIMIT_AS, (2e8, 3e8, 4e8, 6e8, 1e9))
    ),
}


def main() -> int:
    """Make the trials that the command line names, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reliability", description=__doc__)
    parser.add_argument("trials", nargs="*", choices=[*TRIALS, []], help="by default all")
    parser.add_argument("--times", type=int, default=100, help="how often each is made; default: %(default)s")
    wanted = parser.parse_args()
    wrong = 0
    for name in wanted.trials or TRIALS:
        with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
            book = Trial(Path(folder))
            found: Counter[str] = Counter()
            for number in range(wanted.times):
                found.update(TRIALS[name](book, number))
                if number % EVERY == 0 and (book.build().returncode or not set(book.digests()) <= book.books):
                    found["the next build does not make the book"] += 1
        print(f"{name}: {wanted.times} times, {sum(found.values())} faults", flush=True)
        for fault, count in found.most_common():
            print(f"  {count} x {fault}", flush=True)
        wrong += sum(found.values())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
