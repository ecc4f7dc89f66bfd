"""The pages that are shown are those of the book."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.cache import CACHE, Store
from bookbuild.diagnostics import diagnose
from bookbuild.model import Geometry
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.preview.building import build_files, build_live
from bookbuild.preview.comparing import changed_lines, differing_pages
from bookbuild.preview.layout_marks import examined, marks_of_page
from bookbuild.preview.live_book import LiveBook
from bookbuild.preview.memory_cache import MemoryCache
from bookbuild.preview.one_article import with_saved_article
from bookbuild.preview.pictures import Pictures, TextLine
from bookbuild.preview.place_finder import PlaceFinder
from bookbuild.preview.png import png
from tests.book import BookProject

WORDS = "Every guide begins with a question that somebody has asked before, and ends where its reader can go on alone. "
PAGE = Geometry(148, 210, 20, 15, 20, 20, 10, 14)


class Workshop:
    """A book of three articles, built in this process."""

    def __init__(self, folder: Path) -> None:
        self.project = BookProject(folder).config('authors = ["A. N. Other"]\n[page]\ncover = false')
        for number in (1, 2, 3):
            self.project.article(number, "\n\n".join([WORDS * 4] * 3))
        self.request = BuildRequest(folder, editions=("book",), formats=("pdf",), jobs=1)
        self.cache = MemoryCache(Store(folder / CACHE))
        self.typesetter = Typesetter(1, self.cache)

    def live(self, before: LiveBook | None = None) -> LiveBook:
        """Return the book laid out."""
        built = build_live(self.request, self.typesetter, self.cache, before)
        assert built.book, built.diagnostics
        return built.book

    def pixels_of_book(self) -> list[bytes]:
        """Return the pages of the bound PDF, drawn."""
        built = build_files(self.request, self.typesetter, self.cache)
        with pypdfium2.PdfDocument(built.files[0].data) as pdf:
            return [bytes(page.render(rev_byteorder=True).buffer) for page in pdf]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Return a book that is built once for all tests of this module."""
    return Workshop(tmp_path_factory.mktemp("shown") / "book")


def _pixels(book: LiveBook) -> list[bytes]:
    pixels = []
    for page in book.pages:
        if page.file is None:
            pixels.append(b"")
            continue
        with pypdfium2.PdfDocument(page.file.data) as pdf:
            pixels.append(bytes(pdf[page.index].render(rev_byteorder=True).buffer))
    return pixels


def test_the_pages_shown_are_those_of_the_pdf(workshop: Workshop) -> None:
    """Each page is drawn to the pixel as in the PDF that a build makes, folios and running heads too."""
    shown, bound = _pixels(workshop.live()), workshop.pixels_of_book()
    assert len(shown) == len(bound)
    assert all(not one or one == other for one, other in zip(shown, bound, strict=True))


def test_a_saved_article_is_shown_as_the_whole_book_will_have_it(workshop: Workshop) -> None:
    """Only its pages have other digests, and what follows changes none of them where no page was added."""
    before = workshop.live()
    workshop.project.article(2, "\n\n".join([WORDS * 4, WORDS * 4, "See [](3.md) and ![new](new.png), too."]))
    workshop.project.file("content/new.png", png(bytes(3 * 64 * 64), 64, 64, 192))
    alone = with_saved_article(before, "content/2.md", workshop.typesetter)
    assert alone is not None
    whole = workshop.live(alone)
    assert whole.reading.book.pictures
    own = range(
        before.starts[before.run_of_source["content/2.md"]], before.starts[before.run_of_source["content/3.md"]]
    )
    differing = {
        index
        for index, (one, other) in enumerate(zip(before.pages, alone.pages, strict=True))
        if one.digest != other.digest
    }
    assert differing
    assert differing <= set(own)
    assert [page.digest for page in alone.pages] == [page.digest for page in whole.pages]
    assert _pixels(alone) == _pixels(whole)


def test_pages_that_are_added_move_the_others(workshop: Workshop) -> None:
    """The pages behind keep their pictures until the whole book follows, and have their new labels at once."""
    before = workshop.live()
    workshop.project.article(2, "\n\n".join([WORDS * 4] * 20))
    alone = with_saved_article(before, "content/2.md", workshop.typesetter)
    assert alone is not None
    assert len(alone.pages) > len(before.pages)
    assert [page.label for page in alone.pages] == [page.label for page in workshop.live(alone).pages]
    assert before.pages[-1].digest in {page.digest for page in alone.pages}
    assert len(_pixels(alone)) == len(alone.pages)


def test_lines_of_pages_and_of_files_lead_to_each_other(workshop: Workshop) -> None:
    """A line of a file is on the page that has its words, and a line of the page leads back to it."""
    workshop.project.article(3, f"{WORDS * 9}\n\n{WORDS * 12}\n\nThe *very* last-mentioned thing.")
    book, finder = workshop.live(), PlaceFinder(Pictures())
    found = finder.page_of(book, "content/3.md", 12)
    assert found is not None
    page = book.pages[found[0]]
    assert page.file is not None
    lines = finder.lines(page.file, page.index, book.reading)
    (line,) = [one for one in lines if "last-mentioned" in one.line.text]
    assert line.place == ("content/3.md", 12)
    assert line.line.top == found[1]
    assert finder.page_of(book, "../elsewhere.md", 1) is None


