"""Laws of typographic marks, for every text that can be put together of what people type."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.parse.typography import typeset

PIECES = (
    "'", '"', "--", "---", "...", "....", " ", "\n", "a", "dogs", "90s", "5", "em", "n", "O", "é", "א", "好", "(", ")",
    ",", ".", "?", "« ", " »", " :", " !", " %", "https://a.org/b--c", "a--b.txt", "--help", "../",
    "x=", "\u200e", "\u00a0",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
languages = st.sampled_from(["en", "de", "fr", "fr-CH", "nl", "it", "sv", "he", "tlh"])
MARKS = str.maketrans(
    dict.fromkeys("'\"-.\u2013\u2014\u2026\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a")
)


def words(text: str) -> str:
    """Leave out marks and white space."""
    return "".join(text.translate(MARKS).split())


@given(texts, languages)
@settings(max_examples=120)
def test_marks_change_no_words(text: str, language: str) -> None:
    """Nothing but quotes, hyphens, dots and spaces is replaced."""
    assert words(typeset(text, language)) == words(text)


@given(texts)
def test_marks_that_are_set_stay(text: str) -> None:
    """What has no straight quotes, hyphens and dots left is not changed again."""
    once = typeset(text, "en")
    if not {"'", '"'} & set(once):
        assert typeset(once, "en") == once


def test_titles_are_set_as_text_is() -> None:
    """A title, which is plain text, has the same marks."""
    assert typeset('L\'"Iliade" : oui', "fr") == "L\u2019\u00ab\u202fIliade\u202f\u00bb\u00a0: oui"
    assert typeset("(c) my--file.txt -- '90s", "en") == "(c) my--file.txt \u2013 \u201990s"
