"""Links that lead out of the book: to files beside it, to addresses without their beginning, and to what is none."""

from dataclasses import dataclass

import pytest

from bookbuild.assemble import LinkedFile, assemble
from bookbuild.assemble.pages import Pages
from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Book, ImageUse, Link
from tests.assemble.articles import article, linking

HERE = "content/here.md"


@dataclass
class Files:
    """Files by the paths by which articles name them."""

    by_target: dict[str, LinkedFile]

    def find(self, article: str, target: str) -> LinkedFile | None:  # noqa: ARG002 - a file is found from anywhere
        return self.by_target.get(target)

    def hint(self, article: str, target: str) -> str:  # noqa: ARG002 - a file is found from anywhere
        return "did you mean form.pdf?" if target == "from.pdf" else ""


def assembled(*articles: Article, address: str = "") -> Outcome[Book]:
    files = {
        "form.pdf": LinkedFile("content/form.pdf", address and f"{address}/form.pdf"),
        "draft.md": LinkedFile("content/draft.md"),
        "desk.jpg": LinkedFile("content/desk.jpg"),
    }
    return assemble(articles, {}, Files(files))


def link(target: str, words: str = "words") -> Article:
    return linking(HERE, target, body=f'<p><a href="{target}">{words}</a></p>')


def diagnostics_of(outcome: Outcome[Book]) -> list[str]:
    return [f"{one.code}: {one.message}" for one in outcome.diagnostics]


def body_of(outcome: Outcome[Book]) -> str:
    return next(outcome.value.articles()).body


def test_a_link_to_a_file_in_another_language_leads_to_the_page_in_the_book() -> None:
    """The paths of its other versions name an article, unless another article has such a path itself."""
    named, other = article("content/b.de.md", versions=("content/b.md", "content/c.md")), article("content/c.md")
    pages = Pages([linking(HERE), named, other])
    assert (pages.find(named, "b.md"), pages.find(named, "c.md")) == (named, other)
    assert not assembled(linking(HERE, "b.md", body='<p><a href="b.md">b</a></p>'), named, other).diagnostics


def test_a_link_to_a_file_keeps_its_words() -> None:
    """A file beside the book is no broken link: its words are printed, and a warning names the file."""
    outcome = assembled(link("form.pdf"))
    assert diagnostics_of(outcome) == [
        "linked-file: 'form.pdf' leads to a file that is not in the book; only the words of the link are printed"
    ]
    assert (outcome.value.targets, body_of(outcome)) == ({}, link("form.pdf").body)


def test_a_link_to_a_file_leads_to_the_book_s_website() -> None:
    """Where the book has an address, the link is one to the web like any other, with its fragment."""
    outcome = assembled(link("form.pdf#page=2"), address="https://example.org")
    assert diagnostics_of(outcome) == [
        "linked-file: 'form.pdf' leads to a file that is not in the book; "
        "the link leads to https://example.org/form.pdf"
    ]
    assert body_of(outcome) == '<p><a href="https://example.org/form.pdf#page=2">words</a></p>'
    assert next(outcome.value.articles()).links == ()


def test_a_link_to_the_picture_that_it_shows_is_silent() -> None:
    """A picture that is linked to itself, to be enlarged on a screen, is in the book anyway."""
    shown = article(HERE, images=(ImageUse("desk.jpg", 10, "A desk"),), links=(Link("desk.jpg", 10),))
    assert assembled(shown).diagnostics == ()


def test_an_article_that_is_left_out_is_a_broken_link() -> None:
    """A Markdown file that is there but not in the book is reported as what it is."""
    assert diagnostics_of(assembled(link("draft.md"))) == [
        "broken-link: 'draft.md' leads to no article of the book: content/draft.md is not published, or left out"
    ]


