"""Renditions hold the whole book, sound and linked, in the order of its contents."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import join, normpath

import pytest
from lxml import etree

from bookbuild.diagnostics import BookError
from bookbuild.edition import select
from bookbuild.model import Edition, EpubRendition, NavPoint, PdfRendition, Picture, Selection
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.render.colours import colour_faults
from bookbuild.render.epub import render_epub
from bookbuild.render.pdf import render_pdf
from tests.book import BookProject

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
COVER = Picture("cover.png", "image/png", b"png", 16, 24)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>x</title></svg>'
WHOLE = Selection()


def guide(folder: Path) -> BookProject:
    """Write a project that uses everything: matter, openings, numbers, notes, figures, links of every form."""
    project = BookProject(folder)
    project.config('authors = ["Ada <Vale>"]\n[chapters.1]\ntitle = "Ovens & <fire>"', title="Bread {{ 7 * 7 }}")
    project.file("content/preface.md", "---\ntitle: A preface\nmatter: front\n---\nSee [the first](article:1).\n")
    project.file("content/thanks.md", "---\ntitle: Thanks\nmatter: back\nlanguage: de\n---\nDanke.\n")
    project.file(
        "content/ch2.md", "---\nchapter:\n  number: 2\n  title: Dough\n---\nWhat rises.[^1]\n\n[^1]: Slowly.\n"
    )
    project.file("content/oven.svg", DRAWING)
    first = (
        "# What is {{ 6 * 7 }}?\n\n## Heat\n\nWarm.[^a] See [heat](#heat), [2](2.md#time), [chapter](chapter:2).\n\n"
        '![An oven](oven.svg "An oven, {% raw %}")\n\n[^a]: Of *clay*, see [2](2.md).\n'
    )
    project.article(1, first, more="highlight: ch7\nbackground: my_sand\n")
    project.article(2, '## Time\n\nLong. [Out](https://example.org/)\n\n![An oven](oven.svg "Again")\n')
    return project.article(3, "Flour.\n\n### Deep\n\n##### Deeper\n\nEnd.\n", chapter=2)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    outcome = read(guide(tmp_path_factory.mktemp("guide")).folder, {})
    assert [found.code for found in outcome.diagnostics] == ["foreign-markup", "foreign-markup"]
    return outcome.value


def as_epub(reading: Reading, selection: Selection = WHOLE) -> EpubRendition:
    return render_epub(
        select(reading.book, selection).value, reading.config.settings_for(Edition()), reading.theme, COVER
    )


def as_pdf(reading: Reading, selection: Selection = WHOLE) -> PdfRendition:
    return render_pdf(
        select(reading.book, selection).value, reading.config.settings_for(Edition()), reading.theme, COVER
    )


def changed(folder: Path, write: Callable[[BookProject], object]) -> Reading:
    """Read the guide again with something more or else written into it."""
    project = guide(folder)
    write(project)
    return read(project.folder, {}).value


def pages(rendition: EpubRendition) -> dict[str, etree._Element]:
    """Parse every document as XML, which nothing but well-formed markup passes."""
    return {document.href: etree.fromstring(document.data) for document in rendition.documents}


def trees(rendition: PdfRendition) -> dict[str, etree._Element]:
    return {run.name: etree.fromstring(run.xhtml) for run in rendition.runs}


def ids(tree: etree._Element) -> list[str]:
    return [str(element.get("id")) for element in tree.iter() if element.get("id")]


def flat(points: tuple[NavPoint, ...], depth: int = 0) -> Iterator[tuple[int, str, str]]:
    for point in points:
        yield depth, point.label, point.target
        yield from flat(point.children, depth + 1)


CONTENTS = [
    (0, "A preface", "front-preface"),
    (0, "Ovens & <fire>", "ch1"),
    (1, "Article 1", "a1"),
    (1, "Article 2", "a2"),
    (0, "Dough", "ch2"),
    (1, "Article 3", "a3"),
    (0, "Thanks", "back-thanks"),
]


def test_the_epub_has_a_document_an_article_in_reading_order(reading: Reading) -> None:
    """Cover, title page, copyright page and contents come first, then each file of the book, openings included."""
    assert [document.href for document in as_epub(reading).documents] == [
        "text/cover.xhtml", "text/title-page.xhtml", "text/copyright.xhtml", "nav.xhtml",
        *(f"text/{key}.xhtml" for _, _, key in CONTENTS),
    ]  # fmt: skip


def test_contents_are_the_book(reading: Reading) -> None:
    """The contents list front matter, chapters with their articles under them, and back matter, in both formats."""
    assert list(flat(as_epub(reading).toc)) == [(depth, label, f"text/{key}.xhtml") for depth, label, key in CONTENTS]
    assert list(flat(as_pdf(reading).outline))[3:] == CONTENTS


def test_documents_have_one_title_and_a_language(reading: Reading) -> None:
    """Every document but the cover has exactly one first-level heading, and all have a title and a language."""
    for href, tree in pages(as_epub(reading)).items():
        assert len(list(tree.iter(f"{XHTML}h1"))) == (0 if href == "text/cover.xhtml" else 1)
        assert tree.findtext(f".//{XHTML}title")
        assert tree.get("lang") == "en"


def test_every_reference_in_the_epub_is_to_a_part_of_it(reading: Reading) -> None:
    """Links, images and stylesheets lead to documents, ids and resources of the EPUB, or out by an absolute address."""
    rendition = as_epub(reading)
    documents = pages(rendition)
    places = {resource.href for resource in rendition.resources} | set(documents)
    places |= {f"{href}#{name}" for href, tree in documents.items() for name in ids(tree)}
    for href, tree in documents.items():
        for element in tree.iter():
            target = str(element.get("href") or element.get("src") or "")
            if target and not target.startswith("https:"):
                path, mark, name = target.partition("#")
                place = normpath(join(href, "..", path)) if path else href
                assert f"{place}{mark}{name}" in places


def test_ids_are_unique_in_the_whole_book(reading: Reading) -> None:
    """No id stands twice, in no two documents of the EPUB and in no two runs of the PDF."""
    for parts in (pages(as_epub(reading)), trees(as_pdf(reading))):
        counts = Counter(name for tree in parts.values() for name in ids(tree))
        assert [name for name, count in counts.items() if count > 1] == []


def test_articles_and_configuration_are_data(reading: Reading) -> None:
    """What looks like a template or like markup in titles and texts is text in every output."""
    epub = {href: "".join(map(str, tree.itertext())) for href, tree in pages(as_epub(reading)).items()}
    pdf = {name: "".join(map(str, tree.itertext())) for name, tree in trees(as_pdf(reading)).items()}
    for title, article, chapter in ((epub["text/title-page.xhtml"], epub["text/a1.xhtml"], epub["nav.xhtml"]),
                                    (pdf["title-page"], pdf["a1"], pdf["contents"])):  # fmt: skip
        assert "Bread {{ 7 * 7 }}" in title
        assert "Ada <Vale>" in title
        assert "What is {{ 6 * 7 }}?" in article
        assert "An oven, {% raw %}" in article
        assert "Ovens & <fire>" in chapter


def test_an_article_carries_its_two_colours(reading: Reading) -> None:
    """`highlight` and `background` come as custom properties on the article, in both formats."""
    palette = reading.theme.palette
    wanted = {f"--accent:{palette['ch7'].ink}", f"--ground:{palette['my_sand'].ground}"}
    body = pages(as_epub(reading))["text/a1.xhtml"].find(f"{XHTML}body")
    assert body is not None
    leaf = trees(as_pdf(reading))["a1"].find(".//article")
    assert leaf is not None
    for element in (body, leaf):
        assert wanted <= set(str(element.get("style")).split(";"))


def test_matter_has_its_semantics(reading: Reading) -> None:
    """A preface is typed as one for reading systems; what has no such name is plain front or back matter."""
    documents = pages(as_epub(reading))
    (preface,) = documents["text/front-preface.xhtml"].iter(f"{XHTML}section")
    assert (preface.get(f"{EPUB}type"), preface.get("role")) == ("preface", "doc-preface")
    (thanks,) = documents["text/back-thanks.xhtml"].iter(f"{XHTML}section")
    assert (thanks.get(f"{EPUB}type"), thanks.get("role"), thanks.get("lang")) == (None, None, "de")


def test_articles_are_listed_with_their_numbers(reading: Reading) -> None:
    """An article's number stands before its title in the contents, and in the list of its chapter, in both books."""
    epub = as_epub(reading)
    chapter = next(point for point in epub.toc if point.kind == "chapter")
    assert [point.number for point in chapter.children] == ["1", "2"]
    number = f'<span class="toc-number">{chapter.children[0].number}</span>'
    opening = next(page for page in epub.documents if b"chapter-contents" in page.data)
    assert number in opening.data.decode()
    assert sum(number in run.xhtml for run in as_pdf(reading).runs) == 2


