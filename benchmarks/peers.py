"""Build one guide with bookbuild and with its peers, in alternation, and set what it took side by side."""

import argparse
import ctypes
import importlib.util
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pypdfium2

from benchmarks.corpus import as_one_document, make_guide, write_guide
from benchmarks.single import as_html

_REPORT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


@dataclass(frozen=True, slots=True)
class Contender:
    """A program that makes the guide. `output` is the pattern of the file it makes, in the folder it works in."""

    name: str
    command: tuple[str, ...]
    output: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds on the wall, seconds of CPU and the peak memory (MB) of the largest process."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Result:
    """The median of a contender's runs, and what came out: bytes, and pages of a PDF."""

    name: str
    run: Run
    size: int
    pages: int | None


# ── Contenders ───────────────────────────────────────────────────────────────────────────────────────────────────────


def contenders() -> dict[str, tuple[Contender, ...]]:
    """Give for each format bookbuild, and the peers that are on this machine."""
    return {"EPUB": (_bookbuild("epub"), *_pandoc()), "PDF": (_bookbuild("pdf"), _same_pages(), _one_document())}


def _bookbuild(kind: str) -> Contender:
    command = (sys.executable, "-m", "bookbuild", "build", "-q", "--no-cache", "-C", "guide", "-f", kind, "-o", "made")
    return Contender(f"bookbuild {version('bookbuild')}", command, f"guide/made/*.{kind}")


def _pandoc() -> Iterator[Contender]:
    package = importlib.util.find_spec("pypandoc")
    packaged = Path(package.origin).parent / "files" if package and package.origin else Path()
    program = shutil.which("pandoc", path=packaged) or shutil.which("pandoc")
    if program is None:
        sys.stderr.write("pandoc is not on this machine, so it is not measured\n")
        return
    release = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    options = ("--toc", "--split-level=2", "--metadata", "title=Guide", "-o", "pandoc.epub")
    yield Contender(f"pandoc {release}", (program, "guide.md", *options), "pandoc.epub")


def _one_document() -> Contender:
    command = (sys.executable, "-m", "weasyprint", "--pdf-tags", "--quiet", "guide.html", "single.pdf")
    return Contender(f"WeasyPrint {version('weasyprint')}, one plain document", command, "single.pdf")


def _same_pages() -> Contender:
    command = (sys.executable, str(Path(__file__).with_name("same_pages.py")), "guide", "same.pdf")
    return Contender(f"WeasyPrint {version('weasyprint')}, the same pages in one document", command, "same.pdf")


# ── Measuring ────────────────────────────────────────────────────────────────────────────────────────────────────────


def race(programs: Sequence[Contender], folder: Path, rounds: int) -> tuple[Result, ...]:
    """Let everybody run in turn, round after round, so that a slow minute of the machine is everybody's."""
    runs: dict[str, list[Run]] = {program.name: [] for program in programs}
    for _ in range(rounds):
        for program in programs:
            runs[program.name].append(_measure(program.command, folder))
    return tuple(_result(program, runs[program.name], folder) for program in programs)


def _measure(command: Sequence[str], folder: Path) -> Run:
    """Run a command, and count all the processes that came of it."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    usages = (usage, *_orphans())
    kilobytes = max(usage.ru_maxrss for usage in usages) / (1024 if sys.platform == "darwin" else 1)
    return Run(wall, sum(usage.ru_utime + usage.ru_stime for usage in usages), kilobytes / 1024)


def _orphans() -> Iterator[resource.struct_rusage]:
    """Wait for what the command left behind (a fork server with its workers), which falls to us to bury."""
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return


def _adopt_orphans() -> None:
    """Have processes fall to us whose parent has gone before them, so that their CPU time is counted (Linux only)."""
    if sys.platform != "linux":
        sys.stderr.write("CPU time of processes that outlive their parent is counted on Linux alone\n")
        return
    set_child_subreaper = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
    if ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0):
        raise SystemExit("the kernel does not let us adopt orphans, so no CPU time would be right")


def _result(contender: Contender, runs: Sequence[Run], folder: Path) -> Result:
    def middle(quantity: Callable[[Run], float]) -> float:
        return statistics.median(map(quantity, runs))

    made = next(folder.glob(contender.output))
    run = Run(middle(lambda run: run.wall), middle(lambda run: run.cpu), middle(lambda run: run.memory))
    return Result(contender.name, run, made.stat().st_size, _pages(made))


def _pages(file: Path) -> int | None:
    return len(pypdfium2.PdfDocument(file)) if file.suffix == ".pdf" else None


# ── Reporting ────────────────────────────────────────────────────────────────────────────────────────────────────────


def report(races: dict[str, tuple[Result, ...]], guide: str, rounds: int) -> str:
    """Give the tables in Markdown, with the machine that they were measured on."""
    machine = f"{os.cpu_count()} cores, {platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    head = (
        "# Performance",
        f"`make bench` on {machine}. {guide} Medians of {rounds} runs in alternation, nothing cached; CPU of whole "
        "process trees, memory of the largest process. Ratios are bookbuild's share of what the other takes.",
    )
    return "\n\n".join((*head, *(_section(kind, results) for kind, results in races.items()))) + "\n"


def _section(kind: str, results: tuple[Result, ...]) -> str:
    titles = ("program", "wall", "CPU", "memory", "size", "pages", "wall ratio", "CPU ratio")
    header = (f"| {' | '.join(titles)} |", "|---" + "|--:" * (len(titles) - 1) + "|")
    return "\n".join((f"## {kind}\n", *header, *(_row(result, results[0].run) for result in results)))


def _row(result: Result, ours: Run) -> str:
    run = result.run
    cells = (
        result.name,
        f"{run.wall:.2f} s",
        f"{run.cpu:.2f} s",
        f"{run.memory:.0f} MB",
        f"{result.size / 1024:.0f} KB",
        str(result.pages or ""),
        f"{ours.wall / run.wall:.2f}",
        f"{ours.cpu / run.cpu:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, print the tables, and keep them if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    for name, usual in (("chapters", 9), ("articles", 12), ("paragraphs", 10), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"usual: {usual}")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    guide = make_guide(asked.chapters, asked.articles, asked.paragraphs)
    text = as_one_document(guide)
    _adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_guide(guide, folder / "guide")
        (folder / "guide.md").write_text(text, "utf-8")
        (folder / "guide.html").write_text(as_html(text, "Guide"), "utf-8")
        races = {kind: race(programs, folder, asked.rounds) for kind, programs in contenders().items()}
    size = f"A guide of {asked.chapters} chapters, {len(guide)} articles and {len(text.split()):,} words."
    tables = report(races, size, asked.rounds)
    sys.stdout.write(tables)
    if asked.write:
        _REPORT.write_text(tables, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
