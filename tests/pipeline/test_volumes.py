"""Which books an edition makes, and what they are called."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model import Edition, PartOf, Selection
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.pipeline.volumes import Volume, volumes_of
from tests.book import BookProject


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    project = BookProject(tmp_path).config('slug = "g"\n[chapters.7]\ntitle = "Seven"\nsubtitle = "All of it"')
    project.article(1, chapter=1).article(2, chapter=1).article(3, chapter=7).article(4, chapter=8).article(
        5, chapter=8
    )
    project.file("content/preface.md", "---\ntitle: Preface\nmatter: front\n---\nA.")
    return read(project.folder, {}).value


def volumes(reading: Reading, edition: Edition) -> tuple[Volume, ...]:
    return volumes_of(edition, reading.book, reading.config).value


def titles(volume: Volume) -> list[str]:
    return [article.title for article in volume.book.articles()]


@pytest.mark.parametrize(
    ("name", "stems"),
    [
        ("book", ["g"]),
        ("booklet", ["g-booklet-ch1", "g-booklet-ch7", "g-booklet-ch8"]),
        ("handout", ["g-handout-a1", "g-handout-a2", "g-handout-a3", "g-handout-a4", "g-handout-a5", "g-handout"]),
        ("sample", ["g-sample"]),
    ],
)
def test_an_edition_makes_its_books(reading: Reading, name: str, stems: list[str]) -> None:
    """A booklet is made of each chapter, a handout of each article and one of all; any other edition is one book."""
    assert [volume.stem for volume in volumes(reading, reading.config.editions[name])] == stems


def test_a_booklet_of_some_articles_is_not_called_as_that_of_the_chapter(reading: Reading) -> None:
    """What holds a part of a chapter never takes the place of the booklet of the whole."""
    some = replace(reading.config.editions["booklet"], selection=Selection(chapters=("7",), articles=("1",)))
    assert [volume.stem for volume in volumes(reading, some)] == ["g-booklet-ch1-a1", "g-booklet-ch7"]


def test_a_sample_holds_the_first_chapter_and_a_taste_of_each_other(reading: Reading) -> None:
    """The sample is the front matter, the whole first chapter, and the first article of every other one."""
    sample = volumes(reading, reading.config.editions["sample"])[0]
    assert titles(sample) == ["Preface", "Article 1", "Article 2", "Article 3", "Article 4"]
    assert [chapter.whole for chapter in sample.book.chapters] == [True, False, False]


def test_a_booklet_is_a_book_of_its_own(reading: Reading) -> None:
    """A booklet bears its chapter's title, states what book it is from, and leaves that book's front matter there."""
    booklet = volumes(reading, reading.config.editions["booklet"])[1]
    identity = booklet.settings.identity
    assert titles(booklet) == ["Article 3"]
    assert (identity.title, identity.subtitle) == ("Seven", "All of it")
    whole = PartOf("A book", "Chapter 7", "7", reading.config.identity.urn, "from A book · Chapter 7")
    assert identity.part_of == whole


def test_a_booklet_of_a_book_without_chapters_is_that_book(tmp_path: Path) -> None:
    """It has the title of the book, since there is no chapter whose title it could have."""
    project = BookProject(tmp_path).file("content/a.md", "# A\n\nWords.")
    made = read(project.folder, {}).value
    (booklet,) = volumes(made, made.config.editions["booklet"])
    assert (booklet.settings.identity.title, booklet.settings.identity.part_of) == (made.config.identity.title, None)


def test_every_book_has_an_identifier_of_its_own(reading: Reading) -> None:
    """No two books that a project makes have the same identifier, and each has the same one every time."""
    made = [volume for edition in reading.config.editions.values() for volume in volumes(reading, edition)]
    identifiers = [volume.settings.identity.urn for volume in made]
    assert len(set(identifiers)) == len(made) == len({volume.stem for volume in made})
    assert identifiers == [volume.settings.identity.urn for volume in made]
    assert identifiers[0] == reading.config.identity.urn


def test_articles_without_numbers_are_called_by_their_titles(tmp_path: Path) -> None:
    """A file is named after the number of its article, or its title in Latin letters; no two have the same name."""
    project = BookProject(tmp_path).config('slug = "g"').article(1)
    for name, title in (("一", "Письмо"), ("二", "Письмо")):
        project.file(f"content/{name}.md", f"---\ntitle: {title}\n---\nWords.\n")
    read_project = read(project.folder, {}).value
    stems = [one.stem for one in volumes(read_project, read_project.config.editions["handout"])]
    assert stems == ["g-handout-pismo", "g-handout-pismo-2", "g-handout-a1", "g-handout"]


def test_articles_outside_chapters_are_told_of_booklets(tmp_path: Path) -> None:
    """What no chapter has is in no booklet, which is said; the title page of a part is no handout."""
    project = BookProject(tmp_path).config().article(1).file("content/a.md", "---\ntitle: A\n---\nWords.\n")
    project.file("content/b.md", "---\ntitle: Part\nchapter: {after: 1}\n---\n")
    read_project = read(project.folder, {}).value
    made = volumes_of(read_project.config.editions["booklet"], read_project.book, read_project.config)
    assert [one.message for one in made.diagnostics] == [
        "an article is in no booklet, since no chapter has it: content/a.md"
    ]
    handouts = volumes(read_project, read_project.config.editions["handout"])
    assert [one.stem for one in handouts] == ["a-book-handout-a", "a-book-handout-a1", "a-book-handout"]
    assert titles(handouts[-1]) == ["A", "Article 1"]
