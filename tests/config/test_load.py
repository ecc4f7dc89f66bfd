"""bookbuild.toml is read whole, and every fault in it is reported at once, with its line and the nearest right word."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from bookbuild.config import book_schema, division_schema, edition_schema, page_schema, schema, tables
from bookbuild.config.faults import line_of
from bookbuild.config.reading import load
from bookbuild.diagnostics import Severity, UsageError
from bookbuild.model import DEFAULT_KEYS, Certification, ChapterSettings, Config, Creator, Series
from tests.book import BookProject


def configured(folder: Path, text: str, **environment: str) -> Config:
    (folder / "bookbuild.toml").write_text(text, encoding="utf-8")
    return load(folder, environment).value


def refusal(folder: Path, text: str, **environment: str) -> str:
    with pytest.raises(UsageError) as caught:
        configured(folder, text, **environment)
    return str(caught.value)


def test_without_a_file_title_and_language_are_assumed_with_one_note(tmp_path: Path) -> None:
    """A bare folder gives its name as the title and English as the language, and this is reported once."""
    folder = tmp_path / "the_career-guide"
    folder.mkdir()
    outcome = load(folder, {})
    assert (outcome.value.identity.title, outcome.value.identity.language) == ("The career guide", "en")
    assert list(map(str, outcome.diagnostics)) == [
        "bookbuild.toml: note[config-missing]: the book gets the title 'The career guide' and the language 'en'\n"
        "    hint: set what you want in the [book] table of bookbuild.toml"
    ]


def test_what_is_set_is_not_assumed(tmp_path: Path) -> None:
    """A book with a title and a language gets no note; one with a title alone gets one of the language."""
    (tmp_path / "bookbuild.toml").write_text('[book]\ntitle = "Bread"\nlanguage = "de"', encoding="utf-8")
    assert load(tmp_path, {}).diagnostics == ()
    (tmp_path / "bookbuild.toml").write_text('[book]\ntitle = "Bread"', encoding="utf-8")
    assert [found.message for found in load(tmp_path, {}).diagnostics] == ["the book gets the language 'en'"]


def test_every_key_of_the_book_table_is_read(tmp_path: Path) -> None:
    """Each key under [book] comes to stand in the book's identity."""
    identity = configured(
        tmp_path,
        """
        [book]
        title = "Bread & Work"
        subtitle = "A guide"
        language = "en-GB"
        slug = "bread"
        identifier = "urn:isbn:9783161484100"
        isbn = "978-3-16-148410-0"
        authors = ["Ada Vale", { name = "Noor Ilić", role = "ill", file-as = "Ilić, Noor" }]
        contributors = [{ name = "Tom Reed", role = "edt" }]
        publisher = "Harbour Typesetter"
        rights = "All"
        description = "Two answers."
        subjects = ["Baking", "Work"]
        published = 2024-03-01
        modified = 2024-03-02
        cover = "cover.png"
        colophon = "Set by hand."
        address = "https://example.org/bread"
        """,
    ).identity
    assert (identity.title, identity.subtitle, identity.language, identity.slug) == (
        "Bread & Work",
        "A guide",
        "en-GB",
        "bread",
    )
    assert identity.creators == (Creator("Ada Vale"), Creator("Noor Ilić", "ill", "Ilić, Noor"))
    assert identity.contributors == (Creator("Tom Reed", "edt"),)
    assert (identity.identifier, identity.isbn) == ("urn:isbn:9783161484100", "978-3-16-148410-0")
    assert (identity.publisher, identity.rights, identity.description) == ("Harbour Typesetter", "All", "Two answers.")
    assert (identity.subjects, identity.published) == (("Baking", "Work"), date(2024, 3, 1))
    assert (identity.modified, identity.cover_image, identity.colophon, identity.address) == (
        "2024-03-02T00:00:00Z",
        "cover.png",
        "Set by hand.",
        "https://example.org/bread",
    )


