"""Documents laid out with accelerators or without some of them, with what earlier ones left in caches or without."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from bookbuild.layout import accelerators, lay_out
from bookbuild.layout.engine import engine_for
from bookbuild.layout.patches import with_needs_met
from bookbuild.model import LaidOutRun, LayoutJob


def laid_out_alone(job: LayoutJob) -> LaidOutRun:
    """Lay out a job as the first of its stylesheets and typefaces."""
    engine_for.cache_clear()
    return lay_out(job)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Leave out accelerators, and those that need them."""
    kept = [one for one in accelerators.fitting_accelerators() if one.name not in names]
    engine_for.cache_clear()
    with patch.object(accelerators, "fitting_accelerators", lambda: with_needs_met(kept)):
        yield
    engine_for.cache_clear()


def laid_out_without(job: LayoutJob, *names: str) -> LaidOutRun:
    """Lay out a job without accelerators of these names, and without those that need them."""
    with without(*names):
        return lay_out(job)
