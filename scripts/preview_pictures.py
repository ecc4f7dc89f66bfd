"""Takes the pictures of the preview: a spread just after a save, and an article of the e-book on a phone by night.

The guide is shown from a copy, with what the cache has of it. Needs Chromium and the extra `preview`.
"""

import io
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PARTS = ("content", "bookbuild.toml", "styles", "templates", ".bookbuild")
WINDOW: Any = {"width": 1200, "height": 750}
SAVED = ("take a step that looks like", "take a job that looks like")
"""Words of an article, and what they become."""
PATIENCE = 120_000
COLOURS = 256
_KEEP_BARS = "() => { const old = setTimeout; window.setTimeout = (act, time) => old(act, time === 900 ? 1e5 : time) }"
"""Keeps the bars beside changed pages, which are there for a moment only."""


@contextmanager
def preview() -> Iterator[tuple[Path, str]]:
    """Run the preview of a copy of the guide; the folder and the address."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in PARTS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, symlinks=True)
            elif (ROOT / name).exists():
                shutil.copy(ROOT / name, folder / name)
        file = folder / ".bookbuild" / "preview.json"
        for old in (file, file.with_name("preview-last.json")):
            old.unlink(missing_ok=True)
        command = [sys.executable, "-m", "bookbuild", "preview", "-q", "--no-open", "-C", str(folder)]
        with subprocess.Popen(command) as process:
            while not file.exists() and process.poll() is None:
                time.sleep(0.05)
            try:
                yield folder, json.loads(file.read_text("utf-8"))["address"]
            finally:
                process.send_signal(signal.SIGINT)


def take_save(page: Any, folder: Path, address: str) -> str:
    """Show the spread of an article that was saved a moment ago, with the cursor on a line of it; return its path."""
    path = next(path for path in sorted(folder.rglob("*.md")) if SAVED[0] in path.read_text("utf-8"))
    article = path.relative_to(folder).as_posix()
    page.goto(f"{address}#a={article}")
    page.wait_for_selector("#status[data-state=ready]", timeout=PATIENCE)
    page.wait_for_selector(".text span", state="attached")
    box = page.locator(".text span", has_text=SAVED[0][:11]).first.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2)  # `hover` would scroll
    page.evaluate(_KEEP_BARS)
    path.write_text(path.read_text("utf-8").replace(*SAVED), "utf-8")
    page.wait_for_selector(".page.changed")
    page.wait_for_selector(".page.changed img", state="attached")
    page.wait_for_timeout(300)
    keep(page, "preview.png")
    return article


def take_phone(page: Any, address: str, article: str) -> None:
    """Show the same article of the e-book as a phone has it by night."""
    page.goto(f"{address}#a={article}")
    page.wait_for_selector(".text span", state="attached", timeout=PATIENCE)
    page.select_option("#view", "epub/book")
    page.frame_locator("iframe").locator("h1").first.wait_for(timeout=PATIENCE)
    page.wait_for_selector("#status[data-state=ready]", timeout=PATIENCE)
    keep(page, "preview-ebook.png")


def keep(page: Any, name: str) -> None:
    """Store what the window shows, with few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


def main() -> None:
    """Take the pictures."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with preview() as (folder, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        day, night = (browser.new_page(viewport=WINDOW, locale="en-GB", color_scheme=one) for one in ("light", "dark"))
        article = take_save(day, folder, address)
        take_phone(night, address, article)
        browser.close()


if __name__ == "__main__":
    main()
