"""Measure how the time to read an article grows with its length, for each construct that may be heaped up.

python -m benchmarks.growth [BYTES]
"""

import argparse
import time
from collections.abc import Iterator

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from tests.parse.atoms import OPENINGS, PAIRS

BYTES = 60_000
BOUND = 3
"""An article twice as long should take less than this many times as long."""
LEAST = 0.1  # seconds: shorter times are noise


def main() -> None:
    """Print each construct with the seconds of an article and of one twice as long, the slowest last."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=BYTES, metavar="BYTES")
    size = parser.parse_args().size
    once, twice = dict(_heaps(size)), dict(_heaps(2 * size))
    times = {name: (_seconds(once[name]), _seconds(twice[name])) for name in once}
    for name, (short, long) in sorted(times.items(), key=lambda item: item[1][1]):
        warning = "  grows faster than the text" if long > LEAST and long > BOUND * short else ""
        print(f"{name!r:28} {short:8.3f} s {long:8.3f} s {long / short:6.2f}{warning}")


def _heaps(size: int) -> Iterator[tuple[str, str]]:
    for mark in OPENINGS:
        yield mark, (mark * size)[:size] + "]"
    for opening, closing in PAIRS:
        times = size // len(opening + closing)
        yield f"{opening}…{closing}", f"{opening * times}x{closing * times}"


def _seconds(text: str) -> float:
    source = Source("article.md", f"---\ntitle: Growth\n---\n{text}\n".encode())
    start = time.process_time()
    parse(source, ContentSettings(), "en")
    return time.process_time() - start


if __name__ == "__main__":
    main()
