"""The specimen book in the judgement of others, and each number in it held against the page that it names."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.book import BookProject
from tests.epubcheck import check_epubs
from tests.pdf_standards import check_pdf
from tests.specimen import source
from tests.specimen.printed import Printed, letters


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the book, of the teacher's copy of it, and of its booklets."""
    folder = tmp_path_factory.mktemp("specimen")
    project = BookProject(folder / "project")
    for path in source.BOOK.rglob("*.*"):
        project.file(str(path.relative_to(source.BOOK)), path.read_bytes())
    ran = project.run(
        "build", "book", "teacher", "booklet", "-f", "epub", "-f", "pdf", "--strict", "-j", "1", "-o", str(folder)
    )
    assert ran.status == 0, ran.err
    return folder


@pytest.fixture(scope="module")
def book(made: Path) -> Printed:
    return Printed.read(made / "the-weather-diary.pdf")


@pytest.fixture(scope="module")
def booklet(made: Path) -> Printed:
    return Printed.read(made / "booklet/the-weather-diary-booklet-ch2.pdf")


def index_of(pages: Printed, chapters: str) -> list[str]:
    """Return the lines of the index of some chapters, as their marks and the pages with the words demand it."""
    entries: dict[tuple[str, ...], set[str]] = {}
    references: dict[tuple[str, ...], str] = {}
    begun: dict[tuple[str, ...], int] = {}
    ranges: set[tuple[str, ...]] = set()
    for mark in source.marks(chapters):
        refers = re.search(r'(see|see-also)="([^"]*)"', mark.options)
        if refers:
            references[mark.entry] = f", {refers[1].replace('-', ' ')} {refers[2]}"
            continue
        page = pages.page(pages.find(mark.words))
        first = page
        if ".end" in mark.options:
            first = begun.pop(mark.entry)
            ranges.add(mark.entry)
        if ".start" in mark.options:
            begun[mark.entry] = page
        entries.setdefault(mark.entry, set()).update(pages.labels[first : page + 1])
    for entry in list(entries | references):
        for size in range(1, len(entry)):
            entries.setdefault(entry[:size], set())
    lines = []
    for entry in sorted(entries | references, key=lambda entry: [letters(name) for name in entry]):
        printed = runs(entries.get(entry, set()), fewest=2 if entry in ranges else 3)
        lines.append(", ".join((entry[-1], *printed)) + references.get(entry, ""))
    return lines


def runs(labels: set[str], fewest: int) -> list[str]:
    """Return pages in order, as a range where so many follow each other."""
    pages = sorted(map(int, labels))
    groups: list[list[int]] = [pages[:1]] if pages else []
    for before, page in pairwise(pages):
        if page == before + 1:
            groups[-1].append(page)
        else:
            groups.append([page])
    return [
        run
        for group in groups
        for run in ([f"{group[0]}\N{EN DASH}{group[-1]}"] if len(group) >= fewest else [str(page) for page in group])
    ]


EDITIONS = pytest.mark.parametrize(("edition", "chapters"), [("book", "12A"), ("booklet", "2")])


@EDITIONS
def test_each_entry_of_the_index_has_the_pages_with_its_words(
    edition: str, chapters: str, request: pytest.FixtureRequest
) -> None:
    """The index names the entries that are marked, in order, each with the pages where the marked words stand."""
    pages = request.getfixturevalue(edition)
    printed = [line for line in pages.lines_below("Index") if not re.fullmatch("[A-Z]", line)]
    assert printed == index_of(pages, chapters)


def page_of(pages: Printed, target: source.Labelled) -> str:
    """Return the number of the page on which a figure, a table, a listing, an equation or a box stands."""
    if target.kind != "Equation":
        return pages.label_of(f"{target.kind} {target.number} {'Tip: ' * (target.kind == 'Box')}{target.caption}")
    (page,) = (page for page, text in enumerate(pages.texts) if f"\n({target.number})" in text)
    return pages.labels[page]


