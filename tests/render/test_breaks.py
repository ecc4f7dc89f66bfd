"""What leads up to something keeps with it, and what is short is kept whole."""

import pytest
from lxml import etree

from bookbuild.render.breaks import mark_breaks
from bookbuild.render.trees import tree_of

LONG = "word " * 40


def marked(markup: str) -> etree._Element:
    tree = tree_of(markup)
    mark_breaks(tree)
    return tree


@pytest.mark.parametrize(
    ("markup", "leads"),
    [
        ("<p>Say <em>this:</em></p><blockquote><p>Hello.</p></blockquote>", [True, False]),
        ("<p>Say this:</p>", [False]),
        ("<p>Say this.</p><ul><li>Hello.</li></ul>", [False]),
    ],
)
def test_a_colon_leads_up_to_what_comes_next(markup: str, leads: list[bool]) -> None:
    """A paragraph that ends with a colon keeps with the next block, if there is one."""
    assert [paragraph.get("class") == "lead-in" for paragraph in marked(markup).iter("p")] == leads


def test_only_a_brief_item_keeps_with_its_neighbour() -> None:
    """An item of many lines, or with a list in it, may stand alone on a page, and one of two lines at its foot."""
    items = f"<li>Short.</li><li>{LONG[:100]}</li><li>{LONG}</li><li>Outer<ul><li>Inner</li></ul></li>"
    classes = [item.get("class") for item in marked(f"<ul>{items}</ul>").iter("li")]
    assert classes == ["brief one-line", "brief", None, None, "brief one-line"]


@pytest.mark.parametrize(
    ("markup", "waits"),
    [
        ('<aside class="callout callout-tip"><p>x</p></aside>', True),
        ('<aside class="callout callout-example"><p>x</p></aside>', False),
        ("<aside><p>x</p></aside>", False),
        ('<table><caption><span class="figure-label table-label">Table 1</span></caption></table>', True),
        ("<table><caption>What is <span>what</span></caption></table>", False),
    ],
)
def test_text_goes_before_callouts_and_numbered_tables(markup: str, *, waits: bool) -> None:
    """What the text after it speaks of without a number stays where it is."""
    assert ("may-wait" in marked(markup)[0].get("class", "").split()) is waits


@pytest.mark.parametrize(
    ("before", "is_apart"), [(LONG, True), (f"{LONG[:-1]}:", False), ("Take these.", False), ("", False)]
)
def test_a_list_may_stand_apart_from_a_long_paragraph(before: str, *, is_apart: bool) -> None:
    """It stays with a short one, which leads up to it, and with one that ends with a colon."""
    tree = marked(f"{before and f'<p>{before}</p>'}<ul><li>x</li></ul>")
    assert [block.get("class") for block in tree.iter("ul")] == ["apart" if is_apart else None]


def test_rows_with_many_words_are_high() -> None:
    """Words that fill a line and a half side by side take two lines in their cells."""
    tree = marked(f"<table><tbody><tr><td>{LONG[:50]}</td><td>x</td></tr><tr><td>{LONG[:99]}</td></tr></tbody></table>")
    assert [row.get("class") for row in tree.iter("tr")] == [None, "high"]


def test_only_brief_paragraphs_of_a_callout_keep_with_their_neighbours() -> None:
    """A callout breaks after its first paragraph and before its last, unless these are short."""
    tree = marked(f'<aside class="callout callout-tip"><p>Title</p><p>{LONG}</p><p>Short.</p></aside>')
    assert [paragraph.get("class") for paragraph in tree.iter("p")] == ["brief", None, "brief"]


def test_a_question_with_lines_below_it_may_stand_alone() -> None:
    """An item with room to write in it is not brief."""
    tree = marked('<ol><li><p>Why?</p><div class="writing-lines"/></li></ol>')
    assert [item.get("class") for item in tree.iter("li")] == [None]


