"""The hand-written pages of docs/ name everything that there is, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest

from bookbuild.model import (
    DEFAULT_KEYS,
    Article,
    Chapter,
    HandoutLayout,
    HandoutSettings,
    Identity,
    NavPoint,
    Part,
    Picture,
)
from bookbuild.parse.metadata import Metadata
from bookbuild.pipeline.reading.project import read
from bookbuild.pipeline.volumes import volumes_of
from bookbuild.render.epub import render_epub
from bookbuild.render.handouts import Handouts
from bookbuild.render.html import render_html
from bookbuild.render.matter import RenderedArticle
from bookbuild.render.pdf import render_pdf
from bookbuild.render.printed_addresses import PrintedAddress
from bookbuild.render.templates import Templates
from tests.book import BookProject

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COVER = Picture("cover.png", "image/png", b"png", 16, 24)
VALUES: Mapping[str, type] = {
    "identity": Identity,
    "article": Article,
    "chapter": Chapter,
    "part": Part,
    "rendered": RenderedArticle,
    "point": NavPoint,
    "picture": Picture,
    "address": PrintedAddress,
}
"""What templates are given, by the sections that describe it."""


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def sections(name: str) -> dict[str, str]:
    """Return the text below each heading of a page, up to the next one."""
    return dict(re.findall(r"(?ms)^#+ (.*?)\n(.*?)(?=^#|\Z)", page(name)))


def names_in(section: str) -> set[str]:
    """Return the names in the first column of the tables in a section."""
    rows = re.findall(r"(?m)^\| (`[^|]*`) \|", section)
    return {name for row in rows for name in re.findall(r"`([^`]*)`", row)}


def files(folder: str, pattern: str) -> set[str]:
    root = ROOT / folder
    return {file.relative_to(root).as_posix() for file in root.rglob(pattern)}


# ── The metadata block ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_meaning_of_a_metadata_key_is_documented() -> None:
    """docs/metadata.md lists each meaning with its keys, in the order in which they count."""
    rows = re.findall(r"(?m)^\| `(\w+)` \| (`[^|]*`) \|", page("metadata.md"))
    assert {meaning: tuple(re.findall(r"`([^`]*)`", keys)) for meaning, keys in rows} == dict(DEFAULT_KEYS)


def test_every_meaning_is_read() -> None:
    """What docs/metadata.md describes is what the parser of metadata blocks returns."""
    assert {field.name for field in fields(Metadata)} - {"key_lines", "extras", "withheld"} == set(DEFAULT_KEYS)


def test_the_example_of_other_keys_is_right(tmp_path: Path) -> None:
    """The `content.keys` of docs/metadata.md are read, and an article that uses them is understood."""
    (example,) = re.findall(r"(?s)    (\[content\.keys\].*)", page("metadata.md"))
    project = BookProject(tmp_path).config(re.sub(r"(?m)^    ", "", example))
    project.file("content/a.md", "---\nweight: 7\nheading: Seven\ncategories: [x]\n---\nWords.\n")
    outcome = read(project.folder, {})
    (article,) = outcome.value.book.articles()
    assert (outcome.diagnostics, str(article.number), article.title, article.tags) == ((), "7", "Seven", ("x",))


# ── Templates ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """The names of the variables that each template is given, of a project that needs all of them."""
    filled: dict[str, set[str]] = defaultdict(set)
    fill = Templates.fill

    def recorded(templates: Templates, name: str, **values: object) -> str:
        filled[name] |= {*templates._shared, *values}
        return fill(templates, name, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "fill", recorded)
        _render(tmp_path_factory.mktemp("project"))
    return filled


def _render(folder: Path) -> None:
    """Render every kind of book that there is, without laying it out."""
    project = (
        BookProject(folder)
        .config('[chapters.1]\ntitle = "Ovens"\n[parts.1]\nchapters = "1-2"')
        .article(1)
        .article(2, chapter=2)
    )
    project.article(3, chapter=2).file("content/part.md", "---\npart: {number: 1, title: A part}\n---\nA.\n")
    project.file("content/preface.md", "---\ntitle: Preface\nmatter: front\n---\nA.\n")
    reading = read(project.file("content/ch1.md", "---\nchapter:\n  number: 1\n---\nHeat.\n").folder, {}).value
    editions = (reading.config.editions[name] for name in ("book", "booklet", "sample"))
    for edition, render in product(editions, (render_epub, render_html, render_pdf)):
        for volume in volumes_of(edition, reading.book, reading.config).value:
            render(volume.book, volume.settings, reading.theme, COVER)
    (volume, *_) = volumes_of(reading.config.editions["handout"], reading.book, reading.config).value
    handouts = Handouts(volume.book, volume.settings, reading.theme, HandoutSettings(), {})
    handouts.rendition({article.key: HandoutLayout(10.0) for article in volume.book.articles()})


def documented() -> Iterator[tuple[str, set[str]]]:
    """Yield each template with the variables that docs/templates.md lists for it."""
    described = sections("templates.md")
    shared = {kind: names_in(described[f"Templates of the {kind.upper()}"]) for kind in ("epub", "html", "pdf")}
    for name in filter(lambda title: title.endswith(".xhtml"), described):
        common = shared.get(name.partition("/")[0], shared["pdf"])
        yield name, names_in(described[name]) | (set() if name == "print/handout.xhtml" else common)


def test_every_template_is_documented() -> None:
    """docs/templates.md has a section for each template, and for no other."""
    assert {name for name, _ in documented()} == files("templates", "*.xhtml")


def test_every_template_is_given_what_is_documented(given: Mapping[str, set[str]]) -> None:
    """The variables of a template in docs/templates.md are those that the program gives it."""
    expected = {name: names for name, names in documented() if name in given}
    assert given == expected
    frames = {name for name, _ in documented()} - set(given)
    assert frames == {"epub/document.xhtml", "print/document.xhtml", "imprint.xhtml", "closing.xhtml"}


@pytest.mark.parametrize("name", VALUES)
def test_values_have_what_is_documented(name: str) -> None:
    """Each attribute of a value in docs/templates.md exists."""
    attributes = names_in(sections("templates.md")[name])
    assert {attribute for attribute in attributes if not hasattr(VALUES[name], attribute)} == set()
    assert attributes


@pytest.mark.parametrize("name", ["identity", "article", "part", "chapter", "rendered", "point", "cover"])
def test_attributes_that_our_templates_use_are_documented(name: str) -> None:
    """What the program's own templates take from a value stands in docs/templates.md."""
    texts = "".join((ROOT / "templates" / file).read_text("utf-8") for file in files("templates", "*.xhtml"))
    used = set(re.findall(rf"\b{name}\.([a-z_]+)", texts)) - {"xhtml"}
    assert used - names_in(sections("templates.md")["picture" if name == "cover" else name]) == set()


