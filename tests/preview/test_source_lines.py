"""Where the words of a page stand in their files."""

from bookbuild.preview.source_lines import places_of, source_words, words_of


def _lines(page: str, *source: str) -> list[int]:
    words = source_words((line, ("a.md", number)) for number, line in enumerate(source, 1))
    return [place[1] if place else 0 for place in places_of(words_of(page), words)]


def test_each_word_has_its_line() -> None:
    """Marks, addresses and typographic letters of one side do not mislead."""
    source = ("# What *is* it?", "", "It is the [ﬁrst](https://example.org/a/b/c) of its", "kind, “they” say.")
    assert _lines("What is it? It is the first of its kind, they say.", *source) == [1, 1, 1, 3, 3, 3, 3, 3, 3, 4, 4, 4]


def test_equal_lines_keep_their_order() -> None:
    """Of rows that are equal, each has its own line."""
    source = ("Before them all", "| yes | no |", "| yes | no |", "| yes | no |", "After them all")
    page = "Before them all yes no yes no yes no After them all"
    assert _lines(page, *source) == [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5]


def test_a_word_that_no_file_has_is_where_the_one_before_it_is() -> None:
    """A folio, a running head or a label that the program writes has no line of its own."""
    assert _lines("One two three 17 Figure four five six", "One two three", "four five six") == [1] * 5 + [2] * 3
    assert _lines("nothing of it", "other words") == [0, 0, 0]


def test_scripts_without_spaces_are_found_by_character() -> None:
    """A line of a page that breaks within a sentence still has a place."""
    assert _lines("日本語の本 文字", "日本語の", "本文字")[-1] == 2
