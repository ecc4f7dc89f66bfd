"""Links in every form lead to places in the book; a broken one is reported with what is nearest."""

import unicodedata
from typing import Literal

import pytest

from bookbuild.assemble.resolving import SEARCHES
from bookbuild.model import Article, Role, Target
from tests.assemble.articles import article, assembled, faults, headed, linking, whole

OFFER = headed("content/ch07/53.offer/default.md", "exact-date", "waiting", number="53", chapter="7")
RAISE = headed("content/ch07/how-do-i-ask.md", "when", number="54", chapter="7")
HALF = article("content/ch07/half.md", "53.5", "7")
OPENING = article("content/ch07/chapter.md", "", "7", Role.OPENING)
PREFACE = article("content/preface.md", role=Role.FRONT)
OTHERS = (OFFER, RAISE, HALF, OPENING, PREFACE)
HERE = "content/ch07/here.md"
HEADING = "    hint: write {#x} behind the heading that is meant; or, after #, the words of a heading with hyphens"


def leads_to(target: str, origin: str = HERE) -> Target:
    book = whole(*OTHERS, linking(origin, target, number="55", chapter="7"))
    return book.targets[origin, target]


def wrong(*targets: str, others: tuple[Article, ...] = OTHERS) -> list[str]:
    return faults(*others, linking(HERE, *targets, number="55", chapter="7"))


@pytest.mark.parametrize(
    ("written", "place"),
    [
        # by file, relative to the article
        ("how-do-i-ask.md", Target("a54")),
        ("./how-do-i-ask.md", Target("a54")),
        ("how-do-i-ask", Target("a54")),
        ("../ch07/how-do-i-ask.md#when", Target("a54", "when")),
        ("53.offer/default.md", Target("a53")),
        ("../preface.md", Target("front-preface")),
        ("chapter.md", Target("ch7")),
        # by Grav's page path
        ("/ch07/53.offer", Target("a53")),
        ("/ch07/offer", Target("a53")),
        ("/ch07/offer/", Target("a53")),
        ("/CH07/Offer#waiting", Target("a53", "waiting")),
        ("/content/ch07/offer", Target("a53")),
        ("../ch07/offer", Target("a53")),
        ("offer", Target("a53")),
        ("/ch07/how-do-i-ask", Target("a54")),
        ("/ch07", Target("ch7")),
        # by number
        ("article:53", Target("a53")),
        ("article:53.5", Target("a53-5")),
        ("article:53#exact-date", Target("a53", "exact-date")),
        ("article: 53", Target("a53")),
        ("chapter:7", Target("ch7")),
        # within the article itself
        ("here.md", Target("a55")),
        # with a query and a fragment of a web page
        ("how-do-i-ask.md?print=1#when", Target("a54", "when")),
    ],
)
def test_a_link_is_found_in_every_form(written: str, place: Target) -> None:
    """Relative file path, Grav page path, number and heading all lead to the place they mean."""
    assert leads_to(written) == place


def test_a_heading_of_the_same_article_is_found() -> None:
    """A link that is only a heading leads to that heading of its own article."""
    origin = headed("a.md", "first", links=linking("a.md", "#first").links)
    assert whole(origin).targets == {("a.md", "#first"): Target("p-a", "first")}


def test_any_element_with_an_id_can_be_linked_to() -> None:
    """An id that the author gave to a paragraph or a picture is a place like a heading."""
    other = article("b.md", body='<p id="here">Words.</p>')
    assert whole(linking("a.md", "b.md#here"), other).targets == {("a.md", "b.md#here"): Target("p-b", "here")}


def test_what_only_looks_like_an_id_is_none() -> None:
    """The text of an article, in which ids may be written of, makes no places."""
    other = article("b.md", body='<p>Write id="here" into it.</p>')
    assert [line.partition(":")[0] for line in faults(linking("a.md", "b.md#here"), other)] == ["a.md"]


