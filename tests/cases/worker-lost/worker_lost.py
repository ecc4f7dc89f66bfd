"""A machine that kills whatever process lays out the article, as one does that is short of memory."""

from collections.abc import Sequence
from typing import Any

import pytest

from bookbuild.model import LayoutJob
from bookbuild.pipeline.worker_pool import Workers


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Kill each worker that is to be given the article."""
    give = Workers._give

    def killed(workers: Workers, worker: Any, place: int, jobs: Sequence[LayoutJob]) -> None:
        if jobs[place].name == "a1":
            worker.process.kill()
        give(workers, worker, place, jobs)

    patch.setattr(Workers, "_give", killed)
