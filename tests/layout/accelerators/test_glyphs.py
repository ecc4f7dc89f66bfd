"""Letters stand where WeasyPrint puts them, though a line is not set again to justify and to draw it."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.accelerators.test_shortcuts import DOCUMENTS as OTHERS
from tests.layout.accelerators.test_shortcuts import LATIN
from tests.layout.accelerators.ways import laid_out_alone, laid_out_without
from tests.layout.jobs import job, words
from tests.layout.letters import letters

SIZE, MARGIN = 10 / 0.75, 90 / 25.4 * 96
"""The size of the type, and where the right margin of the page begins, in CSS pixels."""
HEBREW = "\u05d0\u05d1\u05d2 \u05d3\u05d4 "
CSS = "p { text-align: justify; hyphens: auto; text-align-last: justify }"
DOCUMENTS = OTHERS | {
    "plain": job(f"<p>{LATIN * 6}</p>", CSS),
    "with stressed words": job("<p>" + "One <em>two three</em> <b>four</b>, five six seven " * 6 + "</p>", CSS),
    "letters and words spaced": job(f"<p>{LATIN * 3}</p>", CSS + "p { letter-spacing: .04em; word-spacing: .2em }"),
    "words spaced": job(f"<p>{words(60)}</p>", CSS + "p { word-spacing: .1em }"),
    "right to left": job(f'<p dir="rtl" lang="he">{HEBREW * 12} {LATIN * 2}</p>', CSS),
    "spaces of other widths": job("<p>" + "1\u2009234 km\u202fh or 10\u00a0kg\u3000and\tmore " * 6 + "</p>", CSS),
    "broken by hand": job(
        "<p>one two<br/>three four five</p><pre>a b\nc d e</pre>", CSS + "pre { text-align: justify }"
    ),
    "underlined and raised": job("<p>" + "<u>one two</u> <sup>three four</sup> " * 9 + "</p>", CSS),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_letters_stand_in_their_places(name: str) -> None:
    """A line has the letters that WeasyPrint draws, where it means them to be, which it misses by up to a point."""
    ours = list(letters(laid_out_alone(DOCUMENTS[name])))
    theirs = list(letters(laid_out_without(DOCUMENTS[name], "glyphs")))
    assert [letter[:2] for letter in ours] == [letter[:2] for letter in theirs]
    assert [letter[2:] for letter in ours] == [pytest.approx(letter[2:], abs=1.4) for letter in theirs]


def test_justified_lines_end_at_the_margin() -> None:
    """The last letters of lines over the whole measure stand under each other, whatever kerns with a space."""
    run = lay_out(job(f"<p>{'To What Avail Tomorrow Wins, Ye Vain ' * 8}</p>", CSS))
    found, font = list(letters(run)), run.fonts[0]
    last = [one for one, after in zip(found, (*found[1:], None), strict=True) if after is None or after[3] != one[3]]
    glyphs = {text: glyph for glyph, text in font.texts}
    edges = [left + dict(font.widths)[glyphs[text]] * SIZE / 1000 for _, text, left, _ in last]
    assert len(edges) > 3
    assert edges == [pytest.approx(MARGIN, abs=0.05)] * len(edges)
