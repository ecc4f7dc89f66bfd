"""Works read from BibTeX and CSL-JSON."""

from typing import Any

import pytest

from bookbuild.citations import read_library


def read(text: str, path: str = "works.bib", language: str = "en") -> dict[str, Any]:
    """Return the only work of a file."""
    (item,) = read_library([(path, text.encode())], language).value.works.values()
    return dict(item)


def faults(text: str, path: str = "works.bib") -> list[tuple[int | None, str]]:
    """Return what is wrong with a file: lines and messages."""
    found = read_library([(path, text.encode())], "en").diagnostics
    return [(one.location.line if one.location else None, one.message) for one in found]


def test_fields() -> None:
    """An entry of BibTeX becomes what CSL calls its parts."""
    item = read(
        "@article{roe, author={Roe, R. and {Office for Pay} and Ludwig van Beethoven}, title={On {DNA} Tests},"
        " journal={J. of \\& Things}, month=may, year=2019, pages={33--35}, number=2, doi={https://doi.org/10.1/x}}"
    )
    assert item["type"] == "article-journal"
    assert item["author"] == [
        {"family": "Roe", "given": "R."},
        {"literal": "Office for Pay"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
    ]
    assert item["title"] == 'On <span class="nocase">DNA</span> tests'
    assert item["container-title"] == "J. of & Things"
    assert item["issued"] == {"date-parts": [[2019, 5]]}
    assert (item["page"], item["issue"], item["DOI"]) == ("33-35", "2", "10.1/x")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller \ss{} \'Etude", "Müller ß Étude"),
        (r"100\% \emph{Homo} -- ``so''", "100% <i>Homo</i> \u2013 “so”"),
        ("Rates at 5% now", "Rates at 5% now"),
        (r"x\textsuperscript{2}", "x<sup>2</sup>"),
        ("An unclosed {brace", "An unclosed brace"),
    ],
)
def test_latex(latex: str, text: str) -> None:
    """LaTeX in a field is read as text, and nothing of it is lost."""
    assert read(f"@misc{{a, note = {{{latex}}}}}" if "{brace" not in latex else f'@misc{{a, note = "{latex}}}"}}')[
        "note"
    ] == text  # fmt: skip


def test_titles_in_other_languages_keep_their_capitals() -> None:
    """Capitals of titles are changed in English only."""
    assert read("@book{a, title={Die Kunst zu Fragen}}", language="de")["title"] == "Die Kunst zu Fragen"
    assert read("@book{a, title={Die Kunst}, langid={ngerman}}")["title"] == "Die Kunst"
    assert read("@book{a, title={The Art of IBM: A Guide}}")["title"] == "The art of IBM: A guide"


@pytest.mark.parametrize(
    ("field", "date"),
    [
        ("date={2020-05-03}", {"date-parts": [[2020, 5, 3]]}),
        ("date={2019/2020}", {"date-parts": [[2019], [2020]]}),
        ("year={n.d.}", {"literal": "n.d."}),
        ("year=1999, month={October}", {"date-parts": [[1999, 10]]}),
    ],
)
def test_dates(field: str, date: dict[str, Any]) -> None:
    """Dates are read as BibTeX and BibLaTeX write them."""
    assert read(f"@book{{a, {field}}}")["issued"] == date


def test_crossref() -> None:
    """A part of a book has the book's fields, and its title as the title of the whole."""
    text = "@inbook{a, crossref={b}, title={Part}}\n@book{b, title={Whole}, year=2000}"
    item = read_library([("w.bib", text.encode())], "en").value.works["a"]
    assert (item["title"], item["container-title"]) == ("Part", "Whole")


def test_names_of_strings_and_what_is_put_together() -> None:
    """``@string`` explains names, ``#`` joins values, and a name that nothing explains is told of with its line."""
    text = '@string{P = "A Press"}\n@string{q = P # { & Co}}\n@book{a, title={One}, publisher = q # " Ltd",\n'
    assert read(text + "month = jan, year = 2001}")["publisher"] == "A Press & Co Ltd"
    assert faults(text + "month = jan, year = 2001}") == []
    assert faults(text + "series = nix}") == [(4, "'a' has series = nix, a name that no @string explains")]
    assert read(text + 'note = "7" # "th"}')["note"] == "7th"


def test_faulty_entries() -> None:
    """An entry that cannot be read is named with its line, and those after it are read."""
    text = "@book{a, title={A}}\n\n@book{b, title={{B}, year=1\n\n@book{c, title={C}}\n"
    assert [line for line, _ in faults(text)] == [3]
    assert list(read_library([("w.bib", text.encode())], "en").value.works) == ["a", "c"]


def test_a_key_twice() -> None:
    """Of equal keys the first counts, in one file or in two."""
    assert faults("@book{a, title={A}}\n@book{a, title={B}}") == [
        (2, "the key 'a' is in use already, at works.bib:1; this work is left out")
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[{]", 1, "no JSON"),
        ("{}", 1, "no list"),
        ('[{"title": "A"}]', None, "has no id"),
        ('[\n{"id": "a", "issued": {"date-parts": "x"}}]', 2, "issued of 'a'"),
    ],
)
def test_faulty_json(text: str, line: int | None, words: str) -> None:
    """What is wrong in CSL-JSON is named with its line."""
    ((found, message),) = faults(text, "works.json")
    assert found == line
    assert words in message


def test_a_file_that_is_not_utf8() -> None:
    """A file in another encoding is named with the line of its first wrong byte."""
    found = read_library([("w.bib", b"@book{a,\ntitle={\xe9}}")], "en").diagnostics
    assert [one.location.line for one in found if one.location] == [2]
