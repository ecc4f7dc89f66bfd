"""Documents laid out by the shorter ways or by WeasyPrint's own, with what earlier ones left behind or without."""

import pytest

from bookbuild.layout import lay_out
from bookbuild.layout.engine import engine_for
from bookbuild.model import LaidOutRun, LayoutJob


def laid_out_anew(job: LayoutJob) -> LaidOutRun:
    """Lay out a job as the first of its design."""
    engine_for.cache_clear()
    return lay_out(job)


def laid_out_with(job: LayoutJob, owner: object, name: str, function: object) -> LaidOutRun:
    """Lay out a job with another function in the place of one of this name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, function)
        return lay_out(job)