def test_what_the_book_trade_asks_for_is_read(tmp_path: Path) -> None:
    """ISBNs by form, series, edition, headings, languages, licence, DOI and certification come into the identity."""
    identity = configured(
        tmp_path,
        """
        [book]
        isbn = { print = "978-3-16-148410-0", epub = "0-306-40615-2" }
        series = { title = "Work", position = 3 }
        edition = 2
        other-languages = ["fr"]
        doi = "10.5555/12345678"
        license = "https://creativecommons.org/licenses/by/4.0/"
        bisac.BUS037020 = "BUSINESS & ECONOMICS / Careers / Job Hunting"
        thema.VSC = "Advice on careers"
        accessibility.certified-by = "Readable Books"
        """,
    ).identity
    assert (identity.isbn, identity.isbns) == ("978-3-16-148410-0", (("epub", "0-306-40615-2"),))
    assert (identity.series, identity.edition) == (Series("Work", "3"), "2")
    assert (identity.other_languages, identity.doi) == (("fr",), "10.5555/12345678")
    assert [(one.scheme, one.code) for one in identity.headings] == [("BISAC", "BUS037020"), ("Thema", "VSC")]
    assert (identity.license[-7:], identity.certification) == ("by/4.0/", Certification("Readable Books"))


def test_the_other_tables_are_read(tmp_path: Path) -> None:
    """Content, chapters, page, palette, labels and check come to stand in the configuration."""
    config = configured(
        tmp_path,
        """
        [content]
        folder = "articles"
        exclude = "drafts"
        keys.number = "weight"
        keys.order = ["nav_order", "order"]
        [chapters.7]
        title = "The interview"
        highlight = "ch7"
        [chapters."7.5"]
        subtitle = "In between"
        [page]
        articles = "run-on"
        cover = false
        page-references = false
        [palette]
        brand = "#A0B1C2"
        [labels]
        chapter = "Part"
        [check]
        broken-link = "warning"
        number-gap = "off"
        """,
    )
    assert (config.content.folder, config.content.exclude) == ("articles", ("drafts",))
    assert config.content.keys == {**DEFAULT_KEYS, "number": ("weight",), "order": ("nav_order", "order")}
    assert config.chapters == {
        "7": ChapterSettings("The interview", "", "ch7"),
        "7.5": ChapterSettings("", "In between", ""),
    }
    assert (config.page.articles, config.page.cover, config.page.page_references) == ("run-on", False, False)
    assert (config.palette, config.labels) == ({"brand": "#a0b1c2"}, {"chapter": "Part"})
    assert config.check == {"broken-link": Severity.WARNING, "number-gap": Severity.OFF}


def test_what_is_not_set_has_defaults(tmp_path: Path) -> None:
    """A book has a cover, page references and a new page for each article, unless configured otherwise."""
    page = configured(tmp_path, '[book]\ntitle = "  Bread "').page
    assert (page.articles, page.cover, page.page_references) == ("new-page", True, True)
    assert configured(tmp_path, '[book]\ntitle = "  Bread "').identity.title == "Bread"


def test_a_content_folder_is_found_or_the_project_itself_is_read(tmp_path: Path) -> None:
    """By default articles are in content/ if there is one, else in the project's own folder."""
    assert load(tmp_path, {}).value.content.folder == ""
    (tmp_path / "content").mkdir()
    assert load(tmp_path, {}).value.content.folder == "content"


