"""The structure tree of a run: what an assistive technology can read."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job, words
from tests.layout.tagged import content_of, elements, placed_marks, tree_of

PICTURE = {"p.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'}


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<h1>One</h1><p>Two</p>", "H1(.) P(.)"),
        ("<section><div><p>One</p></div></section>", "Sect(Div(P(.)))"),
        ("<div>loose <b>text</b><p>P</p>tail</div>", "Div(P(. .) P(.) P(.))"),
        ('loose <a href="https://e.org/">link</a>', "P(. Link(. @))"),
        ("<p><em>a</em> <code>b</code></p>", "P(. . Code(.))"),
        ('<p>a <span lang="de">b</span></p>', "P(. Span(.))"),
        ("<ul><li>tight</li></ul>", "L(LI(Lbl(.) LBody(.)))"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "L(LI(Lbl(.) LBody(P(.) P(.))))"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "L(LI(Lbl(.) LBody(. L(LI(Lbl(.) LBody(.))))))"),
        ('<ul style="list-style: none"><li>a</li></ul>', "L(LI(LBody(.)))"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>", "L(LI(Lbl(.) LBody(.)) LI(LBody(.)))"),
        ("<dl><div><dt>a</dt><dd><p>b</p></dd></div></dl>", "L(LI(Lbl(.) LBody(P(.))))"),
        ("<blockquote>a<p>b</p></blockquote>", "BlockQuote(P(.) P(.))"),
        ("<table><tr><td>a</td><td></td></tr></table>", "Table(TBody(TR(TD(.) TD())))"),
        ('<p><a href="https://e.org/"><em>a</em></a></p>', "P(Link(. @))"),
        ('<p>a<img src="book:p.svg" alt="b"/></p>', "P(. Figure(.))"),
        ('<p>a<img src="book:p.svg" alt=""/><span aria-hidden="true">b</span></p>', "P(.)"),
        ("<p>a</p><div></div><p></p>", "P(.)"),
    ],
)
def test_elements_and_their_types(body: str, tree: str) -> None:
    """Each element that means something is one node of its type, and text is where PDF/UA-1 allows it."""
    body = body.replace("<table><tr>", "<table><tbody><tr>").replace("</tr></table>", "</tr></tbody></table>")
    assert tree_of(lay_out(job(body, files=PICTURE))) == tree


def test_a_paragraph_over_pages_is_one() -> None:
    """A paragraph is one node over all its pages."""
    run = lay_out(job(f"<p>{words(150)}</p>"))
    assert run.page_count > 1
    assert tree_of(run).count("P(") == 1
    assert sum(placed_marks(run)) == tree_of(run).count(".")


def test_a_link_over_lines_is_one() -> None:
    """A link broken over two lines is one node with both of its areas."""
    assert tree_of(lay_out(job('<p style="width: 12mm"><a href="https://e.org/">two lines</a></p>'))) == (
        "P(Link(. . @ @))"
    )


def test_table_heads_are_read_once() -> None:
    """A table's head is repeated on each page and read once; its cells state whether they head rows or columns."""
    rows = "".join(f'<tr><th scope="row">{n}</th><td>x</td></tr>' for n in range(20))
    head = '<thead><tr><th>A</th><th rowspan="1" colspan="1">B</th></tr></thead>'
    run = lay_out(job(f"<table>{head}<tbody>{rows}</tbody></table>"))
    assert run.page_count > 1
    assert tree_of(run) == f"Table(THead(TR(TH(.) TH(.))) TBody({' '.join(['TR(TH(.) TD(.))'] * 20)}))"
    assert [cell["Scope"] for cell in elements(run, "TH")] == ["/Column"] * 2 + ["/Row"] * 20


