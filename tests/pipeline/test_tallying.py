"""The tally of a book: what was laid out, and which pages are new."""

from bookbuild.pipeline.tallying import Tally, TallySheet

PAGES = [("title", ""), ("contents", "i"), ("a1", "1"), ("a1", "2"), ("", "3"), ("a2", "4"), ("a3", "5")]


def printed(sheet: TallySheet, made_of: dict[str, str], laid_out: tuple[str, ...]) -> Tally:
    sheet.begin("book.pdf", ["title", "contents", "a1", "a2", "a3"])
    sheet.meet(made_of)
    for run in laid_out:
        sheet.lay_out(run)
    sheet.bind(PAGES)
    return sheet.take()


def test_runs_are_laid_out_or_come_from_the_cache() -> None:
    """Each run of a book is told once, in the order of the book, however often it was laid out; what was laid out
    and is no part of the book in the end is not told.
    """
    sheet = TallySheet()
    made_of = {run: f"digest of {run}" for run in ("title", "contents", "a1", "a2", "a3", "furniture-1")}
    laid_out = ("a3", "a1", "a3", "furniture-1", "contents as it might have been")
    assert printed(sheet, made_of, tuple(f"digest of {run}" for run in laid_out)) == Tally(("a1", "a3"), cached=3)
    assert printed(sheet, made_of, ()) == Tally((), cached=5)


def test_pages_are_new_where_their_run_is() -> None:
    """The pages of runs that are made of something else than before are told, as ranges of their labels."""
    sheet = TallySheet()
    before = dict.fromkeys(("title", "contents", "a1", "a2", "a3"), "x")
    assert printed(sheet, before, ()).changed == ""
    assert printed(sheet, {**before, "a1": "y", "title": "y", "a3": "y"}, ()).changed == "1\N{EN DASH}2, 5"
    assert printed(sheet, before, ()).changed == "1\N{EN DASH}2, 5"


def test_a_book_whose_last_state_is_not_known_has_no_new_pages() -> None:
    """After a book that came whole from the cache nothing is said of pages: there is nothing to compare with."""
    sheet = TallySheet()
    printed(sheet, {"a1": "x"}, ())
    sheet.begin("book.pdf", ["a1"])
    assert sheet.take() == Tally((), cached=1)
    assert printed(sheet, {"a1": "y"}, ()).changed == ""
