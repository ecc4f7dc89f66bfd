"""Places to write become fields of a form, over what is drawn for them and in the order of the text."""

import pikepdf
import pytest

from bookbuild.layout import lay_out
from bookbuild.model import LaidOutRun
from tests.layout.jobs import job
from tests.layout.tagged import opened, tree_of

CSS = """
.lines > div { height: 8mm; box-sizing: border-box; border-bottom: 0.5pt solid }
.tick { display: inline-block; width: 3mm; height: 3mm; border: 1pt solid }
"""


def place(kind: str, name: str, inside: str = "", tag: str = "div") -> str:
    return f'<{tag} class="{kind}" data-field="{kind}" data-name="{name}" data-label="Say {name}">{inside}</{tag}>'


def lines(count: int, name: str = "why") -> str:
    return place("text", name, "<div></div>" * count).replace('class="text"', 'class="lines"')


SCALE = place(
    "choice", "how", "".join(f'<span class="tick" data-option="{n}" data-label="{n}"></span>' for n in (1, 2))
)


def fields(run: LaidOutRun) -> list[tuple[int, str, str]]:
    """Return page, name and label of each field on the pages; buttons have no name of their own."""
    with opened(run) as pdf:
        return [
            (number, str(one.get("/T", "")), str(one.TU))
            for number, page in enumerate(pdf.pages)
            for one in page.obj.get("/Annots", ())
            if one.Subtype == pikepdf.Name.Widget
        ]


def widgets(run: LaidOutRun) -> list[dict[str, object]]:
    with opened(run) as pdf:
        found = [one for page in pdf.pages for one in page.obj.get("/Annots", ())]
        return [{key: str(one[key]) for key in ("/FT", "/Ff", "/DA", "/Q", "/F") if key in one} for one in found]


def test_fields_are_made_in_the_order_of_the_text() -> None:
    """Each place to write is a field with its name and its label, behind any links of its page."""
    run = lay_out(
        job(place("text", "a") + '<p><a href="book:x">x</a></p>' + place("tick", "b") + place("line", "c"), CSS)
    )
    assert fields(run) == [(0, "a", "Say a"), (0, "b", "Say b"), (0, "c", "Say c")]


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (f"<p>Why?</p>{lines(2)}<p>Then.</p>", "P(.) Div(Form(@)) P(.)"),
        (f"<p>{place('tick', 'a', tag='span')} Words</p>", "P(Form(@) .)"),
        (f"<ul><li>{place('tick', 'a', tag='span')}Words</li></ul>", "L(LI(Lbl(.) LBody(Form(@) .)))"),
        (
            f"<table><tr><td>Day</td>{place('text', 'a', tag='td')}</tr></table>",
            "Table(TR(TD(.) TD(Form(@))))",
        ),
        (f"<p>How?</p>{SCALE}", "P(.) Div(P(Form(@) Form(@)))"),
    ],
)
def test_fields_are_form_elements_where_they_stand(body: str, tree: str) -> None:
    """In the structure a field is a form element of its own, read at its place in the text."""
    assert tree_of(lay_out(job(body, CSS))) == tree


def test_lines_over_two_pages_are_two_fields() -> None:
    """A field cannot be on two pages: the second part has a name and a label of its own."""
    run = lay_out(job(lines(8), CSS))
    assert run.page_count == 2
    assert fields(run) == [(0, "why", "Say why"), (1, "why~2", "Say why (2)")]
    assert tree_of(run) == "Div(Form(@) Form(@))"


def test_fields_lie_over_what_is_drawn() -> None:
    """A field is as large as its place within its borders, in points."""
    css = ".text { margin: 1mm 5mm; height: 10mm; border: 1mm solid }"
    with opened(lay_out(job(place("text", "a"), css))) as pdf:
        rectangle = [float(side) * 25.4 / 72 for side in pdf.pages[0].Annots[0].Rect]
    assert rectangle == pytest.approx([16, 38, 84, 48], abs=0.01)


def test_buttons_of_a_scale_are_one_field() -> None:
    """The buttons of a scale have one parent with its name; their states are its numbers, and none is chosen."""
    with opened(lay_out(job(SCALE, CSS))) as pdf:
        buttons = list(pdf.pages[0].Annots)
        parents = {button.Parent.objgen for button in buttons}
        assert len(parents) == 1
        assert (str(buttons[0].Parent.T), str(buttons[0].Parent.TU)) == ("how", "Say how")
        assert [sorted(button.AP.N.keys()) for button in buttons] == [["/1", "/Off"], ["/2", "/Off"]]
        assert {str(button.AS) for button in buttons} == {"/Off"}


def test_what_is_written_is_set_like_the_text() -> None:
    """The font has the size of the text around the field, and on lines a name that says how far these are apart."""
    sheet = f'<div style="font-size: 8pt">{place("line", "a")}</div><div dir="rtl">{place("text", "b")}</div>{lines(2)}'
    line, text, ruled = widgets(lay_out(job(sheet, CSS)))
    assert line == {"/FT": "/Tx", "/Ff": "0", "/F": "4", "/DA": "/Field 8 Tf 0.11 0.13 0.15 rg"}
    assert text["/Ff"] == "4096"
    assert text["/Q"] == "2"
    assert str(ruled["/DA"]).startswith(f"/Field{round(8 * 72 / 25.4 / 10 * 1000)} 10 Tf")


def test_a_run_without_places_to_write_has_no_fields() -> None:
    """Nothing is added to pages of plain text."""
    assert widgets(lay_out(job("<p>Words</p>"))) == []