def test_a_chapter_of_one_article_has_no_list_of_it(reading: Reading) -> None:
    """Where the only article follows on the next page, a list of one line says nothing."""
    lists = [page.href for page in as_epub(reading).documents if b"chapter-contents" in page.data]
    runs = [run.name for run in as_pdf(reading).runs if "chapter-contents" in run.xhtml]
    assert (lists, runs) == (["text/ch1.xhtml"], ["ch1"])


def test_figures_are_numbered_through_a_chapter(reading: Reading) -> None:
    """The second figure of a chapter is its second in whatever article it stands."""
    for texts in (pages(as_epub(reading)), trees(as_pdf(reading))):
        labels = [
            str(span.text)
            for tree in texts.values()
            for span in tree.iter("span", f"{XHTML}span")
            if span.get("class") == "figure-label"
        ]
        assert labels == ["Figure 1.1", "Figure 1.2"]


def test_the_pdf_is_cut_where_pages_break(reading: Reading) -> None:
    """Front pages, openings, articles and back matter are runs; chapters and matter open on a recto."""
    runs = [(run.name, run.division, run.opens) for run in as_pdf(reading).runs]
    assert runs == [
        ("cover", "cover", "recto"), ("half-title", "front", "recto"), ("title-page", "front", "recto"),
        ("copyright", "front", "next"), ("contents", "front", "recto"), ("front-preface", "front", "recto"),
        ("ch1", "body", "recto"), ("a1", "body", "next"), ("a2", "body", "next"),
        ("ch2", "body", "recto"), ("a3", "body", "next"), ("back-thanks", "body", "recto"),
    ]  # fmt: skip


