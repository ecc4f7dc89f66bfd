"""Lists of figures, tables and worksheets."""

from dataclasses import replace

from bookbuild.model import (
    Article,
    Book,
    Chapter,
    Glossary,
    ListSettings,
    Number,
    PageSettings,
    Role,
    Term,
    VolumeSettings,
)
from bookbuild.pipeline.typesetting.printed_pages import printed_anchors
from bookbuild.render.apparatus.lists import Listed, listed, printed_list, screen_list
from bookbuild.render.apparatus.matter import landmarks, with_apparatus
from bookbuild.render.captions import show_numbers
from bookbuild.render.labels import labels_for
from bookbuild.render.matter import RenderedArticle, in_runs, matter_run
from bookbuild.render.trees import tree_of
from tests.bind.small_book import GEOMETRY, IDENTITY

PAGE = PageSettings(GEOMETRY)

LABELS = labels_for("en", {})
FIGURES = (
    '<figure id="map"><img src="a.png"/><figcaption>A <em>map</em></figcaption></figure>'
    "<figure><img src='a.png'/><figcaption>B</figcaption></figure>"
)
SHEETS = (
    '<h2 id="one">One</h2><div data-work="lines 2"></div><div data-work="lines 3"></div><h2 id="two">Two</h2>'
    '<div data-work="fill"><p class="worksheet-title">My week</p></div>'
)


def _book(body: str) -> Book:
    article = Article(path="a.md", role=Role.ARTICLE, title="A", body=body, key="a1")
    return Book(chapters=(Chapter("ch7", Number("7"), "C", articles=(article,)),))


def test_figures_are_listed_with_their_numbers() -> None:
    """A line leads to the figure; one without an id has the id that it gets where a list leads to it."""
    lines = listed(_book(FIGURES), "figures", LABELS)
    assert lines == [Listed("a1", "a1.map", "7.1", "A map"), Listed("a1", "a1_figure-2", "7.2", "B")]
    tree = tree_of(FIGURES)
    show_numbers(tree, LABELS, "7.", {}, "a1")
    assert [figure.get("id") for figure in tree] == ["map", "a1_figure-2"]
    assert printed_anchors(printed_list(lines)) == {"a1.map", "a1_figure-2"}
    assert 'href="a1#a1.map"' in screen_list(lines, lambda key, anchor: f"{key}#{anchor}")


def test_worksheets_are_listed_by_section() -> None:
    """Each section with something to fill in is a line, by the title of the worksheet or its heading."""
    assert [line.words for line in listed(_book(SHEETS), "worksheets", LABELS)] == ["One", "My week"]


def test_only_lists_that_are_asked_for_and_have_lines_are_made() -> None:
    """Lists of the front follow the contents; what there is none of has no list."""
    settings = VolumeSettings(IDENTITY, PAGE, lists=ListSettings(("figures", "tables"), ("worksheets",)))
    book = with_apparatus(_book(FIGURES), settings, LABELS)
    assert [one.title for one in (*book.front, *book.back)] == ["Figures"]
    assert landmarks(book) == [("loi", "list-figures", "Figures")]
    assert with_apparatus(_book(FIGURES), VolumeSettings(IDENTITY, PAGE), LABELS).front == ()


def test_a_list_does_not_repeat_one_word_in_each_line() -> None:
    """Words and a colon that the heading says, or that all worksheets begin with, are left out, in any language."""
    sheets = '<h2 id="{0}">{1}</h2><div data-work="lines 2"></div>'
    week, day = sheets.format("week", "Worksheet: my week"), sheets.format("day", "Worksheet: my day")
    assert [line.words for line in listed(_book(week + day), "worksheets", LABELS)] == ["My week", "My day"]
    assert [line.words for line in listed(_book(week), "worksheets", LABELS)] == ["My week"]
    others = [line.words for line in listed(_book(week + sheets.format("tally", "Tally: all")), "worksheets", LABELS)]
    assert others == ["My week", "Tally: all"]
    german = _book(sheets.format("woche", "Arbeitsblatt: meine Woche"))
    assert [line.words for line in listed(german, "worksheets", labels_for("de", {}))] == ["Meine Woche"]
    alone = _book(sheets.format("tally", "Tally: all"))
    assert [line.words for line in listed(alone, "worksheets", LABELS)] == ["Tally: all"]


def test_lists_that_follow_each_other_stand_in_one_run() -> None:
    """Short lists share a page; an article between two parts them, and other matter begins on a page of its own."""
    matter = [Article(path, Role.BACK, path or key, "", key=key) for path, key in
              (("a.md", "a"), ("", "list-figures"), ("", "list-tables"), ("", "book-index"))]  # fmt: skip
    assert [[one.key for one in run] for run in in_runs(matter)] == [
        ["a"],
        ["list-figures", "list-tables"],
        ["book-index"],
    ]


def test_documents_are_joined_with_all_their_words() -> None:
    """The run of two lists has the sections of both, and a running head for each."""
    matter = [RenderedArticle(Article("", Role.BACK, name, "", key=f"list-{name}"), name, "") for name in "ab"]
    run = matter_run(matter, "body", lambda _, rendered, **__: f'<body class="x"><p>{rendered.body}</p></body>')
    assert (run.xhtml, run.name, run.marks) == ('<body class="x"><p>a</p><p>b</p></body>', "list-a", (("list-b", "b"),))


def test_a_figure_with_a_number_of_its_own_is_listed_by_its_words_alone() -> None:
    own = '<figure id="own"><img src="a.png"/><figcaption class="own-number">Figure 9: A</figcaption></figure>'
    assert listed(_book(own + FIGURES), "figures", LABELS)[:2] == [
        Listed("a1", "a1.own", "", "Figure 9: A"),
        Listed("a1", "a1.map", "7.1", "A map"),
    ]


def test_abbreviations_are_listed_with_what_they_stand_for() -> None:
    """Those of the glossary lead to their entries, if it has them; others to the article that explains them."""
    body = '<p>The <abbr title="curriculum vitae">CV</abbr>, <abbr title="x">CV</abbr>, an ATS</p>'
    terms = (Term("ats", "tracking system", "ATS"), Term("pr", "public relations", "PR"))
    definitions = "".join(f'<dt id="{term.key}">{term.words}</dt><dd>A.</dd>' for term in terms)
    glossary = Article("g.md", Role.BACK, "Glossary", f"<dl>{definitions}</dl>", key="g")
    whole = replace(_book(body), glossary=Glossary(glossary, terms))
    settings = VolumeSettings(IDENTITY, PAGE, lists=ListSettings((), ("abbreviations",)))
    part = with_apparatus(replace(whole, part_of=whole), settings, LABELS)
    assert [one.title for one in part.back] == ["Glossary", "Abbreviations"]
    assert listed(part, "abbreviations", LABELS) == [
        Listed("g", "g.ats", "", "ATS\u2002tracking system"),
        Listed("a1", "a1", "", "CV\u2002curriculum vitae"),
    ]
