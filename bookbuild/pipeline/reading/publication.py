"""What is published: articles beyond their dates are left out, and one note lists what was left out and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Article

_SURELY_PAST = date(2026, 11, 1)
"""A day before this version was made: dates up to it are past on whatever day a book is made."""
_SHOWN = 5
"""Files that a note names for each reason."""
_HINT = "they are in the book; to leave them out until their day, set modified under [book] in bookbuild.toml"


def publish(outcomes: Iterable[Outcome[Article | None]], day: date | None) -> Iterator[Outcome[Article | None]]:
    """Yield articles, without those that are left out by their dates; `day` is the book's, or None if it has none."""
    for outcome in outcomes:
        article = outcome.value
        found = _judged(article, day) if article else None
        if found is None:
            yield outcome
        elif found.code == "left-out":
            yield Outcome(None, (found,))
        else:
            yield Outcome(article, (*outcome.diagnostics, found))


def _judged(article: Article, day: date | None) -> Diagnostic | None:
    """Return why an article is left out, or that this is unknown; None if it is published."""
    known = day or _SURELY_PAST
    start, end = article.publish_date, article.unpublish_date
    if start and start > known and day:
        return _fault("left-out", article, "publish_date", f"is not published: its day is after {day}")
    if end and end <= known:
        return _fault("left-out", article, "unpublish_date", f"is not published: it expired by {known}")
    if start and start > known:
        return _fault("unjudged-date", article, "publish_date", f"has the date {start}, which may lie ahead")
    if end and day is None:
        return _fault("unjudged-date", article, "unpublish_date", f"expires on {end}, which may be past")
    return None


def _fault(code: str, article: Article, meaning: str, message: str) -> Diagnostic:
    line = article.line_of(meaning) or article.line_of("published")
    return diagnose(code, f"the article {message}", article.path, line)


def joined(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics with one note of all articles that are left out, and one of all dates not judged."""
    left_out = [one for one in diagnostics if one.code == "left-out"]
    unjudged = [one for one in diagnostics if one.code == "unjudged-date"]
    others = (one for one in diagnostics if one.code not in {"left-out", "unjudged-date"})
    return (*others, *_left_out(left_out), *_unjudged(unjudged))


def _left_out(group: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    if len(group) == 1:
        message = group[0].message.replace("is not published", "is left out, as it is not published")
        yield replace(group[0], message=message)
    elif group:
        reasons: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in group:
            reasons[one.message.partition(": ")[2]].append(one)
        parts = "; ".join(f"{reason} ({_files(inside)})" for reason, inside in reasons.items())
        message = f"{len(group)} articles are left out, as they are not published: {parts}"
        yield replace(group[0], message=message, location=None)


def _unjudged(group: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    if len(group) == 1:
        message = f"{group[0].message}: the book has no date to compare it with"
        yield replace(
            group[0],
            message=message,
            hint=_HINT.replace("they are", "it is").replace("leave them", "leave it").replace("their day", "its day"),
        )
    elif group:
        message = f"{len(group)} articles have dates to compare with that of the book, which has none: {_files(group)}"
        yield replace(group[0], message=message, location=None, hint=_HINT)


def _files(group: Sequence[Diagnostic]) -> str:
    paths = [one.location.path for one in group if one.location]
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more
