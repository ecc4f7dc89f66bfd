"""Links on sheets lead where they led in the document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from bookbuild.imposition import impose
from bookbuild.model import SheetSettings
from tests.imposition.documents import Leaf, box_of, document, sides_of
from tests.imposition.paper import Ink

LEAVES = [Leaf(), Leaf(rotate=90), Leaf(origin=(-40, -40), rotate=270), Leaf(unit=2, bleed=9)]
HALF = 12
"""Half the side of a link, in the units of its page."""

Goals = Callable[[Pdf], Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a side of a sheet: its rectangle, and its address or the side and the point that it leads to."""

    side: int
    area: tuple[float, float, float, float]
    goal: str | tuple[int, float, float]

    def covers(self, ink: Ink) -> bool:
        left, bottom, right, top = self.area
        return left < ink.x < right and bottom < ink.y < top


def middle(leaf: Leaf) -> tuple[float, float]:
    left, bottom, right, top = box_of(leaf)
    return (left + right) / 2, (bottom + top) / 2


def linked(goals: Goals, leaves: Sequence[Leaf] = LEAVES) -> bytes:
    """Make a document with a link over the number of each page."""

    def link(pdf: Pdf) -> None:
        for page, leaf, goal in zip(pdf.pages, leaves, goals(pdf), strict=True):
            x, y = middle(leaf)
            annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[x + HALF, y + HALF, x - HALF, y - HALF])
            for key, value in goal.items():
                annotation[f"/{key}"] = value
            page.obj.Annots = Array([pdf.make_indirect(annotation)])

    return document(leaves, link)


def imposed(pdf: bytes, **settings: object) -> tuple[list[Link], dict[int, tuple[int, Ink]]]:
    """Impose; return the links on the sheets, and by page on which side its number is and where."""
    sheets = impose(pdf, SheetSettings(**settings)).value.pdf  # type: ignore[arg-type]  # a test's shorthand
    inks = {ink.page: (side, ink) for side, found in enumerate(sides_of(sheets)) for ink in found}
    with Pdf.open(BytesIO(sheets)) as opened:
        sides = [page.obj.objgen for page in opened.pages]
        links = [_link(side, one, sides) for side, page in enumerate(opened.pages) for one in page.get("/Annots", ())]
    return links, inks


def _link(side: int, annotation: Object, sides: Sequence[tuple[int, int]]) -> Link:
    left, bottom, right, top = map(float, annotation.Rect)
    if "/Dest" not in annotation:
        return Link(side, (left, bottom, right, top), str(annotation.A.URI))
    goal, _, x, y, _ = annotation.Dest
    return Link(side, (left, bottom, right, top), (sides.index(goal.objgen), float(x), float(y)))


@pytest.mark.parametrize("flip", ["short", "long"])
def test_an_address_stays_where_it_was(flip: str) -> None:
    """On rotated, shifted and scaled pages, on both sides of the sheet, a link covers the same words as before."""

    def goals(_: Pdf) -> list[dict[str, object]]:
        return [{"A": Dictionary(S=Name.URI, URI=String(f"https://example.org/{page}"))} for page in range(4)]

    links, inks = imposed(linked(goals), flip=flip)
    assert sorted(str(link.goal) for link in links) == [f"https://example.org/{page}" for page in range(4)]
    for link in links:
        side, ink = inks[int(str(link.goal)[-1])]
        assert link.side == side
        assert link.covers(ink)


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_link_to_a_page_leads_to_where_it_lies(flip: str) -> None:
    """However a destination is written, the link leads to the same words on the side where they are now."""

    def goals(pdf: Pdf) -> list[dict[str, object]]:
        places = [Array([page.obj, Name.XYZ, *middle(leaf), 0]) for page, leaf in zip(pdf.pages, LEAVES, strict=True)]
        pdf.Root.Dests = Dictionary(Old=places[2])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=[String("new"), Dictionary(D=places[3])]))
        return [
            {"Dest": places[1]},
            {"Dest": Name.Old},
            {"Dest": String("new")},
            {"A": Dictionary(S=Name.GoTo, D=places[0])},
        ]

    links, inks = imposed(linked(goals), flip=flip)
    goal_of = {1: 0, 2: 1, 3: 2, 0: 3}  # by page that is led to: the page that the link is on
    assert len(links) == 4
    for goal, page in goal_of.items():
        side, ink = inks[goal]
        (link,) = (one for one in links if one.side == inks[page][0] and one.covers(inks[page][1]))
        assert link.goal == pytest.approx((side, ink.x, ink.y), abs=0.1)


def test_a_link_to_a_whole_page_leads_to_its_corner() -> None:
    """A destination without a point leads to the upper left of its page."""

    def goals(pdf: Pdf) -> list[dict[str, object]]:
        return [{"Dest": Array([pdf.pages[3].obj, Name.Fit])} for _ in LEAVES]

    links, inks = imposed(linked(goals), thickness=0)
    side, _ = inks[3]
    assert len(links) == 4
    assert all(link.goal == pytest.approx((side, 1.4, 595), abs=1) for link in links)


@pytest.mark.parametrize(
    "goal",
    [
        {"A": Dictionary(S=Name.Launch, F=String("program"))},
        {"A": Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))},
        {"A": Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))},
        {"Dest": String("nowhere")},
        {"Dest": Array([])},
        {"A": Dictionary(S=Name.URI, URI=String("https://example.org/")), "Rect": Array([500, 500, 520, 520])},
        {"A": Dictionary(S=Name.URI, URI=String("https://example.org/")), "Rect": Array([1, 2])},
    ],
)
def test_what_leads_nowhere_stays_behind(goal: dict[str, object]) -> None:
    """Links to programs, scripts, other files and nothing, and those off their page, are not on the sheets."""
    links, _ = imposed(linked(lambda _: [goal] * 2, [Leaf()] * 2))
    assert links == []
