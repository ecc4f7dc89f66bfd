"""What is measured: the work, the programs that do it, and the goals."""

from dataclasses import dataclass
from typing import Literal

from benchmarks import ours
from benchmarks.peers import PDF_PEERS, peer
from benchmarks.programs import Absent, Contender
from benchmarks.watched import Watched

Quantity = Literal["wall", "wall per page", "memory"]


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a guide."""

    chapters: int
    articles: int
    paragraphs: int = 10

    @property
    def name(self) -> str:
        """The size in words, which names its folder too."""
        return f"{self.chapters * self.articles:,} articles"

    @property
    def shrunk(self) -> "Size":
        """A guide of about a ninth of the size."""
        return Size(max(1, self.chapters // 3), max(1, self.articles // 3), self.paragraphs)


BOOK = Size(9, 12)
HUNDRED, THOUSAND, TEN_THOUSAND = Size(5, 20), Size(50, 20), Size(500, 20)


@dataclass(frozen=True, slots=True)
class Entry:
    """One that takes part, and the size of its guide. What takes minutes runs `once`, whatever the rounds."""

    contender: Contender | Absent
    size: Size = BOOK
    once: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """What the first of a scenario has to reach: at most so much of what another takes, named by its key."""

    against: str
    at_most: float
    quantity: Quantity = "wall"


@dataclass(frozen=True, slots=True)
class Scenario:
    """Work that is measured. The first entry is what the others are compared with."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    goals: tuple[Goal, ...] = ()


def scenarios(*, long: bool) -> tuple[Scenario, ...]:
    """Return every scenario; `long` adds what takes many minutes."""
    return (
        _cold_pdf(),
        _cold_epub(),
        _edit(),
        _watch(),
        _unchanged(),
        _many_epub(),
        _many_pdf(long=long),
        _growth(long=long),
    )


def _cold_pdf() -> Scenario:
    others = (Entry(ours.uncached("pdf")), *(Entry(peer(key)) for key in PDF_PEERS))
    goals = (
        Goal("weasyprint", 0.35),
        Goal("chromium", 1.6),
        *(Goal(key, 0.7) for key in ("xelatex", "asciidoctor", "pagedjs", "bookforge")),
    )
    return Scenario("cold-pdf", "PDF, cold", (Entry(ours.cold("pdf")), *others), goals)


def _cold_epub() -> Scenario:
    entries = (ours.cold("epub"), ours.uncached("epub"), peer("pandoc-epub"))
    return Scenario("cold-epub", "EPUB, cold", tuple(map(Entry, entries)), (Goal("pandoc-epub", 0.5),))


def _edit() -> Scenario:
    title = "PDF after an edit, in a new process: one article grows by two pages"
    return Scenario("edit-pdf", title, (Entry(ours.Edited()), Entry(peer("typst"))), (Goal("typst", 1.2),))


def _watch() -> Scenario:
    title = "PDF after the same edit, under watch: from save to file"
    return Scenario("watch-pdf", title, (Entry(Watched()), Entry(peer("typst"))), (Goal("typst", 0.5),))


def _unchanged() -> Scenario:
    entries = (ours.unchanged("pdf"), ours.cold("pdf", "bookbuild, cold", "cold"))
    return Scenario("unchanged", "PDF, nothing changed", tuple(map(Entry, entries)), (Goal("cold", 0.1),))


def _many_epub() -> Scenario:
    entries = (Entry(ours.cold("epub"), THOUSAND), Entry(peer("pandoc-epub"), THOUSAND))
    return Scenario("epub-1000", "EPUB of 1,000 articles, cold", entries, (Goal("pandoc-epub", 0.25),))


def _many_pdf(*, long: bool) -> Scenario:
    book = ours.cold("pdf", f"bookbuild, {BOOK.name}", "book")
    entries = [Entry(ours.cold("pdf"), THOUSAND), Entry(book)]
    if long:
        entries.append(Entry(peer("weasyprint"), THOUSAND, once=True))
    goals = (Goal("weasyprint", 0.25), Goal("book", 1.15, "wall per page"), Goal("book", 1.5, "memory"))
    return Scenario("pdf-1000", "PDF of 1,000 articles, cold", tuple(entries), goals)


def _growth(*, long: bool) -> Scenario:
    sizes = (HUNDRED, THOUSAND, *((TEN_THOUSAND,) if long else ()))
    entries = (
        Entry(ours.cold("pdf", f"bookbuild, {size.name}", size.name), size, once=size is TEN_THOUSAND) for size in sizes
    )
    return Scenario("growth", "Growth", tuple(entries))
