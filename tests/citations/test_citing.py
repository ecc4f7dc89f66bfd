"""Citations as styles print them.

What is expected was held against pandoc's citeproc, but for the labels of places that are numbers: it has none.
"""

import re

import pytest

from tests.citations.given import cited, listed, shown, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So [@roe].", "So (Roe & Poe, 1999)."),
        (
            "So [see @roe, pp. 33-35, too; @site].",
            "So (Office for Pay, 2023; see Roe & Poe, 1999, pp. 33\u201335, too).",
        ),
        ("@roe [p. 5] says.", "Roe & Poe (1999, p. 5) says."),
        ("Roe says [-@roe, chap. 2].", "Roe says (1999, Chapter 2)."),
        ("So [@roe, {ii, and on}].", "So (Roe & Poe, 1999, p. ii, and on)."),
        ("So [@roe, 12].", "So (Roe & Poe, 1999, p. 12)."),
        ("So [*cf.* @roe].", "So (cf. Roe & Poe, 1999)."),
    ],
)
def test_author_and_year(text: str, expected: str) -> None:
    """A citation has author, year, place and the words beside it."""
    assert shown(text).replace("\u00a0", " ") == expected


def test_the_same_author_and_year() -> None:
    """Works of one author and year get letters, in the order of the list, and the author is named once."""
    assert shown("[@doe2020b; @doe2020]") == "(Doe, 2020a, 2020b)"
    assert [line[:12] for line in listed("[@doe2020b; @doe2020]")] == ["Doe, J. (202"] * 2
    assert [line[8:15] for line in listed("[@doe2020b; @doe2020]")] == ["(2020a)", "(2020b)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@doe2020]; [@roe, p. 3]", "[1]; [2, p. 3]"),
        ("[@doe2020; @doe2020b; @roe; @site]", "[1], [2], [3], [4]"),
        ("@roe says", "[1] says"),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    """Works of a style with numbers are counted in the order of their first citations."""
    assert shown(text, "ieee").replace("\u00a0", " ") == expected


def test_numbers_that_follow_each_other() -> None:
    """Three numbers that follow each other are a range where the style draws them together, and stand raised."""
    assert shown("Pay [@doe2020; @doe2020b; @roe; @site].", "american-medical-association") == "Pay1\u20134."
    assert shown("[@doe2020] [@roe] [@doe2020; @site]", "vancouver") == "[1] [2] [1,3]"


def test_numbers_of_the_list_are_set_apart() -> None:
    """What the list has before each work is kept apart from its text."""
    works = cited("[@roe] [@site]", style="ieee").value.lists[""]
    assert [work.number for work in works] == ["[1]", "[2]"]
    assert works[0].text.startswith("R. Roe and P. Poe, ")


def test_notes() -> None:
    """A style with notes makes footnotes, behind the mark of the sentence, and names a work again in short."""
    text = cited("Pay [@doe2020, p. 3]. More [@doe2020].", style="chicago-notes").value.texts[0]
    assert words(text.body) == "Pay.^1 More.^2"
    assert "Jane Doe, <i>The Art of Asking</i> (Harbour Press, 2020), 3</a>." in text.notes[0]
    assert "Doe, <i>The Art of Asking</i></a>." in text.notes[1]


def test_notes_among_others() -> None:
    """Footnotes of citations and of the author are numbered together, and a citation in a note makes no other."""
    own = '<sup class="noteref" data-note="1"></sup>'
    text = cited(f"A [@roe].{own} B [@site].", style="chicago-notes", notes=("<p>So [@doe2020].</p>",)).value.texts[0]
    assert words(text.body) == "A.^1^2 B.^3"
    assert "So <a " in text.notes[1]
    assert "Office for Pay" in text.notes[2]


def test_a_chapter_begins_anew() -> None:
    """The first note of a work in a chapter is the full one, wherever else it was cited."""
    texts = cited("A [@roe].", "B [@roe].", style="chicago-notes").value.texts
    assert "1999" in texts[1].notes[0]


def test_ibid() -> None:
    """*Ibid.* stands for the work of the note before it in the same article, where the style has it."""
    style = "chicago-notes-bibliography-subsequent-ibid"
    notes = cited("A [@roe, p. 1]. B [@roe, p. 2]. C [@site]. D [@roe].", style=style).value.texts[0].notes
    assert "Ibid" in notes[1]
    assert "Ibid" not in notes[3]


def test_works_are_links() -> None:
    """Each work of a citation is a link to the list, and has an id of its own."""
    body = cited("[@roe; @site] and @roe").value.texts[0].body
    assert '<a data-source="site" id="cite.1">Office for Pay, 2023</a>' in body
    assert '<a data-source="roe" id="cite.3">' in body


def test_addresses_in_the_list_are_links() -> None:
    """An address in the list is a link, without the mark behind it."""
    assert '<a href="https://example.org/pay">https://example.org/pay</a>' in cited("@site").value.lists[""][0].text


def test_a_list_for_each_chapter() -> None:
    """Lists of chapters have the works of each, and count for themselves."""
    lists = cited("[@roe]", "[@site] [@roe]", style="ieee", by_chapter=True).value.lists
    assert [[(work.key, work.number) for work in lists[scope]] for scope in ("ch1", "ch2")] == [
        [("roe", "[1]")],
        [("site", "[1]"), ("roe", "[2]")],
    ]


def test_pages_are_whole() -> None:
    """A range of pages is shortened only where both have as many digits."""
    assert "5\u201317" in listed("[@doe2020b]", style="modern-language-association")[0]


def test_words_of_the_language() -> None:
    """The words of a style, and places in works, are in the language of the book."""
    assert shown("So [@roe, S. 5].", language="de").replace("\u00a0", " ") == "So (Roe & Poe, 1999, S. 5)."
    assert shown("So [@roe, Kap. 2].", "harvard", "de").replace("\u00a0", " ") == "So (Roe und Poe, 1999, Kap. 2)."


def test_unknown_keys() -> None:
    """A key that no work has is printed as it was typed, with the nearest right one in the hint."""
    made = cited("So [@rowe] and [@roe; @nobody, p. 3].")
    assert "So [@rowe] and" in words(made.value.texts[0].body)
    assert "@nobody, p. 3)" in words(made.value.texts[0].body)
    assert [found.code for found in made.diagnostics] == ["undefined-source"] * 2
    assert made.diagnostics[0].hint == "did you mean @roe?"


def test_words_without_their_number() -> None:
    """A word that says what a number is does not stand alone in brackets, if the work has no number."""
    (line,) = listed("@thesis")
    assert line == "Poe, P. (2001). Negotiation [PhD thesis]. Harbour University."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("p. 3", ", 3."),
        ("chap. 2", ", chap. 2."),
        ("chap. 2-4", ", chaps. 2\u20134."),
        ("§ 4", ", sec. 4."),
        ("33", ", 33."),
    ],
)
def test_places_have_the_labels_of_a_style_that_asks_whether_they_are_numbers(typed: str, printed: str) -> None:
    """As that of notes in Chicago does."""
    made = cited(f"[@doe2020, {typed}]", style="chicago-notes").value.texts[0].notes
    assert re.sub(r"<[^>]*>", "", words(made[0])).endswith(printed)
