"""A preview that runs, and a browser that looks at it."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.book import BookProject
from tests.cli.processes import PATIENCE, running, wait_until
from tests.tools import require_package, require_tool

WINDOW: Any = {"width": 1200, "height": 800}
_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
HOSTILE = (
    '<script>document.title = "hostile"</script><img src="x" onerror="document.title = 1"> A hostile word.\n\n'
    '<iframe src="https://example.org"></iframe>\n\n[click](javascript:document.title=1) and ![no](https://example.org/x.png)'
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A book whose preview runs, and its address."""

    book: BookProject
    address: str
    process: "subprocess.Popen[str]"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Start the preview of a book of a few pages, and end it by Ctrl-C."""
    for name in ("starlette", "uvicorn", "pypdfium2"):
        require_package(name)
    book = BookProject(tmp_path_factory.mktemp("preview") / "book").config("[page]\ncover = false")
    book.article(1, "The first words.").article(2, "A paragraph.\n\nAnother paragraph.").article(3, HOSTILE)
    before = book.folder.with_name("before")
    shutil.copytree(book.folder, before)
    with running(book, "preview", "--no-open", "-j", "1", "--against", str(before)) as process:
        file = book.folder / ".bookbuild" / "preview.json"
        wait_until(lambda: file.exists() or process.poll() is not None)
        yield Shown(book, json.loads(file.read_text())["address"], process)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert not file.exists()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Chromium without a window."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None) or require_tool("chromium", "or Chrome")
    require_package("playwright")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it may be missing

    with sync_playwright() as playwright:
        arguments = ["--disable-gpu", *(["--no-sandbox"] if sys.platform == "linux" else [])]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def tab(browser: Any, shown: Shown) -> Iterator[Any]:
    """Open a window, and see in the end that nothing has failed in it."""
    context = browser.new_context(viewport=WINDOW, locale="en-GB", reduced_motion="reduce")
    context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=shown.address.rpartition("/")[0].rpartition("/")[0]
    )
    tab, faults = context.new_page(), list[str]()
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    context.close()
    assert not faults


@pytest.fixture
def page(tab: Any, shown: Shown) -> Any:
    """Return the window with the preview in it as it is at first, its pages drawn."""
    tab.set_viewport_size(WINDOW)
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    tab.goto("about:blank")
    tab.goto(f"{shown.address}#p=1")
    tab.wait_for_selector(".text span", timeout=PATIENCE * 1000)
    tab.wait_for_selector("#status[data-state=ready]", timeout=PATIENCE * 1000)
    return tab


def path_of(shown: Shown, name: str) -> Path:
    """Return the path of a file of the book."""
    return shown.book.folder / name
