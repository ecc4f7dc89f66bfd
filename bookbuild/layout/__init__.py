"""Page runs into pages, by WeasyPrint: `lay_out` is a pure function of its job, so it can be cached and sent elsewhere.

WeasyPrint costs a quarter of a second to import, so it is imported by the first job and not with this package. Nothing
in the process is changed but while a job is laid out.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import LaidOutRun, LayoutJob

__all__ = ["lay_out", "load_engine", "prepared"]


def lay_out(job: LayoutJob) -> LaidOutRun:
    """Lay out one run: the objects of its pages, ready for any book, and where its anchors and page numbers fell.

    Faults of the stylesheets and of the document are among the run's diagnostics.

    Raises:
        BookError: when the document is not well-formed or nested too deeply, or when a typeface cannot be loaded or
            there is none.

    """
    load_engine()
    from bookbuild.layout.composition import compose  # noqa: PLC0415 - imports WeasyPrint

    try:
        return compose(job)
    except RecursionError as error:
        message = f"{job.name} nests its elements too deeply to be laid out"
        raise BookError(diagnose("malformed-output", message)) from error
    except Exception as error:
        error.add_note(f"while laying out {job.name}")
        raise


def load_engine() -> None:
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
    from bookbuild.layout.patches import installed  # noqa: PLC0415

    with installed(patches_for("auto")):
        yield
