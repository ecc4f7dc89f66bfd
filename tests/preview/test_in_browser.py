"""The preview in a real browser: open, edit, click, type."""

import http.client
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bookbuild.pipeline.results import BuildResult, OutputFile
from bookbuild.preview.finished import publish
from tests.preview.conftest import WINDOW, Shown
from tests.tools import require_package

ARTICLE_2 = 'article[aria-label="Page 3"]'


def test_a_saved_article_is_shown_where_the_writer_is(page: Any, shown: Shown) -> None:
    """The changed page, and no other, is fetched anew and marked; the view and the address stay, a reload too."""
    page.fill("#folio", "3")
    page.press("#folio", "Enter")
    page.wait_for_url(re.compile("p=3"))
    page.wait_for_selector(f"{ARTICLE_2} .text span")
    top, fetched = page.locator(ARTICLE_2).bounding_box(), []
    page.on("request", lambda request: fetched.append(request.url) if "/page/" in request.url else None)
    shown.book.article(2, "A paragraph.\n\nQuite different words.")
    page.wait_for_selector(f"{ARTICLE_2} .text span:has-text('Quite different')")
    assert len({url.partition("?")[0] for url in fetched}) == 1
    assert page.locator(ARTICLE_2).bounding_box() == top
    page.wait_for_selector("#status[data-state=ready]")
    page.reload()
    page.wait_for_selector(f"{ARTICLE_2} .text span:has-text('Quite different')")
    assert "p=3" in page.url
    assert "content/2.md" in page.url


def test_a_click_leads_to_the_source(page: Any, shown: Shown) -> None:
    """A click on a line copies its file and line, to be pasted into any editor; so does the keyboard alone."""
    page.locator(f"{ARTICLE_2} .text span", has_text="paragraph").first.click()
    page.wait_for_selector("#toast.shown")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{shown.book.folder.resolve()}/content/2.md:8"
    page.focus("#stage")
    page.keyboard.press("Home")
    page.evaluate("() => navigator.clipboard.writeText('')")
    for key in ("g", "3", "Enter", "j"):
        page.keyboard.press(key)
    while "A paragraph" not in page.text_content("#live"):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#live:has-text('content/2.md:8')", state="attached")
    assert page.evaluate("() => navigator.clipboard.readText()") == copied


def test_an_editor_turns_the_page(page: Any, shown: Shown) -> None:
    """`--goto FILE:LINE` shows the page of a line, and marks the line; a column, which many editors add, is ignored."""
    ran = shown.book.run("preview", "--goto", "content/1.md:8:3")
    assert ran.status == 0, ran.err
    page.wait_for_selector('article[aria-label="Page 2"] .block.arrived', state="attached")
    assert shown.book.run("preview", "--goto", "bookbuild.toml:1").status == 2


def test_a_second_start_finds_the_first(shown: Shown) -> None:
    """Nothing is started twice: the address of what runs is printed, with success."""
    ran = shown.book.run("preview", "--no-open")
    assert ran.status == 0
    assert shown.address in ran.err


