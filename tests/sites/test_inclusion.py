"""A line ``::: include path`` is replaced by a file of the project, whose lines keep their places."""

import pytest

from bookbuild.model import Source
from bookbuild.sites.inclusion import with_included

FILES = {
    "a/note.md": b"---\ntitle: Note\n---\nA note.\n",
    "a/deep.md": b"Before\n::: include note.md\nAfter\n",
    "shared/terms.md": b"Terms.\n\nMore.",
    "a/loop.md": b"::: include round.md\n",
    "a/round.md": b"::: include loop.md\n",
    "a/rule.md": b"---\n\nA rule before.\n",
}


def _text(line: str, path: str = "a/page.md") -> tuple[str, list[str]]:
    made = with_included(Source(path, f"One\n{line}\nTwo\n".encode()), FILES.get, lambda: FILES)
    lines = [one for one in made.value.source.data.decode().split("\n") if one.strip()]
    return " / ".join(lines), [str(one).replace("\n    hint:", "") for one in made.diagnostics]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("::: include note.md", "A note."),
        (":::: {.include} note.md ::::", "A note."),
        ('::: include "note.md"\n:::', "A note."),
        ("::: include /shared/terms.md", "Terms. / More."),
        ("::: include ../shared/terms.md", "Terms. / More."),
        ("   ::: include note.md", "   A note."),
        ("::: include deep.md", "Before / A note. / After"),
        ("::: include rule.md", "--- / A rule before."),
        ("{{#include note.md}}", "A note."),
        ("{{< include note.md >}}", "A note."),
        ("```\n::: include note.md\n```", "``` / ::: include note.md / ```"),
        ("`::: include note.md`", "`::: include note.md`"),
    ],
)
def test_a_file_stands_in_the_place_of_the_line(line: str, text: str) -> None:
    """Its path counts from the page, or from the project; its metadata block does not come along, nor in code."""
    assert _text(line) == (f"One / {text} / Two", [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("::: include", "names no file"),
        (
            "::: include nota.md",
            "a/nota.md is not included: there is no such file in the project did you mean note.md?",
        ),
        ("::: include terms.md", "did you mean ../shared/terms.md?"),
        ("::: include ../../etc/passwd", "../etc/passwd is not included: it is outside the project"),
        ("::: include loop.md", "itself: a/loop.md includes a/round.md includes a/loop.md"),
    ],
)
def test_what_cannot_be_included_is_told_with_its_place(line: str, message: str) -> None:
    """The line is left out, and the rest of the page stays."""
    text, (found,) = _text(line)
    assert text == "One / Two"
    assert message in found
    assert found.startswith("a/round.md:1: error[include]" if "loop" in line else "a/page.md:2: error[include]")


def test_lines_know_their_files() -> None:
    """Each line of a page knows the file that it is from."""
    made = with_included(Source("a/page.md", b"One\n::: include deep.md\nTwo"), FILES.get, lambda: FILES).value
    places = dict(zip(made.source.data.decode().split("\n"), made.source.lines, strict=True))
    assert places["A note."] == ("a/note.md", 4)
    assert (places["After"], places["Two"]) == (("a/deep.md", 3), ("a/page.md", 3))
    assert made.paths == {"a/deep.md", "a/note.md"}


def test_a_page_without_includes_is_as_it_was() -> None:
    source = Source("a/page.md", b"We include nothing.\n")
    assert with_included(source, FILES.get, lambda: FILES).value.source is source


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("::: tip\n::: include note.md\n:::\nx", "::: tip / A note. / ::: / x"),
        ("::: tip\n::: include note.md\n:::\n:::\nx", "::: tip / A note. / ::: / x"),
        ("::: tip\n::: include note.md\n:::\nx\n::: tip\ny\n:::", "::: tip / A note. / ::: / x / ::: tip / y / :::"),
        ("::: tip\n::: include note.md\n::: include note.md\n:::\n:::", "::: tip / A note. / A note. / :::"),
        ("::: tip\n::: include note.md\n:::\n::: include note.md\n:::\n:::", "::: tip / A note. / A note. / :::"),
        ("::: tip\n::: include note.md\n:::\n::: lines 3\n:::", "::: tip / A note. / ::: / ::: lines 3 / :::"),
        ("::: tip\n::: include note.md\n:::\n```\n:::\n```", "::: tip / A note. / ::: / ``` / ::: / ```"),
    ],
)
def test_an_include_may_be_closed_like_a_block_and_leaves_the_ends_of_others(lines: str, left: str) -> None:
    """A line of colons behind an include in a block is the block's, unless the block has one further down."""
    assert _text(lines) == (f"One / {left} / Two", [])