def test_one_link_may_stand_twice() -> None:
    """The same target in two articles is resolved from each of them."""
    book = whole(linking("x/a.md", "b.md"), article("x/b.md"), linking("y/a.md", "b.md"), article("y/b.md"))
    keys = {found.path: found.key for found in book.articles()}
    assert book.targets == {
        ("x/a.md", "b.md"): Target(keys["x/b.md"]),
        ("y/a.md", "b.md"): Target(keys["y/b.md"]),
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "how-do-i-aks.md",
            "'how-do-i-aks.md' leads to no article of the book\n    hint: did you mean 'how-do-i-ask.md'?",
        ),
        ("prefase.md", "'prefase.md' leads to no article of the book\n    hint: did you mean '../preface.md'?"),
        (
            "zzz.md",
            "'zzz.md' leads to no article of the book\n"
            "    hint: write the path of the article's file from here, or article: and its number",
        ),
        ("article:99", "there is no article 99\n    hint: `bookbuild list` shows the numbers"),
        ("article:533", "there is no article 533\n    hint: did you mean 'article:53'?"),
        ("chapter:8", "there is no chapter 8\n    hint: `bookbuild list` shows the numbers"),
        (
            "../../../etc/passwd",
            "'../../../etc/passwd' leads to no article of the book\n"
            "    hint: write the path of the article's file from here, or article: and its number",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_reported_with_the_nearest_that_leads_somewhere(written: str, said: str) -> None:
    """A broken link is an error at its line, with a hint that can be copied into the article."""
    assert wrong(written) == [f"{HERE}:10: error[broken-link]: {said}"]


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        (
            "how-do-i-ask.md#wen",
            Target("a54"),
            "'how-do-i-ask.md#wen': content/ch07/how-do-i-ask.md has no heading #wen; the link leads to its beginning\n"
            "    hint: did you mean 'how-do-i-ask.md#when'?",
        ),
        (
            "article:53.5#x",
            Target("a53-5"),
            f"'article:53.5#x': content/ch07/half.md has no heading #x; the link leads to its beginning\n{HEADING}",
        ),
        ("#x", Target("a55"), f"'#x': {HERE} has no heading #x; the link leads to its beginning\n{HEADING}"),
    ],
)
def test_a_link_to_a_heading_that_is_missing_leads_to_the_page(written: str, place: Target, said: str) -> None:
    """If the page is found, the link goes to its beginning, and a warning names the nearest heading."""
    outcome = assembled(*OTHERS, linking(HERE, written, number="55", chapter="7"))
    assert outcome.value.targets[HERE, written] == place
    assert list(map(str, outcome.diagnostics)) == [f"{HERE}:10: warning[broken-anchor]: {said}"]


def test_a_hint_leads_somewhere() -> None:
    """What a hint proposes is a link that the book has."""
    (said,) = wrong("../howdo-i-ask.md")
    assert leads_to(said.partition("did you mean '")[2].removesuffix("'?")) == Target("a54")


def test_every_broken_link_of_every_article_is_reported() -> None:
    """One run reports all broken links, each at its own line."""
    said = faults(linking("a.md", "x1.md", "b.md", "x2.md"), linking("b.md", "x3.md"))
    assert [line.split(": ")[0] for line in said] == ["a.md:10", "a.md:12", "b.md:10"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["öfen.md", "/b/öfen"])
def test_a_name_is_found_however_the_file_system_writes_its_accents(form: Literal["NFC", "NFD"], written: str) -> None:
    """A file whose name is kept decomposed, as on some systems, is what an author's composed link means."""
    other = article(unicodedata.normalize(form, "a/b/öfen.md"), "1")
    book = whole(linking("a/b/x.md", written, number="2"), other)
    assert book.targets == {("a/b/x.md", written): Target("a1")}


def test_capitals_are_of_no_account() -> None:
    """A path that is right but for its capitals is found, on every system alike."""
    assert leads_to("How-Do-I-Ask.md") == Target("a54")


def test_what_cannot_be_resolved_is_no_target() -> None:
    """A broken link stands in no table of targets, so that it stays as its text."""
    assert assembled(linking("a.md", "gone.md")).value.targets == {}


def test_of_very_many_broken_links_the_first_have_hints() -> None:
    """Every broken link is reported, but the nearest right one is looked up for the first of them only."""
    targets = [f"bread{count}.md" for count in range(SEARCHES)] + ["breads.md", "article:1"]
    said = faults(linking("a.md", *targets), article("bread.md"))
    assert len(said) == len(targets)
    assert ["did you mean" in line for line in said] == [True] * SEARCHES + [False, False]


def test_one_cause_is_one_message() -> None:
    """A missing file is reported once an article, with the lines of all links to it, whatever headings they name."""
    (said,) = faults(linking("a.md", "gone.md", "b.md", "gone.md#a", "gone.md#b"), article("b.md"))
    assert said.startswith(
        "a.md:10: error[broken-link]: 'gone.md' leads to no article of the book (also on line 12, 13)"
    )


def test_a_place_of_another_article_is_found_if_no_other_has_its_name() -> None:
    """`#NAME` without a file leads to the only place of that name in the book, as where all files make one page."""
    assert leads_to("#exact-date") == Target("a53", "exact-date")
    others = (*OTHERS, headed("content/ch07/more.md", "when", number="56", chapter="7"))
    assert wrong("#when", others=others)[0].startswith(f"{HERE}:10: warning[broken-anchor]: ")
