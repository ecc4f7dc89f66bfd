"""Pages handed on one by one, each as soon as it is laid out.

WeasyPrint lays out all pages of a document before it finishes the first, since a page may print how many there are,
carry what stands on another, or be laid out again. Where nothing in a document can, no page has to wait, and code that
releases one before asking for the next needs the memory of one. No function of WeasyPrint is replaced, but some of its
internals are used; tests/layout/test_pages.py lays documents out both ways.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure.boxes import BlockBox, ParentBox

from bookbuild.layout.page_feet import align_foot
from bookbuild.layout.patches import Patch, is_installed

_ELSEWHERE = ("fixed", "running()", "note()")
"""Positions of boxes that are seen on other pages than their own."""
_RELEASED = "released"
"""The attribute of a box that has the number of its children that have been emptied."""
MARGIN_BOXES = tuple(
    f"@{box}"
    for side, boxes in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for box in (f"{side}-{place}" for place in boxes)
)

FEATURE = Patch(
    "pages",
    sources={
        "weasyprint:CSS": "c9b29e561ebe",
        "weasyprint.css:StyleFor": "dac5a1326168",
        "weasyprint.css.targets:TargetCollector": "ea382c293323",
        "weasyprint.layout:LayoutContext": "211f859ff4e2",
        "weasyprint.layout:initialize_page_maker": "5bb3c878d722",
        "weasyprint.layout:layout_document": "a5cbf437e99c",
        "weasyprint.layout.background:layout_backgrounds": "5d7d4d589e3d",
        "weasyprint.layout.page:make_all_pages": "b5e403489484",
        "weasyprint.layout.page:make_page": "656f183328e8",
        "weasyprint.layout.page:remake_page": "1ff09b2dffa1",
    },
)


def laid_out_pages(html: Any, root_box: Any, context: Any) -> Iterator[Any]:
    """Lay out a document, and yield the boxes of its pages."""
    if not is_installed(FEATURE) or _looks_elsewhere(context):
        yield from layout.layout_document(html, root_box, context)
        return
    layout.initialize_page_maker(context, root_box)
    for page in layout.make_all_pages(context, root_box, html, []):
        _release(root_box, context)
        root, *areas = page.children
        page.children = (root, *(area for area in areas if area.children))
        if _goes_on(context):
            align_foot(page)
        layout.layout_backgrounds(page, context.get_image_from_uri)
        yield page


def _goes_on(context: Any) -> bool:
    """Return whether the page that was laid out ends where it was full."""
    resume_at, next_page, *_ = context.page_maker[-1]
    return bool(resume_at) and next_page["break"] == "any"


def _release(box: Any, context: Any) -> None:
    """Empty the boxes before the place where the next page begins, since they are not laid out again.

    Boxes within one that sets its children together, as a table does, are kept, and all while a float goes on.
    """
    resume_at = context.page_maker[-1][0]
    while resume_at and _is_plain(box) and not context.broken_out_of_flow:
        ((index, resume_at),) = resume_at.items()
        for done in box.children[box.__dict__.get(_RELEASED, 0) : index]:
            if isinstance(done, ParentBox):
                done.children = []
        box.__dict__[_RELEASED] = index
        box = box.children[index]


def _is_plain(box: Any) -> bool:
    """Return whether a box merely has its children one below the other."""
    in_columns = box.style["column_width"] != "auto" or box.style["column_count"] != "auto"
    return type(box) is BlockBox and not box.is_table_wrapper and not in_columns


def _looks_elsewhere(context: Any) -> bool:
    """Return whether a page may depend on others: on their number, or on boxes and strings that are set there."""
    styles = context.style_for.get_computed_styles().values()
    positions = {style["position"] for style in styles if "position" in style.cascaded}
    return bool(
        context.target_collector.counter_lookup_items
        or any(place in _ELSEWHERE or place[0] in _ELSEWHERE for place in positions)
        or any(_fills_margin(*rule) for sheet, *_ in context.style_for._sheets for rule in sheet.page_rules)  # noqa: SLF001  # the seam
    )


def _fills_margin(_rule: object, selectors: Any, declarations: Any) -> bool:
    """Return whether a rule puts anything into a box in the margin of pages."""
    is_margin = any(box in MARGIN_BOXES for _, box, _ in selectors)
    return is_margin and any(name == "content" for name, _, _ in declarations)
