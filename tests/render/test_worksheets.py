"""Places to write have names and labels on paper, and words on screen; answers are left out."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.model import Edition, EpubRendition, PdfRendition, Picture
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.render.epub import render_epub
from bookbuild.render.labels import ENGLISH, TRANSLATIONS
from bookbuild.render.pdf import render_pdf
from bookbuild.render.trees import tree_of
from bookbuild.render.worksheets import describe_worksheets, draw_worksheets
from tests.book import BookProject

COVER = Picture("cover.png", "image/png", b"png", 16, 24)
LINES = '<div data-work="lines 2"></div>'
ANSWERED = """See [the way](#way) and [2](2.md#way).[^1]

What is seven times six?

::: lines 2

::: answer
Forty-two.[^2]

![Two and two](sum.svg "A sum")

{#way}
Seven times.
:::

Go on.[^3]

[^1]: First.
[^2]: The answer's.
[^3]: Last.
"""


def drawn(markup: str) -> etree._Element:
    tree = tree_of(markup)
    draw_worksheets(tree, "a7", ENGLISH)
    return tree


def fields_of(markup: str) -> list[tuple[str, str, str]]:
    """Return kind, name and label of every place to write."""
    fields = [place for place in drawn(markup).iter() if place.get("data-field")]
    return [(str(one.get("data-field")), str(one.get("data-name")), str(one.get("data-label"))) for one in fields]


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("<p>What <em>now</em>?</p>\n", "What now?"),
        (f"<p>Both?</p>{LINES}<p></p>".removesuffix("<p></p>"), "Both?"),
        ("<h3>A heading</h3>", "A heading"),
        ("<ul><li>An item</li></ul>", "An item"),
        ("", "space to write"),
    ],
)
def test_a_field_is_labelled_by_what_stands_before_it(before: str, label: str) -> None:
    """What stands before lines or a box is their label, over other fields; where there is nothing, a plain word is."""
    assert fields_of(before + LINES)[-1][2] == label


def test_a_tight_item_is_the_question_of_the_lines_in_it() -> None:
    """Text that is no paragraph of its own is a label too."""
    assert fields_of(f"<ul><li>Why? {LINES}</li></ul>") == [("text", "a7_why", "Why?")]


def test_cells_are_named_for_their_row_and_column() -> None:
    """Only empty cells are filled in; each is labelled with its row's and its column's words, or its position."""
    table = (
        '<div data-work="fill"><table><thead><tr><th>Day</th><th>Plan</th></tr></thead>'
        "<tbody><tr><td>Monday</td><td/></tr><tr><td/><td/></tr></tbody>"
        "<tbody><tr><td>x</td><td>y</td><td/></tr></tbody></table></div>"
    )
    labels = ["Monday, Plan", "Day 2", "Plan 2", "x"]
    assert [label for _, _, label in fields_of(table)] == labels


def test_columns_to_write_in_share_the_width() -> None:
    """A column of words is as wide as these need; what is to be filled in, an example or not, shares the rest."""
    table = (
        '<div data-work="fill"><table><thead><tr><th/><th>Day</th><th>Plan</th><th>Proof</th></tr></thead><tbody>'
        "<tr><td>1</td><td>Monday</td><td>Write to three firms</td><td>1.</td></tr>"
        "<tr><td>2</td><td>Tuesday</td><td/><td>2.</td></tr><tr><td>3</td><td>Friday</td><td/><td>3.</td></tr>"
        "</tbody></table></div>"
    )
    widths = [float(str(head.get("style"))[len("width:") : -1]) for head in drawn(table).iter("th")]
    assert widths[0] < widths[1] < widths[2] == widths[3]
    assert sum(widths) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("sheet", ["fields", "lines 2", "scale 1 5", "checklist", "fill"])
def test_a_question_keeps_with_every_place_to_write(sheet: str) -> None:
    """The paragraph before a place to write is its question, of whatever kind the place is."""
    tree = drawn(f'<p>Why?</p><div data-work="{sheet}"><p>a</p><p>b</p></div>')
    assert tree[0].get("class") == "question"


def test_items_to_tick_are_named_for_their_words() -> None:
    """A box is labelled with its item's words and not for those of the items under it; what is done needs no box."""
    items = (
        '<div data-work="checklist"><ul><li class="task open"><span class="task-mark">☐</span> One '
        '<em>more</em><ul><li class="task done"><span class="task-mark">☑</span> Two</li></ul></li></ul></div>'
    )
    assert fields_of(items) == [("tick", "a7_one-more", "One more")]


def test_each_step_of_a_scale_is_labelled() -> None:
    """The steps are numbered between their ends, whose words belong to the first and the last."""
    tree = drawn('<p>I am ready.</p><div data-work="scale 0 2"><p>no</p><p>yes</p></div>')
    steps = [place for place in tree.iter() if place.get("data-option")]
    assert [(step.get("data-option"), step.get("data-label")) for step in steps] == [
        ("0", "I am ready. 0, no"),
        ("1", "I am ready. 1"),
        ("2", "I am ready. 2, yes"),
    ]
    assert " ".join("".join(map(str, tree.itertext())).split()) == "I am ready.no 0 1 2 yes"


def test_names_are_unique_in_an_article() -> None:
    """Equal questions have names that differ, as do a question that is numbered and the second of two."""
    names = [
        name for _, name, _ in fields_of(f"<p>Why?</p>{LINES}<p>Why 2</p>{LINES}<p>Why?</p>{LINES}<p>Why?</p>{LINES}")
    ]
    assert names == ["a7_why", "a7_why-2", "a7_why_2", "a7_why_3"]


def test_on_screen_places_to_write_are_labelled() -> None:
    """No attribute of a form is left, and lines, boxes and blanks are each labelled as space to write."""
    tree = drawn(f'{LINES}<div data-work="box 40"></div><div data-work="fields"><p>Name</p></div>')
    describe_worksheets(tree, ENGLISH)
    assert [name for place in tree.iter() for name in place.attrib if str(name).startswith("data-")] == []
    assert [place.text for place in tree.iter() if place.get("class") == "unseen"] == ["(space to write)"] * 3


def test_worksheets_have_words_in_every_language() -> None:
    """No language has the words of worksheets of another."""
    for words in TRANSLATIONS.values():
        assert {"answer", "space-to-write"} <= words.keys()


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    project = BookProject(tmp_path_factory.mktemp("worksheet")).config()
    project.file(
        "content/sum.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>x</title></svg>'
    )
    project.article(1, ANSWERED).article(2, "Way back: [way](1.md#way)\n\n{#way}\nHere.\n")
    outcome = read(project.folder, {})
    assert {one.code for one in outcome.diagnostics} == {"edition-block"}  # links into the answers
    return outcome.value


def as_epub(reading: Reading, *, answers: bool) -> EpubRendition:
    return render_epub(reading.book, reading.config.settings_for(Edition(answers=answers)), reading.theme, COVER)


def as_pdf(reading: Reading, *, answers: bool) -> PdfRendition:
    return render_pdf(reading.book, reading.config.settings_for(Edition(answers=answers)), reading.theme, COVER)


def pages(reading: Reading, *, answers: bool) -> dict[str, str]:
    return {page.href: page.data.decode() for page in as_epub(reading, answers=answers).documents}


def test_answers_are_left_out_of_most_editions(reading: Reading) -> None:
    """An answer is in no output of an edition without answers: neither its words, nor its notes, nor its pictures."""
    texts = [*pages(reading, answers=False).values(), *(run.xhtml for run in as_pdf(reading, answers=False).runs)]
    images = [resource.href for resource in as_epub(reading, answers=False).resources]
    for words in ("Forty-two", "The answer", "Seven times", "A sum"):
        assert [text for text in texts if words in text] == []
    assert [image for image in images if image.endswith("sum.png")] == []


def test_answers_are_in_the_edition_for_them(reading: Reading) -> None:
    """Where answers are included they stand under their title, with their notes and pictures."""
    page = pages(reading, answers=True)["text/a1.xhtml"]
    assert all(words in page for words in ("Model answer", "Forty-two", "The answer", "A sum"))


@pytest.mark.parametrize("answers", [True, False])
def test_every_link_still_leads_somewhere(reading: Reading, *, answers: bool) -> None:
    """A link into an answer that is left out becomes words, and notes keep in step with their marks."""
    found = {Path(href).name: etree.fromstring(page.encode()) for href, page in pages(reading, answers=answers).items()}
    ids = {name: Counter(one.get("id") for one in tree.iter() if one.get("id")) for name, tree in found.items()}
    for name, tree in found.items():
        for link in tree.iter("{*}a"):
            place, _, fragment = str(link.get("href")).rpartition("/")[2].partition("#")
            if fragment and (place or name) in ids:
                assert ids[place or name][fragment] == 1, link.get("href")
    notes = [tree for tree in found["a1.xhtml"].iter("{*}aside") if tree.get("role") == "doc-footnote"]
    assert len(notes) == (3 if answers else 2)


def test_the_short_label_of_a_blank_is_not_broken() -> None:
    """A label of few letters stands on one line; a long one wraps."""
    tree = drawn(f'<div data-work="fields"><p>Look again on</p><p>{"long " * 9}</p></div>')
    labels = [span.get("class") for span in tree.iter("span") if "blank-label" in str(span.get("class"))]
    assert labels == ["blank-label short-label", "blank-label"]