def test_a_file_that_is_missing_has_the_nearest_as_a_hint() -> None:
    """A link to no file at all is an error; the project's files are searched for the one that was meant."""
    (found,) = assembled(link("from.pdf")).diagnostics
    assert (found.code, found.hint) == ("broken-link", "did you mean form.pdf?")
    assert found.message == "'from.pdf' leads to no article of the book, and there is no such file"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("WWW.example.org/a?b=c#d", "https://WWW.example.org/a?b=c#d"),
        ("www.münchen.de/straße", "https://www.xn--mnchen-3ya.de/stra%C3%9Fe"),
        ("example.org", "https://example.org"),
        ("example.org:8080/page", "https://example.org:8080/page"),
        ("example.co.uk/page", "https://example.co.uk/page"),
        ("https//example.org", "https://example.org"),
        ("http:/example.org/x y", "http://example.org/x%20y"),
        ("https:example.org", "https://example.org"),
        ("ada@example.org", "mailto:ada@example.org"),
        ("ada@example.org?subject=Hi", "mailto:ada@example.org?subject=Hi"),
        ("+49 (0)30 123-456", "tel:+49030123456"),
    ],
)
def test_an_address_without_its_beginning_is_completed(written: str, address: str) -> None:
    """What can only be an address becomes one, with a warning and what to write."""
    outcome = assembled(link(written))
    (found,) = outcome.diagnostics
    assert (found.code, found.hint) == ("incomplete-address", f"write {address}")
    assert body_of(outcome) == f'<p><a href="{address}">words</a></p>'


@pytest.mark.parametrize(
    "written", ["zzz.md", "zzz.md#a", "53.offer/gone.md", "script.py", "offer.rs", "a.b/c.md", "2.org"]
)
def test_the_name_of_a_file_is_not_taken_for_a_website(written: str) -> None:
    """A path that is missing stays a broken link, though its ending is also that of a country."""
    assert [one.code for one in assembled(link(written)).diagnostics] == ["broken-link"]


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("https://", "'https://' is not a complete address", "write https:// and the name of a site"),
        ("mailto:", "'mailto:' is not a complete address", "write mailto: and an e-mail address"),
        (
            "htps://example.org",
            "'htps://example.org' begins with htps:, which is no kind of address that a book knows",
            "did you mean 'https://example.org'?",
        ),
        (
            "made-up:x",
            "'made-up:x' begins with made-up:, which is no kind of address that a book knows",
            "most addresses begin with https:, mailto: or tel:",
        ),
        (
            "C:/Documents/form.pdf",
            "'C:/Documents/form.pdf' is a place on one computer, which no reader has",
            "copy the file into the project, and write its path from this article",
        ),
    ],
)
def test_what_is_no_address_is_reported_as_what_it_is(written: str, message: str, hint: str) -> None:
    """An address that is none is a broken link, and the hint is what to write."""
    (found,) = assembled(link(written)).diagnostics
    assert (found.code, found.message, found.hint) == ("broken-link", message, hint)


def test_a_link_without_an_address_is_printed_as_its_words() -> None:
    """An empty address leads nowhere, and is reported."""
    outcome = assembled(link(""))
    assert diagnostics_of(outcome) == ["incomplete-address: a link has no address, so only its words are printed"]
    assert outcome.value.targets == {}


def test_a_link_without_words_takes_those_of_its_target() -> None:
    """An empty link shows the title of the article, the words of the heading, or the name of the file."""
    other = article("content/other.md", title="Rye & wheat", body='<h2 id="part">A part</h2>', headings=())
    targets = ("other.md", "other.md#part", "form.pdf", "gone.md", "www.example.org")
    body = "".join(f'<p><a href="{target}" class="x"> </a></p>' for target in targets)
    note = '<p><a href="other.md"></a></p>'
    outcome = assembled(linking(HERE, *targets, body=body, notes=(note,)), other)
    here = next(one for one in outcome.value.articles() if one.path == HERE)
    assert [part.partition("<")[0] for part in here.body.split('class="x">')[1:]] == [
        "Rye &amp; wheat",
        "Rye &amp; wheat",
        "form.pdf",
        "gone.md",
        "www.example.org",
    ]
    assert here.notes == ('<p><a href="other.md">Rye &amp; wheat</a></p>',)


def test_a_link_without_words_to_a_figure_keeps_its_caption() -> None:
    """Its number is known when the book is rendered; without a caption it has none, and the title is said."""
    figure = '<figure id="desk"><img src="a.png"/><figcaption>A <em>desk</em> &amp; more</figcaption></figure>'
    body = '<p><a href="#desk"></a> <a href="#bare"></a></p><figure id="bare"><img src="b.png"/></figure>' + figure
    outcome = assembled(linking(HERE, "#desk", "#bare", body=body, title="Here"))
    (here,) = outcome.value.articles()
    assert '<a href="#desk" data-numbered="A desk &amp; more"></a> <a href="#bare">Here</a>' in here.body
