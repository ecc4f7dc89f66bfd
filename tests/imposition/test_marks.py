"""Marks show where to fold, staple and cut, and stay out of the pages."""

from itertools import product

import pytest

from bookbuild.imposition.marks import Line
from bookbuild.imposition.planning import Plan, Side, plan_sheets
from bookbuild.model import MARKS, SCHEMES, SheetSettings

A5 = (419.53, 595.28)
POINTS = 72 / 25.4


def planned(**settings: object) -> Plan:
    return plan_sheets([A5] * 8, SheetSettings(**settings))  # type: ignore[arg-type]  # a test's shorthand


def sides_of(plan: Plan) -> list[Side]:
    return [side for sheet in plan.sheets for side in (sheet.front, sheet.back) if side]


def test_crop_marks_stay_out_of_pages_and_on_the_paper() -> None:
    """A crop mark lies beside all pages, at least two millimetres off, and wholly on the paper."""
    for scheme, gutter, margin, flip in product(set(SCHEMES) - {"zine"}, (0, 3), (0, 8), ("short", "long")):
        plan = planned(scheme=scheme, paper=(470, 660), gutter=gutter, margin=margin, flip=flip, marks=("crop",))
        for side in sides_of(plan):
            assert len(side.lines) >= 8
            for line in side.lines:
                assert min(line[:4]) >= 0
                assert max(line.x1, line.x2) <= plan.size[0] + 0.01
                assert max(line.y1, line.y2) <= plan.size[1] + 0.01
                assert all(distance(line, one.cell) > 1.9 * POINTS for one in side.placed)


def distance(line: Line, cell: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = cell
    across = max(left - max(line.x1, line.x2), min(line.x1, line.x2) - right, 0)
    upwards = max(bottom - max(line.y1, line.y2), min(line.y1, line.y2) - top, 0)
    return max(across, upwards)


def test_crop_marks_are_where_pages_end() -> None:
    """Each crop mark is in line with an edge of a page; of folded sheets none is at the fold."""
    for scheme in ("saddle", "cards"):
        plan = planned(scheme=scheme, paper=(450, 640), marks=("crop",), gutter=2)
        for side in sides_of(plan):
            edges = {round(edge, 1) for one in side.placed for edge in one.cell}
            upright = {round(line.x1, 1) for line in side.lines if line.x1 == line.x2}
            assert upright <= edges
            assert (scheme == "saddle") == (len(upright) == 2)


@pytest.mark.parametrize("scheme", ["saddle", "perfect"])
def test_fold_marks_are_in_the_middle_of_the_inner_side(scheme: str) -> None:
    """Sheets are folded towards the eye: the marks are on that side, at both ends of the fold."""
    plan = planned(scheme=scheme, marks=("fold",))
    for sheet in plan.sheets:
        assert sheet.front.lines == ()
        assert sheet.back is not None
        assert [(line.x1, line.x2) for line in sheet.back.lines] == [(plan.size[0] / 2,) * 2] * 2
        assert {0, plan.size[1]} <= {y for line in sheet.back.lines for y in (line.y1, line.y2)}


def test_staples_go_through_the_outermost_sheet_of_each_signature() -> None:
    """Two staples a signature, in the fold, on the outside."""
    plan = plan_sheets([A5] * 24, SheetSettings(sheets_per_signature=3, marks=("staple",)))
    counts = [(len(sheet.front.lines), len(sheet.back.lines) if sheet.back else 0) for sheet in plan.sheets]
    assert counts == [(2, 0), (0, 0), (0, 0)] * 2
    assert all(line.x1 == line.x2 == plan.size[0] / 2 for line in plan.sheets[0].front.lines)


def test_the_cut_of_a_zine_is_between_its_middle_pages() -> None:
    """It runs along the lengthwise fold, over the middle half of the sheet."""
    plan = plan_sheets([(209, 297)] * 8, SheetSettings("zine", marks=("crop",)))
    width, height = plan.size
    assert plan.sheets[0].front.lines == (Line(width / 4, height / 2, 3 * width / 4, height / 2),)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_unmarked_sheets_have_no_lines(scheme: str) -> None:
    """Marks are there when requested, and not otherwise; what means nothing in a scheme is not drawn."""
    assert all(side.lines == () for side in sides_of(planned(scheme=scheme, fit=True)))
    if scheme in {"2up", "4up", "cut-stack", "cards"}:
        plan = planned(scheme=scheme, fit=True, marks=tuple(set(MARKS) - {"crop"}))
        assert all(side.lines == () for side in sides_of(plan))
