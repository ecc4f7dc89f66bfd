"""A layout engine that does not end on the article, as with some styles about all elements."""

import pytest

from bookbuild.layout import composition
from bookbuild.layout.time_limit import OutOfTimeError
from bookbuild.model import LaidOutRun, LayoutJob


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Let time run out."""
    compose = composition.compose

    def endless(job: LayoutJob) -> LaidOutRun:
        if job.name == "a1":
            raise OutOfTimeError
        return compose(job)

    patch.setattr(composition, "compose", endless)