def test_spans_of_cells_are_described() -> None:
    """A cell over several columns or rows has its spans as attributes."""
    rows = '<tr><td colspan="2">a</td><td rowspan="2">b</td></tr><tr><td>c</td><td>d</td></tr>'
    found = elements(lay_out(job(f"<table><tbody>{rows}</tbody></table>")), "TD")
    assert found == [{"ColSpan": "2"}, {"RowSpan": "2"}, {}, {}]


def test_footnotes_stand_at_their_call() -> None:
    """A footnote is a Note with an id unique in the book, right behind the reference that calls it."""
    body = '<p>a<span class="footnote">b</span>c<span class="footnote">d</span></p>'
    run = lay_out(job(body, name="a53"))
    assert tree_of(run) == "P(. Reference(.) Note(Lbl(.) .) . Reference(.) Note(Lbl(.) .))"
    assert [note["ID"] for note in elements(run, "Note")] == ["a53.note-1", "a53.note-2"]


def test_leaders_are_not_read_out() -> None:
    """The dots of a leader are one artifact: what is read is the title and the number."""
    body = '<p>Title<span class="leader"></span><a class="folio" href="book:a1">12</a></p>'
    run = lay_out(job(body, '.leader::after { content: leader(".") }'))
    assert tree_of(run) == "P(. Link(. @))"
    assert content_of(run).count(b"/Artifact") == 1
    (dot,) = (glyph for font in run.fonts for glyph, text in font.texts if text == ".")
    assert content_of(run).count(b"%04x" % dot) > 10


def test_languages_and_pictures_are_described() -> None:
    """An element in another language has its tag, and a picture its alternative."""
    run = lay_out(job('<p lang="de">a</p><p><img src="book:p.svg" alt="A square"/></p>', files=PICTURE))
    assert elements(run, "P")[0] == {"Lang": "de"}
    assert elements(run, "Figure") == [{"Alt": "A square"}]


def test_every_piece_is_in_the_tree_or_an_artifact() -> None:
    """All marked content is in the tree."""
    body = '<h1>a</h1><ul><li>b</li></ul><p>c<span class="footnote">d</span></p><p aria-hidden="true">e</p>'
    run = lay_out(job(body, "@page { @top-left { content: 'head' } }"))
    assert content_of(run).count(b"MCID") == sum(placed_marks(run))
    assert content_of(run).count(b"/Artifact") >= 2


def test_heads_of_groups_head_rows_or_columns() -> None:
    """The scope of a group of rows is that of a row, and the scope of a group of columns that of a column."""
    cells = '<tr><th scope="rowgroup">a</th><th scope="colgroup">b</th><td>c</td></tr>'
    run = lay_out(job(f"<table><tbody>{cells}</tbody></table>"))
    assert [cell["Scope"] for cell in elements(run, "TH")] == ["/Row", "/Column"]


def test_lists_state_how_they_are_numbered() -> None:
    """A list is tagged with the kind of its numbers, or with its bullets."""
    lists = '<ol type="a"><li>x</li></ol><ol type="I"><li>x</li></ol><ol><li>x</li></ol><ul><li>x</li></ul>'
    numbering = [found["ListNumbering"] for found in elements(lay_out(job(lists)), "L")]
    assert numbering == ["/LowerAlpha", "/UpperRoman", "/Decimal", "/Disc"]


def test_formulas_are_read_in_plain_characters_and_take_the_colour_of_the_text() -> None:
    """The drawing of a formula is of the type Formula, with its reading, and is drawn in the colour around it."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="formula" aria-label="x squared" viewBox="0 0 9 9" '
        'fill="currentColor" style="width:1em;height:1em"><path d="M0 0 H9 V9 Z"/></svg>'
    )
    run = lay_out(job(f'<p style="color: rgb(0, 255, 0)">a {drawing}</p>'))
    assert tree_of(run) == "P(. Formula(.))"
    assert elements(run, "Formula") == [{"Alt": "x squared"}]
    assert b"0 1 0 rg" in content_of(run)
    assert b"0 0 0 rg" not in content_of(run)
