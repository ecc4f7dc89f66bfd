"""What an index lacks."""

from bookbuild.model import Article, Book, Role
from bookbuild.pipeline.indexing import alike, candidates_in
from bookbuild.render.apparatus.index_faults import index_faults


def _article(key: str, body: str) -> Article:
    return Article(path=f"{key}.md", role=Role.ARTICLE, title=key, body=body, key=key)


def test_terms_in_bold_come_before_frequent_words() -> None:
    """What is an entry, or part of one, is no candidate; nor is a word of every article, or a bold sentence."""
    own = "<p>contract contract contract Contract union union union union</p>"
    everywhere = "<p>work work work</p>"
    bold = "<p><strong>Gross pay</strong> <strong>Do not sign it without advice.</strong></p>"
    texts = (own, bold, *[everywhere] * 6)
    articles = tuple(_article(f"a{number}", text + everywhere) for number, text in enumerate(texts))
    found = [(one.words, one.is_term) for one in candidates_in(articles, ["pay!union"])]
    assert found == [("Gross pay", True), ("contract", False)]


def test_entries_that_differ_by_a_letter_are_named() -> None:
    """A letter more, another letter or capitals alone make a pair; short words and other beginnings do not."""
    names = ["offer", "offers", "résumé", "resumé", "Union", "union", "tax", "tab", "letter", "better"]
    assert list(alike(names)) == [("offer", "offers"), ("résumé", "resumé"), ("Union", "union")]


def test_an_entry_that_refers_to_none_is_a_warning() -> None:
    """The nearest entry is named."""
    body = '<p><span data-index="wage" data-see="pai"></span><span data-index="pay" data-see-also="wage"></span></p>'
    (found,) = index_faults(Book(front=(_article("a", body),)))
    assert (found.code, found.hint) == ("undefined-reference", "did you mean 'pay'?")
