"""Words are shaped once, and only where a line is nothing but its words."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.layout import lay_out
from bookbuild.layout.accelerators import pango_glyphs
from bookbuild.layout.accelerators import words as known_words
from bookbuild.layout.accelerators.words import Words
from bookbuild.layout.engine import engine_for
from bookbuild.model import LayoutJob
from tests.layout.accelerators.test_lines import JUSTIFIED, laid_out_by_weasyprint
from tests.layout.jobs import job, words
from tests.layout.letters import letters


def known_after(made: LayoutJob) -> list[Words]:
    """Return what an engine has stored of words that has laid out one job."""
    engine_for.cache_clear()
    lay_out(made)
    return list(filter(None, vars(engine_for(made.stylesheets, made.typefaces).fonts).get("words", {}).values()))


def test_words_are_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that comes again, in another document of the design too, is not shaped again."""
    shaped: list[str] = []
    shape = Words._shape

    def counted(known: Words, texts: Sequence[str], style: Any) -> object:
        shaped.extend(texts)
        return shape(known, texts, style)

    engine_for.cache_clear()
    monkeypatch.setattr(Words, "_shape", counted)
    for _ in range(2):
        lay_out(job(f"<p>{words(40)} {words(40)}</p>"))
    assert len(shaped) == 40
    assert len(set(shaped)) == 40


def test_words_of_a_document_are_shaped_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many paragraphs words are in, few calls shape them, also if one needs another font."""
    shaped: list[Sequence[str]] = []
    shape = Words._shape

    def counted(known: Words, texts: Sequence[str], style: Any) -> object:
        shaped.append(texts)
        return shape(known, texts, style)

    engine_for.cache_clear()
    monkeypatch.setattr(Words, "_shape", counted)
    lay_out(job("".join(f"<p>{word}</p>" for word in words(60).split())))
    assert [len(texts) for texts in shaped] == [60]
    shaped.clear()
    lay_out(job("".join(f"<p>{word}</p>" for word in (*(f"other{number}" for number in range(31)), "\u01b1"))))
    assert 1 < len(shaped) <= 2 * 5 + 1


def test_letters_are_measured_once_at_the_ends_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a letter gains where no space follows is the same for all words that end in it."""
    measured: list[str] = []
    shape = Words._shaped_last

    def counted(known: Words, word: known_words.Word, style: Any) -> int:
        measured.append(word.text)
        return shape(known, word, style)

    engine_for.cache_clear()
    monkeypatch.setattr(Words, "_shaped_last", counted)
    lay_out(job("".join(f"<p>{word}</p>" for word in ("to", "go", "AVATAR", "TO", "BAR", "“go", "so…"))))
    assert measured == ["to", "AVATAR", "TO", "so…"]


def test_a_style_drops_words_that_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of words is bounded, and forgetting changes nothing."""
    made = job("".join(f"<p>word{number} incomprehensibilities{number}</p>" for number in range(60)), JUSTIFIED)
    right = lay_out(made)
    monkeypatch.setattr(known_words, "_MOST_WORDS", 3)
    assert all(len(known.words) <= 6 for known in known_after(made))
    assert lay_out(made) == right


@pytest.mark.parametrize(
    "css",
    [
        "font-variant-numeric: diagonal-fractions",
        "letter-spacing: .1em",
        "word-spacing: .1em",
        "text-decoration: underline",
        "white-space: pre-line",
        "direction: rtl",
    ],
)
def test_what_looks_across_spaces_is_set_in_one(css: str) -> None:
    """Where a rule of the font or of the style looks beyond a word, the line is set by WeasyPrint."""
    made = job(f"<p>Take 1/2 of it and 3/4 To AVATAR {words(30)}</p>", f"p {{ {css} }}")
    assert not [known for known in known_after(made) if known.words]
    assert lay_out(made) == laid_out_by_weasyprint(made)


def test_pairs_with_a_space_are_set_closer() -> None:
    """A letter that the font brings closer to a space is as near to it as in a line that is set in one."""
    made = job("<p>To Y A V. T. W, AVATAR Ye To</p>")
    spaces = {word.space for known in known_after(made) for word in known.words.values() if word is not None}
    assert len(spaces) > 1
    assert lay_out(made) == laid_out_by_weasyprint(made)


def test_a_glyph_known_by_another_width_is_set_by_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a PDF's font has a glyph in another width than a word's, the line is drawn by the font's widths."""
    made = job("<p>one two three</p>")
    right = list(letters(lay_out(made)))
    engine_for.cache_clear()
    measure = pango_glyphs.width_of_glyph
    monkeypatch.setattr(known_words, "width_of_glyph", lambda *glyph: measure(*glyph) + 1)
    again = job("<p><u>one two three</u></p><p>one two three</p>")
    found = list(letters(lay_out(again)))
    assert [letter[2] for letter in found[11:]] == [letter[2] for letter in right]


@given(st.from_regex(known_words._PLAIN, fullmatch=True))
def test_a_plain_word_is_a_word(text: str) -> None:
    """What may be parted from the next word and nowhere else is among what may be parted from it at all."""
    assert known_words._COMPOUND.fullmatch(text)


def test_a_word_that_a_line_end_divides_is_left_to_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shape is known of a word that does not stay on one line, as Pango sets it."""
    styles: list[Any] = []
    shape = Words._shape

    def noted(known: Words, texts: Sequence[str], style: Any) -> object:
        styles.append(style)
        return shape(known, texts, style)

    monkeypatch.setattr(Words, "_shape", noted)
    (known,) = known_after(job("<p>one two</p>"))
    assert shape(known, ["a\u2028b", "is\n"], styles[0]) == [None, None]
