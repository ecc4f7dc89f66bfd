"""Leafing through a PDF: every page once, in order, however often the file is opened for that."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from bookbuild import pdf_pages
from bookbuild.pdf_pages import inspect_pages, pages_of, references


def written(count: int, *, nested: bool = False) -> bytes:
    """A PDF of so many pages, each with its number as its height; on one branch, or all on a branch of that."""
    with pikepdf.new() as pdf:
        for number in range(count):
            pdf.add_blank_page(page_size=(100, 100 + number))
        if nested:
            tree = pdf.Root.Pages
            branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=tree.Kids, Count=count, Parent=tree))
            for page in branch.Kids:
                page.Parent = branch
            tree.Kids = Array([branch])
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


def look(place: int, page: Object) -> Iterator[tuple[int, int]]:
    yield place, int(page.MediaBox[3]) - 100


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("count", [0, 1, 4, 5, 13, 40])
def test_every_page_is_looked_at_once(count: int, nested: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a parameter of the test
    """Pages come in their order with their places, those of the first opening and of all others."""
    monkeypatch.setattr(pdf_pages, "PAGES_AT_ONCE", 4)
    assert list(inspect_pages(written(count, nested=nested), look)) == [(number, number) for number in range(count)]


def test_a_long_file_is_opened_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages there are, the file is not opened for each few of them."""
    opened = 0

    class Counted:
        @staticmethod
        def open(file: io.BytesIO, **how: bool) -> Pdf:
            nonlocal opened
            opened += 1
            return Pdf.open(file, **how)  # type: ignore[arg-type]  # as requested

    monkeypatch.setattr(pdf_pages, "PAGES_AT_ONCE", 2)
    monkeypatch.setattr(pdf_pages, "Pdf", Counted)
    assert len(list(inspect_pages(written(160), look))) == 160
    assert opened <= pdf_pages.MAX_REOPENINGS + 2


def test_numbers_are_reported_without_reading() -> None:
    """The numbers of an array's objects are those that its text names, in order."""
    with Pdf.open(io.BytesIO(written(3))) as pdf:
        assert references(pdf.Root.Pages.Kids) == pages_of(pdf) == [page.obj.objgen for page in pdf.pages]