@EDITIONS
@pytest.mark.parametrize(("heading", "kind"), [("Figures", "Figure"), ("Tables", "Table"), ("Listings", "Listing")])
def test_each_line_of_a_list_has_the_page_with_its_caption(
    edition: str, chapters: str, heading: str, kind: str, request: pytest.FixtureRequest
) -> None:
    """A list has every caption of its kind in the book in hand, each with the page that it stands on."""
    pages = request.getfixturevalue(edition)
    targets = [one for one in source.labelled().values() if one.kind == kind and one.number[0] in chapters]
    lines = [re.sub(r"(?: \.)+ ", "\t", line) for line in pages.lines_below(heading)] if targets else []
    assert lines == [f"{target.number} {target.caption}\t{page_of(pages, target)}" for target in targets]


def test_each_term_of_the_glossary_has_pages_that_use_it(book: Printed) -> None:
    """The glossary has the terms in order; the words of each stand on every page that it names."""
    names = "|".join(source.terms())
    page = "\n".join(book.lines_below("Glossary"))
    entries = re.findall(rf"(?m)^({names})\n(?:.|\n)*?\.\s([xiv\d][xiv\d,\u2013\s]*)$", page)
    assert [term for term, _ in entries] == list(source.terms())
    for term, printed in entries:
        for run in printed.replace("\n", " ").strip(" ,").split(", "):
            first, _, last = run.partition("\N{EN DASH}")
            for number in range(book.labels.index(first), book.labels.index(last or first) + 1):
                assert any(letters(form) in letters(book.texts[number]) for form in source.terms()[term]), (term, run)


CITED = {"Lind, E. (1987)": "Lind, 1987", "Moss, B. and": "Moss and Fell, 2019", "Winter, A. (2004)": "Winter, 2004"}
"""The beginning of each work in the list, in order, and what its citations begin with."""


@pytest.mark.parametrize("edition", ["book", "booklet"])
def test_each_work_of_the_list_has_the_pages_that_cite_it(edition: str, request: pytest.FixtureRequest) -> None:
    """The list has the works that are cited, in order, each with the pages where the citations stand."""
    pages = request.getfixturevalue(edition)
    listed = " ".join(pages.lines_below("References"))
    found = re.findall(rf"({'|'.join(map(re.escape, CITED))}).*?\(pp?\. ([\d, ]+)\)", listed)
    assert found == [(work, ", ".join(pages.labels_with(cited))) for work, cited in CITED.items()]


@EDITIONS
def test_each_reference_has_the_page_that_it_refers_to(
    edition: str, chapters: str, book: Printed, request: pytest.FixtureRequest
) -> None:
    """A reference says the number and, unless it is seen from there, the page; that of the full book in a booklet."""
    pages = request.getfixturevalue(edition)
    labelled = source.labelled()
    for before, label in source.references(chapters):
        target = labelled[label]
        place = pages.find(f"{before} {target.kind} {target.number}")
        behind = pages.letters[place + len(letters(f"{before} {target.kind} {target.number}")) :]
        if target.number[0] not in chapters:
            expected = f"full book, page {page_of(book, target)}"
        elif int(page_of(pages, target)) // 2 == int(pages.labels[pages.page(place)]) // 2:
            expected = ""
            assert not behind.startswith("onpage"), before
        else:
            expected = f"on page {page_of(pages, target)}"
        assert behind.startswith(letters(expected)), before


def test_a_copy_has_what_is_for_its_readers(made: Path, book: Printed) -> None:
    """Text for teachers stands in their copy alone, text for others in the others; an included file in both."""
    copy = Printed.read(made / "the-weather-diary-teacher.pdf")
    for words, holders in (("Forty minutes are enough", [copy]), ("Ask when you are stuck", [book])):
        assert [pages for pages in (book, copy) if pages.labels_with(words)] == holders
    assert book.labels_with("The hours of Hill School are") == copy.labels_with("The hours of Hill School are") != []


def test_epubcheck_is_content(made: Path) -> None:
    """The EPUBs of the book and of a booklet are valid, without an error or a warning."""
    assert check_epubs([made / "the-weather-diary.epub", made / "booklet/the-weather-diary-booklet-ch2.epub"]) == []


def test_the_pdfs_are_accessible_and_for_archives(made: Path) -> None:
    """The PDFs of all editions keep PDF/UA-1 and PDF/A-3a, which they claim."""
    assert {path.name: found for path in made.rglob("*.pdf") if (found := check_pdf(path, "ua1", "3a"))} == {}
