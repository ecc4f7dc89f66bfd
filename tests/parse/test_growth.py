"""No construct costs more than a time that grows as the text does, however it is heaped up."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from tests.parse.atoms import OPENINGS, PAIRS

SIZE = 1000
MOST = 2.5
HEAPS = [lambda size, mark=mark: (mark * size)[:size] for mark in OPENINGS]
NESTS = [lambda size, pair=pair: "x".join(part * (size // len("".join(pair))) for part in pair) for pair in PAIRS]


def steps(text: str) -> int:
    """Count the lines of Python that are run while an article is parsed."""
    count = 0

    def step(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    previous = sys.gettrace()
    sys.settrace(step)
    try:
        parse(Source("article.md", text.encode()), ContentSettings(), "fr")
    finally:
        sys.settrace(previous)
    return count


@pytest.mark.parametrize("heap", [*HEAPS, *NESTS], ids=[*OPENINGS, *("…".join(pair) for pair in PAIRS)])
def test_twice_the_text_takes_twice_the_steps(heap: Callable[[int], str]) -> None:
    """Of the beginning of a construct, twice as many take hardly more than twice as many steps."""
    parse(Source("article.md", heap(100).encode()), ContentSettings(), "fr")  # fills the caches
    assert steps(heap(2 * SIZE)) < MOST * steps(heap(SIZE))