@pytest.mark.parametrize("start", ["\N{ZERO WIDTH NO-BREAK SPACE}", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_written_on_windows_is_read(tmp_path: Path, start: str, end: str) -> None:
    """A byte-order mark and Windows line ends are no fault, and lines are counted right after them."""
    (tmp_path / "bookbuild.toml").write_bytes(f'{start}[book]{end}title = "Bread"{end}titel = ""{end}'.encode())
    with pytest.raises(UsageError) as caught:
        load(tmp_path, {})
    assert str(caught.value).splitlines()[0] == "bookbuild.toml:3: error[config-key]: unknown key 'book.titel'"


@pytest.mark.parametrize(
    ("text", "line"),
    [("title = The guide", 1), ("[book]\n\ntitle = 'a' 'b'", 3), ("[book]\ntitle = 'a'\ntitle = 'b'", 3), ("[book", 1)],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """A file that is not TOML is refused at the line where it goes wrong."""
    assert refusal(tmp_path, text).startswith(f"bookbuild.toml:{line}: error[config-syntax]: ")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title = The guide", 'write title = "The guide"'),
        ("title: “The guide”", 'write title = "The guide"'),
        ("[book\nx = 1", "write [book]"),
        ("[book]\n[book]", "put all keys under one [book]"),
        ("a = 2023-02-30", "write a = 2026-11-23, a day that there is"),
        ("a = 1\na = 2", "delete one of the two lines"),
    ],
)
def test_what_is_no_toml_gets_the_line_to_write(tmp_path: Path, text: str, hint: str) -> None:
    assert refusal(tmp_path, text).endswith(f"\n    hint: {hint}")


def test_editions_that_extend_each_other_are_not_told_to(tmp_path: Path) -> None:
    text = '[editions.x]\nextends = "y"\n[editions.y]\nextends = "x"'
    assert "hint: let 'x' or 'y' extend 'book'" in refusal(tmp_path, text)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """A configuration that is not UTF-8, or is a folder or a link to nothing, is refused in plain words."""
    (tmp_path / "bookbuild.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(UsageError, match=r"^bookbuild\.toml: error\[config-syntax\]: cannot be read: not UTF-8\n"):
        load(tmp_path, {})
    (tmp_path / "folder" / "bookbuild.toml").mkdir(parents=True)
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "bookbuild.toml").symlink_to("gone.toml")
    for name in ("folder", "link"):
        with pytest.raises(UsageError, match=r"^bookbuild\.toml: error\[config-syntax\]: cannot be read: [\w ]+$"):
            load(tmp_path / name, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[book]\ntitel = 'x'",
            "2: error[config-key]: unknown key 'book.titel'\n    hint: did you mean 'title'?",
        ),
        ("[boook]\n", "1: error[config-key]: unknown key 'boook'\n    hint: did you mean 'book'?"),
        ("title = 'x'", "1: error[config-key]: unknown key 'title'\n    hint: write it under [book]"),
        (
            "[book]\ntitle = 'x'\n\n[page.margins]\ninner = '9mm'\niner = '9mm'",
            "6: error[config-key]: unknown key 'page.margins.iner'\n    hint: did you mean 'inner'?",
        ),
        (
            "[chapters.7]\ntitle = 'x'\nhighlite = 'ch7'",
            "3: error[config-key]: unknown key 'chapters.7.highlite'\n    hint: did you mean 'highlight'?",
        ),
        (
            "[[book.authors]]\nname = 'a'\n[[book.authors]]\nname = 'b'\nroll = 'ill'",
            "5: error[config-key]: unknown key 'book.authors.1.roll'\n    hint: did you mean 'role'?",
        ),
        (
            "[book]\nauthors = [\n  'a',\n  { name = 'b', roll = 'ill' },\n]",
            "2: error[config-key]: unknown key 'book.authors.1.roll'\n    hint: did you mean 'role'?",
        ),
        (
            "[page]\ntext_size = '10pt'",
            "2: error[config-key]: unknown key 'page.text_size'\n    hint: did you mean 'text-size'?",
        ),
        (
            "[check]\nbroken-lnk = 'off'",
            "2: error[config-key]: unknown key 'check.broken-lnk'\n    hint: did you mean 'broken-link'?",
        ),
        (
            "[content]\nkeys.numbr = 'weight'",
            "2: error[config-key]: unknown key 'content.keys.numbr'\n    hint: did you mean 'number'?",
        ),
        (
            "[page.margins]\nqqq = '9mm'",
            "2: error[config-key]: unknown key 'page.margins.qqq'\n    hint: known here: inner, outer, top, bottom",
        ),
        (
            "book.titel = 'x'",
            "1: error[config-key]: unknown key 'book.titel'\n    hint: did you mean 'title'?",
        ),
        (
            "[book]\ndescription = '''\n[page]\ntitel = 1\n'''\ntitel = 'x'",
            "6: error[config-key]: unknown key 'book.titel'\n    hint: did you mean 'title'?",
        ),
    ],
)
def test_a_key_that_nothing_reads_is_refused_with_the_nearest_right_one(
    tmp_path: Path, text: str, expected: str
) -> None:
    """An unknown key is an error at its own line, with the nearest key of its table, or all of them."""
    assert refusal(tmp_path, text) == f"bookbuild.toml:{expected}"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("[book]\ntitle = 1984", 2, "book.title must be a text, in quotes"),
        ("[book]\nlanguage = 'en_GB'", 2, "book.language: 'en_GB' is not a language tag such as en or pt-BR"),
        ("[book]\nslug = '../x'", 2, "book.slug: '../x' is not a name of small letters"),
        ("[book]\naddress = 'example.org'", 2, "'example.org' is not an address such as https://example.org/guide"),
        ("[book]\naddress = 'javascript:alert(1)'", 2, "is not an address"),
        ("[book]\npublished = 'soon'", 2, "book.published must be a date such as"),
        ("[book]\nauthors = [{ role = 'ill' }]", 2, "book.authors.0.name is missing"),
        ("[book]\nauthors = [{ name = 'x', role = 'painter' }]", 2, "'painter' is not a MARC relator code"),
        ("[page]\ntext-size = 10", 2, "page.text-size: 10 is not a length such as 17mm"),
        (
            "[page]\ntext-size = '100pt'",
            2,
            "page.text-size: '100pt' is out of range: it must be between 5 pt and 72 pt",
        ),
        ("[page]\ntrim = 5", 2, "page.trim: 5 is not a trim size; known are a4, a5"),
        ("[page]\ntrim = 'a55'", 2, "page.trim: 'a55' is not a trim size"),
        ("[page]\ntrim = '10mm x 20mm'", 2, "is out of range"),
        ("[page.margins]\ninner = 15", 2, "page.margins.inner: 15 is not a length"),
        ("[page.margins]\ninner = '-3mm'", 2, "'-3mm' is not a length"),
        ("[page]\n[page.margins]\ninner = '80mm'\nouter = '60mm'", 1, "leave no room on 148 x 210 mm"),
        ("[page]\narticles = 'runon'", 2, "'new-page' or 'run-on'"),
        ("[page]\ncover = 'perhaps'", 2, "page.cover must be true or false"),
        ("[page]\ncover = 'true'", 2, "page.cover must be true or false, without quotes"),
        ("page = 'a5'", 1, "page must be a table"),
        ("[book]\nauthors = 'Ada'", 2, "book.authors must be a list, in square brackets"),
        ("[book]\nauthors = [\n7]", 2, "book.authors.0 must be a text, in quotes"),
        ("[editions.x.handout]\nfit = 41", 2, "fit must be a number of pages from 1 to 40, or false, without quotes"),
        ("[editions.x.handout]\nfit = true", 2, "fit must be a number of pages from 1 to 40, or false"),
        ("[editions.x.sheets]\nsheets-per-signature = 0", 2, "signature: 0 is not a number of sheets from 1 to 100"),
        ("[editions.x.sheets]\nsheets-per-signature = '4'", 2, "must be a whole number, without quotes"),
        ("[editions.x.sheets]\nscheme = 'sadle'", 2, "scheme: 'sadle' is not a scheme; known are saddle, perfect"),
        (
            "[editions.x.sheets]\ngutter = '60cm'",
            2,
            "gutter: '60cm' is out of range: it must be between 0 mm and 500 mm",
        ),
        ("[page]\ncover = 1", 2, "page.cover must be true or false"),
        ("[book]\npublished = 2024-03-01T10:00:00", 2, "book.published must be a date such as"),
        ("[book]\nsubjects = [true]", 2, "must be a text, in quotes"),
        ("[editions.x.sheets]\nscheme = 3", 2, "editions.x.sheets.scheme must be a text, in quotes"),
        ("[palette]\nred = '#f00'", 2, "palette.red: '#f00' is not a colour such as #1f4e5f"),
        ("[palette]\nred = '#ff0000; background: url(x)'", 2, "is not a colour"),
        ("[chapters.seven]\ntitle = 'x'", 1, "chapters.seven: 'seven' is not a number such as 7, 7a or 7.5"),
        ("[chapters.07]\ntitle = 'x'", 1, "'07' is not a number"),
        ("chapters = 3", 1, "chapters must be a table"),
        ("[editions.x]\nformats = 'pdf'", 2, "editions.x.formats must be a list, in square brackets"),
        (
            "[editions.x]\nformats = ['pfd']",
            2,
            "'epub', 'html', 'pdf', 'sheets' or 'pages'\n    hint: did you mean 'pdf'?",
        ),
        ("[check]\nnumber-gap = 'wraning'", 2, "'note' or 'off'\n    hint: did you mean 'warning'?"),
        ("[editions.x.sheets]\nscheme = 'sadle'", 2, "cards\n    hint: did you mean 'saddle'?"),
        (
            "[editions.x]\ntags = [['a']]",
            2,
            "editions.x.tags must be a text, in quotes, or a number, or a list of them",
        ),
        ("[editions.'My Edition']\n", 1, "'My Edition' is not a name of small letters"),
        ('[book]\ntitle = "a\\u0001b"', 2, "book.title holds the control character U+0001, which no book can hold"),
        ('[content]\nfolder = "a\\u0000"', 2, "content.folder holds the control character U+0000"),
        ('[labels]\n"a\\u007f" = "x"', 1, "labels has a key that holds the control character U+007F"),
        ('[book]\nisbn = "978-3-16-148410-1"', 2, "with these digits the last one would be 0"),
        ("[book]\nisbn = { paper = '978-3-16-148410-0' }", 2, "has ISBNs for print, epub, pdf, html, not for 'paper'"),
        ("[book]\nisbn = 9783161484100", 2, "must be a text, in quotes: hyphens are allowed"),
        ("[book]\ndoi = 'https://doi.org/10.5555/1'", 2, "is not a DOI such as"),
        (f"[book]\nslug = '{'x' * 81}'", 2, "is not a name of small letters"),
        ("[check]\nbroken-link = 'of'", 2, "'error', 'warning', 'note' or 'off'"),
    ],
)
def test_a_wrong_value_is_refused_at_its_line_in_plain_words(tmp_path: Path, text: str, line: int, part: str) -> None:
    """A value of the wrong type or out of range is an error at its own line that states what is expected."""
    said = refusal(tmp_path, text)
    assert said.startswith(f"bookbuild.toml:{line}: error[config-value]: ")
    assert part in said


