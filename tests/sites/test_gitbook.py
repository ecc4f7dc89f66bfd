"""GitBook and HonKit: tags of both and of HonKit's plugins are what they stand for."""

from collections.abc import Mapping

import pytest

from bookbuild.model import Source
from bookbuild.sites import Folder, Wanted, recognise

_BOOK = 'module.exports = { title: "Harbour", root: "./docs", variables: { quay: "North" } };'
_FILES = {"book.js": _BOOK, "docs/SUMMARY.md": "* [A](a/README.md)\n", "docs/a/README.md": ""}


def _page(text: str, files: Mapping[str, str] | None = None) -> str:
    given = {**_FILES, **(files or {})}
    site = recognise(Folder.of(given), Wanted())
    assert (site.kind, site.facts.title) == ("a GitBook", "Harbour")
    read = {path: content.encode() for path, content in given.items()}
    return site.prepare(Source("docs/a/README.md", text.encode()), read.get).value.data.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('{% hint style="working" %}', "::: working"),
        ('{% swagger src="a.yaml" %}', ""),
        ("{% endapi-method-summary %}", ""),
        ('{% update date="2024-01-01" %}', "**2024-01-01**\n"),
        ("{% math %}a{% endmath %} {% raw %}{b}{% endraw %}", "$a$ {b}"),
        ("{% youtube %}https://a.org/b{% endyoutube %}", "<https://a.org/b>"),
        ("{% mermaid %}\na\n{% endmermaid %}", "```mermaid\na\n```"),
        ("Words $$a$$ and", "Words $a$ and"),
        ("$$a$$", "$$a$$"),
        ("{{ book.quay }} {{ book.none }}", "North {{ book.none }}"),
        ("> **[info] Tide**\n> a", "> [!info] Tide\n> a"),
        ('<!--sec data-title="Sec" data-id="a" ces-->', "**Sec**\n"),
    ],
)
def test_tags_are_what_they_stand_for(typed: str, meant: str) -> None:
    assert _page(typed) == meant


def test_a_page_is_put_in_without_its_metadata() -> None:
    files = {"docs/part.md": "---\ntitle: P\n---\nWords", "docs/a/b.md": "Own"}
    assert _page('{% include "../part.md" %}', files) == "\nWords\n"
    assert _page('{% include "b.md" %}', files) == "\nOwn\n"


def test_a_summary_of_mkdocs_is_no_book_of_its_own() -> None:
    files = {"mkdocs.yml": "site_name: H", "docs/SUMMARY.md": "* [A](a.md)", "docs/a.md": ""}
    assert recognise(Folder.of(files), Wanted()).name == "mkdocs"
