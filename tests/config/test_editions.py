"""`[editions]`: each states only what differs from the one that it extends."""

from pathlib import Path

import pytest

from bookbuild.config.reading import load
from bookbuild.model import Edition, HandoutSettings, Selection, SheetSettings
from tests.config.test_load import configured, refusal

ALWAYS_THERE = ["book", "booklet", "handout", "sample", "large-print", "easy-reading", "answers"]


def editions_of(folder: Path, text: str) -> dict[str, Edition]:
    return dict(configured(folder, text).editions)


def test_seven_editions_are_always_there(tmp_path: Path) -> None:
    """A project without a word about editions has seven, of which the book alone is built by default."""
    editions = editions_of(tmp_path, "")
    assert list(editions) == ALWAYS_THERE
    assert [name for name, edition in editions.items() if edition.default] == ["book"]


def test_an_edition_states_only_what_differs_from_the_one_it_extends(tmp_path: Path) -> None:
    """An edition has its parent's formats and selection where it sets none, in whatever order they stand."""
    editions = editions_of(
        tmp_path,
        """
        [editions.thursday]
        extends = "workshop"
        articles = [53, "53a", 53.5]
        [editions.workshop]
        tags = "handout"
        formats = ["pdf"]
        """,
    )
    assert list(editions) == [*ALWAYS_THERE, "thursday", "workshop"]
    assert editions["workshop"].selection == Selection(tags=("handout",))
    assert editions["thursday"].selection == Selection(articles=("53", "53a", "53.5"), tags=("handout",))
    assert (editions["thursday"].formats, editions["thursday"].default) == (("pdf",), False)


def test_what_is_always_there_can_be_changed_and_extended(tmp_path: Path) -> None:
    """A project changes an edition by its name, and those that extend it, built in or its own, change with it."""
    editions = editions_of(
        tmp_path,
        """
        [editions.first]
        [editions.book]
        formats = ["epub"]
        [editions.handout]
        handout = {fit = 1, monochrome = true}
        [editions.friday]
        extends = "handout"
        handout = {notes = true, fit = false}
        default = true
        """,
    )
    assert editions["book"].formats == editions["first"].formats == editions["sample"].formats == ("epub",)
    assert editions["handout"].handout == HandoutSettings(fit=1, monochrome=True)
    assert editions["friday"].handout == HandoutSettings(fit=None, monochrome=True, notes=True)
    assert (editions["friday"].split_by, editions["friday"].layout) == ("article", "handout")
    assert [name for name, edition in editions.items() if edition.default] == ["book", "friday"]


def test_stylesheets_and_colours_are_added(tmp_path: Path) -> None:
    """An edition's stylesheets come after those of the edition it extends, and its colours beside theirs."""
    edition = editions_of(
        tmp_path,
        """
        [editions.office]
        extends = "large-print"
        stylesheets = "office.css"
        palette = {accent = "#123456"}
        """,
    )["office"]
    assert edition.stylesheets == ("large-print.css", "office.css")
    assert dict(edition.palette) == {"accent": "#123456"}


def test_a_page_of_its_own_is_laid_over_the_projects(tmp_path: Path) -> None:
    """An edition inherits what it does not set of the page; on another trim size, margins and type are the defaults."""
    editions = editions_of(
        tmp_path,
        """
        [page]
        text-size = "9pt"
        margins = {inner = "25mm"}
        articles = "run-on"
        [editions.wide]
        page = {leading = "16pt"}
        [editions.tall]
        page = {trim = "a4"}
        """,
    )
    wide, tall = editions["wide"].page, editions["tall"].page
    assert wide is not None
    assert tall is not None
    assert (wide.geometry.text_size, wide.geometry.leading, wide.geometry.inner) == (9, 16, 25)
    assert (tall.geometry.width, tall.geometry.text_size, tall.articles) == (210, 12, "run-on")
    assert tall.geometry.inner != 25


@pytest.mark.parametrize(("trim", "paper"), [("a5", 210), ("6x9in", 215.9), ("half-letter", 215.9), ("b5", 210)])
def test_handouts_come_on_the_paper_of_the_place(tmp_path: Path, trim: str, paper: float) -> None:
    """Where books are measured in inches, handouts and large print come on Letter; elsewhere on A4."""
    editions = editions_of(tmp_path, f'[page]\ntrim = "{trim}"')
    pages = [page.geometry.width for name in ("handout", "large-print") if (page := editions[name].page)]
    assert pages == [paper, paper]


@pytest.mark.parametrize(
    ("paper", "size", "thickness"),
    [
        ("80gsm", None, 0.1),
        ("0.15mm", None, 0.15),
        ("A4", (210, 297), 0.1),
        ("A4 120gsm", (210, 297), 0.15),
        ("320mm x 450mm 80 gsm", (320, 450), 0.1),
        ("auto", None, 0.1),
    ],
)
def test_paper_is_written_as_on_its_packet(
    tmp_path: Path, paper: str, size: tuple[float, float] | None, thickness: float
) -> None:
    """The paper of sheets is a size, a weight or thickness, or both."""
    edition = editions_of(tmp_path, f'[editions.booklet.sheets]\npaper = "{paper}"\nmarks = ["fold"]')["booklet"]
    assert edition.sheets == SheetSettings(paper=size, thickness=thickness, marks=("fold",))


