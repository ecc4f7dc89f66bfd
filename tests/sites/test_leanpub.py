"""Leanpub: Book.txt lists the files, and Markua is read."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Site, Wanted
from bookbuild.sites.leanpub import Leanpub


def _site(files: Mapping[str, str]) -> Site:
    site = Leanpub().recognise(Folder.of({f"manuscript/{name}": text for name, text in files.items()}), Wanted())
    assert site is not None
    return site


def test_the_list_gives_order_and_divisions() -> None:
    files = {
        "Book.txt": "frontmatter:\np.md\nmainmatter:\nb.md\n# no\na.md\nend.md\n",
        "p.md": "",
        "a.md": "",
        "b.md": "",
    }
    plan = _site({**files, "end.md": "{backmatter}\n\n# End"}).arrange(())
    assert plan.front == (PlannedFile("manuscript/p.md"),)
    assert plan.body == (PlannedFile("manuscript/b.md"), PlannedFile("manuscript/a.md"))
    assert plan.back == (PlannedFile("manuscript/end.md"),)


@pytest.mark.parametrize("part", ["# Tides {class: part}\n", "{class: part}\n# Tides\n", "-# Tides\n", "# Tides #\n"])
def test_files_behind_a_part_are_in_it(part: str) -> None:
    plan = _site({"Book.txt": "t.md\na.md\n", "t.md": part, "a.md": "# A"}).arrange(())
    assert plan.body == (
        PlannedChapter((PlannedFile("manuscript/a.md"),), PlannedFile("manuscript/t.md", "Tides"), "Tides"),
    )


def test_a_file_that_is_not_there_is_reported_with_its_line() -> None:
    (found,) = _site({"Book.txt": "a.md\ngone.md\n", "a.md": ""}).diagnostics
    assert (found.code, found.location and found.location.line) == ("site-file", 2)


def test_pictures_are_found_in_the_folders_of_leanpub() -> None:
    assert "manuscript/resources/x.png" in _site({"Book.txt": "a.md", "a.md": ""}).find("manuscript/a.md", "x.png")


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = files or {}
    outcome = _site({"Book.txt": "a.md", "a.md": text}).prepare(
        Source("manuscript/a.md", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("W> ## Mind\nW>\nW> A *b*.\n\nx", "::: warning Mind\n\n\nA *b*.\n:::\n\nx"),
        ("T> A\nW> B", "::: tip\nA\n:::\n::: warning\nB\n:::"),
        ("C> A", "A"),
        ('{blurb, class: tip, title: "T"}\nA\n{/blurb}', "::: tip T\nA\n:::"),
        ('{title="T", lang=python}\n~~~~~~\nW> x\n~~~~~~', "\n**T**\n\n~~~~~~python\nW> x\n~~~~~~"),
        ("{pagebreak}", "\\pagebreak"),
        ("{id: tide, width: 50%}\n![a](b.png)", '{#tide width=50%}\n![a](<b.png> "a")'),
        ("{sample: true}\n# A", "\n# A"),
        ("a{i: word} {$$}x^2{/$$}\n%% no", 'a[]{.index key="word"} $x^2$\n'),
        ("{#own}\n## A", "{#own}\n## A"),
        ("## A\n{id: own}\n{i: Tide}\n\nb", '## A {#own}\n[]{.index key="Tide"}\n\nb'),
        ("{class: tip}\nB> A\nG> B", "\n::: tip\nA\n:::\n::: note\nB\n:::"),
        ("{quiz, id: q}\n? A\n{/quiz}\n{$$}\nx\n{/$$}\n`y`$", "\nA  \n\n$$\nx\n$$\n$y$"),
        ("{width: wide}\n![a](b.png)", '\n![a](<b.png> "a")'),
        ('{alt: "Quay", title: "T"}\n![a](b.png)', '\n![Quay](<b.png> "T")'),
        ("```$\na\n```", "$$\na\n$$"),
        ('{title: "T"}\n|---|---|\n| a | b |', "\nTable: T\n\n|  |  |\n|---|---|\n| a | b |"),
        ("| a |\n|---|", "| a |\n|---|"),
    ],
)
def test_markua_is_our_markdown(typed: str, meant: str) -> None:
    """Constructs of Markua become those of our Markdown."""
    assert _text(typed) == (meant, ())


def test_code_is_included_or_reported_as_missing() -> None:
    page, found = _text("<<[The code](x.py)\n<<(no.py)", {"manuscript/code/x.py": "x = 1\n"})
    assert page == "**The code**\n\n````py\nx = 1\n````"
    assert [one.code for one in found] == ["site-include"]


def test_what_is_written_like_a_picture_of_code_is_included() -> None:
    page, _ = _text(
        '{crop-start: 2, crop-end: 3}\n![Tide](t.rs "Its code")\n![](gone.rs)', {"manuscript/t.rs": "1\n2\n3\n4"}
    )
    assert page == "\n**Its code**\n\n````rs\n2\n3\n````\n![](<gone.rs>)"


def test_a_mark_of_a_division_is_no_article_and_a_file_stands_once() -> None:
    site = _site({"Book.txt": "a.md\nend.txt\nb.md\na.md", "a.md": "# A", "b.md": "# B", "end.txt": "{backmatter}\n"})
    assert (site.files, site.parts) == (("manuscript/a.md", "manuscript/b.md"), ("manuscript/end.txt",))
    assert site.arrange(()).back == (PlannedFile("manuscript/b.md"),)
