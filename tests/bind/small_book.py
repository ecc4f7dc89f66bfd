"""A book of a few small runs, with a cover, front matter, links and page numbers of every kind."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bookbuild.bind import bind, furniture_jobs, prove
from bookbuild.diagnostics import Outcome
from bookbuild.layout import lay_out
from bookbuild.model import (
    Creator,
    Geometry,
    Identity,
    LaidOutRun,
    LayoutJob,
    NavPoint,
    PageRun,
    PdfRendition,
    Stylesheet,
)
from bookbuild.pipeline.typesetting.page_numbers import settle_page_numbers
from tests.layout.jobs import document, typefaces

GEOMETRY = Geometry(width=100, height=80, inner=10, outer=20, top=12, bottom=12, text_size=10, leading=12)
TEXT = """
@page { size: 100mm 80mm; margin: 12mm 15mm }
html { font: 10pt/12pt "Source Serif 4" }
body, p, h1 { margin: 0 }
.footnote { float: footnote }
"""
FURNITURE = """
@page { font: 8pt "Source Serif 4" }
@page :left { @top-left { content: string(chapter-title) } @bottom-left { content: string(folio) } }
@page :right { @top-right { content: string(article-title) } @bottom-right { content: string(folio) } }
"""
IDENTITY = Identity(
    title="Small & whole",
    language="en",
    identifier="urn:uuid:0",
    creators=(Creator("A. Author"), Creator("B. <Author>")),
    description="A book of few words.",
    subjects=("work", "rest"),
    modified="2024-05-06T07:08:09Z",
)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def run(name: str, body: str, **more: object) -> PageRun:
    return replace(PageRun(name, name, document(body)), **more)  # type: ignore[arg-type]  # a test's shorthand


def pages(name: str, *texts: str) -> str:
    """A body that fills as many pages as it has texts, with the name as the id of its heading, and NAME.0, NAME.1 …
    as those of the texts.
    """
    paragraphs = (f'<p id="{name}.{place}">{text}</p>' for place, text in enumerate(texts))
    return f'<h1 id="{name}">{name}</h1>' + '<div style="break-before: page"></div>'.join(paragraphs)


CONTENTS = "".join(
    f'<p><a href="book:{key}">{key}</a> <a class="folio" href="book:{key}">⟦{key}⟧</a></p>'
    for key in ("preface", "c1", "a1", "a2.1")
)
LINKS = (
    'Go <a href="book:a2.1">to <em>the second</em></a>, <a href="https://example.org/">out</a>, '
    'or to page <a class="folio" href="book:c1">⟦c1⟧</a>.<span class="footnote">A note.</span>'
)


def small_rendition() -> PdfRendition:
    return PdfRendition(
        identity=IDENTITY,
        runs=(
            run("cover", pages("cover", "Small and whole"), division="cover", bare=True, opens="recto"),
            run("title", pages("title", "By an author"), division="front", bare=True, opens="recto"),
            run("contents", pages("contents", CONTENTS), division="front", opens="recto", heads=("Contents",) * 2),
            run("preface", pages("preface", "one", "two"), division="front", heads=("Preface", "Preface")),
            run("c1", pages("c1", '<img src="book:p.svg" alt="A square"/>'), opens="recto", furnished=False),
            run("a1", pages("a1", LINKS, "middle", "end"), heads=("Chapter One", "Article One")),
            run("a2", pages("a2", "first words", "second words"), heads=("Chapter One", "Article Two")),
        ),
        outline=(NavPoint("Preface", "preface"), NavPoint("One", "c1", (NavPoint("A1", "a1"),), "chapter", "7")),
        geometry=GEOMETRY,
        stylesheets=(Stylesheet("text.css", TEXT),),
        furniture=(Stylesheet("furniture.css", FURNITURE),),
        typefaces=typefaces(),
        files={"p.svg": PICTURE},
    )


def lay_out_all(jobs: Sequence[LayoutJob], _foreseen: Sequence[LayoutJob] = (), /) -> list[LaidOutRun]:
    return [lay_out(job) for job in jobs]


Parts = tuple[tuple[LaidOutRun, ...], list[LaidOutRun]]


@cache
def small_parts() -> Parts:
    """The runs and the furniture of the small book."""
    return parts_of(small_rendition())


def parts_of(rendition: PdfRendition) -> Parts:
    settled = settle_page_numbers(rendition, lay_out_all)
    return settled.value.runs, lay_out_all(furniture_jobs(rendition, settled.value.pagination))


def bound(rendition: PdfRendition) -> Outcome[bytes]:
    return bound_of(rendition, *parts_of(rendition))


def bound_of(rendition: PdfRendition, runs: Sequence[LaidOutRun], furniture: Sequence[LaidOutRun]) -> Outcome[bytes]:
    """Bind the parts of a book, and prove it."""
    book = bind(rendition, runs, furniture)
    return Outcome(book.value.data, (*book.diagnostics, *prove(book.value)))


def doctored(place: int, **change: object) -> tuple[list[LaidOutRun], list[LaidOutRun]]:
    """The parts of the small book, one of its runs changed."""
    runs, furniture = small_parts()
    return [replace(one, **change) if at == place else one for at, one in enumerate(runs)], furniture  # type: ignore[arg-type]  # a test's shorthand
