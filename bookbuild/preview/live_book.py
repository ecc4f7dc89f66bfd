"""A book as it is shown while it is written: its pages laid out, but not bound to a file."""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, chain

from bookbuild.bind import Page, bind_run, drawing_digests, paginate
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import LaidOutRun, PageRun, PdfRendition
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.volumes import Volume
from bookbuild.render.pdf import PdfRenderer


@dataclass(frozen=True, eq=False)
class RunFile:
    """The pages of one run, which can be bound to a PDF of their own. See `bookbuild.bind.bind_run`."""

    rendition: PdfRendition
    run: LaidOutRun
    sources: tuple[str, ...]
    pages: tuple[Page, ...]
    furniture: tuple[LaidOutRun, ...] = ()
    skipped: int = 0

    @cached_property
    def data(self) -> bytes:
        """The PDF."""
        return bind_run(self.rendition, self.run, self.pages, self.furniture, self.skipped)


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of the book: the digest of what is drawn on it, its label, its side, and where it is drawn from.

    A blank page has no `file`. `index` is that of the page in its file.
    """

    digest: str
    label: str
    is_recto: bool
    file: RunFile | None
    index: int


@dataclass(frozen=True, eq=False)
class LiveBook:
    """A volume that was read, rendered and laid out; `pages` are all of its pages in order. Handouts, which are fitted
    to their pages, have no `renderer` for an article alone.
    """

    reading: Reading
    volume: Volume
    renderer: PdfRenderer | None
    rendition: PdfRendition
    runs: tuple[LaidOutRun, ...]
    furniture: tuple[LaidOutRun, ...]
    folios: Mapping[str, str]
    pages: tuple[ShownPage, ...]
    starts: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    digests: dict[int, tuple[object, tuple[str, ...]]] = field(default_factory=dict)

    def digests_of(self, number: int) -> tuple[str, ...]:
        """Return the digests of what is drawn on the pages of a run, without their furniture."""
        objects = self.runs[number].objects
        kept = self.digests.get(id(objects))
        return kept[1] if kept and kept[0] is objects else drawing_digests(self.runs[number])

    @cached_property
    def run_of_source(self) -> Mapping[str, int]:
        """The index of the run that each article is in, by its path."""
        return {path: index for index, run in enumerate(self.rendition.runs) for path in run.sources}

    @cached_property
    def anchors(self) -> Mapping[str, tuple[int, float]]:
        """The page of each anchor, from 0, and its distance from the lower edge in points; the first of equals."""
        found: dict[str, tuple[int, float]] = {}
        for start, run in zip(self.starts, self.runs, strict=True):
            for anchor, (page, _, top) in run.anchors.items():
                found.setdefault(anchor, (start + page, top))
        return found


def live_book(
    reading: Reading,
    volume: Volume,
    renderer: PdfRenderer | None,
    rendition: PdfRendition,
    runs: Sequence[LaidOutRun],
    furniture: Sequence[LaidOutRun],
    before: "LiveBook | None" = None,
) -> LiveBook:
    """Return a book whose runs are all laid out. Digests of runs that are those of the book `before` are taken over."""
    pagination = paginate(rendition.runs, [run.page_count for run in runs], [run.anchors for run in runs])
    digests, light = _Digests(before.digests if before else {}), _light(rendition)
    margins = tuple(chain.from_iterable(map(digests.of, furniture)))
    ends = list(accumulate(run.page_count for run in furniture))
    pages: list[ShownPage] = []
    for index, page in enumerate(pagination.pages):
        if page.run is None:
            pages.append(_blank(rendition, page))
        elif page.index == 0:
            run = runs[page.run]
            end = index + run.page_count
            around, skipped = _furniture_of(furniture, ends, index, end)
            own = pagination.pages[index:end]
            file = RunFile(light, run, rendition.runs[page.run].sources, own, around, skipped)
            pages += _shown(file, digests.of(run), margins[index:end])
    return LiveBook(
        reading,
        volume,
        renderer,
        rendition,
        tuple(runs),
        tuple(furniture),
        pagination.folios,
        tuple(pages),
        pagination.starts,
        digests=digests.used,
    )


def with_run(book: LiveBook, run: PageRun, laid_out: LaidOutRun) -> LiveBook:
    """Return a book with a run that was laid out anew. All other pages are shown as they were, until the whole book is
    laid out again: where the number of pages has changed, their folios and running heads are those of before.
    """
    number = next(index for index, one in enumerate(book.rendition.runs) if one.name == run.name)
    runs = (*book.runs[:number], laid_out, *book.runs[number + 1 :])
    rendered = (*book.rendition.runs[:number], run, *book.rendition.runs[number + 1 :])
    changed = replace(book, rendition=replace(book.rendition, runs=rendered), runs=runs)
    start, count = book.starts[number], book.runs[number].page_count
    before = book.pages[start].file
    around = (before.furniture, before.skipped) if before else ((), 0)
    known = before.pages if before else ()
    if laid_out.page_count == count:
        file = RunFile(_light(book.rendition), laid_out, run.sources, known, *around)
        pages = (*book.pages[:start], *_shown_anew(file, book), *book.pages[start + count :])
        return replace(changed, pages=pages)
    pagination = paginate(rendered, [one.page_count for one in runs], [one.anchors for one in runs])
    start = pagination.starts[number]
    own = _furnished_as_before(pagination.pages[start : start + laid_out.page_count], known)
    shown = _shown_anew(RunFile(_light(book.rendition), laid_out, run.sources, own, *around), book)
    pages = tuple(_moved(page, book, number, shown) for page in pagination.pages)
    return replace(changed, pages=pages, starts=pagination.starts)


def _light(rendition: PdfRendition) -> PdfRendition:
    """Return what the file of a run needs of a rendition: it may outlive the texts of the others."""
    return replace(rendition, runs=(), outline=(), stylesheets=(), furniture=(), files={})


def _shown_anew(file: RunFile, book: LiveBook) -> list[ShownPage]:
    """Return the pages of a run that was laid out anew, with the digests that they will have in the whole book."""
    digests = _Digests(book.digests)
    margins = list(chain.from_iterable(map(digests.of, file.furniture)))[file.skipped :]
    margins += [""] * len(file.pages)  # pages more than there were are bare
    return _shown(file, drawing_digests(file.run), margins[: len(file.pages)])


def _moved(page: Page, book: LiveBook, number: int, shown: Sequence[ShownPage]) -> ShownPage:
    """Return a page of a book that has moved: that of the run with this number as it is shown anew."""
    if page.run is None:
        return _blank(book.rendition, page)
    known = shown[page.index] if page.run == number else book.pages[book.starts[page.run] + page.index]
    return replace(known, label=page.label, is_recto=page.recto)


def _furnished_as_before(pages: Sequence[Page], before: Sequence[Page]) -> tuple[Page, ...]:
    """Return pages without furniture where it is not that of the pages before."""
    bare = [replace(page, folio="", heads=("", "")) for page in pages]
    return tuple(
        page if index < len(before) and replace(page, run=before[index].run) == before[index] else bare[index]
        for index, page in enumerate(pages)
    )


class _Digests:
    """The digests of runs' pages, each computed once for the same objects."""

    def __init__(self, known: Mapping[int, tuple[object, tuple[str, ...]]]) -> None:
        self._known = known
        self.used: dict[int, tuple[object, tuple[str, ...]]] = {}

    def of(self, run: LaidOutRun) -> tuple[str, ...]:
        number = id(run.objects)
        kept = self._known.get(number)
        if kept is None or kept[0] is not run.objects:
            kept = (run.objects, drawing_digests(run))
        self.used[number] = kept
        return kept[1]


def _furniture_of(
    furniture: Sequence[LaidOutRun], ends: Sequence[int], start: int, end: int
) -> tuple[tuple[LaidOutRun, ...], int]:
    """Return the documents of furniture that have these pages, and how many of theirs come before."""
    first, last = bisect_right(ends, start), bisect_right(ends, end - 1)
    return tuple(furniture[first : last + 1]), start - (ends[first - 1] if first else 0)


def _shown(file: RunFile, digests: Sequence[str], margins: Sequence[str]) -> list[ShownPage]:
    return [
        ShownPage(_joined(digest, margin if page.is_furnished else "", page), page.label, page.recto, file, page.index)
        for page, digest, margin in zip(file.pages, digests, margins, strict=True)
    ]


def _joined(digest: str, margin: str, page: Page) -> str:

    side = "recto" if page.recto else "verso"
    return hashlib.sha256(f"{digest} {margin} {side} {page.division}".encode()).hexdigest()[:20]


def _blank(rendition: PdfRendition, page: Page) -> ShownPage:
    geometry = rendition.geometry
    return ShownPage(f"blank-{geometry.width:g}-{geometry.height:g}", page.label, page.recto, None, 0)
