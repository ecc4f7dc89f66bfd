"""`init --into` copies a site: its book stays the same, in articles that are read without the site."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

from bookbuild.diagnostics import Severity
from bookbuild.model import Book, Role
from bookbuild.pipeline.copying import texts
from bookbuild.pipeline.reading.project import read
from tests.book import BookProject, Ran
from tests.book import run_command as run
from tests.images.pixels import png_of
from tests.sites.word_files import paragraph, picture, word_file

Files = Mapping[str, str | bytes]
RED, BLUE = png_of("red"), png_of("blue")
GRAV: Files = {
    "user/config/site.yaml": "title: Harbour\nauthor: {name: Ann}\ndescription: 'Of \"ships\"'\n",
    "user/images/sea.png": BLUE,
    "user/pages/02.offers/docs.md": "---\ntitle: Offers\ntaxonomy: {tag: [law, pay]}\n---\n"
    "Two [steps](/offers/read#why).\n",
    "user/pages/02.offers/01.twice/docs.md": "---\ntitle: 'Read *it* [twice]'\nslug: read\nlanguage: fr\n---\n"
    'Sleep[^1].\n\n! Beware,\n! "twice"\n\n##Why\n\n'
    '![Desk](desk.png?resize=40,30 "A desk") ![Sea](image://sea.png)\n\n[^1]: A *note*.\n',
    "user/pages/02.offers/01.twice/desk.png": RED,
    "user/pages/02.offers/02.say/docs.md": "---\ntitle: Say it\n---\n[center]\nin the middle\n[/center]\n\n"
    "[notice=tip]\n"
    "- a\n  1. b\n\n`code` -- <u>c</u>\n[/notice]\n\n| a | b |\n|---|--:|\n| 1 | ![Desk](desk.png) |\n",
    "user/pages/02.offers/02.say/desk.png": BLUE,
    "user/pages/03.alone/docs.md": "---\ntitle: Alone\npublish_date: 2020-01-01\n---\n[Up](../offers), [out](https://a.org)\n",
    "user/pages/04.last/docs.md": "---\ntitle: Last\n---\nAn opening, [dead](nowhere).\n",
    "user/pages/04.last/01.end/docs.md": "---\ntitle: End\n---\nLast words, and [a form](form.pdf).\n",
    "user/pages/04.last/01.end/form.pdf": b"%PDF",
}
MDBOOK: Files = {
    "book.toml": "[book]\ntitle = 'Tides'\nauthors = ['Bo', 'Cy']\n",
    "src/SUMMARY.md": "[Before](pre.md)\n\n# Part one\n\n- [One](one.md)\n  - [Two](sub/two.md)\n\n# Part two\n\n"
    "- [Three](three.md)\n  - [Four](four.md)\n\n[After](end.md)\n",
    "src/pre.md": "Before all.\n",
    "src/one.md": "# One\n\n{{#include part.txt}}\n\n[Two](sub/two.md#deep)\n",
    "src/part.txt": "Words of another file.\n",
    "src/sub/two.md": "# Two\n\n## Deep\n\n![Sea](../sea.png)\n\n```admonish warning\nTake care.\n```\n",
    "src/sea.png": BLUE,
    "src/three.md": "# Three\n\n[One](one.md)\n",
    "src/four.md": "# Four\n\n```rust\n# hidden\nlet a = 1;\n```\n",
    "src/end.md": "After all.\n",
}
HUGO: Files = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Piers"\n',
    "content/docs/_index.md": "+++\ntitle = 'Docs'\nweight = 1\n+++\nAn opening.\n",
    "content/docs/a.md": "+++\ntitle = 'A'\nweight = 2\n+++\n[B]({{< ref \"b.md\" >}})\n\n"
    "{{< notice tip >}}\n*Now*\n{{< /notice >}}\n",
    "content/docs/b.md": '{"title": "B", "weight": 1}\n\n{{< figure src="/sea.png" alt="Sea" caption="The sea" >}}\n',
    "static/sea.png": BLUE,
}
PLAIN: Files = {
    "before.md": "# Before\n[X](2-b/x.md)\n",
    "2-b/README.md": "Opens B.\n",
    "2-b/x.md": "# X\n<div>raw <b>HTML</b></div>\n",
    "3-between.md": "# Between\nWords.\n",
    "10-c/1.md": "---\ntitle: Y\nmatter: back\n---\nY.\n",
    "10-c/2.docx": word_file(
        paragraph("Of *Word*", style="Title"), paragraph(picture("rIdA", "Red")), files={"rIdA": RED}
    ),
}
PANDOC: Files = {
    "metadata.yaml": "title: T\nauthor: A\nbibliography: [lists/works.bib]\ncsl: own.csl\n",
    "lists/works.bib": "@book{kin, author = {Kin, Ann}, title = {Tides}, year = 2020}\n",
    "chapters/1.md": "# A\n\nAs [@kin, p. 3] says.\n\n::: {.plain}\nAnd @kin.\n:::\n",
}
OURS: Files = {
    "bookbuild.toml": '[book]\ntitle = "P"\nlanguage = "en"\n[chapters.2]\ntitle = "C"\nsubtitle = "All of it"\n',
    "content/chapter.md": "---\nchapter: {number: 2}\n---\nOpens C.\n",
    "content/a.md": "---\narticle: {number: 1}\nchapter: {number: 2}\n---\n# A\nWords of A.\n",
}


def copied(tmp_path: Path, files: Files) -> tuple[BookProject, Ran]:
    site = BookProject(tmp_path / "site")
    for name, content in files.items():
        site.file(name, content)
    return site, run("init", str(site.folder), "--yes", "--into", str(tmp_path / "new"))


def test_a_site_is_copied_in_the_requested_language(tmp_path: Path) -> None:
    """The copy has the texts of one language, and says which."""
    site = BookProject(tmp_path / "site").file("a.md", "# Word\n\nWords.").file("a.de.md", "# Wort\n\nWorte.")
    run("init", str(site.folder), "--yes", "--into", str(tmp_path / "new"), "--language", "de")
    assert 'language = "de"' in (tmp_path / "new/bookbuild.toml").read_text()
    assert [one.title for one in read(tmp_path / "new", {}).value.book.articles()] == ["Wort"]


def contents(folder: Path) -> tuple[object, object, object]:
    """Return what a book holds: chapters, texts with where their links lead, and pictures, all in its order."""
    book = read(folder, {}).value.book
    articles = list(book.articles())
    places = {article.key: place for place, article in enumerate(articles)}
    texts = [
        (one.role, one.role is Role.OPENING or one.title_xhtml, one.tags, one.language, words((one.body, *one.notes)))
        for one in articles
    ]
    links = [
        (place, places.get(target.key, target.key), target.fragment)
        for place, article in enumerate(articles)
        for link in article.links
        if (target := book.targets.get((article.path, link.target)))
    ]
    pictures = [book.pictures[one.path, use.target].data for one in articles for use in one.images]
    return (chapters(book), texts), links, pictures


def chapters(book: Book) -> list[object]:
    return [(chapter.number, chapter.title, chapter.subtitle, len(chapter.articles)) for chapter in book.chapters]


def words(parts: tuple[str, ...]) -> list[str]:
    return unescape(re.sub(r"<[^>]*>", " ", " ".join(parts))).split()


@pytest.mark.parametrize(
    "files", [GRAV, MDBOOK, HUGO, PLAIN, PANDOC, OURS], ids=["Grav", "mdBook", "Hugo", "plain", "pandoc", "ours"]
)
def test_the_book_of_a_copy_is_that_of_the_site(tmp_path: Path, files: Files) -> None:
    """Order, titles, words, links and pictures are the same, the site is as before, and the copy has no errors."""
    site, ran = copied(tmp_path, files)
    assert ran.status == 0
    assert "not the same" not in ran.err
    assert contents(tmp_path / "new") == contents(site.folder)
    assert {name: (site.folder / name).read_bytes() for name in files} == {
        name: one if isinstance(one, bytes) else one.encode() for name, one in files.items()
    }
    made = read(tmp_path / "new", {})
    assert not [one for one in made.diagnostics if one.severity is Severity.ERROR]
    assert [str(one.number) for chapter in made.value.book.chapters for one in chapter.articles if one.body] == [
        str(number)
        for number in range(1, 1 + sum(bool(one.body) for c in made.value.book.chapters for one in c.articles))
    ]


def test_markup_of_a_site_arrives_in_ours(tmp_path: Path) -> None:
    """What only the site reads is written as ours, pictures lie beside their articles, the rest is as it was typed."""
    _, ran = copied(tmp_path, GRAV)
    folder = tmp_path / "new/content/1-offers"
    assert (folder / "1-read-it-twice.md").read_text().split("---\n", 2)[2] == (
        'Sleep[^1].\n\n::: important\nBeware,\n"twice"\n:::\n\n## Why\n\n'
        '![Desk](desk.png?resize=40,30 "A desk") ![Sea](sea.png)\n\n[^1]: A *note*.\n'
    )
    assert "::: tip\n- a\n" in (folder / "2-say-it.md").read_text()
    assert (folder / "desk.png").read_bytes() == RED
    assert (folder / "desk-2.png").read_bytes() == BLUE
    assert (tmp_path / "new/content/3-last/form.pdf").exists()
    settings = (tmp_path / "new/bookbuild.toml").read_text()
    assert 'description = "Of \\"ships\\""' in settings
    assert 'broken-link = "warning"' in settings
    assert "not carried over: keys of metadata blocks that the book does not use: slug" in ran.err


@pytest.mark.parametrize(
    ("new", "said"),
    [("site", "is not empty"), ("site/copy", "lies in the site"), ("site.txt", "is a file")],
)
def test_nothing_is_written_where_something_is(tmp_path: Path, new: str, said: str) -> None:
    """The new folder must be empty or not there, and outside the site."""
    site = BookProject(tmp_path / "site")
    site.file("a.md", "# A\nWords.\n").file("../site.txt", "mine")
    folder = tmp_path / new
    old = BookProject(tmp_path / "old").file("a.md", "# A\nWords.\n")
    ran = run("init", str(old.folder if new != "site/copy" else site.folder), "--yes", "--into", str(folder))
    assert ran.status == 2
    assert said in ran.err
    assert sorted(one.name for one in site.folder.iterdir()) == ["a.md"]
    assert (tmp_path / "site.txt").read_text() == "mine"


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy appears whole or not at all."""

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bookbuild.pipeline.copying.writing.settings_of", fail)
    _, ran = copied(tmp_path, PLAIN)
    assert ran.status == 130
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_text_that_cannot_be_the_same_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither the typed text nor a new one is read with the same words, the article is named."""
    for name in ("to_markdown", "_as_typed"):
        monkeypatch.setattr(texts, name, lambda *_: "Other words.\n")
    _, ran = copied(tmp_path, {"user/pages/01.a/docs.md": "[center]\nWords.\n[/center]\n"})
    assert "1 text with other words than in the site's book; compare: user/pages/01.a/docs.md" in ran.err