@pytest.mark.parametrize(
    ("markup", "is_tall"),
    [
        (f"<pre>{'line' + chr(10)}</pre>" * 12, False),
        (f"<pre>{('line' + chr(10)) * 12}</pre>", False),
        (f"<pre>{('line' + chr(10)) * 13}</pre>", True),
        (f"<pre>{'letters ' * 110}</pre>", True),
        (f"<table><tbody><tr><td>x</td><td>{LONG * 3}</td></tr></tbody></table>", False),
        (f"<table><tbody><tr><td>x</td><td>{LONG * 4}</td></tr></tbody></table>", True),
        (f"<table><tbody><tr><td>{'x<br/>' * 13}</td></tr></tbody></table>", True),
        (f"<table><thead>{'<tr><th>x</th></tr>' * 8}</thead></table>", False),
        (f"<table><thead>{'<tr><th>x</th></tr>' * 9}</thead></table>", True),
        ('<table><thead><tr><th><img src="a.png"/></th><th>x</th></tr></thead></table>', False),
        (f"<table><thead>{'<tr><th><img/></th></tr>' * 2}</thead></table>", True),
    ],
)
def test_what_is_tall_may_break(markup: str, *, is_tall: bool) -> None:
    """A listing or a row of over a dozen lines breaks, and a tall head is not repeated on each page."""
    assert any("tall" in block.get("class", "").split() for block in marked(markup).iter()) == is_tall


def test_a_table_with_a_tall_row_is_not_kept_whole() -> None:
    """It begins where it stands, however few its rows are."""
    tree = marked(f"<table><tbody><tr><td>{LONG * 4}</td></tr></tbody></table>")
    assert [table.get("data-max-white") for table in tree.iter("table")] == [None]


@pytest.mark.parametrize(
    ("markup", "is_whole"),
    [
        (f"<table><tbody>{'<tr><td>x</td></tr>' * 6}</tbody></table>", True),
        (f"<table><tbody>{'<tr><td>x</td></tr>' * 7}</tbody></table>", False),
        (f'<div class="fill"><table><tbody>{"<tr><td/></tr>" * 7}</tbody></table></div>', True),
        (f'<div class="fill"><table><tbody>{"<tr><td/></tr>" * 8}</tbody></table></div>', False),
        (f'<div class="writing-lines">{"<div/>" * 8}</div>', True),
        (f'<div class="writing-lines">{"<div/>" * 9}</div>', False),
        (f"<aside><p>A title</p><p>{LONG}</p></aside>", True),
        (f"<aside><p>A title</p><ul><li><p>{LONG}</p></li><li><p>{LONG}</p></li></ul></aside>", False),
    ],
)
def test_what_is_short_is_kept_whole(markup: str, *, is_whole: bool) -> None:
    """Tables, boxes and lines to write on are kept whole up to a size of their own."""
    assert any(block.get("data-max-white") for block in marked(markup).iter()) == is_whole


@pytest.mark.parametrize(
    ("markup", "leads"),
    [
        ("<p><strong>The long run-up.</strong></p><p>It is long.</p>", True),
        ("<p><strong>The long run-up</strong> is long.</p><p>It is.</p>", False),
        (f"<p><strong>{LONG}</strong></p><p>It is.</p>", False),
    ],
)
def test_a_line_of_bold_words_leads_up_to_what_comes_next(markup: str, *, leads: bool) -> None:
    """A paragraph that is one line, all bold, is read as a title, and stands with what it is the title of."""
    assert next(paragraph.get("class") == "bold-line" for paragraph in marked(markup).iter("p")) == leads


def test_a_worksheet_keeps_its_beginning() -> None:
    """What is said under the title of a worksheet stands with the first question; other paragraphs do not."""
    tree = marked('<h3>My week</h3><p>Mark each line.</p><p class="question">Why?</p><p>Other.</p><p>Words.</p>')
    assert [paragraph.get("class") for paragraph in tree.iter("p")] == ["worksheet-lead", "question", None, None]
