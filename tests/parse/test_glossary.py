"""The file of the glossary: terms on lines, meanings behind colons."""

import pytest

from bookbuild.model import ContentSettings, Source, Term
from bookbuild.parse.glossary import glossary_of, read_glossary


def terms_of(text: str) -> tuple[Term, ...]:
    read = read_glossary(Source("glossary.md", text.encode()), ContentSettings()).value
    return read.terms if read else ()


def body_of(text: str) -> str:
    read = read_glossary(Source("glossary.md", text.encode()), ContentSettings()).value
    article = glossary_of(read, ContentSettings(), "en").value if read else None
    return article.body.replace("\n", " ") if article else ""


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("notice period", Term("notice-period", "notice period")),
        ("offer, job offer, offering", Term("offer", "offer", forms=("job offer", "offering"))),
        ("tracking system (ATS)", Term("tracking-system", "tracking system", "ATS")),
        ("CV (curriculum vitae), résumé", Term("curriculum-vitae", "curriculum vitae", "CV", ("résumé",))),
        ("reference (for a job)", Term("reference", "reference")),
        ('*pay*, gross {forms="wage, wages" key=money}', Term("money", "pay", forms=("gross", "wage", "wages"))),
        ("Stage {lang=fr .by-hand}", Term("stage", "Stage", language="fr", is_by_hand=True)),
        ("human resources {abbr=HR}", Term("human-resources", "human resources", "HR")),
    ],
)
def test_a_line_has_a_term_and_its_other_forms(line: str, term: Term) -> None:
    """Behind commas are other forms, in brackets is the abbreviation, and in braces what else there is to say."""
    (found,) = terms_of(f"{line}\n: What it means.")
    assert (found.key, found.words, found.abbreviation) == (term.key, term.words, term.abbreviation)
    assert (found.forms, found.language, found.is_by_hand) == (term.forms, term.language, term.is_by_hand)


@pytest.mark.parametrize(
    "text",
    [
        "a term\n: One.\nb\n: Two.\n",
        "a term\n\n: One.\n\nb\n\n: Two.\n",
        "a term\n:One.\nb\n~ Two.\n",
        "## A\n\na term\n: One.\n\n## B\n\nb\n:\n  Two.\n",
        "a term\n: One.\r\nb\r\n: Two.\r\n",
        "---\nlang: en\n---\na term\n: One.\nb\n: Two.\n",
    ],
)
def test_entries_are_found_however_they_are_set_apart(text: str) -> None:
    """Empty lines, spaces behind colons and headings of letters make no difference."""
    found = body_of(text)
    assert found.replace("<p>", "").replace("</p>", "").replace("<dd> ", "<dd>").replace(" </dd>", "</dd>") == (
        '<dl> <dt id="a-term">a term</dt> <dd>One.</dd> <dt id="b">b</dt> <dd>Two.</dd> </dl>'
    )


def test_a_meaning_goes_on_below_its_colon() -> None:
    """Lines and indented paragraphs go on with a meaning; the last line above the next colon is a term."""
    found = body_of("a\n: One\nmore.\n\n  *Others.*\n\nb\nc\n: Two.\nd\ne\n: Three.\n")
    assert "<p>One more.</p> <p><em>Others.</em></p>" in found
    assert [term.words for term in terms_of("b\nc\n: Two.\nd\ne\n: Three.\n")] == ["b", "d"]
    assert [term.forms for term in terms_of("b\nc\n: Two.\nd\ne\n: Three.\n")] == [("c",), ("e",)]


def test_terms_have_the_lines_of_the_file_and_keys_of_their_own() -> None:
    """Two terms with the same words have two keys."""
    found = terms_of("---\ntitle: Words\n---\nBefore.\n\npay\n: One.\n\nPay\n: Two.\n")
    assert [(term.key, term.line) for term in found] == [("pay", 6), ("pay-2", 9)]


def test_a_file_without_terms_is_told() -> None:
    """Without a colon there is no glossary."""
    read = read_glossary(Source("glossary.md", b"# Words\n\nAn offer is what they say.\n"), ContentSettings())
    assert read.value is None
    assert [one.code for one in read.diagnostics] == ["glossary-file"]
