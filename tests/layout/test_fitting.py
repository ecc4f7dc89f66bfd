"""What is too wide for its place is set smaller, and then broken."""

import re

import pytest

from bookbuild.layout import composition, lay_out
from bookbuild.layout.document import XhtmlDocument
from bookbuild.layout.engine import Engine
from bookbuild.layout.footnotes import FootnotePlan
from bookbuild.model import LayoutJob
from tests.layout.jobs import job

STYLES = """
table { width: 100% }
.fit-small { font-size: 8pt } .fit-smaller, table.fit-broken { font-size: 6pt }
.fit-hyphens { hyphens: auto } .fit-broken { overflow-wrap: anywhere }
"""


def classes_of(body: str, monkeypatch: pytest.MonkeyPatch, css: str = STYLES) -> tuple[list[str], int]:
    """Lay out a run; return the classes that its elements got, and how many times it was laid out."""
    sources: list[XhtmlDocument] = []
    rendered = composition._rendered

    def counted(job: LayoutJob, source: XhtmlDocument, engine: Engine, plan: FootnotePlan) -> object:
        sources.append(source)
        return rendered(job, source, engine, plan)

    monkeypatch.setattr(composition, "_rendered", counted)
    run = lay_out(job(body, css))
    assert [found.code for found in run.diagnostics] == []
    return [element.attrib["class"] for element in sources[0].etree_element.iter() if "class" in element.attrib], len(
        sources
    )


def table(columns: int, word: str) -> str:
    return f"<table><tr>{f'<td>{word}</td>' * columns}</tr></table>"


def test_what_fits_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in which nothing is too wide stays as it is."""
    assert classes_of(f"<p>{'word ' * 90}</p>{table(3, 'cell')}", monkeypatch) == ([], 1)


@pytest.mark.parametrize(("columns", "last"), [(3, []), (4, ["fit-small"]), (5, ["fit-smaller"]), (18, ["fit-broken"])])
def test_a_wide_table_is_set_smaller_until_it_fits(
    columns: int, last: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table takes the first size at which it fits; in the smallest its words are broken."""
    assert classes_of(table(columns, "eleven&#160;signs"), monkeypatch)[0] == last


def test_a_long_word_is_hyphenated_and_a_long_string_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word wider than the page gets hyphens where its language has them; what is no word gets none."""
    word = f"<h1>{'internationalisation' * 4}</h1>"
    string = f"<p>{'0123456789' * 12}</p>"
    assert classes_of(word + string, monkeypatch)[0] == ["fit-hyphens", "fit-broken"]


def test_what_cannot_be_made_to_fit_is_told() -> None:
    """Where the stylesheet gives no room either, the words that are cut off are named, and layout ends."""
    run = lay_out(job(f"<p>{'0123456789' * 12}</p>"))
    assert [found.code for found in run.diagnostics] == ["off-page"]
    assert re.search(r"cut off at the edge of the page: 0123456789", run.diagnostics[0].message)
