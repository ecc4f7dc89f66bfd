"""What is published by its dates, and the notes of what is not."""

from datetime import date
from pathlib import Path

import pytest

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, Role
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.reading.publication import joined, publish
from tests.book import BookProject

DAY = date(2026, 5, 1)
LATER, EARLIER = date(2026, 5, 2), date(2026, 4, 30)


def judged(start: date | None, end: date | None, day: date | None) -> tuple[bool, list[str]]:
    """Return whether an article with these dates is published, and the codes of diagnostics."""
    article = Article("a.md", Role.ARTICLE, "A", "<p>A.</p>", publish_date=start, unpublish_date=end)
    (outcome,) = publish([Outcome(article)], day)
    return outcome.value is not None, [one.code for one in outcome.diagnostics]


@pytest.mark.parametrize(
    ("start", "end", "is_published"),
    [
        (None, None, True),
        (DAY, None, True),
        (EARLIER, LATER, True),
        (LATER, None, False),
        (None, DAY, False),
        (EARLIER, EARLIER, False),
        (None, LATER, True),
    ],
)
def test_judged_by_the_day_of_the_book(start: date | None, end: date | None, is_published: bool) -> None:  # noqa: FBT001 - a table's column
    """An article is in the book from its day of publication until the day before that of its expiry."""
    assert judged(start, end, DAY) == (is_published, [] if is_published else ["left-out"])


def test_a_book_without_a_day() -> None:
    """Where the book has no day, what is surely past is judged, and an article whose dates may lie ahead is in it."""
    far = date(2999, 1, 1)
    assert judged(date(2020, 1, 1), None, None) == (True, [])
    assert judged(None, date(2020, 1, 1), None) == (False, ["left-out"])
    assert judged(far, None, None) == (True, ["unjudged-date"])
    assert judged(None, far, None) == (True, ["unjudged-date"])


def test_one_note_names_the_first_files_of_each_reason() -> None:
    """However many articles are left out, one note counts them by reason and names a few."""
    drafts = [diagnose("left-out", "the article is not published: draft: true", f"{n}.md", 2) for n in range(8)]
    other = diagnose("left-out", "the article is not published: routable: false", "x.md", 3)
    kept = diagnose("missing-title", "no title", "y.md")
    first, note = joined([*drafts, other, kept])
    assert first == kept
    assert note.message == (
        "9 articles are left out, as they are not published: draft: true (0.md, 1.md, 2.md, 3.md, 4.md and 3 more); "
        "routable: false (x.md)"
    )


@pytest.mark.parametrize(
    ("config", "environment", "count"),
    [
        ("", {}, 2),
        ("modified = 2026-05-01", {}, 1),
        ("modified = 2026-05-03", {}, 2),
        ("modified = 2026-05-03", {"SOURCE_DATE_EPOCH": "1777593600"}, 1),
        ("published = 2026-05-01", {}, 2),
    ],
)
def test_the_day_of_the_book(tmp_path: Path, config: str, environment: dict[str, str], count: int) -> None:
    """The day is ``SOURCE_DATE_EPOCH``, or else ``modified``; the clock is not read."""
    project = BookProject(tmp_path).config(config).article(1)
    project.article(2, more="publish_date: 2026-05-02\n")
    assert len(list(read(project.folder, environment).value.book.articles())) == count
