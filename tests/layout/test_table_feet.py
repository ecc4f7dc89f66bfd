"""Tables over several pages, with the styles of books."""

import re
from pathlib import Path

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters_of_pages

STYLES = Path(__file__).parents[2] / "styles"
RULES = re.compile(r"^(?::is\(\.fill )?t(?:head|foot|body|r)\b.*", re.MULTILINE)
CSS = "\n".join(
    rule for name in ("book.css", "print.css") for rule in RULES.findall((STYLES / name).read_text("utf-8"))
)


def test_sums_stand_once_at_the_end() -> None:
    """The head of a table is on each of its pages, the foot on the last one alone, with the row before it."""
    rows = "".join(f"<tr><td>r{number}.</td></tr>" for number in range(40))
    body = f"<thead><tr><th>H</th></tr></thead><tbody>{rows}</tbody><tfoot><tr><td>F</td></tr></tfoot>"
    run = lay_out(job(f"<table>{body}</table>", CSS + "@page { size: 100mm 60mm; margin: 10mm }"))
    pages = ["".join(text for _, text, *_ in page) for page in letters_of_pages(run)]
    assert len(pages) > 2
    assert all(page.count("H") == 1 for page in pages)
    assert [page.count("F") for page in pages] == [0] * (len(pages) - 1) + [1]
    assert "r39." in pages[-1]


@pytest.mark.parametrize(("name", "row", "first"), [("", "", 0), ("fill", "", 2), ("", "high", 2)])
def test_high_rows_stand_in_twos(name: str, row: str, first: int) -> None:
    """Where two rows have room, two of a table to fill in or of two lines stand on the page, and none of another."""
    rows = "".join(f'<tr id="r{number}" class="{row}"><td>x</td></tr>' for number in range(5))
    body = f'{"<p>x</p>" * 7}<div class="{name}"><table><tbody>{rows}</tbody></table></div>'
    css = CSS + "@page { size: 100mm 60mm; margin: 10mm } table { border-spacing: 0 } td { padding: 0 }"
    anchors = lay_out(job(body, css)).anchors
    assert sum(page == 0 for page, *_ in anchors.values()) == first


def test_the_last_column_to_fill_in_has_space_before_its_rule() -> None:
    """Elsewhere the last column ends at the edge of the page; where it ends at a rule, its words do not touch that."""
    rules = re.compile(r"^(?:th|td|\.fill)\b.*", re.MULTILINE)
    css = "table { border-spacing: 0 }" + "\n".join(
        rule
        for name in ("book.css", "worksheet.css", "print.css")
        for rule in rules.findall((STYLES / name).read_text("utf-8"))
    )
    row = "<thead><tr><th>x</th><th>w</th></tr></thead>"
    body = f'<p>w</p><table>{row}</table><div class="fill"><table>{row}</table></div>'
    page = css + "p, th { font-weight: 400 !important; text-align: right !important } table { width: 100% }"
    (found,) = letters_of_pages(lay_out(job(body, page)))
    text, plain, fill = (left for _, letter, left, _ in found if letter == "w")
    assert text == pytest.approx(plain)
    assert fill < text - 5
