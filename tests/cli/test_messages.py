"""Messages that help: how many there are, the first of a flood, one for a cause, and what to write to go on."""

from collections import Counter

import pytest

from bookbuild.cli.shortening import shortened
from bookbuild.diagnostics import CODES, Severity, diagnose
from tests.book import BookProject

FLOOD = "\n\n".join(f"[x]({number}.md)" for number in range(101, 114))


def test_counts_by_code_end_the_messages(book: BookProject) -> None:
    """After several messages comes how many there are of each code, errors first, and of all."""
    book.config().article(1, "[x](gone.md) [^1]\n\n[y](lost.md)\n\n![](gone.png)").article(3)
    ran = book.run("check")
    assert ran.err.splitlines()[-6] == (
        "2 broken-link, 1 missing-image, 1 number-gap, 1 undefined-footnote: 5 messages"
    )


@pytest.mark.parametrize("command", ["check", "build"])
def test_more_than_ten_of_a_code_are_cut(book: BookProject, command: str) -> None:
    """Ten messages of a code are printed, then how many more there are and what shows them all: `-v`."""
    book.config().article(1, FLOOD)
    ran = book.run(command)
    lines = ran.err.splitlines()
    assert sum("error[broken-link]" in line for line in lines) == 10
    assert f"… and 3 more broken-link; bookbuild {command} -v shows all" in lines
    assert "13 broken-link: 13 messages" in lines
    ran = book.run(command, "-v")
    assert (ran.err.count("error[broken-link]"), "more broken-link" in ran.err) == (13, False)


def test_a_flood_of_warnings_hides_no_error(book: BookProject) -> None:
    """Errors stand after all warnings, and each code is cut by itself."""
    lost = "\n\n".join(f"Word[^{number}]." for number in range(30))
    lines = book.config().article(1, lost + "\n\n[x](gone.md)").run("check").err.splitlines()
    assert sum("warning[undefined-footnote]" in line for line in lines) == 10
    warned = lines.index("… and 20 more undefined-footnote; bookbuild check -v shows all")
    assert "error[broken-link]" in lines[warned + 1]


def test_a_hint_for_several_warnings_is_printed_once(book: BookProject) -> None:
    """What helps against the first of a kind helps against the others; under an error it stands each time."""
    book.config().article(1, "![image](a.png)\n\n![image](b.png)\n\n[x](101.md)\n\n[y](102.md)")
    hints = [line for line in book.run("check").err.splitlines() if "hint:" in line]
    assert [sum(word in hint for hint in hints) for word in ("what the picture shows", "article's file")] == [1, 2]


@pytest.mark.parametrize("command", [("check",), ("build", "-f", "epub")])
def test_programs_get_every_message(book: BookProject, command: tuple[str, ...]) -> None:
    """JSON and annotations for GitHub are never cut."""
    book.config().article(1, FLOOD)
    assert len(book.run(*command, "--json").json()["diagnostics"]) == 13
    assert book.run(*command, "--message-format", "github").out.count("::error ") == 13


def test_a_picture_that_is_missing_in_several_places_is_one_message(book: BookProject) -> None:
    """One missing file is one message, at the first place, which names the others; another file is another one."""
    book.config().article(1, "![a](gone.png)\n\n![b](gone.png)").article(2, "![c](../content/gone.png)")
    book.article("3", "![d](more/gone.png)").file(
        "content/more/4.md", "---\narticle:\n  title: Four\n  number: 4\nchapter:\n  number: 1\n---\n![e](gone.png)\n"
    )
    ran = book.run("check")
    assert [line for line in ran.err.splitlines() if "gone.png" in line or "also" in line] == [
        "content/1.md:8: error[missing-image]: no image gone.png",
        "    also at content/1.md:10, content/2.md:8",
        "content/3.md:8: error[missing-image]: no image more/gone.png",
        "    also at content/more/4.md:8",
    ]
    first, _ = book.run("check", "--json").json()["diagnostics"]
    assert first["also_at"] == [{"path": "content/1.md", "line": 10}, {"path": "content/2.md", "line": 8}]
    assert book.run("check", "--message-format", "github").out.count("::error ") == 5


def test_many_places_of_a_cause_are_counted(book: BookProject) -> None:
    """Of many more places three are named, and the rest counted; `-v` names all."""
    book.config()
    for number in range(11, 31):
        book.article(number, "[x](gone.md)")
    named = ", ".join(f"content/{number}.md:8" for number in range(12, 15))
    assert f"    also at {named} and 16 more" in book.run("check").err
    assert "content/30.md:8" in book.run("check", "-v").err


