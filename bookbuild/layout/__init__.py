"""Page runs into pages, by WeasyPrint: `lay_out` is a pure function of its job, so it can be cached and sent elsewhere.

WeasyPrint costs a quarter of a second to import, so it is imported by the first job and not with this package. Nothing
in the process is changed but while a job is laid out.
"""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.system.failures import failure

if TYPE_CHECKING:
    from bookbuild.model import LaidOutRun, LayoutJob

__all__ = ["import_engine", "lay_out", "load_engine", "prepared", "run_alone"]


def lay_out(job: "LayoutJob") -> "LaidOutRun":
    """Lay out one run: the objects of its pages, ready for any book, and where its anchors and page numbers fell.

    Faults of the stylesheets and of the document are among the run's diagnostics.

    Raises:
        BookError: when the document is not well-formed or nested too deeply, when a typeface cannot be loaded or
            there is none, or when the engine fails on it or takes too long.

    """
    load_engine()
    from bookbuild.layout.time_limit import allowed  # noqa: PLC0415 - only here

    try:
        run = _laid_out(job, allowed(job))
    except BookError as error:
        from bookbuild.layout.style_faults import rule_that_stops  # noqa: PLC0415 - rarely needed

        if found := rule_that_stops(job, error, partial(_laid_out, seconds=_SECONDS_OF_TRIAL)):
            raise BookError(found) from error
        raise
    if any(found.code == "lost-words" for found in run.diagnostics):
        from bookbuild.layout.style_faults import with_rule_that_loses  # noqa: PLC0415 - rarely needed

        return with_rule_that_loses(job, run, partial(_laid_out, seconds=_SECONDS_OF_TRIAL))
    return run


def _laid_out(job: "LayoutJob", seconds: float) -> "LaidOutRun":
    """Lay out one run in so many seconds of processor time at most; its failures are diagnostics."""
    from bookbuild.layout.composition import compose  # noqa: PLC0415 - imports WeasyPrint
    from bookbuild.layout.time_limit import OutOfTimeError, limited, out_of_time  # noqa: PLC0415 - only here

    try:
        with limited(seconds):
            return compose(job)
    except OutOfTimeError as error:
        raise BookError(out_of_time(job)) from error
    except RecursionError as error:
        message = f"{job.name} nests its elements too deeply to be laid out"
        raise BookError(diagnose("malformed-output", message)) from error
    except OverflowError as error:
        message = f"pages cannot be laid out: {error}"
        hint = "look for a very large number in the article or in a stylesheet of the project"
        raise BookError(diagnose("malformed-output", message, job.name, hint=hint)) from error
    except BookError:
        raise
    except Exception as error:
        raise BookError(failure("pages cannot be laid out", error, job.name)) from error


_SECONDS_OF_TRIAL = 5.0
"""Seconds of processor time of each trial that looks for the rule of a style that is to blame."""
_alone: list[bool] = []


def run_alone() -> None:
    """Declare that no code but ours runs in this process, so that WeasyPrint may be imported as `preload` does it."""
    _alone.append(True)


def load_engine() -> None:
    """Import WeasyPrint."""
    if _alone and "weasyprint" not in sys.modules:
        import_module("bookbuild.layout.preload")
    else:
        import_engine()


def import_engine() -> None:
    """Import WeasyPrint, without its warning if the machine has no fonts: the book brings its own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="(No fonts configured in FontConfig|FontConfig cannot load)")
        import_module("weasyprint")


@contextmanager
def prepared() -> Iterator[None]:
    """Keep WeasyPrint as jobs need it inside the block, also between jobs.

    This is for a process that does nothing else: Python stops caching the attributes of a class that has been changed a
    thousand times.
    """
    load_engine()
    from bookbuild.layout.patch_selection import patches_for  # noqa: PLC0415 - imports WeasyPrint
    from bookbuild.layout.patches import installed  # noqa: PLC0415 - it imports WeasyPrint

    with installed(patches_for("auto")):
        yield
