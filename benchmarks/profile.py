"""What each step of making a PDF costs per page: ``python -m benchmarks.profile``.

The book is made in one process without a cache. Every few milliseconds of CPU the call stack is looked at, and the time
since the last look is given to the step that the innermost known function belongs to. So it costs little, and it
reports of C what the Python above it stands for.
"""

import argparse
import os
import signal
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

from benchmarks.corpus import make_guide, write_guide
from benchmarks.rendition import rendered
from benchmarks.report import circumstances, keep, table
from benchmarks.scenarios import BOOK
from bookbuild.bind import bind, furniture_jobs, prove
from bookbuild.layout import lay_out
from bookbuild.model import Artifact, LaidOutRun, LayoutJob, PdfRendition
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.pipeline.typesetting.page_numbers import SettledBook, settle_page_numbers
from bookbuild.verify.pdf import verify_pdf

_EVERY = 0.002
"""Seconds of CPU between two looks."""
_UNKNOWN = "what is left"

_STEPS = (
    # (step, the end of the path of a module or folder, its functions; none: all of them); the first that fits
    ("text: reading the XHTML", "bookbuild/layout/document.py", ("__init__", "_parsed")),
    ("text: hyphenation", "pyphen/__init__.py", ()),
    ("text: styles", "bookbuild/layout/accelerators/shortcuts.py", ("_compute",)),
    ("text: styles", "weasyprint/css/", ()),
    ("text: styles", "cssselect2/", ()),
    ("text: boxes", "weasyprint/formatting_structure/", ()),
    ("text: line breaking", "bookbuild/layout/accelerators/line_ends.py", ()),
    ("text: line breaking", "bookbuild/layout/accelerators/lines.py", ()),
    ("text: line breaking", "bookbuild/layout/accelerators/words.py", ()),
    ("text: line breaking", "bookbuild/layout/accelerators/pango_layout.py", ()),
    ("text: line breaking", "bookbuild/layout/accelerators/paragraphs.py", ()),
    ("text: line breaking", "weasyprint/text/", ()),
    ("text: line breaking", "weasyprint/layout/inline.py", ()),
    ("text: blocks and pages", "weasyprint/layout/page.py", ("make_margin_boxes",)),
    ("text: blocks and pages", "weasyprint/layout/", ()),
    ("text: drawing", "bookbuild/layout/accelerators/glyphs.py", ()),
    ("text: drawing", "bookbuild/layout/laid_out_document.py", ("_paint",)),
    ("text: drawing", "weasyprint/draw/", ()),
    ("text: drawing", "weasyprint/pdf/stream.py", ()),
    ("text: drawing", "weasyprint/stacking.py", ()),
    ("text: drawing", "weasyprint/document.py", ("paint",)),
    ("text: tag tree", "bookbuild/layout/tags.py", ()),
    ("text: tag tree", "bookbuild/layout/tree.py", ()),
    ("text: links and anchors", "bookbuild/layout/links.py", ()),
    ("text: links and anchors", "weasyprint/anchors.py", ()),
    ("text: writing", "weasyprint/pdf/", ()),
    ("text: writing", "pydyf/__init__.py", ("write",)),
    ("text: what is left", "benchmarks/profile.py", ("_lay_out_text",)),
    ("furniture", "benchmarks/profile.py", ("_lay_out_furniture",)),
    ("binding: joining", "bookbuild/bind/joining.py", ()),
    ("binding: fonts", "bookbuild/bind/fonts.py", ()),
    ("binding: structure", "bookbuild/bind/structure.py", ()),
    ("binding: proving", "bookbuild/bind/proof.py", ()),
    ("binding: writing", "bookbuild/bind/binder.py", ("_written",)),
    ("binding: what is left", "benchmarks/profile.py", ("_bind",)),
    ("verifying", "benchmarks/profile.py", ("_verify",)),
    ("reading", "benchmarks/profile.py", ("_read",)),
    ("rendering", "benchmarks/profile.py", ("_render",)),
)
_ORDER = tuple(dict.fromkeys(step for step, _, _ in _STEPS))
_WHOLE = ("furniture", "reading", "rendering", "verifying")
"""Steps that keep what is done inside them."""


def _make(guide: Path) -> int:
    """Make a guide's PDF, step by step, and return its pages."""
    rendition = _render(_read(guide))
    settled = _lay_out_text(rendition)
    furniture = _lay_out_furniture(rendition, settled)
    pages = len(settled.pagination.pages)
    _verify(_bind(rendition, settled, furniture), pages)
    return pages


def _read(guide: Path) -> Reading:
    return read(guide, os.environ).value


def _render(reading: Reading) -> PdfRendition:
    return rendered(reading)


def _lay_out_text(rendition: PdfRendition) -> SettledBook:
    return settle_page_numbers(rendition, _laid).value


def _lay_out_furniture(rendition: PdfRendition, settled: SettledBook) -> Sequence[LaidOutRun]:
    return _laid(furniture_jobs(rendition, settled.pagination))


def _bind(rendition: PdfRendition, settled: SettledBook, furniture: Sequence[LaidOutRun]) -> bytes:
    book = bind(rendition, settled.runs, furniture).value
    prove(book)
    return book.data


def _verify(data: bytes, pages: int) -> None:
    verify_pdf(Artifact("book.pdf", "pdf", "book", data, pages))


def _laid(jobs: Sequence[LayoutJob], _foreseen: Sequence[LayoutJob] = (), /) -> Sequence[LaidOutRun]:
    return [lay_out(job) for job in jobs]


# ── Looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _watched() -> Iterator[defaultdict[str, float]]:
    """Count the seconds of CPU of each step."""
    spent: defaultdict[str, float] = defaultdict(float)
    last = time.process_time()

    def look(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        spent[_step_at(frame)] += now - last
        last = now

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        yield spent
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _step_at(frame: FrameType | None) -> str:
    found = ""
    while frame is not None:
        step = _step_of(frame.f_code)
        if step in _WHOLE or not found:
            found = step or found
        frame = frame.f_back
    return found or _UNKNOWN


@cache
def _step_of(code: CodeType) -> str:
    path = Path(code.co_filename).as_posix()
    return next(
        (step for step, part, names in _STEPS if part in path and (not names or code.co_name in names)),
        "",
    )


# ── Printing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _described(spent: Mapping[str, float], pages: int) -> str:
    everything = sum(spent.values())
    rows = [
        (step, f"{spent[step] / pages * 1000:.2f} ms", f"{spent[step] / everything:.1%}")
        for step in (*_ORDER, _UNKNOWN)
        if step in spent
    ]
    rows.append(("all", f"{everything / pages * 1000:.2f} ms", "100.0%"))
    head = f"CPU of one process without a cache, {pages} pages, on {circumstances()}."
    return "\n\n".join(("## What a page costs", head, table(("step", "a page", "share"), rows)))


def main() -> None:
    """Make a book under watch, print what its steps cost, and keep that if requested."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=main.__doc__)
    parser.add_argument("--chapters", type=int, default=BOOK.chapters, help=f"usual: {BOOK.chapters}")
    parser.add_argument("--articles", type=int, default=BOOK.articles, help=f"in a chapter; usual: {BOOK.articles}")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/performance.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name, "small"), Path(name, "large")
        write_guide(make_guide(1, 2, 4), small)
        write_guide(make_guide(asked.chapters, asked.articles, BOOK.paragraphs), large)
        _make(small)  # what is done once in a process is not counted
        with _watched() as spent:
            pages = _make(large)
    text = _described(spent, pages)
    print(text)
    if asked.write:
        keep("profile", text)


if __name__ == "__main__":
    main()
