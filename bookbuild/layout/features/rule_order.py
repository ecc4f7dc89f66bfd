"""Physical and logical properties in the order of the rules that set them.

In WeasyPrint ``padding-inline-start`` of one rule wins over ``padding`` of a later one with a selector of the same
specificity, so that a project's stylesheet could not undo what the theme's says (CSS Logical Properties 1, section 4).
Here each rule's place is part of its specificity, and the later one wins.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

from bookbuild.layout.patches import Patch

_SPECIFICITY = 3
"""The numbers of a specificity: ids, classes, names."""
_places = count()


def _in_order(add: Callable[..., None]) -> Callable[..., None]:
    """Return a function that adds a selector to those of a stylesheet, with its place among all."""

    def add_selector(matcher: Any, selector: Any, payload: Any) -> None:
        selector.specificity = (*selector.specificity[:_SPECIFICITY], next(_places))
        add(matcher, selector, payload)

    return add_selector


FEATURE = Patch(
    "rule-order",
    wraps={"cssselect2:Matcher.add_selector": _in_order},
    sources={
        "cssselect2:Matcher.add_selector": "8c7e42c95ad4",
        "cssselect2.compiler:CompiledSelector": "384272fc93d6",
        "weasyprint.css:ComputedStyle.__missing__": "b318d8efc8ac",
        "weasyprint.css:StyleFor.__init__": "b1e725a75525",
    },
)