def test_all_faults_are_reported_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    """One run reports every fault of the configuration, from its first line to its last."""
    said = refusal(tmp_path, "[page]\ntrim = 'a55'\n[check]\nfoo-bar = 'off'\n[book]\ntitle = 1\nlanguage = 2\n")
    lines = [line.split(":")[1] for line in said.splitlines() if line.startswith("bookbuild.toml")]
    assert lines == ["2", "4", "6", "7"]


def test_all_faults_of_one_table_are_reported(tmp_path: Path) -> None:
    """What is unknown, what is wrong and what is missing in the same table are reported together."""
    said = refusal(tmp_path, "[[book.authors]]\nroll = 'ill'\nrole = 'ILL'\nfile-as = 7\n[chapters.x]\ntitle = 1\n")
    assert [line for line in said.splitlines() if not line.startswith("    hint")] == [
        "bookbuild.toml:1: error[config-value]: book.authors.0.name is missing",
        "bookbuild.toml:2: error[config-key]: unknown key 'book.authors.0.roll'",
        "bookbuild.toml:3: error[config-value]: book.authors.0.role: 'ILL' is not a MARC relator code "
        "such as aut, ill or trl",
        "bookbuild.toml:4: error[config-value]: book.authors.0.file-as must be a text, in quotes",
        "bookbuild.toml:5: error[config-value]: chapters.x: 'x' is not a number such as 7, 7a or 7.5",
        "bookbuild.toml:6: error[config-value]: chapters.x.title must be a text, in quotes",
    ]


