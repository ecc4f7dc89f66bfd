"""Build guides with bookbuild and with the peers on this machine, in alternation, and set what it took side by side."""

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.racing import print_progress, race
from benchmarks.report import keep, section
from benchmarks.scenarios import Scenario, scenarios

_BUSY = 0.5
"""The load of a machine, in processes that want to run, above which wall times mean little."""


def main() -> None:
    """Measure the requested scenarios, print the tables, and keep them if requested."""
    asked = _arguments()
    if os.getloadavg()[0] > _BUSY:
        print_progress(f"this machine is busy (load {os.getloadavg()[0]:.1f}): wall times will mean little")
    rounds = 1 if asked.quick else asked.rounds
    with tempfile.TemporaryDirectory() as folder:
        for chosen in _chosen(asked.only, long=asked.long):
            scenario = _shrunk(chosen) if asked.quick else chosen
            text = section(scenario, race(scenario, Path(folder), rounds), rounds)
            print(text, end="\n\n", flush=True)
            if asked.write:
                keep(scenario.name, text)


def _arguments() -> argparse.Namespace:
    names = ", ".join(scenario.name for scenario in scenarios(long=False))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help=f"only this scenario, or more of {names}")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each runs; usual: 3")
    parser.add_argument("--quick", action="store_true", help="once, on small guides: does everything work?")
    parser.add_argument("--long", action="store_true", help="also what takes many minutes")
    parser.add_argument("--write", action="store_true", help="keep the tables in docs/performance.md")
    asked = parser.parse_args()
    if asked.quick and asked.write:
        parser.error("what is quick is not worth keeping")
    if unknown := set(asked.only or ()) - set(names.split(", ")):
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}; there are {names}")
    return asked


def _chosen(names: Sequence[str] | None, *, long: bool) -> list[Scenario]:
    return [scenario for scenario in scenarios(long=long) if not names or scenario.name in names]


def _shrunk(scenario: Scenario) -> Scenario:
    return replace(scenario, entries=tuple(replace(entry, size=entry.size.shrunk) for entry in scenario.entries))


if __name__ == "__main__":
    main()
