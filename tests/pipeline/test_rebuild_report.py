"""The tally of a book: what was laid out, and which pages are new."""

from bookbuild.pipeline.typesetting.rebuild_report import RebuildRecorder, RebuildReport

PARTS = ("title", "contents", "a1", "a2", "a3", "furniture-body-1")
PAGES = [("title", ""), ("contents", "i"), ("a1", "1"), ("a1", "2"), ("", "3"), ("a2", "4"), ("a3", "5")]


def printed(sheet: RebuildRecorder, made_of: dict[str, str], laid_out: tuple[str, ...]) -> RebuildReport:
    sheet.begin("book.pdf")
    sheet.add_jobs(made_of)
    for run in laid_out:
        sheet.lay_out(run)
    sheet.bind(PAGES)
    return sheet.take(PARTS)


def test_parts_are_laid_out_or_come_from_the_cache() -> None:
    """Each part of a book is listed once, in the order of the book, however often it was laid out; what was laid out
    and is no part of the book in the end is not reported.
    """
    sheet = RebuildRecorder()
    made_of = {part: f"digest of {part}" for part in PARTS}
    laid_out = ("a3", "a1", "a3", "furniture-body-1", "contents as it might have been")
    tally = printed(sheet, made_of, tuple(f"digest of {run}" for run in laid_out))
    assert tally == RebuildReport(("a1", "a3", "furniture-body-1"))
    assert printed(sheet, made_of, ()) == RebuildReport()


def test_what_is_laid_out_for_several_books_is_reported_with_each() -> None:
    """What was laid out beside the first of several books is reported with the one that it is in, unless that one comes
    from the cache, and never of a later build.
    """
    sheet = RebuildRecorder()
    sheet.begin("a1.pdf")
    sheet.add_jobs({"a1": "1", "a2": "2 in larger type"})
    for made_of in ("1", "2", "2 in larger type", "3"):
        sheet.lay_out(made_of)
    assert sheet.take(["a1"]) == RebuildReport(("a1",))
    sheet.begin("a2.pdf")
    sheet.add_jobs({"a2": "2"})
    assert sheet.take(["a2"]) == RebuildReport(("a2",))
    sheet.begin("a2-again.pdf")
    assert sheet.take(["a2"]) == RebuildReport()
    sheet.clear()
    sheet.begin("a3.pdf")
    sheet.add_jobs({"a3": "3"})
    assert sheet.take(["a3"]) == RebuildReport()


def test_pages_are_new_where_their_run_is() -> None:
    """The pages of runs that are made of something else than before are listed, as ranges of their labels."""
    sheet = RebuildRecorder()
    before = dict.fromkeys(("title", "contents", "a1", "a2", "a3"), "x")
    assert printed(sheet, before, ()).changed == ""
    assert printed(sheet, {**before, "a1": "y", "title": "y", "a3": "y"}, ()).changed == "1\N{EN DASH}2, 5"
    assert printed(sheet, before, ()).changed == "1\N{EN DASH}2, 5"


def test_a_book_whose_last_state_is_not_known_has_no_new_pages() -> None:
    """After a book that came whole from the cache nothing is reported about pages: there is nothing to compare with."""
    sheet = RebuildRecorder()
    printed(sheet, {"a1": "x"}, ())
    sheet.begin("book.pdf")
    assert sheet.take(PARTS) == RebuildReport()
    assert printed(sheet, {"a1": "y"}, ()).changed == ""
