"""Page runs into pages, by WeasyPrint: `lay_out` is a pure function of its job, so it can be cached and sent elsewhere.

WeasyPrint costs a quarter of a second to import, so it is imported by the first job and not with this package.
"""

import os
import warnings
from pathlib import Path

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import LaidOutRun, LayoutJob

__all__ = ["lay_out"]

# Read by fontconfig when WeasyPrint is imported and whenever fonts are set up: no font of the machine's may be used.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")  # as we want it


def lay_out(job: LayoutJob) -> LaidOutRun:
    """Lay out one run: the objects of its pages, ready for any book, and where its anchors and page numbers fell.

    Faults of the stylesheets and of the document are among the run's diagnostics.

    Raises:
        BookError: when the document is not well-formed or nested too deeply, or when a typeface cannot be loaded or
            there is none.

    """
    from bookbuild.layout import loading  # noqa: F401, PLC0415  # imports WeasyPrint
    from bookbuild.layout.composition import compose  # noqa: PLC0415

    try:
        return compose(job)
    except RecursionError as error:
        message = f"{job.name} nests its elements too deeply to be laid out"
        raise BookError(diagnose("malformed-output", message)) from error
    except Exception as error:
        error.add_note(f"while laying out {job.name}")
        raise
