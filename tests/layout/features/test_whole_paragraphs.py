"""Paragraphs whose lines are chosen together have all their words, on lines that end at the margin."""

from dataclasses import replace
from itertools import groupby

import pytest

from bookbuild.layout import lay_out
from bookbuild.model import LaidOutRun
from tests.layout.jobs import job
from tests.layout.letters import Letter, letters_of_pages

TALE = (
    "In olden times when <em>wishing</em> still helped one, there lived a king whose daughters were all "
    '<a href="book:x">beautiful</a>; and the youngest was so beautiful that the sun itself, which has seen so much, '
    "was astonished when it shone in her face.<span class='footnote'>A note of the tale.</span> Close by the king's "
    "<code>castle</code> lay a <b>great</b> dark forest, and under an old lime-tree in the forest was a well, "
)
JUSTIFIED = "p { text-align: justify; hyphens: auto; orphans: 1; widows: 1 }"
HYPHENS = str.maketrans("", "", "-\u2010")


def laid_out(body: str, css: str = JUSTIFIED, *, line_breaking: str = "paragraph", engine: str = "auto") -> LaidOutRun:
    return lay_out(replace(job(body, css), line_breaking=line_breaking, engine=engine))


def lines_of(run: LaidOutRun) -> list[list[list[Letter]]]:
    """Return the letters of each line of each page, from left to right."""
    return [
        [sorted(line, key=lambda letter: letter[2]) for _, line in groupby(page, key=lambda letter: round(letter[3]))]
        for page in letters_of_pages(run)
    ]


def texts_of(run: LaidOutRun) -> list[list[str]]:
    return [["".join(letter[1] for letter in line) for line in page] for page in lines_of(run)]


@pytest.fixture(scope="module")
def tale() -> dict[str, LaidOutRun]:
    """A paragraph over several pages, with lines that are chosen together, and one by one."""
    body = f"<p>{TALE * 3}</p>"
    return {way: laid_out(body, line_breaking=way) for way in ("paragraph", "line")}


def test_no_word_is_lost(tale: dict[str, LaidOutRun]) -> None:
    """The letters are those of lines that are filled one by one, but for hyphens; notes stand on the pages of calls."""
    whole, single = (
        sorted("".join(text for page in texts_of(run) for text in page).translate(HYPHENS)) for run in tale.values()
    )
    assert whole == single
    assert not tale["paragraph"].diagnostics
    for page in texts_of(tale["paragraph"]):
        calls = sum(any(letter in text for letter in "123") for text in page if "Anote" not in text)
        assert calls == sum("Anote" in text for text in page)


def test_lines_are_other_ones(tale: dict[str, LaidOutRun]) -> None:
    """Lines are chosen for the whole paragraph, and with the setting ``line`` one by one."""
    assert texts_of(tale["paragraph"]) != texts_of(tale["line"])


def test_lines_stay_where_only_the_page_differs() -> None:
    """A paragraph that begins further down its page has the same lines."""
    body = f"<p>{TALE * 3}</p>"
    first, moved = (
        [text for page in texts_of(laid_out(above + body)) for text in page if "Anote" not in text]
        for above in ("", '<div style="height: 24pt"></div>')
    )
    assert first == moved


def test_a_drawing_keeps_its_words() -> None:
    """The texts of drawings are boxes of another kind, and are drawn as ever."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">Inside</text></svg>'
    run = lay_out(
        replace(job('<img src="book:a.svg"/>', files={"book:a.svg": drawing.encode()}), line_breaking="paragraph")
    )
    assert not run.diagnostics


def test_titles_are_balanced() -> None:
    """A title that is to be balanced has no single word on its last line."""
    title = "<h1>What is your true reason for writing</h1>"
    css = "h1 {{ font-size: 14pt; text-wrap: {} }}"
    assert texts_of(laid_out(title, css.format("wrap")))[0][-1] == "writing"
    assert texts_of(laid_out(title, css.format("balance")))[0][-1] != "writing"


def test_a_title_a_hair_longer_than_its_line_is_balanced() -> None:
    """It has two lines of one length on the widest page on which it has two."""

    def lines(width: float) -> list[str]:
        css = f"h1 {{ font-size: 10pt; text-wrap: balance; width: {width}mm }}"
        return texts_of(laid_out("<h1>What is your true reason for writing</h1>", css))[0]

    low, high = 40.0, 80.0
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if len(lines(middle)) == 2 else (low, middle)
    assert lines(low)[-1] != "writing"


def test_a_line_of_contents_is_balanced() -> None:
    """A title of two lines in the contents leaves no single word before the dots."""
    line = '<p><a href="book:x">Can I find out what a job is like before I apply?</a><i></i><a href="book:x">21</a></p>'
    css = "p { text-wrap: balance } i::after { content: '\\A0' leader(' .'); white-space: nowrap }"
    first, second = texts_of(laid_out(line, css))[0]
    assert first == "CanIfindoutwhatajob"
    assert second.rstrip(".0123456789") == "islikebeforeIapply?"
    assert second.endswith(".21")


def test_a_word_without_room_leaves_the_other_lines_chosen() -> None:
    """The lines before and behind a word that no line holds are chosen; WeasyPrint breaks the word."""
    body = f"<p>{TALE}{'endless' * 12} {TALE}</p>"
    run = laid_out(body, f"{JUSTIFIED} p {{ overflow-wrap: anywhere; hyphens: manual }}")
    assert "".join(text for page in texts_of(run) for text in page).count("endless") == 12


def test_written_line_breaks_stay() -> None:
    """A line ends where the author ends it, and the lines between are chosen for themselves."""
    (texts,) = texts_of(laid_out("<p>A short line<br/>and another one<br/>and a third</p>"))
    assert texts == ["Ashortline", "andanotherone", "andathird"]


@pytest.mark.parametrize("text", ["שלום עולם " * 20, "一二三四五六七八九十" * 12])
def test_what_cannot_be_foreseen_is_set_by_the_engine(text: str) -> None:
    """Text of another direction, or without spaces, has the lines that WeasyPrint gives it."""
    whole, single = (texts_of(laid_out(f"<p>{text}</p>", line_breaking=way)) for way in ("paragraph", "line"))
    assert whole == single


def test_the_plain_engine_fills_lines_one_by_one() -> None:
    """Without the accelerators, whose words are measured, each line is filled, and nothing is said."""
    body = f"<p>{TALE}</p>"
    plain = laid_out(body, engine="plain")
    assert texts_of(plain) == texts_of(laid_out(body, line_breaking="line"))
    assert not plain.diagnostics


MILLER = (
    "The miller gave each of them a loaf and a coin, and they went along the road to the town, where a market was held "
    "that lasted for seven days and as many nights. "
)


@pytest.mark.parametrize(("words", "asked", "longer"), [(212, -1, -1), (212, -9, 0), (170, 1, 1)])
def test_a_paragraph_runs_longer_or_shorter(words: int, asked: int, longer: int) -> None:
    """A paragraph is a line longer or shorter where that is asked for and its words allow it, and keeps them all."""
    body = " ".join((MILLER * 9).split()[:words])
    before, after = (
        [text for page in texts_of(laid_out(f"<p>{body}</p>", JUSTIFIED + css)) for text in page]
        for css in ("", f"p {{ --looseness: {asked} }}")
    )
    assert len(after) - len(before) == longer
    assert "".join(before).translate(HYPHENS) == "".join(after).translate(HYPHENS)
