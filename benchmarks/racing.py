"""All run in turn, round after round, so that a slow minute of the machine affects all alike."""

import statistics
import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

from benchmarks.measuring import CommandFailedError, Run
from benchmarks.programs import Absent
from benchmarks.scenarios import THOUSAND, Entry, Scenario, Size


@dataclass(frozen=True, slots=True)
class Product:
    """What came out: bytes; and of a PDF its pages, and whether it has tags and an outline."""

    size: int
    pages: int = 0
    is_tagged: bool = False
    has_outline: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a contender's runs and its product; or why there are none."""

    key: str
    name: str
    run: Run | None = None
    product: Product | None = None
    trouble: str = ""


def race(scenario: Scenario, folder: Path, rounds: int) -> tuple[Result, ...]:
    """Measure all of a scenario, in the order of its entries. Guides are written into the folder, each once."""
    lanes = [_Lane(entry, _written(entry.size, folder)) for entry in scenario.entries]
    try:
        for number in range(rounds):
            for lane in lanes:
                if number == 0 or not lane.entry.once:
                    lane.run()
                    print_progress(f"{scenario.name} {number + 1}/{rounds}: {lane.last}")
    finally:
        for lane in lanes:
            lane.stop()
    return tuple(lane.result() for lane in lanes)


def print_progress(message: str) -> None:
    """Print the progress."""
    print(message, file=sys.stderr, flush=True)


class _Lane:
    """An entry, and its runs so far."""

    def __init__(self, entry: Entry, folder: Path) -> None:
        self.entry = entry
        self._folder = folder
        self._runs: list[Run] = []
        self._trouble = f"absent: {entry.contender.remedy}" if isinstance(entry.contender, Absent) else ""

    @property
    def last(self) -> str:
        return f"{self.entry.contender.name}: {self._trouble or f'{self._runs[-1].wall:.2f} s'}"

    def run(self) -> None:
        contender = self.entry.contender
        if self._trouble or isinstance(contender, Absent):
            return
        try:
            self._runs.append(contender.run(self._folder))
        except CommandFailedError as failure:
            self._trouble = f"failed: {failure}"
        else:
            self._trouble = "" if any(self._folder.glob(contender.output)) else "failed: it made nothing"

    def stop(self) -> None:
        if not isinstance(self.entry.contender, Absent):
            self.entry.contender.stop()

    def result(self) -> Result:
        contender = self.entry.contender
        if self._trouble or isinstance(contender, Absent):
            return Result(contender.key, contender.name, trouble=self._trouble)
        medians = Run(*map(statistics.median, zip(*map(astuple, self._runs), strict=True)))
        return Result(contender.key, contender.name, medians, _examined(next(self._folder.glob(contender.output))))


def _examined(file: Path) -> Product:
    size = file.stat().st_size
    if file.suffix != ".pdf":
        return Product(size)
    with pikepdf.open(file) as pdf:
        marked = pdf.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
        outline = pdf.Root.get(Name.Outlines, Dictionary())
        is_tagged = bool(marked) and Name.StructTreeRoot in pdf.Root
        return Product(size, len(pdf.pages), is_tagged, Name.First in outline)


def _written(size: Size, folder: Path) -> Path:
    """Write a guide of a size, unless it is there already. The largest is written for bookbuild alone."""
    place = folder / size.name
    if not place.exists():
        print_progress(f"writing a guide of {size.name}")
        numbers = map(str, (size.chapters, size.articles, size.paragraphs))
        for_all = size.chapters * size.articles <= THOUSAND.chapters * THOUSAND.articles
        module, target = ("benchmarks.inputs", place) if for_all else ("benchmarks.corpus", place / "guide")
        subprocess.run((sys.executable, "-m", module, str(target), *numbers), check=True)
    return place
