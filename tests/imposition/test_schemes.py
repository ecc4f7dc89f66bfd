"""Printed, folded, nested, stacked and cut as people do it, the sheets are the document again."""

from collections.abc import Sequence
from itertools import combinations, pairwise, product

from bookbuild.imposition.placing import Box
from bookbuild.imposition.planning import Plan, plan_sheets
from bookbuild.imposition.planning import Side as PlannedSide
from bookbuild.imposition.schemes import sheets_per_signature, signatures
from bookbuild.model import SCHEMES, SheetSettings
from tests.imposition.paper import (
    Ink,
    Paper,
    Read,
    Side,
    Span,
    folded,
    folded_zine,
    leafed_through,
    lying,
    piles,
    printed,
)

POINTS = 72 / 25.4
A5, A6, A7 = (420.0, 595.0), (298.0, 420.0), (210.0, 297.0)
COUNTS = range(1, 52)
DIRECTIONS, FLIPS, COVERS = ("ltr", "rtl"), ("short", "long"), (False, True)
SPINES = {"auto": "left", "ltr": "left", "rtl": "right"}


def plan_of(count: int, settings: SheetSettings, page: tuple[float, float] = A5) -> Plan:
    return plan_sheets([page] * count, settings, rtl=settings.direction == "rtl")


def print_plan(plan: Plan) -> list[Paper]:
    sides = [side for sheet in plan.sheets for side in (sheet.front, sheet.back) if side]
    return printed(*plan.size, [ink_of(side) for side in sides], plan.flip)


def ink_of(side: PlannedSide) -> Side:
    return tuple(
        Ink(one.page, (one.cell.left + one.cell.right) / 2, (one.cell.bottom + one.cell.top) / 2, not one.turned)
        for one in side.placed
        if one.page is not None
    )


def prove(read: Sequence[Read], count: int, case: object, *, back_cover: bool = False) -> None:
    """Every page is there once, in reading order and upright; odd ones on rectos; all at one place of their leaf."""
    assert [one.page for one in read] == list(range(count)), case
    assert all(one.upright for one in read), case
    inner = read[:-1] if back_cover else read
    assert all(one.recto == (one.page % 2 == 0) for one in inner), case
    assert max(one.from_spine for one in read) - min(one.from_spine for one in read) < 0.01, case
    assert max(one.from_foot for one in read) - min(one.from_foot for one in read) < 0.01, case


def test_nested_sheets_are_the_book() -> None:
    """Sheets folded inside each other, in as many signatures as they are divided into, read as the document does."""
    for scheme, per, flip, direction, back_cover, count in product(
        ("saddle", "perfect"), (None, 2, 5), FLIPS, DIRECTIONS, COVERS, COUNTS
    ):
        settings = SheetSettings(
            scheme, thickness=0.3, sheets_per_signature=per, flip=flip, direction=direction, back_cover=back_cover
        )
        plan = plan_of(count, settings)
        leaves = bound(print_plan(plan), settings)
        prove(list(leafed_through(leaves, spine=SPINES[direction])), count, settings, back_cover=back_cover)
        if back_cover:
            assert [ink.page for ink in leaves[-1].back] == [count - 1], settings


def bound(sheets: Sequence[Paper], settings: SheetSettings) -> list[Paper]:
    """Take the sheets signature by signature, fold each, and lay them on one another."""
    leaves: list[Paper] = []
    start = 0
    for size in signatures(len(sheets), sheets_per_signature(settings)):
        signature = sheets[start : start + size]
        leaves += folded(signature, settings.thickness * POINTS, spine=SPINES[settings.direction])
        start += size
    return leaves


