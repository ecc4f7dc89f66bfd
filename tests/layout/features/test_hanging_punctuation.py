"""Marks at the ends of lines stand partly in the margin where a stylesheet asks for it."""

from statistics import fmean

import pytest

from tests.layout.features.test_whole_paragraphs import JUSTIFIED, laid_out, lines_of

HANGING = JUSTIFIED + "p { --hanging-punctuation: auto }"
WORDS = "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, "


def places_of_last_letters(body: str, css: str) -> list[tuple[str, float]]:
    """Return the last letter of each line but the last, with the place of its left end."""
    run = laid_out(body, css)
    assert not run.diagnostics
    return [line[-1][1:3] for page in lines_of(run) for line in page][:-1]


def test_commas_stand_in_the_margin() -> None:
    """Seven tenths of a comma at the end of a justified line are behind the line."""
    body = f"<p>{WORDS * 6}</p>"
    inside, hanging = (places_of_last_letters(body, css + "p { hyphens: none }") for css in (JUSTIFIED, HANGING))
    assert {letter for letter, _ in (*inside, *hanging)} == {","}
    at, further = (fmean(left for _, left in lines) for lines in (inside, hanging))
    assert all(left == pytest.approx(further, abs=0.2) for _, left in hanging)  # letters are a little wider or narrower
    assert 0.7 < further - at < 4  # of a comma, in CSS pixels


def test_text_without_marks_stays() -> None:
    """Lines that end in letters, and texts that do not ask for it, are as they were."""
    with_marks = f"<p>{WORDS * 3}</p>"
    for body, css in (
        (with_marks.replace(",", ""), HANGING + "p { hyphens: none }"),
        (with_marks, HANGING + "p { hyphens: none; --hanging-punctuation: none }"),
    ):
        as_before = places_of_last_letters(body, JUSTIFIED + "p { hyphens: none }")
        assert places_of_last_letters(body, css) == as_before


def test_quotation_marks_stand_before_the_line() -> None:
    """Half of a quotation mark at the beginning of a paragraph is before it, also within an element."""
    for body in ("<p>\u201cOne\u201d two</p>", "<p><em>\u201cOne\u201d</em> two</p>"):
        (hanging,), (inside,) = (
            [line[0][2] for page in lines_of(laid_out(body, css)) for line in page] for css in (HANGING, JUSTIFIED)
        )
        assert 1 < inside - hanging < 8


def test_marks_in_boxes_stay_in_them() -> None:
    """A mark within an element that has a padding stays where it is."""
    css = HANGING + "em { padding: 0 2px }"
    body = "<p><em>\u201cOne\u201d</em></p>"
    (hanging,), (inside,) = (
        [line[0][2] for page in lines_of(laid_out(body, one)) for line in page]
        for one in (css, JUSTIFIED + "em { padding: 0 2px }")
    )
    assert hanging == inside