TABLES: dict[str, type[tables.Table]] = {
    "book": book_schema.BookTable,
    "content": schema.ContentTable,
    "chapters.7": division_schema.ChapterTable,
    "page": page_schema.PageTable,
    "page.margins": page_schema.MarginsTable,
    "editions.x": edition_schema.EditionTable,
    "editions.x.page": page_schema.PageTable,
    "editions.x.handout": edition_schema.HandoutTable,
    "editions.x.sheets": edition_schema.SheetsTable,
}
KEYS = [f"{table}.{field.encode_name}" for table, kind in TABLES.items() for field in fields(kind)]
VALUES = ["0", "-1.5", "nan", "true", "false", "''", "'?'", "2026-01-01", "[[]]", "{'?' = 0}"]


@pytest.mark.parametrize("key", [*TABLES, *KEYS, "palette.red", "labels.chapter", "check", "check.missing-alt"])
def test_whatever_stands_at_a_key_is_read_or_refused_there_in_our_words(tmp_path: Path, key: str) -> None:
    """Any value at any key is read, or refused in a sentence that names the key and no type of the program."""
    for value in VALUES:
        try:
            configured(tmp_path, f"{key} = {value}")
        except UsageError as error:
            said = str(error)
            assert said.startswith("bookbuild.toml:1: error[config-")
            assert key.rpartition(".")[2] in said
            assert not any(word in said for word in ("`", "Expected", "Invalid", "regex"))


