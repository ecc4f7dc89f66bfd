"""What each accelerator of the layout engine saves: ``python -m benchmarks.accelerators``.

Each run of this repository's guide is laid out in one process with all accelerators, then without each of them, so that
a slow minute of the machine affects all alike. The ratios are of CPU.
"""

import argparse
import gc
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from unittest.mock import patch

from benchmarks.rendition import rendition_of
from benchmarks.report import circumstances, keep, table
from bookbuild.bind import furniture_jobs
from bookbuild.layout import accelerators, lay_out
from bookbuild.layout.patches import Patch, with_needs_met
from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.typesetting.page_numbers import settle_page_numbers

_GUIDE = Path(__file__).resolve().parents[1]
_ALL = "all of them"
_NONE = "none: how exact this is"


def main() -> None:
    """Measure, print the table, and keep it if requested."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accelerators", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these accelerators")
    parser.add_argument("--rounds", type=int, default=3, help="usual: 3")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/performance.md")
    asked = parser.parse_args()
    jobs, every = _jobs(), accelerators.fitting_accelerators()
    fewer = {_NONE: every} | {one.name: _without(every, one.name) for one in every} | {_ALL: ()}
    fewer = {name: kept for name, kept in fewer.items() if not asked.names or name in (_NONE, *asked.names)}
    seconds, ratios = _raced(jobs, every, fewer, asked.rounds)
    rows = [
        (name, ", ".join(_others(every, kept, name)), f"{median(ratios[name]) - 1:.1%}") for name, kept in fewer.items()
    ]
    head = (
        f"More CPU that the runs of the guide take than {median(seconds):.1f} s, if an accelerator is left out. "
        f"Medians of {asked.rounds} rounds, on {circumstances()}."
    )
    text = "\n\n".join(("## What an accelerator saves", head, table(("left out", "and so also", "more CPU"), rows)))
    print(text)
    if asked.write:
        keep("accelerators", text)


def _jobs() -> list[LayoutJob]:
    """Return the jobs of the guide, each as it is laid out last."""
    rendition, jobs = rendition_of(_GUIDE), dict[str, LayoutJob]()

    def laid(asked: Sequence[LayoutJob], _foreseen: Sequence[LayoutJob] = (), /) -> list[LaidOutRun]:
        jobs.update({job.name: job for job in asked})
        return [lay_out(job) for job in asked]

    settled = settle_page_numbers(rendition, laid).value
    return [*jobs.values(), *furniture_jobs(rendition, settled.pagination)]


def _without(every: Sequence[Patch], name: str) -> tuple[Patch, ...]:
    return with_needs_met([one for one in every if one.name != name])


def _others(every: Sequence[Patch], kept: Sequence[Patch], name: str) -> list[str]:
    return [] if name == _ALL else [one.name for one in every if one not in kept and one.name != name]


def _raced(
    jobs: Sequence[LayoutJob], every: tuple[Patch, ...], fewer: dict[str, tuple[Patch, ...]], rounds: int
) -> tuple[list[float], dict[str, list[float]]]:
    """Return the seconds of each round with all accelerators, and the ratios of those without one to that."""
    seconds: list[float] = []
    ratios: dict[str, list[float]] = {name: [] for name in fewer}
    for _ in range(rounds):
        chosen = deque({"": every, **fewer}.items())
        spent = dict.fromkeys(dict(chosen), 0.0)
        for job in jobs:
            lay_out(job)  # what it leaves in the caches is there for all
            chosen.rotate()  # each comes first as often as the others
            for name, patches in chosen:
                spent[name] += _seconds(job, patches)
        seconds.append(spent[""])
        for name, found in ratios.items():
            found.append(spent[name] / spent[""])
    return seconds, ratios


def _seconds(job: LayoutJob, chosen: tuple[Patch, ...]) -> float:
    with patch.object(accelerators, "fitting_accelerators", lambda: chosen):
        gc.collect()  # what the one before left behind
        start = time.process_time()
        lay_out(job)
        return time.process_time() - start


if __name__ == "__main__":
    main()
