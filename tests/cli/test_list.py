"""`list` shows the book in order, with words, minutes and files."""

from tests.book import BookProject, Ran

WORDS = " ".join(["word"] * 231)


def shelf(book: BookProject) -> BookProject:
    book.config('[chapters.7]\ntitle = "Offers [and] more"').file(
        "content/preface.md", "---\ntitle: A\nmatter: front\n---\n"
    )
    book.file("content/ch8.md", "---\nchapter:\n  number: 8\n  title: Later\n---\nOne two.\n")
    return book.article("53.5", WORDS, chapter=7).article("53a", chapter=7).article(53, chapter=7).article(9, chapter=8)


def test_the_contents_are_listed_in_order(book: BookProject) -> None:
    """Front matter, chapters with their articles by number, and the sums stand in a table on standard output."""
    ran = shelf(book).run("list")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["title", "words", "minutes", "file"],
        ["A", "content/preface.md"],
        ["7", "Offers", "[and]", "more"],
        ["53", "Article", "53", "2", "1", "content/53.md"],
        ["53a", "Article", "53a", "2", "1", "content/53a.md"],
        ["53.5", "Article", "53.5", "231", "2", "content/53.5.md"],
        ["8", "Later", "2", "1", "content/ch8.md"],
        ["9", "Article", "9", "2", "1", "content/9.md"],
        ["together", "239", "2", "6", "files"],
    ]


def test_long_names_are_whole_where_no_terminal_folds_them(book: BookProject) -> None:
    """What is written to a file or another program keeps each path on its line."""
    name = "a-very-" * 20 + "long-name"
    book.config().file(f"content/{name}.md", "---\ntitle: A\n---\n")
    assert f"content/{name}.md" in book.program("list", COLUMNS="40").out


def test_contents_as_json(book: BookProject) -> None:
    """`list --json` writes the same rows as objects."""
    rows = shelf(book).run("list", "--json").json()["contents"]
    assert [(row["role"], row["chapter"], row["number"]) for row in rows] == [
        ("front", "", ""),
        ("chapter", "7", ""),
        ("article", "7", "53"),
        ("article", "7", "53a"),
        ("article", "7", "53.5"),
        ("chapter", "8", ""),
        ("article", "8", "9"),
    ]
    assert rows[4] == {
        "role": "article",
        "chapter": "7",
        "number": "53.5",
        "title": "Article 53.5",
        "words": 231,
        "minutes": 2,
        "path": "content/53.5.md",
    }


def test_faults_do_not_hide_the_list(book: BookProject) -> None:
    """A book at fault is listed all the same, with its errors on stderr and exit status 1; warnings are not printed."""
    ran = book.config().article(1, "[x](gone.md)").article(3).run("list", "--json")
    assert (ran.status, [row["number"] for row in ran.json()["contents"]]) == (1, ["", "1", "3"])
    assert [line.partition("]: ")[0] for line in ran.err.splitlines() if not line.startswith(" ")] == [
        "content/1.md:8: error[broken-link"
    ]


def test_an_empty_book_is_listed_as_such(book: BookProject) -> None:
    """A project without articles is an error, and its list is empty."""
    ran = book.config().file("content/README.md", "").run("list", "--json")
    assert (ran.status, ran.json()["contents"]) == (1, [])
    assert Ran(1, ran.err, "") == Ran(
        1,
        "content: error[no-articles]: no article was found in this folder\n"
        "    hint: put a Markdown file there: its name ends in .md\n",
    )


def test_editions_are_listed_with_what_they_hold(book: BookProject) -> None:
    """`list --editions` counts the books, files and words of every edition, the project's own after the built-in."""
    book.config('[editions.workshop]\nextends = "handout"\ntags = "handout"\n').file(
        "content/p.md", "---\nmatter: front\n---\nA."
    )
    book.article(1, chapter=1, more="taxonomy:\n  tag: handout\n").article(2, chapter=1).article(3, chapter=2)
    book.article(4, chapter=2)
    shelves = {shelf["name"]: shelf for shelf in book.run("list", "--editions", "--json").json()["editions"]}
    assert {name: (shelf["books"], shelf["files"]) for name, shelf in shelves.items()} == {
        "book": (1, 5),
        "booklet": (2, 4),
        "handout": (5, 4),
        "sample": (1, 4),
        "large-print": (1, 5),
        "easy-reading": (1, 5),
        "answers": (1, 5),
        "workshop": (1, 1),
    }
    assert [name for name, shelf in shelves.items() if shelf["default"]] == ["book"]
    assert "built by default" in book.run("list", "--editions").out


def test_answers_count_where_they_are_read(book: BookProject) -> None:
    """An article's words are those that readers of the book read; the edition with answers has more."""
    book.config().article(1, "One two.\n\n::: answer\nThree.\n:::")
    assert book.run("list", "--json").json()["contents"][1]["words"] == 2
    shelves = {shelf["name"]: shelf["words"] for shelf in book.run("list", "--editions", "--json").json()["editions"]}
    assert (shelves["book"], shelves["handout"], shelves["answers"]) == (2, 2, 3)


def test_an_edition_of_nothing_is_reported(book: BookProject) -> None:
    """An edition whose selection matches nothing is an error that lists what there is."""
    ran = book.config("[editions.x]\nchapters = [9]\n").article(1).run("list", "--editions")
    assert ran.status == 1
    assert "the book has no chapter 9" in ran.err