def test_what_no_build_uses_is_let_go_of(workshop: Workshop) -> None:
    """Memory does not grow with the number of saves."""
    workshop.live()
    for _ in range(2):
        workshop.cache.begin_build()
        workshop.live()
    kept = len(workshop.cache._current)
    workshop.project.article(1, "Other words.")
    for _ in range(3):
        workshop.cache.begin_build()
        workshop.live()
    assert len(workshop.cache._current) + len(workshop.cache._before) <= 2 * kept + 4


def test_pictures_of_earlier_pages_are_let_go_of(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are kept up to a size, and the last one in any case; one that is kept is not drawn again."""
    pictures, book = Pictures(), workshop.live()
    shown = [page for page in book.pages if page.file][:3]
    monkeypatch.setattr("bookbuild.preview.pictures._KEPT", 1)
    drawn = [pictures.draw(page.file, page.file.data, page.index, 90) for page in shown if page.file]
    assert list(pictures._drawn.values()) == drawn[-1:]
    last = shown[-1]
    assert last.file
    assert pictures.draw(last.file, b"", last.index, 90) is drawn[-1]
    pictures.close()


def test_the_layout_report_names_what_is_to_be_looked_at() -> None:
    """Wide spaces are a loose line, wider ones columns; a last page with one line is short, another ends early,
    unless something is drawn below.
    """

    def line(top: float, space: float, words: str = "Words") -> TextLine:
        return TextLine(words, 0.2, top, 0.8, top + 0.02, top + 0.015, space=space)

    pages = [[line(0.3, 0.6), line(0.4, 0.3), line(0.5, 2.0), line(0.55, 0, "•")], [line(0.15, 0.3)]]
    found = examined(pages, PAGE, lambda _index, _bottom: 0.0)
    assert [(mark.kind, mark.page, mark.top) for mark in found] == [
        ("loose-line", 0, 0.3),
        ("early-end", 0, 0.5),
        ("short-page", 1, 0.15),
    ]
    full = examined(pages[:1] * 2, PAGE, lambda _index, bottom: bottom)
    assert {mark.kind for mark in full} == {"loose-line"}


def test_differing_pages_stand_side_by_side(workshop: Workshop) -> None:
    """Only articles that are drawn otherwise are shown; neighbours that have moved are not."""
    workshop.project.article(2, WORDS * 3)
    before = workshop.live()
    assert differing_pages(before, before) == []
    workshop.project.article(2, "\n\n".join([WORDS * 4] * 20))
    now = workshop.live()
    pairs = differing_pages(before, now)
    assert pairs[0][0] is not None
    assert any(lines for _, lines in changed_lines(pairs, Pictures()))
    files = {page.file.sources for pair in pairs for page in pair if page and page.file}
    assert files == {("content/2.md",)}
    assert pairs[-1][0] is None
    assert differing_pages(now, before)[-1][1] is None


def test_marks_stand_at_their_lines(workshop: Workshop) -> None:
    """A message is marked on the page that has its line, and on no other page of the article."""
    workshop.project.article(3, "\n\n".join([WORDS * 4] * 12) + "\n\nThe very final thing.")
    book, finder = workshop.live(), PlaceFinder(Pictures())
    place = finder.page_of(book, "content/3.md", 32)
    assert place
    start = book.starts[book.run_of_source["content/3.md"]]
    file = book.pages[start].file
    assert file
    found = diagnose("missing-alt", "it has none", "content/3.md", 32)
    marked = [
        marks_of_page(file, index, finder, book.reading, (found,))["problems"] for index in range(len(file.pages))
    ]
    ((number, row),) = marked.pop(place[0] - start)
    assert number == 0
    assert not any(marked)
    page = book.pages[place[0]]
    assert "very final" in finder.lines(file, page.index, book.reading)[row].line.text


def test_printed_pages_are_told_as_in_the_files(workshop: Workshop) -> None:
    """Large print has the printed book's pages in its margins, and a handout says on which of them its article is."""
    large = build_live(replace(workshop.request, editions=("large-print",)), workshop.typesetter, workshop.cache)
    assert large.book
    assert sum(run.xhtml.count('class="printed-page"') for run in large.book.rendition.runs) >= 3
    stem = "a-book-handout-a2"
    request = replace(workshop.request, editions=("handout",))
    handout = build_live(request, workshop.typesetter, workshop.cache, stem=stem)
    pages = workshop.live()
    start = pages.starts[pages.run_of_source["content/2.md"]]
    folio = pages.pages[start].label
    assert handout.book
    assert any(re.search(rf"pages?\W+{folio}\b", run.xhtml) for run in handout.book.rendition.runs)


def test_one_handout_is_made_alone(workshop: Workshop) -> None:
    """Each volume of an edition can be looked at without the others, on the pages that its file has."""
    request = replace(workshop.request, editions=("handout",))
    stem = "a-book-handout-a2"
    live = build_live(request, workshop.typesetter, workshop.cache, stem=stem)
    made = build_files(request, workshop.typesetter, workshop.cache, stem)
    assert [one.stem for one in live.volumes] == [f"a-book-handout-a{number}" for number in (1, 2, 3)] + [
        "a-book-handout"
    ]
    assert live.volumes[1].title == "Article 2"
    assert [one.name for one in made.files] == [f"{stem}.pdf"]
    assert live.book
    with pypdfium2.PdfDocument(made.files[0].data) as pdf:
        assert _pixels(live.book) == [bytes(page.render(rev_byteorder=True).buffer) for page in pdf]