def test_nothing_of_an_article_runs(page: Any, shown: Shown) -> None:
    """An article's scripts run neither on pages nor in the e-book, and nothing is fetched from elsewhere."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.select_option("#view", "epub/book")
    frame = page.frame_locator("iframe")
    frame.locator("body").first.wait_for()
    page.select_option(".reader-bar select", label="Article 3")
    frame.locator("text=A hostile word").wait_for()
    assert page.title() == "A book – Preview"  # noqa: RUF001 - the page's dash
    assert page.get_attribute("iframe", "sandbox") == "allow-same-origin"
    assert all(url.startswith(shown.address) for url in asked)


def test_the_keyboard_is_enough(page: Any) -> None:
    """Search, messages and contents are reached by the keyboard; the text of a page is there, in order."""
    page.focus("#stage")
    page.keyboard.press("/")
    page.keyboard.type("first words")
    page.wait_for_selector("#found button")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("article[aria-label='Page 2'] .text mark", state="attached")
    text = page.text_content("article[aria-label='Page 2'] .text")
    assert "Article 1 The first words." in " ".join(text.split())
    page.keyboard.press("m")
    page.wait_for_selector("#panel-problems .problem.current")
    assert page.locator("main, nav, header, h1").count() == 4


def test_marks_are_walked_through(page: Any, shown: Shown) -> None:
    """`m` turns to the next message, and shows it on the page; Enter opens its source, Escape closes it."""
    shown.book.article(1, "The first words.\n\nSee [this](nowhere.md).")
    page.wait_for_selector(".marks .mark.error")
    page.focus("#stage")
    while "broken-link" not in page.text_content("#live"):
        page.keyboard.press("m")
        page.wait_for_selector(".marks .note")
    page.locator(".marks .note", has_text="nowhere.md").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_selector("#live:has-text('content/1.md:10')", state="attached")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "error broken-link"
    assert not page.query_selector(".marks .note")
    page.keyboard.press("x")
    assert not page.query_selector(".mark")
    page.keyboard.press("x")
    shown.book.article(1, "The first words.")


def test_of_several_steps_the_last_one_counts(page: Any, shown: Shown) -> None:
    """Who presses `m` twice sees the second message, even if the answer about the first one comes later."""
    shown.book.article(1, "The first words.\n\nSee [this](nowhere.md).\n\nSee [that](gone.md).")
    page.wait_for_selector(".marks .mark.error >> nth=1")
    held: list[Any] = []
    page.route("**/goto?*", lambda route: route.continue_() if held else held.append(route))
    page.focus("#stage")
    page.keyboard.press("m")
    page.wait_for_selector("#live:has-text('nowhere.md')", state="attached")
    page.keyboard.press("m")
    page.wait_for_selector(".marks .note:has-text('gone.md')")
    with page.expect_response("**/goto?*"):
        held[0].continue_()
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    page.unroute("**/goto?*")
    assert "gone.md" in page.text_content(".marks .note")
    page.keyboard.press("Escape")
    shown.book.article(1, "The first words.")


def test_no_barrier_is_found(page: Any, shown: Shown) -> None:
    """Axe has nothing to say about any view, on a phone or beside an editor, by day or by night."""
    require_package("axe_playwright_python")
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - it may be missing

    shown.book.article(2, "A paragraph.\n\n![](no.png)")
    page.wait_for_selector(".mark")
    page.keyboard.press("m")
    page.wait_for_selector(".marks .note")
    axe = Axe()
    _has_no_barrier(axe, page)
    page.click("#tab-search")
    page.fill("#query", "paragraph")
    for tab, found in (("search", "#found button"), ("contents", "#panel-contents a")):
        page.click(f"#tab-{tab}")
        page.wait_for_selector(found)
        _has_no_barrier(axe, page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.click("#toggle")
    page.click("#settings-button")
    _has_no_barrier(axe, page)
    page.keyboard.press("Escape")
    for view, shown_there in (
        ("epub/book", "iframe"),
        ("compare", ".page .text .differs"),
        ("pdf/handout", ".page .text span"),
    ):
        page.select_option("#view", view)
        page.wait_for_selector(shown_there, state="attached")
        _has_no_barrier(axe, page)
    page.click("#toggle")


def test_the_page_for_colleagues_has_no_barrier(browser: Any, shown: Shown, tmp_path: Path) -> None:
    """Nor has the page of a finished build, by day, by night and on a phone, where nothing is wider than the screen."""
    require_package("axe_playwright_python")
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - it may be missing

    book = shown.book.file("a.html", "<p>").file("a.sheets.pdf", "")
    files = [
        OutputFile(name, "book", form, 12, "0", None, str(book.folder / name), changed=True)
        for name, form in (("a.html", "html"), ("a.sheets.pdf", "txt"))
    ]
    publish(book.folder, BuildResult(tuple(files)), tmp_path)
    page = browser.new_page(viewport=WINDOW)
    page.goto((tmp_path / "index.html").as_uri())
    for width, scheme in ((1200, "light"), (1200, "dark"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        _has_no_barrier(Axe(), page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.close()


def _has_no_barrier(axe: Any, page: Any) -> None:
    assert not axe.run(page).response["violations"]


def test_each_volume_is_live(page: Any) -> None:
    """Of an edition with many volumes one is made at a time, and another when it is chosen."""
    page.select_option("#view", "pdf/handout")
    page.wait_for_selector(".page .text span:has-text('first words')", state="attached")
    page.select_option("#file", label="Article 2")
    page.wait_for_selector(".page .text span:has-text('paragraph')", state="attached")
    page.click("#panel-contents a >> nth=-1")
    page.wait_for_selector("article[aria-label='Page 4'] .text span:has-text('hostile')", state="attached")
    assert page.input_value("#view") == ""


def test_a_foreign_name_is_refused(shown: Shown) -> None:
    """A page on the web that leads its own name to this machine learns nothing (DNS rebinding)."""
    address = urlsplit(shown.address)
    for headers, status in (({}, 200), ({"Host": "evil.example"}, 421), ({"Origin": "http://evil.example"}, 403)):
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 0)
        connection.request("GET", f"{address.path}state.json", headers=headers)
        answer = connection.getresponse()
        assert answer.status == status
        assert ("A book" in answer.read().decode()) == (status == 200)
        connection.close()


def test_no_file_outside_the_book_is_sent(shown: Shown) -> None:
    """Neither a path of an address nor of a request leads out of the book."""
    address = urlsplit(shown.address)
    for path in ("static/../words.py", "epub/book/x/../../../etc/passwd", "text/../../x.json", "goto?path=/etc/passwd"):
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 0)
        connection.request("GET", address.path + path)
        assert connection.getresponse().status == 404
        connection.close()
