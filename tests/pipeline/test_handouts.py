"""Handouts as they come out of the printer: on the pages that they may fill, one by one and all in a stack."""

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.book import BookProject

PARAGRAPH = (
    "Bread wants time, and so does an oven. Light it two hours before the dough goes in, and let the stone take the "
    "heat. When a pinch of flour browns in ten seconds, and does not burn, it is ready. Then sweep it out, and shut "
    "the door for five minutes, so that top and bottom are hot. [A table](https://example.org/{}) says more.\n\n"
)
DPI = 150


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> BookProject:
    """A guide of a short article, one of two pages, and one that is too long for two."""
    project = BookProject(tmp_path_factory.mktemp("guide")).config(
        "[editions.handout.handout]\naddress = 'https://example.org/{slug}'\n"
        "[editions.noted]\nextends = 'handout'\n[editions.noted.handout]\nnotes = true\nmonochrome = true\n"
    )
    for number, paragraphs in ((1, 2), (2, 16), (3, 60)):
        project.article(number, "".join(PARAGRAPH.format(number) for _ in range(paragraphs)))
    return project


Printed = Mapping[str, bytes]
"""The files of an edition, by what follows the edition in their names."""


def built(project: BookProject, edition: str, *more: str) -> tuple[Printed, list[str]]:
    """Build an edition without cache, and return its files and the codes of all diagnostics."""
    ran = project.run("build", edition, "--json", "--no-cache", "--jobs", "1", "-o", edition, *more)
    start = f"a-book-{edition}"
    files = {name.removeprefix(start).removesuffix(".pdf"): data for name, data in project.files(edition).items()}
    return files, [found["code"] for found in ran.json()["diagnostics"]]


@pytest.fixture(scope="module")
def handouts(project: BookProject) -> tuple[Printed, list[str]]:
    return built(project, "handout")


@pytest.fixture(scope="module")
def printed(handouts: tuple[Printed, list[str]]) -> Printed:
    return handouts[0]


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(str(page.get_textpage().get_text_bounded()).split()) for page in document]


def pictures(data: bytes, dots_per_inch: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=dots_per_inch / 72).to_pil().convert("RGB") for page in document]


def test_each_fits_or_is_reported(handouts: tuple[Printed, list[str]]) -> None:
    """A handout has no more pages than it may fill, or a warning states that it does not fit."""
    printed, diagnostics = handouts
    counts = {name: len(pages(data)) for name, data in printed.items()}
    assert (counts["-a1"], counts["-a2"]) == (1, 2)
    assert counts["-a3"] > 2
    assert diagnostics == ["handout-overrun"]


def test_a_stack_can_be_printed_on_both_sides(printed: Printed) -> None:
    """In the combined file each handout begins on a recto, behind a blank where need be, and counts its own pages."""
    texts = pages(printed[""])
    starts = [place for place, text in enumerate(texts) if "1 / " in text]
    assert starts == [0, 2, 4]
    assert texts[1] == ""
    assert "2 / 2" in texts[3]
    alone = [text for name in ("-a1", "-a2", "-a3") for text in pages(printed[name])]
    assert [text for text in texts if text] == alone


def test_the_stack_has_an_outline_and_labels(printed: Printed) -> None:
    """One finds each handout by its title, and each page by the article's number and its own."""
    with pikepdf.open(io.BytesIO(printed[""])) as pdf, pdf.open_outline() as outline:
        assert [str(item.title) for item in outline.root] == ["Article 1", "Article 2", "Article 3"]
        assert [str(page.label) for page in pdf.pages][:5] == ["1-1", "1-2", "2-1", "2-2", "3-1"]


def test_codes_are_read_from_the_page(printed: Printed) -> None:
    """A decoder by others reads every code from the printed page at 150 dots an inch, each 22 mm wide or more."""
    codes = [code for image in pictures(printed["-a2"], DPI) for code in zxingcpp.read_barcodes(image)]
    assert sorted(code.text for code in codes) == ["https://example.org/2", "https://example.org/2"]
    sides = [code.position.top_right.x - code.position.top_left.x for code in codes]
    assert all(side / DPI * 25.4 > 21.5 for side in sides)


def test_a_handout_describes_itself_in_metadata(printed: Printed) -> None:
    """The file is called by the article's title first, and has an identifier of its own."""
    facts = {}
    for name, data in printed.items():
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as facts_of:
            facts[name] = (str(pdf.docinfo.Title), facts_of["dc:identifier"])
    assert facts["-a2"][0] == "Article 2 · A book"
    assert len({identifier for _, identifier in facts.values()}) == len(facts)


def test_the_same_bytes_each_time(project: BookProject, printed: Printed) -> None:
    """Made again, every file is the same, and so is one that is made by itself."""
    assert built(project, "handout", "-o", "again")[0] == printed
    built(project, "handout", "--article", "2", "-o", "alone")
    assert project.files("alone") == {"a-book-handout-a2.pdf": printed["-a2"]}


def test_notes_and_toner(project: BookProject) -> None:
    """With notes a handout has ruled lines on every page; one that spares toner has nothing but greys on it."""
    for image in pictures(built(project, "noted")[0]["-a2"], 72):
        assert all(len(set(colour)) == 1 for _, colour in image.getcolors(1 << 24) or [] if isinstance(colour, tuple))
        column = image.crop((image.width - 150, 120, image.width - 70, image.height - 70)).convert("L")
        ruled = [line for line in range(column.height) if max(column.crop((0, line, 80, line + 1)).tobytes()) < 250]
        assert len(ruled) >= 25


def test_a_selection_states_where_it_is_from(tmp_path: Path) -> None:
    """The page that a handout and its links name is that of the full book, whatever the selection."""
    project = BookProject(tmp_path).config().article(1, "Words.").article(2, "See [one](1.md).")
    printed, _ = built(project, "handout", "--article", "2")
    (text,) = pages(printed["-a2"])
    assert "See one (full book, chapter 1, page 2)." in text
    assert "From A book, chapter 1, article 2, page 3" in text
