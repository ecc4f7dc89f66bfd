"""Obsidian: notes and attachments are found by their names, and notes stand in notes."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Article, Role, Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Site, Wanted
from bookbuild.sites.obsidian import Obsidian


def _site(files: Mapping[str, str]) -> Site:
    site = Obsidian().recognise(Folder.of({".obsidian/app.json": "{}", **files}), Wanted())
    assert site is not None
    return site


def test_a_folder_without_settings_is_no_vault() -> None:
    assert Obsidian().recognise(Folder.of({"a.md": ""}), Wanted()) is None


def test_templates_are_left_out() -> None:
    """The folder that the settings name as that of templates has no articles."""
    site = _site({".obsidian/templates.json": '{"folder": "Forms"}', "a.md": "", "Forms/f.md": ""})
    assert site.files == ("a.md",)
    assert [one.path for one in site.left_out] == ["Forms/f.md"]


def test_an_attachment_is_found_wherever_it_lies() -> None:
    site = _site({"a/b/note.md": "", "files/My ship.png": ""})
    assert list(site.find("a/b/note.md", "my%20ship.png")) == ["files/My ship.png"]


def _text(text: str, files: Mapping[str, str]) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"a.md": text, **files}
    outcome = _site(inside).prepare(
        Source("a.md", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode().removeprefix("# a\n\n"), outcome.diagnostics


_NOTE = "---\ntitle: T\n---\n# One\nFirst.\n\n## Two\nSecond. ^b1\n\n# Three\nThird."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("![[Tide]]", "\n## One\nFirst.\n\n## Two\nSecond. ^b1\n\n## Three\nThird.\n"),
        ("![[sub/tide.md#one]]", "\n## One\nFirst.\n\n## Two\nSecond. ^b1\n\n"),
        ("![[Tide#Two|shown]]", "\n## Two\nSecond. ^b1\n\n"),
        ("![[Tide#^b1]]", "\nSecond.\n"),
        ("![[ship.png|300]]", "![[ship.png|300]]"),
        ("```\n![[Tide]]\n```", "```\n![[Tide]]\n```"),
        ("````\n```\n![[Tide]]\n```\n````", "````\n```\n![[Tide]]\n```\n````"),
    ],
)
def test_notes_stand_in_notes_whole_or_in_part(typed: str, meant: str) -> None:
    assert _text(typed, {"sub/Tide.md": _NOTE}) == (meant, ())


def test_a_note_that_is_missing_or_holds_itself_is_reported() -> None:
    assert [one.code for one in _text("![[None]]\n![[a]]", {})[1]] == ["site-include", "site-include"]


def test_a_note_without_a_title_is_called_like_its_file() -> None:
    articles = [Article(path=path, role=Role.ARTICLE, title="x", body="") for path in ("A note.md", "b/Another.md")]
    first, chapter = _site({one.path: "" for one in articles}).arrange(articles).body
    assert first == PlannedFile("A note.md", "A note")
    assert chapter == PlannedChapter((PlannedFile("b/Another.md", "Another"),), None, "B")


def test_a_picture_may_have_a_mark_for_stylesheets() -> None:
    assert list(_site({"a.md": "", "files/x.png": ""}).find("a.md", "x.png#outline")) == ["files/x.png"]


@pytest.mark.parametrize(
    ("typed", "titled"),
    [
        ("Words.\n\n# One\n\n# Two", True),
        ("# One\n\nWords.\n\n# Two", True),
        ("# One\n\nWords.\n\n```\n# no\n```", False),
        ("---\ntitle: Own\n---\nWords.", False),
    ],
)
def test_a_note_is_called_like_its_file_unless_it_has_one_heading_above_all(typed: str, titled: bool) -> None:  # noqa: FBT001
    site = Obsidian().recognise(Folder.of({".obsidian/app.json": "{}", "Low_water.md": typed}), Wanted())
    assert site is not None
    made = site.prepare(Source("Low_water.md", typed.encode()), lambda _: None).value.data.decode()
    assert made == (f"# Low\\_water\n\n{typed}" if titled else typed)


def test_queries_are_left_out_and_told_and_boxes_in_code_are_callouts() -> None:
    text, found = _text("```dataview\nLIST\n```\n```ad-tip\ntitle: One\n\nA\n```\n```js\nb\n```", {})
    assert text == "\n:::::: tip One\n\nA\n::::::\n```js\nb\n```"
    assert [one.code for one in found] == ["foreign-markup"]
