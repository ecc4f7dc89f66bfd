"""Laying out runs until the page numbers they print are true, with a layout that a test can reckon with."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.bind import Pagination
from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Arrangement, LaidOutRun, LayoutJob, PageRun, PdfRendition, RunObjects, pack
from bookbuild.pipeline.typesetting.page_lists import PLACEHOLDER
from bookbuild.pipeline.typesetting.page_numbers import SettledBook, laid_out_pages, settle_page_numbers
from bookbuild.pipeline.typesetting.printed_pages import fill_page_numbers, printed_anchors
from tests.bind.small_book import GEOMETRY, IDENTITY

LINES = 4
"""Lines on a page; each line of a run's text is one, and ``#key`` at its start an anchor."""


@dataclass
class Typesetter:
    """Sets text line by line, and records what it was given."""

    lines_of: Callable[[str], Sequence[str]] = str.splitlines
    jobs: list[LayoutJob] = field(default_factory=list)
    foreseen: list[list[tuple[str, str]]] = field(default_factory=list)

    def __call__(self, jobs: Sequence[LayoutJob], foreseen: Sequence[LayoutJob] = (), /) -> list[LaidOutRun]:
        self.jobs += jobs
        self.foreseen.append([(job.name, job.xhtml) for job in foreseen])
        return [self._set(job) for job in jobs]

    def _set(self, job: LayoutJob) -> LaidOutRun:
        lines = self.lines_of(job.xhtml)
        anchors = {
            line[1:].split()[0]: (place // LINES, 0.0, 0.0) for place, line in enumerate(lines) if line[0] == "#"
        }
        faults = (diagnose("layout-warning", "print.css: odd"),)
        objects = RunObjects(*pack(job.xhtml.encode(), ()), 0, ())
        arrangement = Arrangement(len(lines)) if job.draft else None
        pages = -(-len(lines) // LINES)
        return LaidOutRun(job.name, objects, pages, anchors, diagnostics=faults, arrangement=arrangement)

    def times(self, name: str) -> int:
        return sum(job.name == name for job in self.jobs)


def settled(*runs: PageRun, by: Typesetter, files: dict[str, bytes] | None = None) -> Outcome[SettledBook]:
    return settle_page_numbers(PdfRendition(IDENTITY, runs, (), GEOMETRY, (), (), files=files or {}), by)


def text_of(book: Outcome[SettledBook], place: int) -> str:
    return book.value.runs[place].objects.text.decode()


def run(name: str, *lines: str, division: str = "body") -> PageRun:
    return PageRun(name, name, "\n".join((f"#{name}", *lines)), division)


def test_numbers_are_filled_in() -> None:
    """A token is the number of its anchor's page; one that is not known gets a placeholder."""
    assert printed_anchors("⟦a⟧ and ⟦b.c⟧, ⟦a⟧") == {"a", "b.c"}
    assert fill_page_numbers("⟦a⟧ and ⟦b⟧", {"a": "12"}) == f"12 and {PLACEHOLDER}"


def test_a_page_in_sight_is_not_named() -> None:
    """A reference shows the page of what is neither on its own page nor on the facing one; its element stays."""
    near, far = (f'⟦away r{number} t{number}⟧<b class="x">⟦t{number}⟧</b>⟦end⟧' for number in (1, 2))
    pages = {"r1": 1, "t1": 2, "r2": 2, "t2": 3}
    assert printed_anchors(near) == {"r1", "t1"}
    assert fill_page_numbers(near + far, {"t1": "3", "t2": "4"}, lambda: pages) == (
        '<b style="display:none" class="x">3</b><b class="x">4</b>'
    )
    assert fill_page_numbers(near, {"t1": "3"}, lambda: pages, {"r1": None}) == '<b class="x">3</b>'


def test_references_do_not_make_each_other_come_and_go() -> None:
    """Words that push their target out of sight, and without which it is in sight, stay once they were needed."""

    def lines(text: str) -> list[str]:
        is_shown = "page" in text and "none" not in text
        return ["#own", *["x"] * (9 if is_shown else 5), "#target"] if "see" in text else ["#other"]

    book = settled(
        run("first"),
        PageRun("odd", "Odd", "see⟦away own target⟧<b class=''> page ⟦target⟧</b>⟦end⟧"),
        by=Typesetter(lines),
    )
    assert [found.code for found in book.diagnostics] == ["layout-warning"]
    assert text_of(book, 1) == "see<b class=''> page 4</b>"


def test_contents_are_laid_out_once() -> None:
    """When nothing moves, every run is laid out once: the contents come last and are right at once."""
    typesetter = Typesetter()
    book = settled(
        run("contents", "⟦c1⟧ ⟦a1⟧ ⟦a2⟧", division="front"),
        run("c1", "⟦a1⟧ ⟦a2⟧"),
        run("a1", *["x"] * 9),
        run("a2"),
        by=typesetter,
    )
    assert text_of(book, 0) == "#contents\n1 2 5"
    assert text_of(book, 1) == "#c1\n2 5"
    assert sorted(job.name for job in typesetter.jobs) == ["a1", "a2", "c1", "contents"]


def test_numbers_that_move_pages_settle() -> None:
    """A run that grows by its own numbers is laid out again, with all that it moves, until every number is true."""

    def lines(text: str) -> list[str]:
        grown = re.sub(r"^index (.*)$", lambda found: "\n".join(["index", *["y"] * int(found[1])]), text, flags=re.M)
        return grown.splitlines()

    typesetter = Typesetter(lines)
    book = settled(run("index", "index ⟦z⟧"), run("a1", "x", "see ⟦z⟧"), run("z"), by=typesetter)
    assert book.value.pagination.folios["z"] == "4"
    assert text_of(book, 0) == "#index\nindex 4"
    assert text_of(book, 1) == "#a1\nx\nsee 4"
    assert typesetter.times("z") == 1
    assert typesetter.times("index") > 1


def test_what_prints_unknown_numbers_is_a_draft_first() -> None:
    """A run is a draft only as long as a number is unknown, then it is arranged as its draft was, and drawn."""
    typesetter = Typesetter()
    book = settled(run("a1", "see ⟦a2⟧"), run("a2", "see ⟦a1⟧", "see ⟦nowhere⟧"), run("a3"), by=typesetter)
    jobs = [(job.name, job.draft, job.arrangement) for job in typesetter.jobs]
    assert jobs[:3] == [("a3", False, None), ("a1", True, None), ("a2", True, None)]
    assert jobs[3:] == [("a1", False, Arrangement(2)), ("a2", False, Arrangement(3))]
    assert text_of(book, 1) == f"#a2\nsee 1\nsee {PLACEHOLDER}"


def test_numbers_that_never_settle_are_reported() -> None:
    """A run whose number pushes its own target away for ever is a diagnostic that names it."""
    flight = Typesetter(lambda text: ["x"] * (LINES if text.endswith(" 1") else 1) + ["#target"])
    book = settled(PageRun("odd", "Odd", "⟦target⟧ ⟦target⟧"), by=flight)
    assert [found.code for found in book.diagnostics] == ["layout-warning", "unstable-pages"]
    assert "odd" in book.diagnostics[1].message


def test_faults_of_stylesheets_are_reported_once() -> None:
    """What is wrong in every run alike is one diagnostic."""
    book = settled(run("a1"), run("a2"), by=Typesetter())
    assert [found.message for found in book.diagnostics] == ["print.css: odd"]


def test_a_job_holds_only_its_own_files() -> None:
    """A run's job has the files that its text or a stylesheet names, so that another picture leaves it as it is."""
    typesetter = Typesetter()
    settled(run("a1", "book:one.png"), run("a2"), by=typesetter, files={"one.png": b"1", "two.png": b"2"})
    assert {job.name: job.files for job in typesetter.jobs} == {"a1": (("one.png", b"1"),), "a2": ()}


def test_runs_come_in_the_order_of_the_book() -> None:
    """Whatever was laid out first, the runs are in the rendition's order."""
    book = settled(run("i", "⟦a1⟧", division="front"), run("a1"), run("a2", "⟦i⟧"), by=Typesetter())
    assert [one.name for one in book.value.runs] == ["i", "a1", "a2"]
    assert replace(book.value.runs[1], diagnostics=()).page_count == 1


BOOK = (
    run("contents", "⟦c1⟧ ⟦a1⟧ ⟦z⟧", division="front"),
    run("c1", '<h1 id="c1">⟦a1⟧ ⟦z⟧</h1>'),
    run("a1", *["a line of words"] * 9),
    run("z", *["a line of words"] * 9),
)


def foreseeing(by: Typesetter, *runs: PageRun) -> Outcome[SettledBook]:
    """Lay out a book, after which something will be laid out that is made of its pages' labels."""

    def following(pages: Pagination) -> list[LayoutJob]:
        return [LayoutJob("furniture", " ".join(page.label for page in pages.pages), (), ())]

    return settle_page_numbers(PdfRendition(IDENTITY, runs, (), GEOMETRY, (), ()), by, following)


def test_what_follows_is_foreseen() -> None:
    """While the last runs of the body are laid out, a page each, the contents and what follows are foreseen as they
    will be; before that nothing is.
    """
    typesetter = Typesetter()
    foreseeing(typesetter, *BOOK)
    asked = {job.name: job.xhtml for job in typesetter.jobs}
    assert asked["contents"] == "#contents\n1 2 5"
    furniture = ("furniture", "i ii 1 2 3 4 5 6 7")
    assert typesetter.foreseen == [[], [("contents", asked["contents"]), furniture], [furniture]]


def test_what_cannot_be_counted_on_is_not_foreseen() -> None:
    """A run as long as one that is known to fill more than a page may do so too: nothing is foreseen on it."""
    typesetter = Typesetter()
    foreseeing(typesetter, *BOOK[:1], run("c1", *["⟦a1⟧"] * 50), *BOOK[2:])
    assert typesetter.foreseen[:2] == [[], []]


def test_foresight_changes_no_book() -> None:
    """A book whose new runs turn out longer than was foreseen is the same as one of which nothing was foreseen."""

    def lines(text: str) -> list[str]:
        return [line for line in text.splitlines() for _ in range(5 if line.startswith("long") else 1)]

    book = (*BOOK[:1], run("c1", 'long <h1 id="c1">⟦a1⟧</h1>'), *BOOK[2:])
    typesetter = Typesetter(lines)
    assert foreseeing(typesetter, *book) == settled(*book, by=Typesetter(lines))
    assert typesetter.foreseen[1][0] == ("contents", "#contents\n1 2 5")


def test_pages_without_a_number_are_in_no_list() -> None:
    """The cover has no number; roman and blank pages are listed like others, these without a run."""
    runs = (run("cover", division="cover"), run("title-page", division="front"), run("a1"))
    book = settled(*runs, by=Typesetter()).value
    pages = laid_out_pages(book).pages
    assert len(book.pagination.pages) == 5
    assert [(page.label, page.run, page.index) for page in pages] == [
        ("i", "title-page", 0),
        ("ii", "", 0),
        ("1", "a1", 0),
    ]
