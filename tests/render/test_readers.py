"""An edition has what is for its readers, and all that depends on it fits."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model import Article, Book, Edition, Glossary, Heading, Link, Role, Target, Term
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.reading.reader_faults import reader_faults
from bookbuild.render.answers import as_shown
from bookbuild.render.captions import Numbers
from bookbuild.render.readers import conditional_links, conditional_places, for_readers, is_for
from tests.book import BookProject

NOTE = '<sup class="noteref" data-note="{0}"/>'
FIGURE = '<figure id="{0}"><img src="{0}.png"/><figcaption>F</figcaption></figure>'
BODY = (
    f'<p>All{NOTE.format(1)}</p><div data-readers="only teacher"><h2 id="secret">Secret</h2><p>T{NOTE.format(2)}'
    f'<a href="b.md">b</a></p>{FIGURE.format("one")}</div>'
    f'<div data-readers="except teacher sample"><p>P{NOTE.format(3)}</p></div>{FIGURE.format("two")}'
)
ARTICLE = Article(
    "a.md", Role.ARTICLE, "A", BODY, key="a", notes=("<p>1</p>", "<p>2</p>", "<p>3</p>"),
    headings=(Heading(2, "secret", "Secret", 3),), links=(Link("b.md", 4), Link("#secret", 9)),
)  # fmt: skip
ONLY = Article("t.md", Role.ARTICLE, "T", '<div data-readers="only teacher"><p>T</p></div>', key="t")
BOOK = Book(front=(ARTICLE, ONLY), targets={("a.md", "#secret"): Target("a", "secret"), ("a.md", "t.md"): Target("t")})


@pytest.mark.parametrize(
    ("condition", "editions", "expected"),
    [
        ("only teacher", {"teacher"}, True),
        ("only teacher", {"teacher-large", "teacher"}, True),
        ("only teacher answers", {"book"}, False),
        ("except sample", {"book"}, True),
        ("except sample handout", {"handout"}, False),
    ],
)
def test_a_block_is_for_editions_and_those_that_extend_them(
    condition: str,
    editions: set[str],
    expected: bool,  # noqa: FBT001 - pytest's
) -> None:
    assert is_for(condition, frozenset(editions)) is expected


def test_what_is_left_out_takes_notes_headings_links_and_numbers_with_it() -> None:
    """Notes are numbered anew, figures too; a link to it leads to the article."""
    book = for_readers(BOOK, ["book"])
    article, only = book.front
    assert only.body == ""
    assert article.notes == ("<p>1</p>", "<p>3</p>")
    assert (article.headings, [link.target for link in article.links]) == ((), [])
    assert "data-readers" not in article.body
    assert book.targets["a.md", "#secret"] == Target("a")
    assert Numbers(book).by_anchor["a.two"].number == "1"


def test_its_readers_have_it() -> None:
    """A block is in the editions that it is for, with its notes, numbers and links."""
    book = for_readers(BOOK, ["teacher"])
    assert [one.key for one in book.front] == ["a", "t"]
    assert book.front[0].notes == ("<p>1</p>", "<p>2</p>")
    assert Numbers(book).by_anchor["a.two"].number == "2"
    assert book.targets["a.md", "#secret"] == Target("a", "secret")


def test_a_book_without_such_blocks_is_as_it_was() -> None:
    book = Book(front=(Article("a.md", Role.ARTICLE, "A", "<p>x</p>", key="a"),))
    assert for_readers(book, ["book"]) is book


def test_editions_know_what_they_extend(tmp_path: Path) -> None:
    """Of the book, which all extend, an edition is no kind."""
    project = BookProject(tmp_path).article(1, "One.\n\n::: only teacher\nTwo.\n:::\n")
    project.config("[editions.teacher]\n[editions.large]\nextends = 'teacher'")
    reading = read(project.folder, {}).value
    config = reading.config
    lineages = {name: config.editions[name].lineage for name in ("book", "booklet", "teacher", "large")}
    assert lineages == {
        "book": ("book",),
        "booklet": ("booklet",),
        "teacher": ("teacher",),
        "large": ("large", "teacher"),
    }
    shown = {
        name: "Two." in next(as_shown(reading.book, config.settings_for(config.editions[name])).articles()).body
        for name in ("book", "large")
    }
    assert shown == {"book": False, "large": True}


EDITIONS = {"book": ["book"], "teacher": ["teacher"], "large": ["large", "teacher"]}


def linking(around: str, target: str) -> list[str]:
    """What is told of two links, the first in a block, to what is in another block."""
    link = '<p><a href="#x">x</a></p>'
    body = f'<div data-readers="{target}"><p id="x">X</p></div><div data-readers="{around}">{link}</div>'
    readers = ((target, 2), (around, 3))
    article = Article(
        "c.md",
        Role.ARTICLE,
        "C",
        f"<p>C</p>{body}{link}",
        key="c",
        links=(Link("#x", 4), Link("#x", 6)),
        readers=readers,
    )
    alone = replace(article, body=article.body.removesuffix(link), links=article.links[:1])
    targets = {("c.md", "#x"): Target("c", "x")}
    return [
        str(one).partition(" warning")[0]
        for made in (alone, article)
        for one in reader_faults(Book(front=(made,), targets=targets), EDITIONS)
    ]


@pytest.mark.parametrize(
    ("around", "target", "told"),
    [
        ("only teacher", "only teacher", ["c.md:6:"]),
        ("only large", "only teacher", ["c.md:6:"]),
        ("only book", "except teacher", ["c.md:6:"]),
        ("except teacher", "only book", ["c.md:6:"]),
        ("only teacher", "only large", ["c.md:4:", "c.md:4:"]),
        ("only book teacher", "except book", ["c.md:4:", "c.md:4:"]),
    ],
)
def test_a_link_is_told_of_where_an_edition_has_it_and_not_its_target(
    around: str, target: str, told: list[str]
) -> None:
    """Blocks that differ in their words may be for the same editions; the line is that of the link in question."""
    assert linking(around, target) == told


def test_an_article_in_parts_for_all_editions_is_not_told() -> None:
    body = '<div data-readers="only book"><p>B</p></div><div data-readers="except book"><p>T</p></div>'
    both = replace(ONLY, body=body, readers=(("only book", 3), ("except book", 6)))
    assert list(reader_faults(Book(front=(both,)), EDITIONS)) == []


def test_meanings_in_the_glossary_are_for_some_editions() -> None:
    """A term that has no meaning left is none in the others, where it is neither listed nor marked in the text."""
    meaning = '<div data-readers="only teacher"><p>For teachers.</p></div>'
    body = f'<dl><dt id="a">A</dt><dd>{meaning}<p>For all.</p></dd><dt id="b">B</dt><dd>{meaning}</dd></dl>'
    words = Article("glossary.md", Role.BACK, "G", body, key="g", readers=(("only techer", 2),))
    book = Book(glossary=Glossary(words, (Term("a", "A"), Term("b", "B"))))
    shown = {name: for_readers(book, lineage).glossary for name, lineage in EDITIONS.items()}
    assert {name: one and [term.key for term in one.terms] for name, one in shown.items()} == {
        "book": ["a"], "teacher": ["a", "b"], "large": ["a", "b"],
    }  # fmt: skip
    assert shown["book"] is not None
    assert shown["book"].article.body == '<dl><dt id="a">A</dt><dd><p>For all.</p></dd></dl>'
    assert [one.code for one in reader_faults(book, EDITIONS)] == ["edition-block"]


def test_names_of_no_edition_and_links_into_a_block_are_told() -> None:
    """A link from a block of the same kind is right."""
    inside = '<p>For all.</p><div data-readers="only teacher"><p><a href="#secret">s</a></p></div>'
    article = Article(
        "c.md", Role.ARTICLE, "C", inside, key="c", links=(Link("#secret", 2),), readers=(("only techer", 5),)
    )
    targets = {**BOOK.targets, ("c.md", "#secret"): Target("a", "secret")}
    found = reader_faults(Book(front=(ARTICLE, article), targets=targets), EDITIONS)
    assert [str(one).replace("\n    hint:", "") for one in found] == [
        "c.md:5: warning[edition-block]: ::: only techer: there is no such edition did you mean teacher?",
        "a.md:9: warning[edition-block]: '#secret' leads to what is under ::: only teacher; without that it leads to "
        "the article put the link into a block of the same kind, or let it lead to what all editions have",
    ]
    assert Edition().lineage == ()


def test_an_article_for_some_editions_alone_is_told() -> None:
    """Others have its title and nothing else."""
    only = replace(ONLY, readers=(("only teacher", 3),))
    (found,) = reader_faults(Book(front=(only,)), EDITIONS)
    assert str(found).startswith("t.md:3: warning[edition-block]: the article has nothing but blocks for some editions")


def test_links_to_model_answers_are_lost_where_those_are() -> None:
    """What is in a model answer is not in most editions; a link from within it is right in those that have it."""
    body = (
        '<section data-work="answer"><figure id="fig-a"><img src="a.png"/></figure><p><a href="#in">x</a></p></section>'
        '<p><a href="#out">x</a></p>'
    )
    article = Article(path="a.md", role=Role.ARTICLE, title="A", body=body, key="a1")
    assert conditional_places(Book(front=(article,))) == {("a1", "fig-a"): ("answer",)}
    assert conditional_links(article) == {"#in": [("answer",)], "#out": [()]}
