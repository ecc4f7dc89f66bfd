"""`check` reports everything that is wrong, at once: errors last, in the order in which an author reads the files."""

import pytest

from tests.book import BookProject, Ran


def test_a_sound_book_is_reported_in_one_line(book: BookProject) -> None:
    """Where nothing is wrong, a count of files and words is all that is printed."""
    assert book.config().article(1).article(2, "Three more words").run("check") == Ran(
        0, "2 files, 5 words: nothing is wrong\n"
    )
    assert not (book.folder / "_book").exists()


def test_all_faults_of_all_stages_are_reported_at_once(book: BookProject) -> None:
    """One run reports the faults of all that is read, errors last, file by file, line by line."""
    book.config().article(1, "[x](gone.md)\n\n![](gone.png)\n\n[y](#gone)", more="background: zzz\n")
    book.article(3, "[^1]").file("content/2.md", b"\xff").file("styles/project.css", "p { background: url(gone.png) }")
    book.file("content/4.md", "---\ntitle: Four\narticle:\n  number: many\n---\nText.\n")
    ran = book.run("check")
    assert [line.partition("]: ")[0] for line in ran.err.splitlines() if not line.startswith(" ")] == [
        "content/1.md:7: warning[unknown-colour",
        "content/1.md:13: warning[broken-anchor",
        "content/3.md:4: warning[number-gap",
        "content/3.md:8: warning[undefined-footnote",
        "content/1.md:9: error[broken-link",
        "content/1.md:11: error[missing-image",
        "content/2.md:1: error[not-utf8",
        "content/4.md:4: error[metadata-type",
        "styles/project.css:1: error[theme-file",
        "1 broken-link, 1 metadata-type, 1 missing-image, 1 not-utf8, 1 theme-file, 1 broken-anchor, "
        "1 number-gap, 1 undefined-footnote, 1 unknown-colour: 9 messages",
        "3 files, 4 words: 5 errors, 4 warnings",
    ]
    assert ran.status == 1


@pytest.mark.parametrize(
    ("policy", "strict", "status", "last"),
    [
        ("", False, 1, "1 error, 1 warning"),
        ('broken-link = "warning"', False, 0, "2 warnings"),
        ('broken-link = "warning"', True, 1, "2 warnings"),
        ('broken-link = "note"\nnumber-gap = "off"', True, 0, "nothing is wrong"),
        ('broken-link = "off"\nnumber-gap = "error"', False, 1, "1 error"),
        ('broken-link = "off"\nnumber-gap = "off"', True, 0, "nothing is wrong"),
    ],
)
def test_severities_are_the_projects_and_strict_makes_warnings_count(
    book: BookProject,
    policy: str,
    strict: bool,  # noqa: FBT001 - a table's column
    status: int,
    last: str,
) -> None:
    """[check] gives a code another severity; errors are exit status 1, under --strict warnings too, notes never."""
    book.config(f"[check]\n{policy}").article(1, "[x](gone.md)").article(3)
    ran = book.run("check", *(["--strict"] if strict else []))
    counts = [line.partition(": ")[2] for line in ran.err.splitlines() if line.startswith("2 files, ")]
    assert (ran.status, counts) == (status, [last])


