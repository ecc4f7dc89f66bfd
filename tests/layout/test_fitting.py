"""What is too wide for its place is set smaller, and then broken."""

import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest

from bookbuild.layout import composition, fitting, lay_out
from bookbuild.layout.document import XhtmlDocument
from bookbuild.model import LayoutJob
from tests.layout.jobs import document, job

STYLES = """
table { width: 100% }
.fit-small { font-size: 9pt } .fit-smaller { font-size: 7.9pt } .fit-smallest { font-size: 6.5pt }
.fit-strings .long-string, .fit-anywhere td { overflow-wrap: anywhere }
.fit-hyphens { hyphens: auto } .fit-broken { overflow-wrap: anywhere }
"""


def classes_of(body: str, monkeypatch: pytest.MonkeyPatch, css: str = STYLES) -> tuple[list[str], int]:
    """Lay out a run; return the classes that its elements got, and how many times it was laid out."""
    sources: list[XhtmlDocument] = []
    rendered = composition._rendered

    def counted(job: LayoutJob, source: XhtmlDocument, *others: Any) -> object:
        sources.append(source)
        return rendered(job, source, *others)

    monkeypatch.setattr(composition, "_rendered", counted)
    run = lay_out(job(body, css))
    assert {found.code for found in run.diagnostics} <= {"wide-table"}
    return [element.attrib["class"] for element in sources[0].etree_element.iter() if "class" in element.attrib], len(
        sources
    )


def table(columns: int, word: str) -> str:
    return f"<table><tr>{f'<td>{word}</td>' * columns}</tr></table>"


def test_what_fits_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in which nothing is too wide stays as it is."""
    assert classes_of(f"<p>{'word ' * 90}</p>{table(3, 'cell')}", monkeypatch) == ([], 1)


NUMBER = "1,234,567.89&#160;EUR"
UPRIGHT = """
@page { size: 60mm 120mm } @page turned { size: 120mm 60mm }
.fit-turned { page: turned } .has-turned { page: upright }
"""


@pytest.mark.parametrize(
    ("columns", "cell", "last"),
    [
        (1, NUMBER, []),
        (2, "eleven&#160;signs", ["fit-small"]),
        (4, "a&#160;b&#160;c&#160;d", ["fit-smaller"]),
        (2, "a_string_of_twenty_eight_let", ["fit-smaller fit-strings", "long-string", "long-string"]),
        (3, NUMBER, ["fit-turned fit-small"]),
        (4, NUMBER, ["fit-turned fit-smaller"]),
        (5, NUMBER, ["fit-turned fit-smallest fit-strings"]),
        (6, NUMBER, ["fit-turned fit-smallest fit-anywhere"]),
    ],
)
def test_a_wide_table_takes_the_first_step_at_which_it_fits(
    columns: int, cell: str, last: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is set smaller, then its long strings are broken, then it is turned; numbers are broken last of all."""
    found = [
        name for name in classes_of(table(columns, cell), monkeypatch, STYLES + UPRIGHT)[0] if name != "has-turned"
    ]
    assert found == last


def test_a_table_that_is_not_helped_by_a_turn_stays_upright(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a page in landscape, and inside another table, there is nothing to be won."""
    shattered = ["fit-smaller fit-anywhere"]
    assert classes_of(table(9, NUMBER), monkeypatch)[0] == shattered
    nested = f"<table><tr><td>{table(4, NUMBER)}</td></tr></table>"
    assert "turned" not in " ".join(classes_of(nested, monkeypatch, STYLES + UPRIGHT)[0])


def test_a_turned_table_has_pages_of_its_own() -> None:
    """Its page stands upright like the others, what follows it is upright again, and a note reports it."""
    links = '<p><a href="book:here">link</a></p>'
    cells = f'<table><tr><td id="here"><a href="book:end">{NUMBER}</a></td>{f"<td>{NUMBER}</td>" * 2}</tr></table>'
    body = f'{links}<p class="break-before">x</p>{cells}<p id="end" class="break-before">end</p>'
    run = lay_out(job(body, STYLES + UPRIGHT))
    assert [run.anchors[name][0] for name in ("here", "end")] == [1, 2]
    page, x, y = run.anchors["here"]
    assert (page, round(x), round(y)) == (1, 30, 30)  # in the lower left corner of the text block, in points
    (note,) = run.diagnostics
    assert note.code == "wide-table"
    assert "3 columns" in note.message
    assert "turned" in note.message


def test_a_title_page_stays_one_page() -> None:
    """What stands on a title page is set smaller in steps until it has room; another page may have a second one."""
    sizes = "p { font: 30pt/1 serif } .fit-page-small p { font-size: 20pt } .fit-page-smaller p { font-size: 9pt }"
    body = f"<p>{'title ' * 12}</p>"
    page_counts = [
        lay_out(replace(job("", sizes), xhtml=document(body).replace("<body", f'<body class="{name}"'))).page_count
        for name in ("title-page", "chapter")
    ]
    assert page_counts == [1, 2]


def test_a_scale_that_is_too_wide_is_stacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where steps and words have no room in a row, the words stand below."""
    css = STYLES + ".scale { display: flex } .scale.fit-stacked { flex-wrap: wrap } .step { flex: 0 0 30mm }"
    scale = '<div class="scale">{}</div>'
    assert classes_of(scale.format('<span class="step">1</span>' * 2), monkeypatch, css) == (
        ["scale", "step", "step"],
        1,
    )
    stacked = classes_of(scale.format('<span class="step">1</span>' * 3), monkeypatch, css)
    assert stacked == (["scale fit-stacked", *["step"] * 3], 2)


def test_a_long_word_is_hyphenated_and_a_long_string_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word wider than the page gets hyphens where its language has them; what is no word gets none."""
    word = f"<h1>{'internationalisation' * 4}</h1>"
    string = f"<p>{'0123456789' * 12}</p>"
    assert classes_of(word + string, monkeypatch)[0] == ["fit-hyphens", "fit-broken"]


def test_the_number_of_a_page_beside_a_word_is_none_of_it() -> None:
    """A long word with the printed page in the margin before it is hyphenated as without, unlike a string."""
    beside, string = Element("h1"), Element("h1")
    SubElement(beside, "span", {"class": "printed-page"}).text = "1"
    beside[0].tail = "Unfallversicherung"
    string.text = "1Unfallversicherung"
    assert [fitting._steps_of(one)[0] for one in (beside, string)] == ["fit-hyphens", "fit-broken"]


def test_what_cannot_be_made_to_fit_is_reported() -> None:
    """Where the stylesheet gives no room either, the words that are cut off are named, and layout ends."""
    run = lay_out(job(f"<p>{'0123456789' * 12}</p>"))
    assert [found.code for found in run.diagnostics] == ["off-page"]
    assert re.search(r"cut off at the edge of the page: 0123456789", run.diagnostics[0].message)


def test_a_line_may_not_reach_into_the_padding_of_its_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that is a little too wide is broken; a line that leaders fill, and that begins before others, is not."""
    css = f"{STYLES} p {{ padding: 0 5mm; text-indent: -5mm }} .leader::after {{ content: leader('.') }}"
    assert classes_of(f"<p>{'mmmmmmm' * 4}</p>", monkeypatch, css)[0] == ["fit-broken"]
    assert classes_of('<p>A title<span class="leader"></span>12</p>', monkeypatch, css)[0] == ["leader"]
