"""A machine that kills whatever process lays out the article, as one does that is short of memory."""

import pytest

from bookbuild.model import LaidOutRun, LayoutJob
from bookbuild.pipeline.workers.process import Worker


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Kill each worker that is to be given the article."""
    lay_out = Worker.lay_out

    def killed(worker: Worker, number: int, job: LayoutJob) -> LaidOutRun | Exception:
        if job.name == "a1":
            worker.stop()
        return lay_out(worker, number, job)

    patch.setattr(Worker, "lay_out", killed)
