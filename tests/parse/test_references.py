"""Reference links without a definition are reported, once a label, at their line."""

import pytest

from tests.parse.given import outcome

TITLE = "---\ntitle: T\n---\n"


def diagnostics_of(text: str) -> list[tuple[str, int, str]]:
    found = [one for one in outcome(TITLE + text).diagnostics if one.code.endswith("reference")]
    return [(one.code, (one.location.line or 0) - 3 if one.location else 0, one.message) for one in found]


@pytest.mark.parametrize(
    ("text", "line", "written"),
    [
        ("[text][gone]", 1, "[text][gone]"),
        ("x\ny [text][gone]", 2, "[text][gone]"),
        ("[text][]", 1, "[text][]"),
        ("![alt][gone]", 1, "[alt][gone]"),
        ("- x\n- [two words][gone\n  too]", 2, "[two words][gone too]"),
        ("[*a* b][gone]", 1, "[a b][gone]"),
        ("[`a` b][gone]", 1, "[… b][gone]"),
        ("## A [b][gone]", 1, "[b][gone]"),
        ("> | a |\n> |---|\n> | [b][gone] |", 3, "[b][gone]"),
        ("x[^1]\n\n[^1]: [b][gone]", 3, "[b][gone]"),
    ],
)
def test_a_reference_without_a_definition_is_reported(text: str, line: int, written: str) -> None:
    """Brackets that would be printed as they are have a warning that quotes them."""
    message = f"{written} has no definition, so it is printed as it is"
    assert diagnostics_of(text) == [("undefined-reference", line, message)]


@pytest.mark.parametrize(
    "text",
    [
        "[ref] and [sic], [1], [ ] and []",
        "a[i][j] and [a] [b]",
        "`[a][b]` and \\[a\\]\\[b\\]",
        "    [a][b]",
        "```\n[a][b]\n```",
        "[a][b] and [b][] and [b]\n\n[b]: x.md",
        "[a](b.md)[c](d.md)",
        "x[^1][^2]\n\n[^1]: a\n\n[^2]: b",
        "<!-- [a][b] -->",
        "[unused]: x.md",
    ],
)
def test_brackets_that_are_meant_as_such_are_silent(text: str) -> None:
    """Lone brackets, indexes, code and what is escaped are text; a definition may be unused."""
    assert diagnostics_of(text) == []


def test_a_label_is_reported_once() -> None:
    """Ten links to one missing definition have one cause."""
    assert [line for _, line, _ in diagnostics_of("[a][gone]\n\n[b][GONE]\n\n[c][other]")] == [1, 5]


def test_the_nearest_label_is_the_hint() -> None:
    """A slip in a label is reported with the label that was meant."""
    (found, *_) = outcome(TITLE + "[a][rye-flower]\n\n[rye-flour]: x.md\n").diagnostics
    assert found.hint.startswith("did you mean [rye-flour]?")


def test_a_label_that_is_defined_twice_is_reported_unless_both_are_the_same() -> None:
    """The first of two definitions counts, as CommonMark has it; the second is lost, which is reported."""
    text = "[a] [b]\n\n[a]: x.md\n[b]: y.md\n[A]: z.md\n[b]: y.md\n"
    assert diagnostics_of(text) == [
        ("duplicate-reference", 5, "the label [a] is already defined on line 6, which counts")
    ]


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("[n]: word", True),
        ("[n]: *word*", True),
        ("> - [n]: me@example.org", True),
        ('[n]: https://example.org "Words"', True),
        ('[n]: https://example.org "Words"\n\n[n]', False),
        ("[n]: word\n\n[a][n]", False),
        ("[n]: word\n\n[N]", False),
        ("[n]: https://example.org", False),
        ("[n]: other.md", False),
        ("[n]: #part", False),
        ("[//]: # (A remark)", False),
    ],
)
def test_a_definition_that_looks_like_a_note_is_reported(text: str, odd: bool) -> None:  # noqa: FBT001 - a row of the table
    """What holds words and is used by no link was hardly meant as a definition: they are not printed."""
    assert ("unused-footnote" in [one.code for one in outcome(TITLE + text).diagnostics]) is odd


def test_a_separator_of_lines_begins_no_line_of_the_file() -> None:
    """U+2028 breaks a line on the page; what follows it is reported at the line of the file."""
    (found,) = outcome(f"{TITLE}one\u2028two <x-tag>three</x-tag>").diagnostics
    assert str(found.location).endswith(":4")


def test_a_comment_over_paragraphs_that_ends_among_words_is_reported() -> None:
    """Where marks of Obsidian's comments meet by chance, all between them is left out."""
    assert [one.code for one in outcome(f"{TITLE}%%\none\n\ntwo %% three").diagnostics] == ["left-out-comment"]
    assert outcome(f"{TITLE}%%\none\n\ntwo\n%%\nthree").diagnostics == ()
