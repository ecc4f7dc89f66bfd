"""Lines of pages know where they are from, and code in them stays as it is."""

from bookbuild.model import Source
from bookbuild.sites.numbered_lines import NumberedLine, lines_of, outside_code


def test_lines_of_a_page_that_was_put_together_are_from_its_files() -> None:
    source = Source("a.md", b"one\ntwo\nthree", (("a.md", 4), ("b.md", 1)))
    assert lines_of(source) == [
        NumberedLine("one", "a.md", 4),
        NumberedLine("two", "b.md", 1),
        NumberedLine("three", "a.md", 3),
    ]


def test_only_text_outside_code_is_changed() -> None:
    assert outside_code("a `b` ``c ` d`` e", str.upper) == "A `b` ``c ` d`` E"
