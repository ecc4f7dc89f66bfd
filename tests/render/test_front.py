"""Each kind of matter has its place, its looks, and the terms that reading systems know it by."""

import re
from pathlib import Path

import pytest

from bookbuild.model import NavPoint, Picture
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.pipeline.volumes import volumes_of
from bookbuild.render.epub import render_epub
from bookbuild.render.html import render_html
from bookbuild.render.pdf import render_pdf
from tests.book import BookProject

COVER = Picture("cover.png", "image/png", b"png", 16, 24)
KINDS = ("preface", "epigraph", "dedication", "half-title", "abbreviations", "appendix", "colophon", "afterword")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A German book with an article of each kind; those that custom gives no title have none."""
    project = BookProject(tmp_path_factory.mktemp("book")).article(1)
    for kind in KINDS:
        titled = kind in {"preface", "abbreviations", "appendix", "afterword"}
        head = f"matter: {kind}\n" + (f"title: The {kind}\n" if titled else "")
        project.file(f"content/x-{kind}.md", f"---\n{head}---\nText of the {kind}.\n\n## Heading\n\nMore.\n")
    more = '[numbering]\nsections = 1\n[editions.part]\nchapters = [1]\nmatter = ["front", "back"]'
    outcome = read(project.config(more, language="de").folder, {})
    assert outcome.diagnostics == ()
    return outcome.value


def _documents(reading: Reading) -> dict[str, str]:
    book, config = reading.book, reading.config
    rendition = render_epub(book, config.settings_for(config.editions["book"]), reading.theme, COVER)
    return {document.href.removeprefix("text/"): document.data.decode() for document in rendition.documents}


def test_the_front_stands_in_the_order_of_custom(reading: Reading) -> None:
    """In the EPUB: half title, title page, dedication and epigraph before the contents, the others behind them."""
    names = [name.removesuffix(".xhtml") for name in _documents(reading)]
    front = (
        "cover front-x-half-title title-page copyright front-x-dedication front-x-epigraph nav front-x-abbreviations"
    )
    assert names == [
        *front.split(),
        *["front-x-preface", "ch1", "a1", "back-x-appendix", "back-x-afterword", "back-x-colophon"],
    ]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("front-x-dedication", 'epub:type="dedication" role="doc-dedication" {} aria-label="Widmung"'),
        ("front-x-epigraph", 'epub:type="epigraph" role="doc-epigraph" {} aria-label="Motto"'),
        ("front-x-half-title", 'epub:type="halftitlepage" {} aria-label="Schmutztitel"'),
        ("front-x-preface", 'epub:type="preface" role="doc-preface" {} aria-labelledby="front-x-preface_title"'),
        ("front-x-abbreviations", '{} aria-labelledby="front-x-abbreviations_title"'),
        ("back-x-appendix", 'epub:type="appendix" role="doc-appendix" {} aria-labelledby="back-x-appendix_title"'),
        ("back-x-colophon", 'epub:type="colophon" role="doc-colophon" {} aria-label="Kolophon"'),
    ],
)
def test_reading_systems_know_each_kind_by_its_term(reading: Reading, name: str, start: str) -> None:
    """What has no printed title has a name all the same, in the language of the book."""
    text = _documents(reading)[f"{name}.xhtml"]
    key = f'id="{name}"'
    assert start.format(key) in text
    assert ("<h1" in text) == ("aria-labelledby" in start)


def test_each_kind_is_a_landmark(reading: Reading) -> None:
    nav = _documents(reading)["nav.xhtml"].partition('epub:type="landmarks"')[2]
    own = sorted(re.findall(r'epub:type="([a-z]+)"', nav)[4:])
    assert own == sorted(["preface", "epigraph", "dedication", "halftitlepage", "appendix", "afterword", "colophon"])


def test_pages_without_a_title_have_no_furniture_and_no_line_in_the_contents(reading: Reading) -> None:
    """In print, a half title of the author's takes the place of the program's."""
    config = reading.config
    rendition = render_pdf(reading.book, config.settings_for(config.editions["book"]), reading.theme, COVER)
    runs = {run.name: run for run in rendition.runs}
    names = "cover front-x-half-title title-page copyright front-x-dedication front-x-epigraph contents"
    assert list(runs)[:7] == names.split()
    assert [name for name, run in runs.items() if run.bare and name.startswith(("front", "back"))] == [
        "front-x-half-title",
        "front-x-dedication",
        "front-x-epigraph",
        "back-x-colophon",
    ]
    contents = runs["contents"].xhtml
    assert "Widmung" not in contents
    assert '<span class="toc-number">Anhang\u00a0A</span>' in contents
    assert {"Widmung", "Motto", "Kolophon"} <= _labels(rendition.outline)
    assert '<span class="section-number">A.1</span>' in runs["back-x-appendix"].xhtml


def _labels(points: tuple[NavPoint, ...]) -> set[str]:
    return {point.label for point in points}


def test_the_html_file_has_titles_where_print_has_them(reading: Reading) -> None:
    config = reading.config
    xhtml = render_html(reading.book, config.settings_for(config.editions["book"]), reading.theme, COVER).xhtml
    assert 'class="matter-section matter-dedication" id="front-x-dedication"' in xhtml
    assert 'id="front-x-dedication_title"' not in xhtml
    assert 'id="back-x-appendix_title" class="matter-title"><span class="number-label">Anhang A. </span>' in xhtml


def test_a_part_of_the_book_has_its_matter_too(reading: Reading) -> None:
    """An edition that names its matter has all kinds of it."""
    (volume,) = volumes_of(reading.config.editions["part"], reading.book, reading.config).value
    assert len(volume.book.front) == 5
    assert [article.numeral for article in volume.book.back] == ["A", "", ""]
    assert Path(volume.book.front[0].path).name.startswith("x-")


def test_parts_stand_above_chapters_in_every_form(tmp_path: Path) -> None:
    """Each begins with a page of its own: in the EPUB with its term, in print on a recto, with a level in contents."""
    project = BookProject(tmp_path).article(1).article(2, chapter=2)
    project.file("content/p.md", "---\npart:\n  number: 2\n  title: Im *Regen*\n---\nEs regnet, siehe @part:1.\n")
    project.config('[parts.1]\ntitle = "Davor"\nchapters = "1"\n[parts.2]\nchapters = "2"', language="de")
    outcome = read(project.folder, {})
    assert outcome.diagnostics == ()
    book, config, theme = outcome.value.book, outcome.value.config, outcome.value.theme
    settings = config.settings_for(config.editions["book"])
    epub, printed = render_epub(book, settings, theme, COVER), render_pdf(book, settings, theme, COVER)
    documents = {document.href: document.data.decode() for document in epub.documents}
    assert list(documents)[4:] == [f"text/{name}.xhtml" for name in ("part1", "ch1", "a1", "part2", "ch2", "a2")]
    assert 'epub:type="part" role="doc-part" id="part2"' in documents["text/part2.xhtml"]
    assert '<a href="part1.xhtml" class="xref numbered">Teil\u00a0I</a>' in documents["text/part2.xhtml"]
    shape = [(point.kind, point.number, [one.kind for one in point.children]) for point in epub.toc]
    assert shape == [("part", "Teil\u00a0I", ["chapter"]), ("part", "Teil\u00a0II", ["chapter"])]
    runs = {run.name: run for run in printed.runs}
    assert (runs["part2"].opens, runs["part2"].furnished, runs["ch2"].opens) == ("recto", False, "recto")
    assert "Im <em>Regen</em>" in runs["part2"].xhtml
    assert re.search(
        r'<li class="toc-part">.*Teil\xa0I</span>.*\n<ul>\n\s*<li class="toc-chapter">', runs["contents"].xhtml
    )
    assert '<p class="part-number" aria-hidden="true">Teil II</p>' in render_html(book, settings, theme, COVER).xhtml
