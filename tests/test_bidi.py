"""Text in two directions, held against another implementation of the same standard."""

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.bidi import direction_of, visual_runs

SIGNS = st.text(st.sampled_from("ab אב مق 12 ٣٤ ()[].,:+-%$! "), max_size=16)


def displayed(text: str, direction: str) -> str:
    """Return the characters of a line from left to right, brackets as they are written."""
    return "".join(
        text[start:end] if run == "ltr" else text[start:end][::-1] for start, end, run in visual_runs(text, direction)
    )


@given(SIGNS, st.sampled_from(["ltr", "rtl"]))
def test_words_stand_where_the_standard_puts_them(text: str, direction: str) -> None:
    """A line of letters, numbers, brackets and signs is ordered as in Unicode Standard Annex 9."""
    assert displayed(text, direction) == get_display(text, base_dir="R" if direction == "rtl" else "L")


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), ("az-Arab", "rtl"), ("ku-Latn-TR", "ltr"), ("", "ltr")],
)
def test_a_language_has_the_direction_of_its_script(language: str, direction: str) -> None:
    """A script that the language tag names decides, or else the language."""
    assert direction_of(language) == direction
