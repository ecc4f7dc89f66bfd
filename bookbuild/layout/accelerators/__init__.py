"""Accelerators: replacements of functions of the layout engine by faster ones, which change nothing on a page.

Each module holds one as ``ACCELERATOR``, or what several have in common. They are in their places only while a job is
laid out, and those that were written against another engine are left out. `tests/layout/accelerators` lays documents
out both ways.
"""

from functools import cache

from bookbuild.layout.patches import Patch, load

_NAMES = ("shortcuts", "boxes", "lengths", "styles", "margins", "pango_layout", "glyphs", "lines", "paragraphs")


@cache
def _loaded() -> tuple[tuple[Patch, ...], tuple[str, ...]]:
    return load([f"{__name__}.{name}" for name in _NAMES], "ACCELERATOR")


def fitting_accelerators() -> tuple[Patch, ...]:
    """Return the accelerators that were written against the installed engine, in the order of their installation."""
    return _loaded()[0]


def left_out() -> tuple[str, ...]:
    """Return the names of the accelerators that are left out, since the engine is not the one they were written for.

    Raises:
        ImportError: when the layout engine is not installed.
        OSError: when one of its libraries cannot be loaded.

    """
    import weasyprint  # noqa: F401, PLC0415 - costs a quarter of a second, and raises OSError for a missing library

    return _loaded()[1]
