"""The career guide is complete."""

import re

import pytest

from tests.project.guide import ROOT, apparatus, articles, chapter_counts, prose, sections

LEAST = {
    "articles with a worksheet": 20,
    "worksheets with an answer": 20,
    "tables": 12,
    "drawings": 16,
    "cross-references": 60,
    "footnotes": 12,
    "definition lists": 6,
    "callouts": 20,
    "right-to-left quotations": 1,
}


def test_the_guide_is_whole() -> None:
    """Nine chapters hold 72 articles numbered through, and others with a letter; article 53 is about offers."""
    numbers = [str(article.number) for article in articles()]
    whole = [number for number in numbers if number.isdigit()]
    assert len(chapter_counts()) == 9
    assert whole == [str(number) for number in range(1, 73)]
    assert {number.rstrip("abc") for number in numbers} == set(whole)
    asked = next(article for article in articles() if str(article.number) == "53")
    assert (str(asked.chapter), asked.title) == ("7", "When do you expect to make an offer?")


def test_an_article_is_neither_a_note_nor_a_chapter() -> None:
    """Every article has 400 to 1,500 words, a background, its chapter's highlight and its chapter's tag."""
    wrong = [
        article.path
        for article in articles()
        if not (400 <= article.words <= 1500 and article.background)
        or article.highlight != f"ch{article.chapter}"
        or f"ch{article.chapter}_article" not in article.tags
    ]
    assert wrong == []


def test_every_chapter_is_plain_english() -> None:
    """No chapter reads harder than a Flesch ease of 60."""
    assert [count.name for count in chapter_counts() if count.ease < 60] == []


def test_headings_are_few() -> None:
    """No article has more than four headings, and none stands over a handful of lines."""
    counts = {article.path: list(sections(article)) for article in articles()}
    assert [path for path, words in counts.items() if len(words) > 4 or min(words) < 80] == []


def test_every_worksheet_has_its_answer() -> None:
    """As many worksheets have an answer as there are; the page on using the guide says how many."""
    page = (ROOT / "content/front/how-to-use-this-guide.md").read_text("utf-8")
    assert apparatus()["articles with a worksheet"] == apparatus()["worksheets with an answer"] == 20
    assert "Twenty articles end with a worksheet" in page


@pytest.mark.parametrize("what", LEAST)
def test_the_guide_has_its_apparatus(what: str) -> None:
    """The guide holds at least so many of each thing that makes a guide more than its paragraphs."""
    assert apparatus()[what] >= LEAST[what]


def test_no_two_articles_open_alike() -> None:
    """No two articles begin with the same three words, and no two with the same sentence anywhere of some length."""
    openings = [" ".join(prose(article).split()[:3]).lower() for article in articles()]
    assert sorted(openings) == sorted(set(openings))
    sentences = [
        sentence
        for article in articles()
        for sentence in set(re.split(r"(?<=[.?!])\s+", prose(article)))
        if len(sentence) > 60
    ]
    assert sorted(sentences) == sorted(set(sentences))


def test_the_plan_lists_every_article() -> None:
    """The plan in the content's README has a line for every article, by its number and question."""
    plan = dict(re.findall(r"^\| (\d+[a-z]?) \| ([^|]+?) \|", (ROOT / "content/README.md").read_text(), re.MULTILINE))
    assert plan == {str(article.number): article.title for article in articles()}