def test_running_heads_are_chapter_and_article(reading: Reading) -> None:
    """The verso carries the chapter, the recto the article; an opening carries no folio on its first page."""
    runs = {run.name: run for run in as_pdf(reading).runs}
    assert runs["a2"].heads == ("Ovens & <fire>", "Article 2")
    assert (runs["a2"].furnished, runs["ch1"].furnished, runs["title-page"].bare) == (True, False, True)


def test_articles_can_run_on(tmp_path: Path) -> None:
    """With `articles = "run-on"` the articles of a chapter are one run that marks where each begins."""

    def run_on(project: BookProject) -> None:
        project.config('[page]\narticles = "run-on"\ncover = false')

    runs = {run.name: run for run in as_pdf(changed(tmp_path, run_on)).runs}
    assert [name for name in runs if name.startswith("a")] == ["a1", "a3"]
    assert "cover" not in runs
    assert runs["a1"].marks == (("a1", "Article 1"), ("a2", "Article 2"))
    assert runs["a1"].sources == ("content/1.md", "content/2.md")


def test_every_link_and_page_number_of_the_pdf_has_its_place(reading: Reading) -> None:
    """Every `book:` link, printed page number and image leads to an id of some run, or to a file of the rendition."""
    rendition = as_pdf(reading)
    runs = trees(rendition)
    places = {name for tree in runs.values() for name in ids(tree)} | set(rendition.files)
    numbers = 0
    for tree in runs.values():
        for element in tree.iter():
            target = str(element.get("href") or element.get("src") or "")
            assert not target or target.startswith("https:") or target.removeprefix("book:") in places
            if element.get("class") == "folio":
                numbers += 1
                assert element.text == f"⟦{target.removeprefix('book:')}⟧"
    assert numbers >= len(CONTENTS)


def test_a_part_of_the_book_links_to_nothing_outside_it(reading: Reading) -> None:
    """In an edition of one article, links to others are their text, and contents and runs hold nothing else."""
    alone = Selection(articles=("1",))
    epub, pdf = as_epub(reading, alone), as_pdf(reading, alone)
    assert list(flat(epub.toc)) == [(0, "Article 1", "text/a1.xhtml")]
    assert [run.name for run in pdf.runs if run.division == "body"] == ["a1"]
    body = "".join(map(str, pages(epub)["text/a1.xhtml"].itertext()))
    assert "See heat, 2, chapter." in body
    for tree in (pages(epub)["text/a1.xhtml"], trees(pdf)["a1"]):
        hrefs = {str(link.get("href")) for link in tree.iter("a", f"{XHTML}a")}
        assert {href for href in hrefs if "a2" in href or "ch2" in href} == set()


def test_the_first_heading_of_an_article_alone_is_its_title(reading: Reading) -> None:
    """On paper an article's title is of the first level where its chapter does not open, and headings follow it."""
    whole, alone = trees(as_pdf(reading))["a1"], trees(as_pdf(reading, Selection(articles=("1",))))["a1"]
    levels = [[str(heading.tag) for heading in tree.iter("h1", "h2", "h3", "h4")] for tree in (whole, alone)]
    assert levels[0][0] == "h2"
    assert [f"h{int(level[1]) - 1}" for level in levels[0]] == levels[1]


def test_the_page_is_the_configured_one(reading: Reading) -> None:
    """Runs are laid out on the trim size between equal side margins."""
    sheet = as_pdf(reading).stylesheets[0]
    page = reading.config.page.geometry
    side = round((page.inner + page.outer) / 2, 3)
    assert f"size: {page.width:g}mm {page.height:g}mm; margin: {page.top:g}mm {side:g}mm {page.bottom:g}mm" in sheet.css