# ── Styles and environment ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_stylesheet_is_documented() -> None:
    """docs/styles.md lists each stylesheet, beside the project's own."""
    described = sections("styles.md")
    assert names_in(described["Stylesheets"]) | names_in(described["Editions"]) == {
        *files("styles", "*.css"),
        "project.css",
    }


def test_every_custom_property_at_the_head_of_the_styles_is_documented() -> None:
    """docs/styles.md lists each custom property that book.css and worksheet.css define for projects to change."""
    texts = [(ROOT / "styles" / name).read_text("utf-8").partition("}")[0] for name in ("book.css", "worksheet.css")]
    defined = {name for text in texts for name in re.findall(r"(?m)^\s*(--[\w-]+):", text)}
    colours = {name for name in defined if name.startswith("--colour-")}
    assert defined - colours <= names_in(sections("styles.md")["Custom properties"])
    assert {"--colour-accent", "--colour-ground", "--colour-NAME"} <= names_in(
        sections("styles.md")["Custom properties"]
    )


def test_documented_properties_exist() -> None:
    """Each custom property of docs/styles.md is defined by a stylesheet or set on articles."""
    texts = [file.read_text("utf-8") for file in (ROOT / "styles").rglob("*.css")]
    texts.append((ROOT / "bookbuild" / "render" / "colours.py").read_text("utf-8"))
    named = names_in(sections("styles.md")["Custom properties"]) - {"--colour-NAME"}
    assert {name for name in named if not any(f"{name}:" in text for text in texts)} == set()


def test_every_environment_variable_is_documented() -> None:
    """docs/environment.md lists each variable that the program reads by name."""
    reading = re.compile(r"""(?:environ|environment|getenv)(?:\.get)?[(\[]\s*["'](\w+)["']""")
    program = [file.read_text("utf-8") for file in (ROOT / "bookbuild").rglob("*.py")]
    read_by_name = {name for text in program for name in reading.findall(text)}
    assert "SOURCE_DATE_EPOCH" in read_by_name
    assert read_by_name - names_in(page("environment.md")) == set()


def test_every_page_is_in_the_index() -> None:
    """docs/README.md links to each page of docs/."""
    links = set(re.findall(r"\]\(([^)#:]+)", page("README.md")))
    assert {file.name for file in DOCS.glob("*.md")} - {"README.md"} <= links
