"""A layout engine that fails on the article, as it does on what its authors have not thought of."""

import pytest

from bookbuild.layout import composition
from bookbuild.model import LaidOutRun, LayoutJob


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Let the engine fail."""
    compose = composition.compose

    def failing(job: LayoutJob) -> LaidOutRun:
        if job.name == "a1":
            raise AssertionError("no line break")
        return compose(job)

    patch.setattr(composition, "compose", failing)