def test_signatures_are_even() -> None:
    """Sheets are divided into as few signatures as may be, none more than one sheet thicker than another."""
    for sheets, at_most in product(range(1, 80), range(1, 20)):
        sizes = signatures(sheets, at_most)
        assert sum(sizes) == sheets
        assert len(sizes) == -(-sheets // at_most)
        assert max(sizes) - min(sizes) <= 1
        assert list(sizes) == sorted(sizes, reverse=True)


def test_no_sheet_more_than_need_be() -> None:
    """A folded booklet has fewer than four blank pages, and has them at its end or before its back cover."""
    for back_cover, count in product(COVERS, COUNTS):
        plan = plan_of(count, SheetSettings(back_cover=back_cover))
        assert len(plan.sheets) == -(-count // 4)
        leaves = bound(print_plan(plan), SheetSettings())
        faces = [face for leaf in leaves for face in (leaf.front, leaf.back)]
        blank = [place for place, face in enumerate(faces) if not face]
        end = len(faces) - back_cover
        assert blank == list(range(end - len(blank), end))


def test_a_cut_stack_is_the_book() -> None:
    """A stack cut through at its marks into piles, which are laid on one another in reading order, reads as the
    document does.
    """
    for page, flip, direction, back_cover, count in product((A5, A6, A7), FLIPS, DIRECTIONS, COVERS, COUNTS):
        settings = SheetSettings(
            "cut-stack", (330, 480), flip=flip, direction=direction, back_cover=back_cover, marks=("crop",)
        )
        plan = plan_of(count, settings, page)
        leaves = [leaf for pile in piles(print_plan(plan), *cuts(plan, page), direction=direction) for leaf in pile]
        prove(list(leafed_through(leaves, spine=SPINES[direction])), count, settings, back_cover=back_cover)


def test_cards_have_their_back() -> None:
    """Of cards cut out at the marks, sheet by sheet, each has two pages of the document on its faces."""
    for page, flip, direction, count in product((A5, A6, A7), FLIPS, DIRECTIONS, COUNTS):
        settings = SheetSettings(
            "cards", (330, 480), flip=flip, direction=direction, margin=5, gutter=3, marks=("crop",)
        )
        plan = plan_of(count, settings, page)
        cards = [
            card
            for sheet in print_plan(plan)
            for pile in piles([sheet], *cuts(plan, page), direction=direction)
            for card in pile
        ]
        prove(list(leafed_through(cards, spine=SPINES[direction])), count, settings)


def cuts(plan: Plan, page: tuple[float, float]) -> tuple[list[Span], list[Span]]:
    """The cuts that the marks of the first sheet show: columns and rows; what is narrower than a page is waste."""
    lines = plan.sheets[0].front.lines
    upright = sorted({line.x1 for line in lines if line.x1 == line.x2})
    level = sorted({line.y1 for line in lines if line.y1 == line.y2})
    columns, rows = (
        [(start, end) for start, end in pairwise(found) if end - start > size - 1]
        for found, size in zip((upright, level), page, strict=True)
    )
    return columns, rows


def test_many_up_reads_as_it_lies() -> None:
    """Two or four pages a side read line by line, then on the back of the sheet, which stands as upright."""
    for (scheme, pages), page, flip, direction, count in product(
        (("2up", 2), ("4up", 4)), (A5, (595.0, 420.0)), FLIPS, DIRECTIONS, COUNTS
    ):
        settings = SheetSettings(scheme, flip=flip, direction=direction, fit=True)
        sheets = print_plan(plan_of(count, settings, page))
        sides = [lying(side, direction=direction) for sheet in sheets for side in (sheet.front, sheet.back)]
        assert [ink.page for side in sides for ink in side] == list(range(count)), settings
        assert all(ink.upright for side in sides for ink in side), settings
        assert [len(side) for side in sides if side][:-1] == [pages] * (-(-count // pages) - 1), settings


def test_a_zine_is_the_book() -> None:
    """Eight pages on one side, folded and cut once, read as the document does."""
    for direction, back_cover, count in product(DIRECTIONS, COVERS, range(1, 9)):
        settings = SheetSettings("zine", direction=direction, back_cover=back_cover)
        (sheet,) = print_plan(plan_of(count, settings, A7))
        leaves = folded_zine(sheet, spine=SPINES[direction])
        prove(list(leafed_through(leaves, spine=SPINES[direction])), count, settings, back_cover=back_cover)


def test_pages_lie_on_the_paper_and_not_on_each_other() -> None:
    """On no side does a page overhang the paper by more than rounding, nor cover another one."""
    for scheme, page, gutter, margin, fit in product(SCHEMES, (A5, A6, (500.0, 200.0)), (0, 4), (0, 6), COVERS):
        settings = SheetSettings(scheme, gutter=gutter, margin=margin, fit=fit, paper=(594, 841), thickness=0.2)
        plan = plan_of(8, settings, page)
        width, height = plan.size
        edge = margin * POINTS - 1
        for side in (side for sheet in plan.sheets for side in (sheet.front, sheet.back) if side):
            for one in side.placed:
                left, bottom, right, top = one.visible
                assert min(left, bottom, width - right, height - top) > edge, settings
            for one, other in combinations(side.placed, 2):
                assert apart(one.visible, other.visible), settings


def apart(one: Box, other: Box) -> bool:
    beside = one.right <= other.left + 0.01 or other.right <= one.left + 0.01
    return beside or one.top <= other.bottom + 0.01 or other.top <= one.bottom + 0.01
