"""Word files are articles: their words, pictures and notes arrive, and what does not is counted."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Outcome, Severity
from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from bookbuild.pipeline.reading import project as reading
from bookbuild.sites import Folder, Wanted, word
from bookbuild.sites.plain import PlainFolders
from bookbuild.sites.word import package as word_package
from tests.book import BookProject
from tests.images.pixels import png_of
from tests.sites.word_files import W, note, paragraph, picture, run, table, word_file

PART = "<w:r><w:t>{}</w:t></w:r>"
COMMENTS = {"word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1"/><w:comment w:id="2"/></w:comments>'}


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def read(data: bytes) -> Outcome[Source]:
    return word.from_word(Source("letters/03-offer.docx", data))


def text(*body: str, **more: object) -> str:
    return read(word_file(*body, **more)).value.data.decode()  # type: ignore[arg-type]


def body_of(*body: str, **more: object) -> str:
    """Return the Markdown of a text, without its metadata block."""
    return text(*body, **more).split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (
            paragraph("Plain, ", run("bold", "b"), run(" and", "i"), run(" under", "u")),
            "Plain, **bold** *and*<u> under</u>",
        ),
        (paragraph("1. * [a] <b> _c_ $d$"), "1\\. \\* \\[a\\] \\<b> \\_c\\_ \\$d\\$"),
        (paragraph("a", item=(0, 1)) + paragraph("b", item=(1, 1)) + paragraph("c", item=(0, 2)), "- a\n  - b\n\n1. c"),
        (
            table((paragraph(run("A", "b")), paragraph(run("B", "b"))), ("c|", "d")),
            "| A | B |\n| --- | --- |\n| c\\| | d |",
        ),
        (table(("a", "b")), "<table><tr><td>a</td><td>b</td></tr></table>"),
        (paragraph("Said.", style="Quote"), "> Said."),
        (paragraph("A", PART.format("b"), "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "Abx+1"),
        (
            paragraph(
                "A ",
                f"<m:oMath>{math('x=')}<m:f><m:num>{math('a_1')}</m:num><m:den>{math('b')}</m:den></m:f></m:oMath>",
            ),
            r"A $x=\frac{a\_1}{b}$",
        ),
        (paragraph("One", "<w:r><w:br/></w:r>", "two"), "One\\\ntwo"),
        (paragraph("One", '<w:r><w:br w:type="page"/></w:r>', "two"), "One\\\ntwo"),
        (paragraph('<w:r><w:br w:type="page"/></w:r>', "two"), "two"),
    ],
)
def test_what_a_text_holds_becomes_markdown(given: str, written: str) -> None:
    """Marks, lists, tables, quotations, formulas and breaks have their Markdown, and words are never markup."""
    assert body_of(given) == written


def test_lists_are_lists_in_the_styles_that_programs_give_their_items() -> None:
    """Word's own style for items is plain text without a list, and none of an item that has one."""
    styles = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{_style("LP", "List Paragraph")}</w:styles>'}
    items = [paragraph(words, style="LP", item=(0, 1)) for words in "ab"]
    assert body_of(*items, paragraph("c", style="LP"), parts=styles) == "- a\n- b\n\nc"


def test_items_have_the_level_of_their_style() -> None:
    """Word's styles for deeper items have lists of their own, all of the first level."""
    both = _style("B", "List Bullet") + _style("C", "List Bullet 2")
    styles = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{both}</w:styles>'}
    items = [
        paragraph("a", style="B", item=(0, 1)),
        paragraph("b", style="C", item=(0, 2)),
        paragraph("c", style="B", item=(0, 1)),
    ]
    assert body_of(*items, parts=styles) == "- a\n  1. b\n- c"


