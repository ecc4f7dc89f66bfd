"""The table of conventions, and when one is looked at."""

from pathlib import Path

import pytest

from bookbuild.model import SITES
from bookbuild.sites import CONVENTIONS, Folder, Known, Wanted, recognise


def test_every_convention_can_be_named() -> None:
    """Each row loads a convention of its name, and bookbuild.toml may name them all."""
    assert [known.load().name for known in CONVENTIONS] == [known.name for known in CONVENTIONS]
    assert set(SITES) == {"none", "plain", *(known.name for known in CONVENTIONS)}


@pytest.mark.parametrize("root", ["", "content"])
def test_nothing_is_imported_for_folders_without_a_sign(monkeypatch: pytest.MonkeyPatch, root: str) -> None:
    """Articles and pictures alone match no convention."""

    def load(known: Known) -> None:
        raise AssertionError(known.name)

    monkeypatch.setattr(Known, "load", load)
    start = f"{root}/" if root else ""
    files = (f"{start}ch01/offer.md", f"{start}ch01/desk.png", "bookbuild.toml", "README.md", "styles/print.css")
    assert recognise(Folder.of(dict.fromkeys(files, "")), Wanted(folder=root)).name == "plain"


_SIGNS = {
    "none": {"a.md": "---\narticle: {number: 1}\n---\n"},
    "plain": {"b/a.md": "A"},
    "mdbook": {"book.toml": "[book]", "src/SUMMARY.md": "- [A](a.md)", "src/a.md": "A"},
    "quarto": {"_quarto.yml": "book: {chapters: [a.qmd]}", "a.qmd": "A"},
    "quire": {"content/_data/publication.yaml": "title: A\npublisher: [{name: B}]", "content/a.md": "A"},
    "hugo": {"hugo.toml": "title = 'A'", "content/a.md": "A"},
    "myst": {"_toc.yml": "format: jb-book\nroot: a", "a.md": "A"},
    "mkdocs": {"mkdocs.yml": "site_name: A", "docs/a.md": "A"},
    "docusaurus": {"docusaurus.config.js": "module.exports = {title: 'A'}", "docs/a.md": "A"},
    "vitepress": {".vitepress/config.ts": "export default {title: 'A'}", "a.md": "A"},
    "jekyll": {"_config.yml": "title: A", "Gemfile": "", "a.md": "A"},
    "leanpub": {"manuscript/Book.txt": "a.md", "manuscript/a.md": "A"},
    "obsidian": {".obsidian/app.json": "{}", "a.md": "A"},
    "pandoc": {"metadata.yaml": "title: A\nauthor: B", "a.md": "A"},
    "starlight": {"astro.config.mjs": "starlight({title: 'A'})", "src/content/docs/a.md": "A"},
    "wiki": {"_Sidebar.md": "- [[A]]", "A.md": "A"},
    "notion": {f"Pay {32 * '0'}.md": "A"},
    "grav": {"user/pages/01.a/docs.md": "A", "user/config/site.yaml": "title: A"},
}
"""A folder of a few files for each row of the table in docs/folders.md."""


def test_the_table_of_conventions_names_each_with_its_evidence() -> None:
    rows = [
        line.split("|") for line in Path("docs/folders.md").read_text("utf-8").splitlines() if line.startswith("| ")
    ]
    named = {row[3].strip(" `") for row in rows if len(row) == 5 and "`" in row[3] and row[3].strip() != "`site`"}
    assert named == set(SITES) == set(_SIGNS)


@pytest.mark.parametrize("name", sorted(set(_SIGNS) - {"none"}))
def test_a_folder_is_what_the_table_says(name: str) -> None:
    assert recognise(Folder.of(_SIGNS[name]), Wanted()).name == name
