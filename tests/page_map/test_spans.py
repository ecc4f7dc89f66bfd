"""The pages of an article end before the page of the part that follows it."""

from bookbuild.model import Article, Book, Chapter, Number, PageMap, Part, PrintedPage, Role
from bookbuild.page_map.spans import spans_of


def test_pages_of_a_part_are_its_own() -> None:
    """A part's page belongs to no chapter."""

    def article(key: str) -> Article:
        return Article(f"{key}.md", Role.ARTICLE, key, "<p>x</p>", key=key)

    book = Book(
        chapters=(
            Chapter("ch1", Number("1"), articles=(article("a1"),), part="part1"),
            Chapter("ch2", Number("2"), articles=(article("a2"),), part="part2"),
        ),
        parts=(Part("part1", Number("1")), Part("part2", Number("2"))),
    )
    starts = ("part1", "ch1", "a1", "part2", "ch2", "a2")
    pages = tuple(PrintedPage(str(label), key, "", PrintedPage.START) for label, key in enumerate(starts, 1))
    spans = spans_of(PageMap("book", "", pages), book)
    assert spans == {"part1": ("1", "1"), "ch1": ("2", "3"), "a1": ("3", "3"), "part2": ("4", "4"), "ch2": ("5", "6"),
                     "a2": ("6", "6")}  # fmt: skip