def test_a_fault_of_several_editions_and_formats_is_one_message(book: BookProject) -> None:
    """A cover that is not there is reported once, whatever is made with it."""
    book.config('cover = "gone.png"').article(1)
    arguments = ("build", "book", "large-print", "-f", "epub", "-f", "html")
    assert book.run(*arguments).err.count("[missing-image]") == 1
    ran = book.config('cover = "gone.png"\n[check]\nmissing-image = "warning"').run(*arguments)
    assert (ran.status, len(book.files())) == (0, 4)


def test_a_link_that_leads_nowhere_is_one_message_in_all_formats(book: BookProject) -> None:
    """What EPUB and HTML find wrong with the same link of a template is one message."""
    book.config().article(1).file("templates/imprint.xhtml", '<p><a href="#map">Map</a></p>')
    book.file("templates/html/book.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"><a href="#map">x</a></html>')
    ran = book.run("build", "-f", "epub", "-f", "html", "--json")
    assert [found["code"] for found in ran.json()["diagnostics"]].count("dead-destination") == 1


@pytest.mark.parametrize("command", ["check", "build"])
def test_settings_that_lower_all_errors_come_last(book: BookProject, command: str) -> None:
    """Where lowering errors makes the book, the last lines are what to write, and a book is made with them."""
    book.config().article(1, "[x](gone.md)\n\n![Oven](gone.png)")
    last = '[check]\nbroken-link = "warning"\nmissing-image = "warning"\n'
    ran = book.run(command)
    assert ran.err.endswith(f"to make the book all the same, write at the end of bookbuild.toml:\n{last}")
    assert book.config(last).run("build", "-f", "epub").status == 0


def test_settings_go_under_a_table_that_is_there(book: BookProject) -> None:
    """A second [check] table would be no TOML, so the lines are for the one that the project has."""
    ran = book.config('[check]\nnumber-gap = "off"').article(1, "[x](gone.md)").run("check")
    assert ran.err.endswith(
        'to make the book all the same, write under [check] in bookbuild.toml:\nbroken-link = "warning"\n'
    )


@pytest.mark.parametrize(
    ("policy", "text"),
    [("", ""), ("", "::: tiip\nWords.\n:::"), ('[check]\nbroken-link = "error"', "[x](gone.md)")],
    ids=["no error", "a warning", "an error that the project wants"],
)
def test_no_settings_where_there_is_nothing_to_lower(book: BookProject, policy: str, text: str) -> None:
    """Nothing is to be pasted if there is no error, or if the project itself has made it one."""
    assert "all the same" not in book.config(policy).article(1, text).run("check").err


def test_no_settings_where_words_would_be_lost(book: BookProject) -> None:
    """If one error cannot be lowered without losing words, no setting is named."""
    ran = book.config().article(1, "[x](gone.md)").file("content/2.md", b"\xff").run("check")
    assert ran.status == 1
    assert "all the same" not in ran.err


def test_settings_for_strict_builds_are_notes(book: BookProject) -> None:
    """Under `--strict` a warning would not do: everything is lowered to a note, and warnings too."""
    ran = book.config().article(1, "[x](gone.md)").article(3).run("check", "--strict")
    assert ran.err.endswith('[check]\nbroken-link = "note"\nnumber-gap = "note"\n')
    book.config('[check]\nbroken-link = "note"\nnumber-gap = "note"')
    assert book.run("build", "-f", "epub", "--strict").status == 0


def test_all_messages_fit_a_screen() -> None:
    """If a book has more kinds of faults than a screen has room for, the rarest are only counted."""
    kinds = [code for code in CODES if CODES[code].severity is not Severity.OFF]
    found = [diagnose(code, f"{number}", hint=f"Hint of {code}.") for number in range(5) for code in kinds]
    parts = shortened([*found, diagnose("wide-table", "6")], 80)
    shown = [one for part in parts.values() for one in part.shown]
    assert len(shown) + len({one.hint for one in shown}) <= 34
    assert "wide-table" in {one.code for one in parts[Severity.NOTE].shown}
    assert len(shown) + sum(part.left.total() for part in parts.values()) == len(found) + 1
    assert "recognised-site" in {one.code for one in parts[Severity.NOTE].shown}  # it explains the others


def test_errors_fill_their_part_of_the_screen() -> None:
    """Errors come first: with many warnings as many are printed as without, and the first of each code at least."""
    errors = [diagnose("broken-link", str(number), hint="Look.") for number in range(50)]
    errors += [diagnose("missing-image", str(number), hint="Look.") for number in range(50)]
    warnings = [diagnose("number-gap", str(number)) for number in range(50)]
    alone, among = (shortened(found, 80)[Severity.ERROR] for found in (errors, errors + warnings))
    assert alone == among
    assert Counter(found.code for found in alone.shown) == {"broken-link": 10, "missing-image": 10}
    assert alone.left == {"broken-link": 40, "missing-image": 40}