def test_diagnostics_as_json(book: BookProject) -> None:
    """`--json` writes every diagnostic as an object to standard output, and nothing to stderr."""
    ran = book.config().article(1, "Ü [x](2.md#wen)").article(2, "## When").run("check", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json() == {
        "version": 1,
        "diagnostics": [
            {
                "code": "broken-anchor",
                "severity": "warning",
                "path": "content/1.md",
                "line": 8,
                "message": "'2.md#wen': content/2.md has no heading #wen; the link leads to its beginning",
                "hint": "did you mean '2.md#when'?",
                "also_at": [],
            }
        ],
        "rulings": [],
    }


def test_every_fault_of_the_configuration_is_reported_and_nothing_else(book: BookProject) -> None:
    """A configuration that is at fault is exit status 2, before any article is looked at."""
    book.article(1, "[x](gone.md)").file("bookbuild.toml", "[bok]\n[page]\ntrim = 'a55'\n")
    ran = book.run("check")
    assert ran.status == 2
    assert [line.partition("]: ")[0] for line in ran.err.splitlines() if not line.startswith(" ")] == [
        "bookbuild.toml:1: error[config-key",
        "bookbuild.toml:3: error[config-value",
        "1 config-key, 1 config-value: 2 messages",
    ]


def test_text_that_looks_like_markup_of_the_terminal_is_text(book: BookProject) -> None:
    """What an author writes in brackets is neither swallowed nor a fault where it is reported."""
    ran = book.config().article(1, "[x](<[bold]gone[/].md>)").run("check")
    assert ran.err.startswith("content/1.md:8: error[broken-link]: '[bold]gone[/].md' leads to no article")


def test_a_book_of_unpublished_articles_has_none(book: BookProject) -> None:
    """Articles that are not published do not count: a book of nothing else is an error."""
    book.config().file("content/a.md", "---\ntitle: A\npublished: false\n---\n[x](gone.md)\n")
    assert book.run("check") == Ran(
        1,
        "content/a.md:3: note[left-out]: the article is left out, as it is not published: published: false\n"
        "content: error[no-articles]: no article here is to be published\n"
        "1 no-articles, 1 left-out: 2 messages\n"
        "0 files, 0 words: 1 error\n",
    )


def test_an_unpublished_article_is_left_out_with_all_its_faults(book: BookProject) -> None:
    """`published: false` leaves an article out of order and links; links to it are broken, and one note states why."""
    book.config().article(1, "[x](2.md)").article(2, "[x](gone.md)", more="published: false\n").article(3)
    assert [line.partition("]: ")[0] for line in book.run("check").err.splitlines() if line.startswith("content")] == [
        "content/2.md:7: note[left-out",
        "content/3.md:4: warning[number-gap",
        "content/1.md:8: error[broken-link",
    ]


@pytest.mark.parametrize(
    ("keys", "metadata"),
    [
        ("number = 'weight'", "weight: 2"),
        ("number = ['weight', 'nav_order']", "nav_order: 2"),
        ("number = 'menu.order'", "menu:\n  order: 2"),
    ],
)
def test_which_keys_mean_what_is_a_table(book: BookProject, keys: str, metadata: str) -> None:
    """`weight:` or `nav_order:` can serve for the number, and what stands there is then a number to every stage."""
    book.config(f"[content.keys]\n{keys}")
    book.file("content/b.md", f"---\ntitle: Two\n{metadata}\n---\n").file("content/c.md", "[x](article:2)\n")
    said = book.run("check").err
    assert "content/c.md:1: warning[missing-number]" in said
    assert "broken-link" not in said


@pytest.mark.parametrize("template", ["imprint.xhtml", "epub/article.xhtml", "print/article.xhtml"])
def test_a_check_fills_in_templates(book: BookProject, template: str) -> None:
    """What is wrong with a template for the EPUB or the PDF is found without a book being made."""
    ran = book.config().article(1).file(f"templates/{template}", "{{ nothing }}").run("check")
    assert (ran.status, "error[template-error]" in ran.err) == (1, True)
    assert not (book.folder / "_book").exists()


def test_a_check_finds_links_of_templates_that_lead_nowhere(book: BookProject) -> None:
    """A link to what is not in the PDF is found without laying it out."""
    for address in ("#map", "{{ inside }}map"):
        book.config().article(1).file("templates/print/half-title.xhtml", f'<html><a href="{address}">x</a></html>')
        told = "error[dead-destination]: half-title: a link leads to 'map', which does not exist"
        assert told in book.run("check").err


def test_a_check_finds_faults_of_fonts_covers_and_selections(book: BookProject) -> None:
    """Fonts and covers are looked at, and of editions that are not made, what they hold."""
    book.config('cover = "gone.png"\n[editions.workshop]\ntags = "workshop"').article(1)
    assert [code in book.run("check").err for code in ("missing-image", "nothing-selected")] == [True, True]
    ran = book.config().file("fonts/a.otf", b"x").run("check")
    assert "fonts/a.otf: error[unreadable-font]" in ran.err


def test_editions_to_check_can_be_named(book: BookProject) -> None:
    """A check of an edition finds what is wrong with its templates; a check of all does so with every one."""
    book.config().article(1).file("templates/print/handout.xhtml", "{{ nothing }}")
    status = [book.run("check", *editions).status for editions in ((), ("handout",), ("--all",), ("handuot",))]
    assert status == [0, 1, 1, 2]


def test_a_check_of_pages_finds_what_layout_finds(book: BookProject) -> None:
    """With --pages, pages are laid out and proved, so that missing glyphs are found; no book is written."""
    book.config().article(1, "Bird: \U00013000.")
    assert "missing-glyph" not in book.run("check").err
    assert "content/1.md:8: warning[missing-glyph]" in book.run("check", "--pages").err
    assert not (book.folder / "_book").exists()


def test_errors_that_could_be_lowered_hide_no_others(book: BookProject) -> None:
    """A broken link in an article does not keep the faults of a template from being found."""
    book.config().article(1, "[x](gone.md)").file("templates/epub/article.xhtml", "{{ nothing }}")
    assert [code in book.run("check").err for code in ("broken-link", "template-error")] == [True, True]
