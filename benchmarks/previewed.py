"""``bookbuild preview`` in headless Chromium: from the saving of an article to the pixels of its changed page.

python -m benchmarks.previewed [--articles 108] [--saves 20] [--folder DIR] [--memory]

Printed are the medians, the seconds of processor time of a save, the time to the first page after a start with a warm
cache, and the memory of the server before and after; with ``--memory`` only the memory, after each tenth of the saves.
"""

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.corpus import make_guide, more_text, write_guide
from benchmarks.watched import usage_of

CHROMIUM = "/usr/bin/chromium"
PER_CHAPTER = 12
_READY = "#status[data-state=ready]"
_LONGEST = 1_800_000
"""Milliseconds that a book is waited for."""
_DRAWN = """() => { window.drawn = new Promise((done) => document.addEventListener("page-drawn",
  () => requestAnimationFrame(() => done(Date.now())), { once: true })) }"""


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that runs in a guide's folder."""

    process: "subprocess.Popen[bytes]"
    address: str

    @property
    def memory(self) -> int:
        """Megabytes that the server has now."""
        status = Path("/proc", str(self.process.pid), "status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    @property
    def whole_memory(self) -> int:
        """Megabytes that the server and its workers have, what they share counted once (PSS)."""
        own = [one for one in Path("/proc").glob("[0-9]*") if _group_of(one) == self.process.pid]
        return sum(_shared_memory(one) for one in own) // 1024


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.previewed", description=__doc__)
    parser.add_argument("--articles", type=int, default=108)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if not given.folder:
            write_guide(make_guide(max(1, given.articles // PER_CHAPTER), PER_CHAPTER, 10), folder)
        if not given.memory:
            _measure_times(folder, given.saves)
            return
        with _running(folder) as preview:
            _save_and_weigh(preview, folder, given.saves)


def _measure_times(folder: Path, saves: int) -> None:
    with _chromium() as browser:
        with _running(folder) as preview:  # fills the cache, and keeps what was shown last
            _opened(browser, preview.address)
        with _running(folder) as preview:
            began = time.perf_counter()
            page = _opened(browser, preview.address, is_complete=False)
            print(f"first page after a warm start: {time.perf_counter() - began:.2f} s in the browser")
            page.wait_for_selector(_READY, timeout=_LONGEST)
            _save_and_look(page, preview, folder, saves)


def _save_and_look(page: Any, preview: Preview, folder: Path, saves: int) -> None:
    files = sorted(folder.rglob("*.md"))
    file = files[len(files) // 2]
    original, before = file.read_text("utf-8"), preview.memory
    page.evaluate("(path) => { location.hash = `#a=${path}` }", file.relative_to(folder).as_posix())
    time.sleep(2)
    walls, spent = [], []
    try:
        for number in range(saves + 1):
            page.evaluate(_DRAWN)
            used, began = usage_of(preview.process.pid)[0], time.time()
            file.write_text(f"{original}\n\n{more_text(1, number)}\n", "utf-8")
            walls.append(page.evaluate("() => window.drawn") / 1000 - began)
            spent.append(usage_of(preview.process.pid)[0] - used)
            page.wait_for_selector(_READY, timeout=_LONGEST)
            time.sleep(0.5)
    finally:
        file.write_text(original, "utf-8")
    walls, spent = walls[1:], spent[1:]  # the first imports what parses
    print(f"from save to pixels, median of {saves}: {statistics.median(walls):.2f} s, slowest {max(walls):.2f} s")
    print(f"processor time until then, median: {statistics.median(spent):.2f} s")
    print(f"memory of the server: {before} MB before, {preview.memory} MB after {saves} saves")


def _save_and_weigh(preview: Preview, folder: Path, saves: int) -> None:
    """Save one article after the other, fetch the pages that change as a browser does, wait each time until the whole
    book has followed, and print the memory.
    """
    files = sorted(folder.rglob("article-*.md"))
    originals = {file: file.read_text("utf-8") for file in files}
    with urlopen(f"{preview.address}events") as events:  # noqa: S310 - of this machine
        for number in range(saves + 1):
            if number % max(1, saves // 10) == 0:
                print(f"{number} saves: server {preview.memory} MB, with workers {preview.whole_memory} MB", flush=True)
            file = files[number % len(files)]
            file.write_text(f"{originals[file]}\n\n{more_text(1, number)}\n", "utf-8")
            _fetch_until_complete(preview.address, events)


def _fetch_until_complete(address: str, events: Iterable[bytes]) -> None:
    for line in events:
        news = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else {}
        for digest, *_ in news.get("rows", ())[:2]:
            for name in (f"page/{digest}.png?w=960", f"text/{digest}.json"):
                with suppress(HTTPError), urlopen(address + name) as answer:  # noqa: S310 - of this machine
                    answer.read()
        if news.get("complete") and "rows" in news:
            return


def _group_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except OSError:
        return 0


def _shared_memory(process: Path) -> int:
    try:
        return int((process / "smaps_rollup").read_text().partition("Pss:")[2].split()[0])
    except (OSError, IndexError):
        return 0


@contextmanager
def _running(folder: Path) -> Iterator[Preview]:
    command = [sys.executable, "-m", "bookbuild", "preview", "-q", "--no-open", "-C", str(folder)]
    file = folder / ".bookbuild" / "preview.json"
    began = time.perf_counter()
    with subprocess.Popen(command, start_new_session=True) as process:
        while not file.exists():
            time.sleep(0.005)
        print(f"listening after {time.perf_counter() - began:.2f} s")
        yield Preview(process, json.loads(file.read_text("utf-8"))["address"])
        process.send_signal(signal.SIGINT)


def _opened(browser: Any, address: str, *, is_complete: bool = True) -> Any:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}#p=20")
    page.wait_for_selector(".page img", timeout=_LONGEST)
    if is_complete:
        page.wait_for_selector(_READY, timeout=_LONGEST)
        page.wait_for_selector(".text span", state="attached", timeout=_LONGEST)
    return page


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this needs it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
