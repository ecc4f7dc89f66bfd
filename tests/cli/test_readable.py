"""Editions for more readers, `large-print` and `easy-reading`, and the `sample`: their laws, measured in the files."""

import ctypes
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from pypdfium2 import raw

from tests.book import BookProject
from tests.epubcheck import check_epubs

LETTERS = re.compile(r"\w")
ADDRESS = "https://example.org/bread"
WORDS = (
    "Internationalisation characteristically disproportionate responsibilities notwithstanding counterproposals. " * 6
)
EVERYTHING = f"""Some *emphasis*, **strength**, `code` and a [link](2.md).[^1] Again.[^2]

## Second level

### Third *level*

{WORDS}

> A quotation with *emphasis*.

| Responsibility | Internationalisation | Characteristic | Recommendation | Sum |
|---|---|---|---|--:|
| Straightforward | Unpredictability | Counterproposal | Administration | 1,000 |

```
some_code(argument)
```

- one
    1. two
- [ ] a task

::: tip A title
A tip with `code`.
:::

::: lines 2
:::

::: scale 1 5 "not at all" "completely"
:::

::: fields Name, Date
:::

![A drawing](a.svg "A caption")

[^1]: A note with *emphasis* and `code`.
[^2]: Another note.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> BookProject:
    book = BookProject(tmp_path_factory.mktemp("readable"))
    more = f'authors = ["Ada Vale"]\npublisher = "Harbour"\nslug = "g"\naddress = "{ADDRESS}"'
    book.config(f'{more}\n[chapters.1]\ntitle = "Ovens"\n[chapters.2]\ntitle = "Dough"', title="Bread & Work")
    book.file("content/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    book.article(1, EVERYTHING).article(2, "Words.").article(3, "More words.", chapter=2)
    book.article(4, "Still more.", chapter=2)
    return book.file("content/preface.md", "---\ntitle: Preface\nmatter: front\n---\nA welcome.\n")


@pytest.fixture(scope="module")
def made(project: BookProject) -> dict[str, bytes]:
    ran = project.run("build", "book", "large-print", "easy-reading", "sample")
    assert ran.status == 0, ran.err
    return project.files()


class Glyph:
    """A character of a PDF as pdfium reads it: its text, its size in points, and its typeface."""

    def __init__(self, page: pypdfium2.PdfTextPage, index: int) -> None:
        matrix, name, flags = raw.FS_MATRIX(), ctypes.create_string_buffer(100), ctypes.c_int()
        raw.FPDFText_GetMatrix(page.raw, index, matrix)
        raw.FPDFText_GetFontInfo(page.raw, index, name, 100, flags)
        self.text = page.get_text_range(index, 1)
        self.size = raw.FPDFText_GetFontSize(page.raw, index) * abs(matrix.d)
        self.face = name.value.decode().rpartition("+")[2]


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if (glyph := Glyph(text, index)).text.strip():
                yield glyph


def lines(pdf: bytes) -> list[str]:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return [line.strip() for page in pages for line in page.splitlines()]


def document(epub: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(epub)) as container:
        return container.read(f"EPUB/{name}").decode()


def test_nothing_in_large_print_is_small(made: dict[str, bytes]) -> None:
    """All text is of 18 points or more, folios and notes too; only note marks may be smaller, and then 12 and bold."""
    small = [glyph for glyph in glyphs(made["g-large-print.pdf"]) if glyph.size < 17.99]
    assert {glyph.text for glyph in small} <= set("[12]")
    assert all(glyph.size >= 12 and "Bold" in glyph.face for glyph in small)
    assert any(glyph.size < 10 for glyph in glyphs(made["g.pdf"])), "the ordinary book would not pass"


@pytest.mark.parametrize("edition", ["large-print", "easy-reading"])
def test_nothing_is_slanted_or_hyphenated(made: dict[str, bytes], edition: str) -> None:
    """There are no italics, and no hyphens at ends of lines but in tables whose words are wider than their columns; the
    ordinary book has both.
    """
    pdf, ordinary = made[f"g-{edition}.pdf"], made["g.pdf"]
    slanted = re.compile("Italic|Oblique")
    assert not any(slanted.search(glyph.face) for glyph in glyphs(pdf))
    hyphens = ("-", "\u2010", "\ufffe", "\x02")
    divided = [line.rstrip("".join(hyphens)).rpartition(" ")[2] for line in lines(pdf) if line.endswith(hyphens)]
    assert all(re.search(rf"\| {word}", EVERYTHING) for word in divided)
    assert any(slanted.search(glyph.face) for glyph in glyphs(ordinary))
    assert any(line.endswith(hyphens) for line in lines(ordinary))


def test_no_table_is_cut_off_in_large_print(made: dict[str, bytes]) -> None:
    """Of a table of many long words every letter is on the page."""
    for page in pypdfium2.PdfDocument(made["g-large-print.pdf"]):
        text = page.get_textpage()
        edges = [
            text.get_charbox(index) for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()
        ]
        assert all(0 < left <= right < page.get_width() for left, _, right, _ in edges)


def test_easy_reading_is_in_a_typeface_made_for_it(made: dict[str, bytes]) -> None:
    """Every letter but those of code is Atkinson Hyperlegible, in the PDF, on screen and in the colophon."""
    faces = {glyph.face for glyph in glyphs(made["g-easy-reading.pdf"]) if LETTERS.match(glyph.text)}
    assert {face for face in faces if "Code" not in face} == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}
    epub = made["g-easy-reading.epub"]
    assert document(epub, "styles/fonts.css").count("Atkinson Hyperlegible") == 4
    assert "Source Serif" not in document(epub, "styles/fonts.css")
    assert "Set in Atkinson Hyperlegible." in document(epub, "text/copyright.xhtml")


def test_easy_reading_has_lines_of_a_good_length(made: dict[str, bytes]) -> None:
    """Full lines of text hold between 48 and 66 characters: about 55 to 62, as words will have it."""
    sentence = " ".join(WORDS.split())
    full = [len(line) for line in lines(made["g-easy-reading.pdf"]) if len(line) > 30 and line in sentence]
    assert full
    assert 48 <= min(full) <= max(full) <= 66


def test_the_ordinary_book_carries_nothing_of_other_editions(made: dict[str, bytes]) -> None:
    """The book has neither their stylesheets nor their typeface nor their lines."""
    with zipfile.ZipFile(io.BytesIO(made["g.epub"])) as container:
        names, text = container.namelist(), b"".join(map(container.read, container.namelist()))
    assert not [name for name in names if "edition" in name or "Atkinson" in name or "closing" in name]
    assert b"book-edition" not in text
    assert b"Atkinson" not in made["g.pdf"]


@pytest.mark.parametrize(
    ("edition", "statement"), [("large-print", "Large print"), ("easy-reading", "Easy reading"), ("sample", "Sample")]
)
def test_an_edition_states_what_it_is(made: dict[str, bytes], edition: str, statement: str) -> None:
    """The statement stands on title page and in the colophon, in the EPUB's titles and in the PDF's title."""
    epub, pdf = made[f"g-{edition}.epub"], made[f"g-{edition}.pdf"]
    assert f">{statement}<" in document(epub, "text/title-page.xhtml")
    assert f"<br/>{statement}<" in document(epub, "text/copyright.xhtml")
    assert f'id="title-edition">{statement}<' in document(epub, "content.opf")
    assert lines(pdf).count(statement) == 2
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == f"Bread & Work ({statement})"


def test_a_sample_shows_the_full_contents(made: dict[str, bytes]) -> None:
    """What is not in it stands in the contents too, without link or page; nav and outline list only what is there."""
    shown = etree.fromstring(document(made["g-sample.epub"], "text/contents.xhtml").encode())
    absent = [" ".join(map(str, found.itertext())) for found in shown.iterfind(".//{*}span[@class='absent']")]
    linked = [" ".join(map(str, found.itertext())) for found in shown.iterfind(".//{*}li/{*}a")]
    assert [" ".join(text.split()) for text in absent] == ["2 Dough", "4 Article 4"]
    assert [" ".join(text.split()) for text in linked] == [
        "Preface", "1 Ovens", "1 Article 1", "2 Article 2", "3 Article 3", "The whole book",
    ]  # fmt: skip
    assert "Article 4" not in document(made["g-sample.epub"], "nav.xhtml")
    pdf = pypdfium2.PdfDocument(made["g-sample.pdf"])
    assert "Article 4" not in [item.get_title() for item in pdf.get_toc()]
    contents = next(page for page in pdf if "Titles in grey" in page.get_textpage().get_text_range())
    listed = contents.get_textpage().get_text_range().splitlines()
    assert [line for line in listed if "Article 4" in line] == ["4 Article 4"]
    assert any(re.fullmatch(r"3 Article 3[\s.]+\d+", line) for line in listed)


def test_a_sample_states_where_the_whole_is(made: dict[str, bytes], project: BookProject) -> None:
    """Its last page names the book and links to its address; without an address the book is named all the same."""
    assert f'<a href="{ADDRESS}">' in document(made["g-sample.epub"], "text/closing.xhtml")
    last = list(pypdfium2.PdfDocument(made["g-sample.pdf"]))[-1].get_textpage().get_text_range()
    assert [word in last for word in ("Bread & Work", "Ada Vale", "Harbour", ADDRESS)] == [True] * 4
    assert "<dc:relation>" + ADDRESS in document(made["g-sample.epub"], "content.opf")
    without = BookProject(project.folder.parent / "without").config('publisher = "Harbour"').article(1)
    without.article(2, chapter=2).article(3, chapter=2)
    assert without.run("build", "sample", "-f", "epub").status == 0
    closing = document(without.files()["a-book-sample.epub"], "text/closing.xhtml")
    assert ("A book" in closing, "Harbour" in closing, "<a" in closing) == (True, True, False)


def test_epubcheck_is_content_with_every_edition(made: dict[str, bytes], tmp_path: Path) -> None:
    """EPUBCheck has neither errors nor warnings. It reads the book itself in other tests."""
    for name, data in made.items():
        if name != "g.epub":
            (tmp_path / name).write_bytes(data)
    assert check_epubs(tmp_path.glob("*.epub")) == []


def test_a_stylesheet_that_is_not_there_stops_only_its_edition(book: BookProject) -> None:
    """An edition that names no file is not made; the others are."""
    book.config('[editions.night]\nstylesheets = ["nihgt.css"]\nformats = ["epub"]').article(1)
    ran = book.run("build", "night", "book", "-f", "epub")
    assert ran.status == 1
    assert "error[theme-file]: edition 'night' names the stylesheet 'nihgt.css', which is not there" in ran.err
    assert list(book.files()) == ["a-book.epub"]
