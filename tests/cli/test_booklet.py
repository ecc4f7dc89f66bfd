"""A chapter as a book of its own, and its sheets for the printer."""

import io
import zipfile

import pypdfium2
import pytest

from tests.book import BookProject

MOTTO = "The proof of the pudding"


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    book = BookProject(tmp_path_factory.mktemp("booklet"))
    book.config(f'slug = "g"\ndescription = "{MOTTO}"\n[chapters.2]\ntitle = "Two"\n[labels]\nfull-book = "full guide"')
    book.article(1, "![A drawing](a.svg 'Drawn')\n\n\\pagebreak\n\n## Part\n\nWords.[^1]\n\n[^1]: A note.", chapter=1)
    book.article(2, "See [the first](article:1), [its part](1.md#part) and [the third](article:3).\n\n" * 3, chapter=2)
    book.article(3, "![A drawing](a.svg 'Drawn')\n\nWords.[^1]\n\n[^1]: A note.", chapter=2)
    book.file("content/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    ran = book.run("build", "booklet", "--chapter", "2")
    assert ran.status == 0, ran.err
    return book.files()


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def test_a_booklet_comes_as_epub_as_pdf_and_as_sheets(booklet: dict[str, bytes]) -> None:
    """Three files have the booklet's name: one to read on a screen, one to read as pages, one to print and fold."""
    assert list(booklet) == ["g-booklet-ch2.epub", "g-booklet-ch2.pdf", "g-booklet-ch2.sheets.pdf"]


def test_a_link_out_of_a_booklet_becomes_words(booklet: dict[str, bytes]) -> None:
    """Where the full book would be linked to, its chapter and page are printed; what is in the booklet stays a link."""
    pages = " ".join(text_of(booklet["g-booklet-ch2.pdf"]))
    assert "See the first (full guide, chapter 1, page 2), its part (full guide, chapter 1, page 3)" in pages
    with zipfile.ZipFile(io.BytesIO(booklet["g-booklet-ch2.epub"])) as epub:
        article = next(epub.read(name).decode() for name in epub.namelist() if name.endswith("/a2.xhtml"))
    assert article.count("(full guide, chapter\u00a01, page\u00a02)") == 3
    assert article.count("(full guide, chapter\u00a01, page\u00a03)") == 3
    assert article.count("<a ") == article.count('href="a3.xhtml"') == 3


def test_a_booklet_counts_as_a_book_of_its_own(booklet: dict[str, bytes]) -> None:
    """Folios, figures and notes start again: the chapter's first page is 1, its first figure is 2.1, its note 1."""
    pages = text_of(booklet["g-booklet-ch2.pdf"])
    contents = next(page for page in pages if page.startswith("Contents"))
    assert "Article 2" in contents
    assert "Article 1" not in contents
    assert contents.split()[-1] == "iii"
    assert any("Figure 2.1" in page and page.endswith("1 A note. 2") for page in pages)
    assert pypdfium2.PdfDocument(booklet["g-booklet-ch2.pdf"]).get_page_label(pages.index(contents)) == "iii"
    assert "Chapter 2, pages 5\u20137 of A book." in pages[3]


def test_the_back_cover_is_the_back_of_the_folded_sheets(booklet: dict[str, bytes]) -> None:
    """The booklet's last page lies beside the front cover on the outside of the outermost sheet."""
    pages, sides = text_of(booklet["g-booklet-ch2.pdf"]), text_of(booklet["g-booklet-ch2.sheets.pdf"])
    assert MOTTO in pages[-1]
    assert len(pages) % 2 == 0
    assert MOTTO in sides[0]
    assert all(MOTTO not in side for side in sides[1:])
    sheet = pypdfium2.PdfDocument(booklet["g-booklet-ch2.sheets.pdf"])[0]
    assert [round(side * 25.4 / 72) for side in sheet.get_size()] == [297, 210]


def test_several_chapters_make_several_booklets(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A range makes a booklet of each chapter, in a folder of the edition; a chapter that does not exist is an error
    that names those there.
    """
    book = BookProject(tmp_path_factory.mktemp("several")).config('slug = "g"')
    for number in range(1, 5):
        book.article(number, chapter=number)
    assert book.run("build", "booklet", "--chapter", "2-3", "-f", "epub").status == 0
    assert list(book.files("_book/booklet")) == ["g-booklet-ch2.epub", "g-booklet-ch3.epub"]
    assert [file.name for file in (book.folder / "_book").iterdir()] == ["booklet"]
    ran = book.run("build", "booklet", "--chapter", "4-5")
    assert ran.status == 1
    assert "the book has no chapter 5" in ran.err
    assert "available are chapters 1, 2, 3, 4" in ran.err


@pytest.mark.parametrize(("more", "sides"), [("", 4), ("instructions = true", 6), ('scheme = "zine"', 1)])
def test_the_manifest_lists_the_sides_that_there_are(
    tmp_path_factory: pytest.TempPathFactory, more: str, sides: int
) -> None:
    """The manifest lists the pages that a file of sheets has, with its instructions, and one a sheet of one side."""
    book = BookProject(tmp_path_factory.mktemp("sides"))
    book.config(f'slug = "g"\n[page]\ncover = false\n[editions.booklet.sheets]\nfit = true\n{more}').article(1)
    ran = book.run("build", "booklet", "-f", "sheets", "--json")
    assert ran.status == 0, ran.err
    (made,) = ran.json()["artifacts"]
    assert made["pages"] == len(pypdfium2.PdfDocument(book.files()["g-booklet-ch1.sheets.pdf"])) == sides
