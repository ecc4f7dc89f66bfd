"""Links without words print the number of what they lead to, called by what it is, once."""

import re

import pytest

from bookbuild.model import Numbered, Target
from bookbuild.render.apparatus.reference_words import ReferenceWords
from bookbuild.render.apparatus.signs import SHARED
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import has_class, tree_of

NUMBERS = {
    "a1.fig-a": Numbered("figure", "1.1"),
    "a1.fig-b": Numbered("figure", "1.2"),
    "a1.fig-c": Numbered("figure", "2.1"),
    "a1.tbl-a": Numbered("table", "1.1"),
    "ch7": Numbered("chapter", "7"),
}
TARGETS = {
    ("x.md", name): Target(*anchor.split(".", 1))
    for anchor in NUMBERS
    for name in (f"#{anchor[3:]}", f"@{anchor[3:]}", f"-@{anchor[3:]}")
} | {("x.md", "@chapter:7"): Target("ch7"), ("x.md", "chapter:7"): Target("ch7")}
LINK = re.compile(r"\[(\S+?)(\*?)\]")


def written(text: str, language: str = "en", **own: str) -> str:
    """Return a text as it is printed: ``[@fig-a]`` is a link without words, ``[@fig-a*]`` one of a group."""
    markup = LINK.sub(r'<a href="\1" data-numbered="Words" class="\2"></a>', text).replace('"*"', '"several"')
    tree = tree_of(f"<p>{markup}</p>")
    numbers = ReferenceWords(
        "x.md", TARGETS, lambda target: NUMBERS.get(target.anchor), labels_for(language, own)
    ).write(list(tree.iter("a")))
    assert all(not link.get("data-numbered") and not has_class(link, "several") for link in tree.iter("a"))
    assert all(link.text for link in numbers)
    return "".join(map(str, tree.itertext())).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[#fig-a]", "Figure~1.1"),
        ("[-@fig-a]", "1.1"),
        ("[@fig-zz]", "Words"),
        ("[chapter:7]", "Words"),
        ("[@chapter:7]", "Chapter~7"),
    ],
)
def test_a_link_without_words_prints_the_number(text: str, printed: str) -> None:
    """Where the book has no such number, it prints the caption; a chapter has its number by ``@`` alone."""
    assert written(text) == printed


def test_words_of_a_link_stay() -> None:
    """A link with words of its own is not changed."""
    link = tree_of('<a href="#fig-a">there</a>')[0]
    assert not ReferenceWords("x.md", TARGETS, lambda target: NUMBERS.get(target.anchor), {}).write([link])
    assert link.text == "there"


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "see Figure [@fig-a].", "see Figure~1.1."),
        ("en", "Fig. [@fig-a]", "Fig.~1.1"),
        ("en", "Figs. [@fig-a] and [@fig-b]", "Figs.~1.1 and 1.2"),
        ("en", "Figures [@fig-a], [@fig-b], and [@fig-c]", "Figures~1.1, 1.2, and 2.1"),
        ("en", "Figures [@fig-a] and Table [@tbl-a]", "Figures~1.1 and Table~1.1"),
        ("en", "Figure [@fig-a] and [@tbl-a]", "Figure~1.1 and Table~1.1"),
        ("en", "Figure [@fig-a] is older. [@fig-b] is new", "Figure~1.1 is older. Figure~1.2 is new"),
        ("en", "in chapter [@chapter:7]", "in chapter~7"),
        ("en", "a table, [@tbl-a], and the figure of [@fig-a]", "a table, Table~1.1, and the figure of Figure~1.1"),
        ("de", "in den Abbildungen [@fig-a] und [@fig-b]", "in den Abbildungen~1.1 und 1.2"),
        ("de", "vgl. Abb. [@fig-a], s. Tab. [@tbl-a]", "vgl. Abb.~1.1, s. Tab.~1.1"),
        ("fr", "les figures [@fig-a] à [@fig-b]", "les figures~1.1 à 1.2"),
        ("fr", "la figure [@fig-a] et les figures [@fig-b], [@fig-c]", "la figure~1.1 et les figures~1.2, 2.1"),
        ("pl", "na rysunku [@fig-a], w tabeli [@tbl-a]", "na rysunku~1.1, w tabeli~1.1"),
        ("pl", "na rysunku [@fig-a] i na rysunkach [@fig-b] i [@fig-c]", "na rysunku~1.1 i na rysunkach~1.2 i 2.1"),
    ],
)
def test_a_reference_is_called_by_its_kind_once(language: str, text: str, printed: str) -> None:
    """Behind the word for its kind, in whatever case or number, or short, a reference is its number alone."""
    assert written(text, language) == printed


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "see [@fig-a*], [@fig-b*]", "see Figures~1.1 and 1.2"),
        ("en", "[@fig-a*], [@fig-b*], [@fig-c*]", "Figures~1.1, 1.2 and 2.1"),
        ("en", "Figs. [-@fig-a*], [@fig-b*]", "Figs.~1.1 and 1.2"),
        ("en", "[@fig-a*], [@fig-zz*], [@tbl-a]", "Figure~1.1, Words, Table~1.1"),
        ("en", "[@fig-a], [@fig-b]", "Figure~1.1, Figure~1.2"),
        ("de", "[@fig-a*], [@fig-b*]", "Abbildungen~1.1 und 1.2"),
    ],
)
def test_references_of_a_group_are_called_by_one_word(language: str, text: str, printed: str) -> None:
    """Those of one kind in brackets have its plural before the first, and the word for "and" before the last."""
    assert written(text, language) == printed


def test_a_word_of_the_project_has_no_plural_of_ours() -> None:
    """Where a project calls figures by a word of its own, several are called by it too, unless it gives a plural."""
    assert written("[@fig-a*], [@fig-b*]", figure="Plate") == "Plate~1.1 and 1.2"
    assert written("[@fig-a*], [@fig-b*]", **{"figure": "Plate", "several-figure": "Plates"}) == "Plates~1.1 and 1.2"


def test_a_heading_that_refers_to_something_is_named_with_its_number() -> None:
    """The words of a heading have numbers for the labels in them."""
    link = tree_of('<a href="@sec-x" data-numbered="How to read @fig-b"></a>')[0]
    words = ReferenceWords("x.md", TARGETS, lambda target: NUMBERS.get(target.anchor), labels_for("en", {}))
    assert not words.write([link])
    assert link.text == "How to read Figure\N{NO-BREAK SPACE}1.2"


def test_numbers_that_share_a_word_are_marked() -> None:
    """What is said behind a number that stands without its word goes into brackets: such links have a mark."""
    tree = tree_of(
        '<p>Figures <a href="@fig-a" data-numbered="A"></a> and <a href="@fig-b" data-numbered="B"></a>, '
        '<a href="@fig-c" data-numbered="C"></a>; <a href="@tbl-a" data-numbered="T"></a></p>'
    )
    links = list(tree.iter("a"))
    ReferenceWords("x.md", TARGETS, lambda target: NUMBERS.get(target.anchor), labels_for("en", {})).write(links)
    assert [SHARED in link.attrib for link in links] == [True, True, True, False]
