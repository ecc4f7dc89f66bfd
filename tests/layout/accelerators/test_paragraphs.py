"""Lines of one text stand where WeasyPrint puts them, though it does not set them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.layout import lay_out
from bookbuild.layout.accelerators import paragraphs
from bookbuild.model import LaidOutRun, LayoutJob
from tests.layout.accelerators.test_lines import DOCUMENTS as LINES
from tests.layout.accelerators.test_lines import STYLES, TEXTS
from tests.layout.accelerators.ways import laid_out_without
from tests.layout.jobs import job, words

PIECES = st.tuples(
    st.sampled_from(("{}", "{}", "<em>{}</em>", "<br/>", "<b style='padding: 0 3mm; border: 1px solid'>{}</b>")), TEXTS
)
DOCUMENTS = LINES | {
    "indented, and centred": job(f"<p>{words(50)}</p><p>One line</p>", "p { text-indent: 2em; text-align: center }"),
    "with a large first letter and line": job(
        f"<p>{words(50)}</p>", "p::first-letter { font-size: 2em } p::first-line { font-weight: bold }"
    ),
    "with a note": job(f"<p>{words(40)}<span class='footnote'>A note.</span> {words(40)}</p>"),
    "over pages": job(f"<p>{words(400)}</p>", "p { orphans: 3; widows: 3 }"),
    "in columns, a table and a list": job(
        f"<div style='columns: 2'>{words(60)}</div><ul><li>{words(9)}</li></ul><table><td>{words(8)}</td></table>"
    ),
    "as it was typed": job(
        f"<pre>  one\n two  three</pre><p> four  <b> five</b>\n{words(9)}</p>", "p { white-space: pre }"
    ),
    "typed, and broken": job(f"<p>  one <i>  two</i> {words(50)}</p>", "p { white-space: pre-wrap }"),
    "no words at all": job("<p> </p><p></p><p><b> </b> </p>"),
}


def laid_out_by_weasyprint(job: LayoutJob) -> LaidOutRun:
    return laid_out_without(job, "paragraphs")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_stand_where_weasyprint_puts_them(name: str) -> None:
    """A document comes out the same whether its lines of one text go by the shorter way or by WeasyPrint's."""
    assert lay_out(DOCUMENTS[name]) == laid_out_by_weasyprint(DOCUMENTS[name])


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5), STYLES, st.sampled_from(("start", "justify", "end")))
def test_any_lines_stand_where_weasyprint_puts_them(pieces: list[tuple[str, str]], style: str, align: str) -> None:
    """Whatever a paragraph is made of, each of its lines stands at the same place."""
    text = " ".join(form.format(text) for form, text in pieces)
    made = job(f"<p>{text}</p>", f"p {{ width: 60mm; text-align: {align}; {style} }}")
    assert lay_out(made) == laid_out_by_weasyprint(made)


def test_most_lines_hold_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page of plain text, WeasyPrint splits no line."""
    set_by_engine: list[object] = []
    monkeypatch.setattr(paragraphs, "get_next_linebox", lambda *line: set_by_engine.append(line))
    lay_out(job("<p>Whoever has to choose between two openings writes down what matters.</p>" * 12))
    assert set_by_engine == []
