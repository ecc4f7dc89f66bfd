"""Sums of lengths that are the same with every version of Python.

Since Python 3.12 the built-in `sum` makes up for the errors of adding floats, and keeps the sign of zero. A page must
not depend on that, so the engine adds from left to right, as the built-in function did before.
"""

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

from bookbuild.layout.patches import Patch

_MODULES = (
    "weasyprint.matrix",
    "weasyprint.layout.column",
    "weasyprint.layout.flex",
    "weasyprint.layout.grid",
    "weasyprint.layout.leader",
    "weasyprint.layout.page",
    "weasyprint.layout.preferred",
    "weasyprint.layout.table",
    "weasyprint.svg",
)
"""The modules that add lengths."""
_SINCE = (3, 12)


def plain_sum(values: Iterable[Any], start: Any = 0) -> Any:
    """Return the sum of values, added one after the other."""
    total = start
    for value in values:
        total = total + value
    return total


FEATURE = Patch(
    "steady_sums",
    replaces={f"{module}:sum": plain_sum for module in _MODULES if find_spec(module)}
    if sys.version_info >= _SINCE
    else {},
    sources={},
)
