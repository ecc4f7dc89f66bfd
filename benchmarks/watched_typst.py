"""Typst's watch, measured as `benchmarks.previewed` measures ours: from the saving of an article to the book with it.

python -m benchmarks.watched_typst [--articles 108] [--saves 20]

The guide is the same text, made into Typst by pandoc once; an edit is one of Typst's own file, so that pandoc is not in
the time. Typst's result is a PDF, which a viewer has still to draw; ours is the picture of the changed page. It needs
pandoc, and Typst where `make bench` installs it. Of other previews mdBook is no Python or npm package, and Vivliostyle
brings a browser of its own, so that neither is measured.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import as_one_document, make_guide, more_text
from benchmarks.previewed import PER_CHAPTER
from benchmarks.programs import PEERS, run_here
from benchmarks.watched import usage_of

_WATCH = "import typst; typst.Compiler('guide.typ').watch('guide.pdf')"
_LOOK = 0.002
_SETTLED = 1.0
_LONGEST = 120.0


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.watched_typst", description=__doc__)
    parser.add_argument("--articles", type=int, default=108)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--python", default=str(PEERS / "bin" / "python"), help="a Python that has Typst")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write_guide(folder, given.articles)
        with subprocess.Popen([given.python, "-c", _WATCH], cwd=folder, stderr=subprocess.DEVNULL) as watch:
            try:
                _measure(folder, watch, given.saves)
            finally:
                watch.terminate()


def _write_guide(folder: Path, articles: int) -> None:
    guide = make_guide(max(1, articles // PER_CHAPTER), PER_CHAPTER, 10)
    (folder / "guide.md").write_text(as_one_document(guide), "utf-8")
    command = ("pandoc", "-s", "-t", "typst", "guide.md", "--toc", "-V", "papersize=a5", "-o", "guide.typ")
    run_here(command, folder)


def _measure(folder: Path, watch: "subprocess.Popen[bytes]", saves: int) -> None:
    file, book = folder / "guide.typ", folder / "guide.pdf"
    _await(book, 0)
    time.sleep(3 * _SETTLED)  # it begins to look for changes when the first book is there
    text = file.read_text("utf-8")
    middle = text.index("\n=", len(text) // 2)
    walls, spent = [], []
    for number in range(saves + 1):
        used, state, began = usage_of(watch.pid)[0], book.stat().st_mtime_ns, time.perf_counter()
        file.write_text(f"{text[:middle]}\n\n{_words(number)}\n{text[middle:]}", "utf-8")
        walls.append(_await(book, state) - began)
        spent.append(usage_of(watch.pid)[0] - used)
        time.sleep(_SETTLED)
    print(f"from save to PDF, median of {saves}: {statistics.median(walls[1:]):.2f} s, slowest {max(walls[1:]):.2f} s")
    print(f"processor time until then, median: {statistics.median(spent[1:]):.2f} s")


def _words(number: int) -> str:
    """Return more text without marks, which would mean something else in Typst."""
    return "".join(one for one in more_text(1, number) if one.isalnum() or one in " .,\n")


def _await(book: Path, before: int) -> float:
    """Wait until a book is newer than before, and return when that was."""
    began = time.perf_counter()
    while not book.exists() or not book.stat().st_size or book.stat().st_mtime_ns == before:
        if time.perf_counter() - began > _LONGEST:
            raise TimeoutError("no book came of the edit")
        time.sleep(_LOOK)
    return time.perf_counter()


if __name__ == "__main__":
    main()