def test_a_list_goes_on_after_text() -> None:
    """The number of an item is Word's, also where text stands between the items."""
    one, two = (paragraph(words, item=(0, 2)) for words in ("a", "b"))
    assert body_of(one, two, paragraph("Text."), two) == "1. a\n2. b\n\nText.\n\n3. b"


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        (
            f"<m:sSubSup><m:e>{math('x')}</m:e><m:sub>{math('1')}</m:sub><m:sup>{math('2')}</m:sup></m:sSubSup>",
            "{x}_{1}^{2}",
        ),
        (f"<m:rad><m:deg>{math('3')}</m:deg><m:e>{math('x')}</m:e></m:rad>", r"\sqrt[3]{x}"),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{math("i")}</m:sub><m:sup>{math("n")}</m:sup>'
            f"<m:e>{math('a')}</m:e></m:nary>",
            r"\sum_{i}^{n} a",
        ),
        (
            f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e>{math("a")}</m:e></m:d>',
            r"\left[ a \right.",
        ),
        (f"<m:func><m:fName>{math('sin')}</m:fName><m:e>{math('x')}</m:e></m:func>", r"\mathrm{sin} x"),
        (
            f"<m:m><m:mr><m:e>{math('a')}</m:e><m:e>{math('b')}</m:e></m:mr><m:mr><m:e>{math('c')}</m:e></m:mr></m:m>",
            r"\begin{matrix} a & b \\ c \end{matrix}",
        ),
        (f'<m:acc><m:accPr><m:chr m:val="\u20d7"/></m:accPr><m:e>{math("v")}</m:e></m:acc>', r"\vec{v}"),
        (f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>{math("v")}</m:e></m:bar>', r"\overline{v}"),
        (f"<m:limLow><m:e>{math('lim')}</m:e><m:lim>{math('n')}</m:lim></m:limLow>", "lim_{n}"),
    ],
)
def test_formulas_of_word_are_tex(formula: str, tex: str) -> None:
    """What stands above, below and around in a formula is in its TeX."""
    assert body_of(paragraph(f"<m:oMath>{formula}</m:oMath>")) == f"${tex}$"


def test_notes_links_and_pictures_arrive() -> None:
    """Footnotes are called where they were, links lead where they led, and pictures have their words."""
    written = body_of(
        paragraph("Read", note(4), " and ", '<w:hyperlink r:id="rL">' + PART.format("look") + "</w:hyperlink>"),
        paragraph(picture("rIdA", "A red field")),
        paragraph('<w:hyperlink w:anchor="_Ref9">' + PART.format("below") + "</w:hyperlink>"),
        paragraph('<w:bookmarkStart w:id="0" w:name="_Ref9"/>', "Below", style="heading 2"),
        notes={4: "The *note*."},
        links={"rL": "https://example.org/a b"},
        files={"rIdA": png_of("red")},
    )
    assert "Read[^1] and [look](<https://example.org/a b>)" in written
    assert "![A red field](word/media/rIdA.png)" in written
    assert "[below](#_Ref9)" in written
    assert "## Below {#_Ref9}" in written
    assert written.endswith("[^1]: The \\*note\\*.")


@pytest.mark.parametrize(
    ("given", "parts", "title", "headings"),
    [
        (("Title:How to ask", "heading 1:A", "heading 2:B"), {}, "How to ask", [(2, "A"), (3, "B")]),
        (("heading 1:How to ask", "heading 2:B"), {}, "How to ask", [(2, "B")]),
        (("heading 1:One", "heading 1:Two", "heading 2:B"), {}, "One", [(2, "Two"), (3, "B")]),
        ((":Words", "heading 2:B"), {"docProps/core.xml": "Properties"}, "Properties", [(2, "B")]),
        ((":Words",), {"docProps/core.xml": "Microsoft Word - x.doc"}, "Offer", []),
        ((":Words",), {}, "Offer", []),
    ],
)
def test_a_title_is_found(given: tuple[str, ...], parts: dict[str, str], title: str, headings: list[object]) -> None:
    """The title is that of its style, the first heading, the file's properties or its name; headings are below it."""
    properties = "<x xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{}</dc:title></x>"
    paragraphs = [paragraph(one.partition(":")[2], style=one.partition(":")[0]) for one in given]
    data = word_file(*paragraphs, parts={name: properties.format(one) for name, one in parts.items()})
    article = parse(read(data).value, ContentSettings(), "en").value
    assert article is not None
    assert article.title == title
    assert [(one.level, one.text) for one in article.headings] == headings


