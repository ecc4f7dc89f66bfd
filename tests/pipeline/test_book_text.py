"""The text of a book, from which it is known which typefaces it needs."""

from bookbuild.model import Article, Book, Role
from bookbuild.pipeline.book_text import letters_of


def letters(body: str) -> str:
    return letters_of(Book(front=(Article("a.md", Role.FRONT, "A", body),)))


def test_a_formula_that_is_drawn_asks_for_no_letters() -> None:
    """The reading of a formula is set in no typeface, unless the formula has letters with which none is drawn."""
    formula = '<p><math alttext="xᵢ"><msub><mi>x</mi><mi>i</mi></msub></math></p>'
    assert "ᵢ" not in letters(formula)
    assert "<mi>x</mi>" in letters(formula)
    assert "ᵢ" in letters(formula.replace("<mi>x</mi>", "<mtext>速</mtext>"))