def test_a_paper_that_is_none_is_refused(tmp_path: Path) -> None:
    """A misspelt paper is an error at its line that states what papers there are."""
    said = refusal(tmp_path, '[editions.booklet.sheets]\npaper = "A44"')
    assert said.startswith("bookbuild.toml:2: error[config-value]: editions.booklet.sheets.paper: 'A44' is not a paper")


def test_a_page_without_room_is_refused(tmp_path: Path) -> None:
    """An edition whose margins leave no room on its page is an error."""
    text = '[editions.tiny]\npage = {trim = "a6", margins = {inner = "60mm", outer = "40mm"}}'
    assert "leave no room" in refusal(tmp_path, text)


def test_an_editions_page_is_held_to_the_page_it_is_laid_over(tmp_path: Path) -> None:
    """Margins that have room on the project's page are no fault of an edition, whatever the usual page is."""
    text = '[page]\ntrim = "a4"\n[editions.wide.page.margins]\ninner = "130mm"'
    page = editions_of(tmp_path, text)["wide"].page
    assert page is not None
    assert page.geometry.inner == 130


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[editions.a]\nextends = 'bok'", [2]),
        ("[editions.a]\nextends = 'a'", [2]),
        ("[editions.a]\nextends = 'b'\n[editions.b]\nextends = 'a'", [2, 4]),
        ("[editions.a]\n[editions.book]\nextends = 'a'", [3]),
    ],
)
def test_an_edition_that_leads_nowhere_is_refused(tmp_path: Path, text: str, lines: list[int]) -> None:
    """Editions that extend nothing, or each other in a circle, are errors at the lines that state it."""
    said = [line for line in refusal(tmp_path, text).splitlines() if not line.startswith("    hint")]
    assert [line.partition(": error[config-value]: edition ")[0] for line in said] == [
        f"bookbuild.toml:{line}" for line in lines
    ]


def test_the_nearest_edition_is_named(tmp_path: Path) -> None:
    """An edition that extends a misspelt one is reported with the right word."""
    assert refusal(tmp_path, "[editions.a]\nextends = 'bok'").endswith("hint: did you mean 'book'?")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "smallest = '12pt'\nlargest = '11pt'",
            2,
            "smallest: the smallest type, 12 pt, is larger than the largest, 11 pt",
        ),
        ("fit = 1\nsmallest = '12.5pt'", 3, "smallest: the smallest type, 12.5 pt, is larger than the largest, 12 pt"),
        ("largest = '8pt'", 2, "largest: the smallest type, 9 pt, is larger than the largest, 8 pt"),
    ],
)
def test_bounds_between_which_there_is_no_type_are_refused(tmp_path: Path, text: str, line: int, said: str) -> None:
    """A smallest type that is larger than the largest is an error at its line, reported once: not again of
    the editions that extend this one.
    """
    told = refusal(tmp_path, f"[editions.a.handout]\n{text}\n[editions.b]\nextends = 'a'")
    assert told.splitlines()[0] == f"bookbuild.toml:{line}: error[config-value]: editions.a.handout.{said}"
    assert told.count("error") == 1


def test_bounds_of_an_edition_go_with_those_that_it_extends(tmp_path: Path) -> None:
    """One bound alone is compared with the other one as inherited."""
    text = "[editions.a.handout]\nlargest = '20pt'\n[editions.b]\nextends = 'a'\nhandout = {smallest = '20pt'}"
    assert editions_of(tmp_path, text)["b"].handout == HandoutSettings(smallest=20.0, largest=20.0)


def test_former_names_of_keys_are_accepted_with_a_note(tmp_path: Path) -> None:
    """A key under its former name does what the new one does, and a note at its line gives the new name."""
    (tmp_path / "bookbuild.toml").write_text(
        "[book]\ntitle = 'x'\nlanguage = 'en'\n[editions.x]\ntaste = true\neach = 'article'\n", "utf-8"
    )
    outcome = load(tmp_path, {})
    (tmp_path / "bookbuild.toml").write_text(
        "[book]\ntitle = 'x'\nlanguage = 'en'\n[editions.x]\nsample = true\nsplit-by = 'article'\n", "utf-8"
    )
    assert outcome.value == load(tmp_path, {}).value
    assert [(found.code, found.location and found.location.line) for found in outcome.diagnostics] == [
        ("config-renamed", 5),
        ("config-renamed", 6),
    ]


def test_a_former_name_beside_the_new_one_is_unknown(tmp_path: Path) -> None:
    """Which of two names counts is not guessed: the former one is refused."""
    assert "unknown key 'editions.x.taste'" in refusal(tmp_path, "[editions.x]\ntaste = true\nsample = false\n")
