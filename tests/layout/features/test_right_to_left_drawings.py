"""Drawings without a size of their own stand in text from right to left."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50"/></svg>'


@pytest.mark.parametrize("css", ["img { width: 40px }", "img { max-width: 50% }", ""])
def test_a_drawing_without_a_size_is_laid_out(css: str) -> None:
    made = lay_out(job('<p dir="rtl"><img src="book:a.svg" alt="A box"/> aaa</p>', css, files={"a.svg": DRAWING}))
    assert not made.diagnostics
    assert made.page_count