def test_labels_have_the_books_language_and_the_projects_words(tmp_path: Path) -> None:
    """The book's own words are in its language, and [labels] goes before them."""

    def german(project: BookProject) -> None:
        project.config('[labels]\ncontents = "Was drin ist"', language="de-AT").article(4, chapter=2)

    documents = pages(as_epub(changed(tmp_path, german)))
    assert documents["nav.xhtml"].findtext(f".//{XHTML}h1") == "Was drin ist"
    assert documents["text/copyright.xhtml"].findtext(f".//{XHTML}h1") == "Impressum"
    assert documents["text/ch2.xhtml"].findtext(f".//{XHTML}h2") == "In diesem Kapitel"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl"), ("AR-eg", "rtl")])
def test_the_book_runs_as_its_language_does(tmp_path: Path, language: str, direction: str) -> None:
    """Hebrew and Arabic books run from right to left, in markup and package."""
    rendition = as_epub(changed(tmp_path, lambda project: project.config(language=language)))
    assert rendition.direction == direction
    assert {tree.get("dir") for tree in pages(rendition).values()} == {direction}


@pytest.mark.parametrize(
    ("name", "template", "said"),
    [
        ("imprint.xhtml", "a\n{% if %}", r"^templates/imprint\.xhtml:2: error\[template-error\]: "),
        (
            "epub/article.xhtml",
            "{{ nothing }}",
            r"^templates/epub/article\.xhtml: error\[template-error\]: 'nothing' is",
        ),
        ("epub/nav.xhtml", "{{ 1 / 0 }}", r"^templates/epub/nav\.xhtml: error\[template-error\]: division by zero"),
        ("epub/cover.xhtml", "{% include 'x.xhtml' %}", r"error\[template-error\]: there is no template x\.xhtml"),
    ],
)
def test_a_template_that_fails_is_reported_by_its_name(tmp_path: Path, name: str, template: str, said: str) -> None:
    """Whatever goes wrong in a project's template is an error that names its file."""
    broken = changed(tmp_path, lambda project: project.file(f"templates/{name}", template))
    with pytest.raises(BookError, match=said):
        as_epub(broken)


def test_words_of_the_imprint_that_run_against_the_book_say_so(tmp_path: Path) -> None:
    """Their full stop stands at their own end; words in the book's direction are left as they are."""

    def arabic(project: BookProject) -> None:
        project.config('rights = "All rights reserved."\nedition = "طبعة ثانية."', language="ar")

    imprint = pages(as_epub(changed(tmp_path, arabic)))["text/copyright.xhtml"]
    said = {span.text: span.get("dir") for span in imprint.iter(f"{XHTML}span") if span.get("dir")}
    assert said["All rights reserved."] == "ltr"
    assert "طبعة ثانية." not in said


def test_unknown_colours_are_reported_once_where_they_are_set(tmp_path: Path) -> None:
    """A colour that the palette lacks is a warning at the article's line or in the configuration, and falls back."""
    project = BookProject(tmp_path).config('[chapters.2]\nhighlight = "zzz"').article(1, more="background: my_grei\n")
    project.article(2, chapter=2).article(3, chapter=2)
    reading = read(project.folder, {}).value
    assert [str(found).partition("\n")[0] for found in colour_faults(reading.book, reading.theme)] == [
        "content/1.md:7: warning[unknown-colour]: background 'my_grei' is no colour of the palette",
        "bookbuild.toml: warning[unknown-colour]: highlight 'zzz' of chapter 2 is no colour of the palette",
    ]
    body = pages(as_epub(reading))["text/a1.xhtml"].find(f"{XHTML}body")
    assert body is not None
    assert f"--ground:{reading.theme.palette['ground'].ground}" in str(body.get("style"))


def test_runs_know_their_sources(reading: Reading) -> None:
    """Each run names the files that it is made of, so that what goes wrong in it can be reported where it stands."""
    sources = {run.name: run.sources for run in as_pdf(reading).runs if run.sources}
    assert sources == {
        "front-preface": ("content/preface.md",),
        "a1": ("content/1.md",),
        "a2": ("content/2.md",),
        "ch2": ("content/ch2.md",),
        "a3": ("content/3.md",),
        "back-thanks": ("content/thanks.md",),
    }


def test_every_character_of_the_text_is_looked_up_in_the_fonts(reading: Reading) -> None:
    """The characters of the EPUB are those of its documents and of what stylesheets add."""
    rendition = as_epub(reading)
    assert set("".join(document.data.decode() for document in rendition.documents)) <= rendition.characters
    assert set("0123456789•\u2013☐☑") <= rendition.characters