def test_what_is_left_out_is_counted_once_a_file() -> None:
    """Comments, deletions, contents and styles are in one note; what is lost is in one warning."""
    found = read(
        word_file(
            paragraph(
                "Kept",
                "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
                "<w:ins>" + PART.format("new") + "</w:ins>",
            ),
            paragraph("Mine", style="Mine"),
            paragraph("Intro 3", style="toc 1"),
            paragraph(picture("rIdE", "A chart")),
            parts=COMMENTS,
            files={"rIdE": b"EMF"},
        )
    )
    assert found.value.data.decode().split("---\n", 2)[2] == "Keptnew\n\nMine\n\nA chart\n"
    assert [(one.severity, one.message) for one in found.diagnostics] == [
        (Severity.WARNING, "not in the book: 1 picture that no book can show (rIdE.emf)"),
        (
            Severity.NOTE,
            "2 comments left out; 1 tracked deletion left out; insertions are in the book; the table of contents is "
            "left out, since the book has its own; styles without a meaning here are set as plain text: Mine",
        ),
    ]


def _styles(*styles: str) -> dict[str, str]:
    return {"word/styles.xml": f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'}


def _style(identifier: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'


def test_styles_mean_what_they_mean_in_other_programs() -> None:
    """Names in other languages, the style that one is based on, and the outline's levels make headings and lists."""
    styles = _styles(
        _style("T", "Titel"),
        _style("H1", "Überschrift 1"),
        _style("H2", "heading 2"),
        _style("Own", "Mine", '<w:basedOn w:val="H2"/>'),
        _style("Deep", "Deep", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        _style("Z", "Zitat"),
        _style("L", "Aufzählung", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    )
    outlined = paragraph("Outlined").replace("<w:pPr>", '<w:pPr><w:outlineLvl w:val="1"/>')
    texts = [paragraph(name, style=name) for name in ("T", "H1", "Own", "Deep", "Z", "L")]
    made = text(*texts, outlined, parts=styles)
    assert made.startswith('---\ntitle: "T"\n')
    assert made.split("---\n", 2)[2].split("\n\n") == [
        "## H1", "### Own", "#### Deep", "> Z", "- L", "### Outlined\n",
    ]  # fmt: skip


def test_words_in_elements_that_are_seldom_arrive() -> None:
    """Directions, fields, ruby, lettering, boxes to tick, and large initials lose no word."""
    ruby = f"<w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>"
    lettering = '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="Art"/></v:shape></w:pict>'
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    box = f"<w:sdt><w:sdtPr><w14:checkbox {w14}/></w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    initial = paragraph("O").replace("<w:pPr>", '<w:pPr><w:framePr w:dropCap="drop"/>')
    made = body_of(
        paragraph(f"<w:dir>{run('a')}</w:dir>", f"<w:fldSimple>{run('7')}</w:fldSimple>", f"<w:r>{ruby}</w:r>"),
        paragraph(f"<w:r>{lettering}</w:r>", box, "<w:r><w:cr/></w:r>", "end"),
        initial,
        paragraph("nce"),
    )
    assert made == "a7base (above)\n\nArt☒\\\nend\n\nOnce"


def test_words_in_margins_are_told() -> None:
    """A header with words is in the note, one with the number of the page is not."""
    header = '<w:hdr xmlns:w="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>'
    for words, said in (("The Office", ["headers and footers left out, since the book has its own"]), ("7", [])):
        found = read(word_file(paragraph("a"), parts={"word/header1.xml": header.format(W, words)})).diagnostics
        assert [one.message for one in found] == said


def test_drawn_boxes_keep_their_words_and_hidden_ones_are_counted() -> None:
    """The text of a box follows the paragraph that the box belongs to; what is hidden in Word is not printed."""
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    drawing = f"<w:r><w:drawing><wp:anchor><x>{box}</x></wp:anchor></w:drawing></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    made = read(word_file(paragraph("Before", drawing, hidden), paragraph("after")))
    assert made.value.data.decode().split("---\n", 2)[2] == "Before\n\nIn a box\n\nafter\n"
    assert [one.message for one in made.diagnostics] == ["1 hidden text left out"]


def _encrypted() -> bytes:
    data = bytearray(word_file(paragraph("Words")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 and no more", "it is no ZIP archive"),
        (word_file(paragraph("Words"))[:-200], "it is no ZIP archive"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "is locked with a password, or of Word before 2007"),
        (_encrypted(), "is locked with a password"),
        (word_file("<w:p>"), "word/document.xml in it is no XML"),
        (word_file(parts={"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "has a document type"),
        (word_file(parts={"word/more.xml": "<a/>" + " " * 6000}), "of text, unpacked"),
    ],
)
def test_a_damaged_file_is_told(data: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is damaged, locked, or larger than it seems is an error that says so, and nothing else happens."""
    monkeypatch.setattr(word_package, "_MOST_BYTES", 5_000)
    (found,) = read(data).diagnostics
    assert (found.code, found.severity) == ("unreadable", Severity.ERROR)
    assert said in found.message


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    """A picture that only its address names is not looked for."""
    (tmp_path / "secret.png").write_bytes(png_of("red"))
    link = picture("rL").replace("r:embed", "r:link")
    made = read(word_file(paragraph("Words", link), links={"rL": (tmp_path / "secret.png").as_uri()}))
    assert made.value.data.decode().endswith("---\nWords\n")
    assert made.diagnostics[0].severity is Severity.WARNING


def test_word_files_are_articles_among_others(tmp_path: Path) -> None:
    """A folder of Word files is a book with their pictures; Word's own files are none, nor is one that is linked to."""
    made = word_file(
        paragraph("Offer", style="Title"), paragraph(picture("rIdA", "Red")), files={"rIdA": png_of("red")}
    )
    project = BookProject(tmp_path).file("01-offer.docx", made).file("~$-offer.docx", b"open")
    project.file("02-ask.md", "# Ask\nFill in [the form](form.docx).\n").file("form.docx", made)
    project.file("02-ask.docx", made).file("bad.docx", b"PK")
    ran = project.run("check")
    assert ran.err.count("error[") == 1
    assert "bad.docx: error[unreadable]" in ran.err
    (tmp_path / "bad.docx").unlink()
    rows = project.run("list", "--json").json()["contents"]
    assert [(row["title"], row["path"]) for row in rows] == [("Offer", "01-offer.docx"), ("Ask", "02-ask.md")]
    pictures = reading.read(tmp_path, {}).value.book.pictures
    assert [path for path, _ in pictures] == ["01-offer.docx"]


def test_without_the_reader_one_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where mammoth is not installed the other articles are read, and one warning names the Word files."""
    monkeypatch.setattr(word, "find_spec", lambda _: None)
    site = PlainFolders().recognise(Folder.of({"a.docx": "", "b/c.docx": "", "d.md": "", "d.docx": ""}), Wanted())
    assert site.files == ("d.md",)
    (found,) = site.diagnostics
    assert (found.code, found.severity) == ("word-reader", Severity.WARNING)
    assert "2 Word files are left out, since what reads" in found.message
    assert "pip install 'bookbuild[word]'" in found.hint
    assert [(one.path, one.reason) for one in site.left_out] == [
        ("d.docx", "Word files beside Markdown files of the same name")
    ]


def test_captions_belong_to_the_picture_or_the_table_beside_them() -> None:
    image = {"files": {"p": png_of("red")}}
    caption = paragraph(run("Figure 1: A "), run("ship", "i"), style="caption")
    above, below = (body_of(*parts, **image) for parts in ([paragraph(picture("p", "Alt")), caption],
                                                            [caption, paragraph(picture("p", "Alt"))]))  # fmt: skip
    assert above == below
    assert above.startswith("![Alt](")
    assert above.endswith(' "Figure 1: A *ship*")')
    rows = table((paragraph(run("A", "b")), paragraph(run("B", "b"))), ("c", "d"))
    assert "Table: Figure 1: A *ship*" in body_of(caption, rows)
    assert "Table: Figure 1: A *ship*" in body_of(rows, caption)
    assert body_of("<w:p/>", caption, paragraph("b")) == "Figure 1: A *ship*\n\nb"


def test_capitals_are_as_word_shows_them() -> None:
    assert body_of(paragraph("a ", run("nato", "caps"), run(" b"))) == "a NATO b"
    assert body_of(paragraph("a ", run("Nato", "smallCaps"))) == 'a <span class="smallcaps">Nato</span>'
