"""Features that are built into the layout engine: they change pages, whichever accelerators are in use.

Each has its own guard, as accelerators have: it is left out where the engine is not the one it was written for.
"""

from functools import cache

from bookbuild.layout.accelerators import fitting_accelerators
from bookbuild.layout.patches import Patch, load

_NAMES = (
    "soft_breaks",
    "continued_boxes",
    "baseline_grid",
    "one_word_lines",
    "leaders",
    "repeated_warnings",
    "pages",
    "page_tops",
    "failed_drawings",
    "selectors",
    "divided_footnotes",
    "steady_sums",
    "whole_paragraphs",
    "line_heights",
    "page_end_hyphens",
    "repeated_heads",
    "indents",
    "written_spaces",
    "formula_text",
    "right_to_left_drawings",
    "rule_order",
)


@cache
def _loaded() -> tuple[tuple[Patch, ...], tuple[str, ...]]:
    return load([f"{__name__}.{name}" for name in _NAMES], "FEATURE", fitting_accelerators())


def fitting_features() -> tuple[Patch, ...]:
    """Return the features that were written against the installed engine, in the order of their installation."""
    return _loaded()[0]


def left_out() -> tuple[str, ...]:
    """Return the names of the features that are left out."""
    return _loaded()[1]
