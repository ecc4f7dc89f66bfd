"""Lists of the works that a book cites, and the links between them and their citations."""

from dataclasses import replace

import pytest

from bookbuild.model import Article, Book, Chapter, ListSettings, Number, PageSettings, Role, VolumeSettings
from bookbuild.model.citations import Work, Works
from bookbuild.pipeline.typesetting.printed_pages import printed_anchors
from bookbuild.render.apparatus.matter import in_print, landmarks, on_screen, with_apparatus
from bookbuild.render.apparatus.signs import ANSWER_KEY, WORKS
from bookbuild.render.apparatus.works import handout_works, link_citations, with_handout_targets
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import markup_of, tree_of
from tests.bind.small_book import GEOMETRY, IDENTITY

LABELS = labels_for("en", {})
SETTINGS = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
DOE, ROE = Work("doe", "doe", "Doe, <i>Asking</i>.", "[1]"), Work("roe", "roe", "Roe.", "[2]")


def cite(key: str, count: int) -> str:
    return f'<a data-source="{key}" id="cite.{count}">[{key}]</a>'


def _article(number: int, body: str) -> Article:
    return Article(f"{number}.md", Role.ARTICLE, f"Article {number}", body, key=f"a{number}")


FIRST = _article(1, f'<p>{cite("doe", 1)}</p><h2 id="x">Pay &amp; more</h2><p>{cite("doe", 2)}</p>')
SECOND = _article(2, f"<p>{cite('roe', 1)}</p>")


def _book(scopes: tuple[str, ...] = ("",), *, pages: bool = False) -> Book:
    chapters = tuple(Chapter(f"ch{one.key[1]}", Number(one.key[1]), "C", articles=(one,)) for one in (FIRST, SECOND))
    return Book(chapters=chapters, works=Works(dict.fromkeys(scopes, (DOE, ROE)), pages))


def test_the_list_of_a_book_stands_at_its_end() -> None:
    """It has each work that is cited, with a link back to each citation by the title of its section."""
    book = with_apparatus(_book(), SETTINGS, LABELS)
    assert [one.title for one in book.back] == ["References"]
    shown = on_screen(book.back[0], book, SETTINGS, LABELS, lambda key, anchor: f"{key}#{anchor}")
    assert shown.index("Doe, <i>Asking</i>.") < shown.index("Roe.")
    assert 'href="a1#a1.cite.2" aria-label="Back to the text: Pay &amp; more">↩2</a>' in shown
    assert landmarks(book) == [("bibliography", WORKS, "References")]


def test_each_chapter_has_its_list() -> None:
    """Lists of chapters are their last articles, each with what its chapter cites."""
    book = with_apparatus(_book(("ch1", "ch2")), SETTINGS, LABELS)
    lists = [chapter.articles[-1] for chapter in book.chapters]
    assert [in_print(one, book, SETTINGS, LABELS).count("<li") for one in lists] == [1, 1]
    assert book.back == ()


def test_a_part_lists_what_is_cited_in_it() -> None:
    """The list of a part of a book has the numbers of the full book; one that cites nothing has none."""
    full = _book()
    book = with_apparatus(replace(full, chapters=full.chapters[1:]), SETTINGS, LABELS)
    printed = in_print(book.back[0], book, SETTINGS, LABELS)
    assert "[2]" in printed
    assert "[1]" not in printed
    assert with_apparatus(replace(full, chapters=()), SETTINGS, LABELS).back == ()


def test_pages_of_citations() -> None:
    """The pages on which a work is cited are printed if they are asked for."""
    for pages in (True, False):
        book = with_apparatus(_book(pages=pages), SETTINGS, LABELS)
        printed = in_print(book.back[0], book, SETTINGS, LABELS)
        assert ("a1.cite.2" in printed_anchors(printed)) is pages


def test_citations_lead_to_their_works() -> None:
    """A citation leads to its work in the list; in a handout, to the list at its own end, which is a part of it."""
    book, tree = with_apparatus(_book(), SETTINGS, LABELS), tree_of(FIRST.body)
    link_citations(tree, FIRST.path, book.targets, lambda target: target.anchor)
    assert [link.get("href") for link in tree.iter("a")] == [f"{WORKS}.doe"] * 2
    own, tree = with_handout_targets(_book()), tree_of(FIRST.body)
    link_citations(tree, FIRST.path, own.targets, lambda target: target.anchor)
    assert {link.get("href") for link in tree.iter("a")} == {"a1.work.doe"}
    assert 'id="a1.work.doe"' in handout_works(FIRST, own, "Works")
    assert handout_works(_article(3, ""), own, "Works") == ""


def test_a_citation_without_a_list_is_words() -> None:
    """Where there is no list, no link is left."""
    tree = tree_of(FIRST.body)
    link_citations(tree, FIRST.path, {}, lambda target: target.anchor)
    assert not list(tree.iter("a"))


def test_a_page_for_the_list_gives_it_its_title() -> None:
    """An article with nothing but the place for the list, as in Quarto, is left out; its title is that of the list."""
    place = Article("3.md", Role.ARTICLE, "Works cited", '<p><span id="refs"></span></p>', key="a3")
    full = _book()
    book = with_apparatus(
        replace(full, chapters=(*full.chapters, Chapter("", None, articles=(place,)))), SETTINGS, LABELS
    )
    assert [one.title for one in book.back] == ["Works cited"]
    assert len(book.chapters) == 2


@pytest.mark.parametrize(("scopes", "place"), [(("",), WORKS), (("ch1", "ch2"), f"{WORKS}-ch1")])
def test_answers_cite_in_the_list_of_their_chapter(scopes: tuple[str, ...], place: str) -> None:
    """What an answer in the key cites leads to that list, and is in it."""
    body = cite("roe", 1).replace("cite.1", "a1-cite.1")
    key = Article("", Role.BACK, "Answers", body, key=ANSWER_KEY)
    settings = replace(SETTINGS, lists=ListSettings(back=("answers",)))
    book = with_apparatus(replace(_book(scopes, pages=True), answer_key=key), settings, LABELS)
    tree = tree_of(body)
    link_citations(tree, "", book.targets, lambda target: f"{target.key}#{target.fragment}")
    assert f'href="{place}#roe"' in markup_of(tree)
    listed = next(one for one in book.articles() if one.key == place)
    assert f"{ANSWER_KEY}.a1-cite.1" in in_print(listed, book, settings, LABELS)


def test_works_that_are_written_the_other_way_have_their_direction() -> None:
    """In a book from right to left, a work in Latin letters runs from left to right, in print and on screens."""
    arabic = Work("doe", "doe", "<i>\u0643\u062a\u0627\u0628</i>", "")
    book = replace(_book(), works=Works({"": (arabic, ROE)}, pages=False))
    settings = replace(SETTINGS, identity=replace(IDENTITY, language="ar"))
    made = with_apparatus(book, settings, LABELS)
    for shown in (
        in_print(made.back[0], made, settings, LABELS),
        on_screen(made.back[0], made, settings, LABELS, lambda key, anchor: f"{key}#{anchor}"),
    ):
        assert '<p class="work" dir="ltr"><span class="work-number">[2]</span> Roe.' in shown
        assert '<p class="work"><i>' in shown
    printed = in_print(made.back[0], made, SETTINGS, LABELS)
    assert '<p class="work" dir="rtl"><i>' in printed