@pytest.mark.parametrize(
    ("said", "environment", "modified"),
    [
        ("", {}, "2000-01-01T00:00:00Z"),
        ("published = 2024-03-01", {}, "2024-03-01T00:00:00Z"),
        ("published = 2024-03-01\nmodified = 2024-04-01", {}, "2024-04-01T00:00:00Z"),
        ("modified = 2024-04-01", {"SOURCE_DATE_EPOCH": "86400"}, "1970-01-02T00:00:00Z"),
    ],
)
def test_the_date_comes_from_configuration_or_environment_never_from_the_clock(
    tmp_path: Path, said: str, environment: dict[str, str], modified: str
) -> None:
    """SOURCE_DATE_EPOCH has precedence over the configuration, and with neither the date is a constant."""
    assert configured(tmp_path, f"[book]\n{said}", **environment).identity.modified == modified


@pytest.mark.parametrize("epoch", ["yesterday", "99999999999999999999", "-99999999999999"])
def test_an_impossible_source_date_epoch_is_refused(tmp_path: Path, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is not a number of seconds is a fault of the command line, not a traceback."""
    assert refusal(tmp_path, "", SOURCE_DATE_EPOCH=epoch) == (
        f"error[config-value]: SOURCE_DATE_EPOCH is {epoch!r}, which is not a number of seconds since 1970"
    )


@given(title=st.text(st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["C"]), max_size=40))
def test_every_title_gives_a_slug_that_is_safe_in_a_file_name(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    """Whatever a book is called, its files have a name of small ASCII letters, digits and hyphens."""
    folder = tmp_path_factory.mktemp("book")
    slug = configured(folder, f'[book]\ntitle = "{title}"').identity.slug
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")


def test_the_slug_of_a_long_title_ends_with_a_word(tmp_path: Path) -> None:
    """A file's name has a limit, a title has none."""
    for title, slug in (("word " * 60, "-".join(["word"] * 16)), ("x" * 300, "x" * 80)):
        identity = load(BookProject(tmp_path).config(title=title).folder, {}).value.identity
        assert (identity.title, identity.slug) == (title.strip(), slug)


def test_separators_of_lines_in_a_text_are_spaces(tmp_path: Path) -> None:
    """U+2028 and its like come with pasted text, and mean a space in a title."""
    assert load(BookProject(tmp_path).config(title="a\u2028b\u2029c").folder, {}).value.identity.title == "a b c"


def test_values_nested_without_measure_are_refused(tmp_path: Path) -> None:
    """Thousands of nested lists cause a message, and not an exception."""
    said = refusal(tmp_path, f"x = {'[' * 20_000}{']' * 20_000}")
    assert said.startswith("bookbuild.toml")
    assert "error[config-syntax]: " in said


def test_a_pipe_is_no_configuration(tmp_path: Path) -> None:
    """A pipe in the place of the file is reported, and not waited for."""
    os.mkfifo(tmp_path / "bookbuild.toml")
    with pytest.raises(UsageError, match="cannot be read: it is a pipe, a socket or a device"):
        load(tmp_path, {})


def test_the_line_of_a_key_is_found_among_values_of_several_lines() -> None:
    """Heads of a file that end inside a value do not show what follows them."""
    text = 'a = """\nx = 1\n"""\n[t]\nb = [\n1,\n\n2,\n]\nc = 3\n'
    assert [line_of(keys, text) for keys in (("a",), ("t",), ("t", "b"), ("t", "b", 1), ("t", "c"), ("t", "d"))] == [
        1, 4, 5, 5, 10, 4
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Карьера: справочник", "karera-spravochnik"),
        ("就職ガイド", "jiuzhigaido"),
        ("Łódź, Straße", "lodz-strasse"),
        ("Émile\u2019s “book”", "emiles-book"),
        ("📘", "book"),
    ],
)
def test_titles_in_any_script_name_the_files(tmp_path: Path, title: str, slug: str) -> None:
    """Files are named after the title in Latin letters; accents and marks are left out, as they always were."""
    assert configured(tmp_path, f'[book]\ntitle = "{title}"').identity.slug == slug
