"""The pages of an entry of the index: each once, in order, and ranges of pages for those that follow each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

PAGE_LIST = "⟦pages "
PLACEHOLDER = "000"
"""What stands for a number not known yet: as wide as most numbers of a book."""
Pages = Mapping[str, int]
"""The page of each anchor, counted from 0 in the book."""
_RANGE = 3
"""How many pages that follow each other make a range."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Pages from that of an anchor to that of another one, counted from 0; `is_whole` if the author made it a range."""

    first: int
    last: int
    begin: str
    end: str
    is_main: bool = False
    is_whole: bool = False


def anchors_in(marks: str) -> Iterator[str]:
    """Yield the anchors in the marks of a token: ``A B~C *D``."""
    for mark in marks.split():
        yield from mark.lstrip("*").split("~")


def page_list(marks: str, folios: Mapping[str, str], pages: Pages) -> str:
    """Return the pages of marks as XHTML, each number a link to its page; numbers not known are placeholders."""
    spans = list(_spans(marks, pages))
    if not spans:
        return ", ".join(PLACEHOLDER for _ in marks.split())
    return ", ".join(_written(span, folios) for span in _merged(sorted(spans, key=lambda span: span.first), folios))


def _spans(marks: str, pages: Pages) -> Iterator[_Span]:
    for mark in marks.split():
        begin, _, end = mark.lstrip("*").partition("~")
        end = end or begin
        if begin in pages and end in pages:
            first, last = pages[begin], max(pages[begin], pages[end])
            yield _Span(first, last, begin, end, mark.startswith("*"), last > first)


def _merged(spans: Sequence[_Span], folios: Mapping[str, str]) -> Iterator[_Span]:
    """Yield spans that do not overlap; of three pages that follow each other, one. A main page stands alone."""
    waiting: list[_Span] = []
    for span in _without_overlaps(spans):
        if waiting and not _follows(waiting[-1], span, folios):
            yield from _joined(waiting)
            waiting = []
        waiting.append(span)
    yield from _joined(waiting)


def _without_overlaps(spans: Sequence[_Span]) -> Iterator[_Span]:
    main = {span.first: span for span in spans if span.is_main and not span.is_whole}
    current: _Span | None = None
    for span in spans:
        chosen = main.get(span.first, span) if not span.is_whole else span
        if current is None or chosen.first > current.last:
            if current:
                yield current
            current = chosen
        elif chosen.last > current.last:
            current = replace(current, last=chosen.last, end=chosen.end, is_whole=True)
    if current:
        yield current


def _follows(before: _Span, after: _Span, folios: Mapping[str, str]) -> bool:
    is_next = after.first == before.last + 1 and not (before.is_main or after.is_main)
    return is_next and folios[before.end].isdecimal() == folios[after.begin].isdecimal()


def _joined(spans: Sequence[_Span]) -> Iterator[_Span]:
    count = sum(span.last - span.first + 1 for span in spans)
    if len(spans) > 1 and (count >= _RANGE or any(span.is_whole for span in spans)):
        yield replace(spans[0], last=spans[-1].last, end=spans[-1].end, is_whole=True)
    else:
        yield from spans


def _written(span: _Span, folios: Mapping[str, str]) -> str:
    ends = (span.begin, span.end) if span.last > span.first else (span.begin,)
    shown = "\N{EN DASH}".join(_link(anchor, folios) for anchor in ends)
    return f"<strong>{shown}</strong>" if span.is_main else shown


def _link(anchor: str, folios: Mapping[str, str]) -> str:
    return f'<a class="folio" href="book:{escape(anchor.replace("%", "%25"))}">{folios[anchor]}</a>'
