"""The same page everywhere: what the EPUB, large print and lists say of pages, held against the printed book."""

import io
import json
import re
import zipfile

import pikepdf
import pytest

from tests.book import BookProject
from tests.page_map.printed_words import words_between_breaks, words_of_pages

_ROWS = "\n".join(f"| row {number} | cell {number} and its words |" for number in range(9))
_CODE = "\n".join(f"line {number} of code" for number in range(7))
TEXT = f"""First words of a paragraph that goes on for a while, so that it reaches the foot of this small page and *a
page ends within it, in words with emphasis*, which a mark has to divide.

> [!TIP]
> A box with words enough to be divided at the foot of a page, which is small and soon full of them, and of more.

A [link whose words are *marked up in its middle, with emphasis and `code` in that*, and which is long enough for a
page to end *within any **of its** parts*, since it goes on and on](#a-heading-in-between), like this one.

- An item of a list, rather a long one as items go, with words and words.
- Another item.[^1]

{"A line of a paragraph that only fills the page with more of its words. " * 3}

[^1]: A note at the foot.

## A heading in between

| Head | Other |
| --- | --- |
{_ROWS}

```
{_CODE}
```

Last words of all.
"""
SECOND = """![A square](square.svg "A caption of a square")

Words behind the square.
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200"/></svg>'


def differing(shown: dict[str, str], printed: dict[str, str]) -> list[str]:
    """Return the pages whose words differ. The EPUB has no half title, and closes with its lists."""
    assert list(shown) == [label for label in printed if label and label != "Cover"]
    return [label for label, words in shown.items() if words != printed[label] and label != "i"]


def head(title: str, text: str) -> str:
    return f"---\ntitle: {title}\n---\n\n{text}\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookProject:
    """A book of two articles on small pages, as EPUB, PDF and list of pages, and its large print."""
    project = BookProject(tmp_path_factory.mktemp("pages"))
    project.file("content/square.svg", SQUARE).file("content/1.md", head("One", TEXT))
    project.file("content/2.md", head("Two", SECOND))
    project.config('[page]\ntrim = "84x112mm"\ncover = false\n[editions.large]\nextends = "large-print"\n')
    ran = project.run("build", "book", "large", "-f", "epub", "-f", "pdf", "-f", "pages", "--jobs", "1", "--json")
    assert ran.status == 0, ran.err
    project.file("made.json", ran.out)
    return project


def folios(book: BookProject) -> list[str]:
    pages = json.loads((book.folder / "_book/a-book.pages.json").read_bytes())["pages"]
    return [page["folio"] for page in pages]


def test_the_epub_has_the_words_of_each_printed_page_between_two_breaks(book: BookProject) -> None:
    """From a page's break to the next one stand the words of the printed page: no word more, no word less."""
    shown, printed = (
        words_between_breaks(book.folder / "_book/a-book.epub"),
        words_of_pages(book.folder / "_book/a-book.pdf"),
    )
    assert len([label for label in shown if label.isdecimal()]) > 4
    assert differing(shown, printed) == []


def test_the_list_leads_to_every_page_of_the_printed_book(book: BookProject) -> None:
    """Nav and NCX list the pages in order, roman and blank ones too; every entry leads to its break, and the package
    says whose pages they are.
    """
    with zipfile.ZipFile(book.folder / "_book/a-book.epub") as archive:
        nav, ncx, opf = (archive.read(f"EPUB/{name}").decode() for name in ("nav.xhtml", "toc.ncx", "content.opf"))
        entries = re.findall(r'<a href="([^"#]*)#(page_[^"]*)">([^<]*)</a>', nav.partition('epub:type="page-list"')[2])
        for href, name, label in entries:
            assert (
                f'id="{name}" role="doc-pagebreak" epub:type="pagebreak" aria-label="{label}"'
                in archive.read(f"EPUB/{href}").decode()
            )
    assert [label for *_, label in entries] == folios(book)
    assert [label for *_, label in entries][:5] == ["i", "ii", "iii", "iv", "v"]
    assert re.findall(r"<text>([^<]*)</text>", ncx.partition("<pageList>")[2]) == folios(book)
    identifier = re.search(r"<dc:identifier[^>]*>([^<]*)<", opf)
    assert identifier
    assert f'<meta property="pageBreakSource">{identifier[1]}</meta>' in opf
    assert "pageNavigation" in opf


def test_large_print_says_in_the_margin_where_printed_pages_begin(book: BookProject) -> None:
    """Each number stands left of the text, and is read as that of a page of the printed book."""
    with pikepdf.Pdf.open(book.folder / "_book/a-book-large.pdf") as pdf:
        said = [str(one.E) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/E" in one]
    body = [label for label in folios(book) if label.isdecimal()]
    assert sorted(said) == sorted(f"Page {label} of the printed book" for label in body)


def test_the_manifest_says_whose_pages_an_epub_lists(book: BookProject) -> None:
    """Both EPUBs list the pages of the edition book; an EPUB that is made alone lists none, unless the configuration
    asks for it; then nothing but the list is added.
    """
    files = json.loads((book.folder / "made.json").read_text())["artifacts"]
    assert [file["pages_of"] for file in files] == ["book", None, None, "book", None, None]
    alone = book.run("build", "-f", "epub", "--json", "--output", "_alone").json()["artifacts"]
    assert [file["pages_of"] for file in alone] == [None]


def test_building_again_lays_out_nothing_and_makes_the_same(book: BookProject) -> None:
    """Without the record of the build and its files, all comes from the cache, the same byte for byte."""
    made = json.loads((book.folder / "made.json").read_text())["artifacts"]
    arguments = ("build", "book", "large", "-f", "epub", "-f", "pdf", "-f", "pages", "--jobs", "1", "--json")
    again = book.run(*arguments, "--output", "_again").json()["artifacts"]
    assert [file["sha256"] for file in again] == [file["sha256"] for file in made]
    assert not any(file.get("runs", {}).get("laid_out") for file in again)


def test_an_older_printing_keeps_its_numbers(book: BookProject) -> None:
    """With the list of an older printing the EPUB needs no layout, and lists its pages."""
    older = json.loads((book.folder / "_book/a-book.pages.json").read_bytes())
    for page in older["pages"]:
        page["folio"] = f"2024-{page['folio']}"
    project = BookProject(book.folder.parent / "today").file("older.json", json.dumps(older))
    project.file("content/square.svg", SQUARE).file("content/1.md", head("One", f"New.\n\n{TEXT}"))
    project.file("content/2.md", head("Two", SECOND))
    project.config('pages-of = "older.json"')
    (file,) = project.run("build", "-f", "epub", "--json").json()["artifacts"]
    assert file["pages_of"] == "older.json"
    with zipfile.ZipFile(io.BytesIO((project.folder / "_book/a-book.epub").read_bytes())) as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()
    assert re.findall(r">2024-([^<]*)</a>", nav) == folios(book)
