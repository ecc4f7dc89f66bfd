"""Lines end where WeasyPrint ends them, though their words are measured one by one."""

import ctypes

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw
from weasyprint.text import line_break

from bookbuild.layout import lay_out
from bookbuild.layout.accelerators import lines
from bookbuild.model import LaidOutRun, LayoutJob
from tests.layout.accelerators.test_shortcuts import LATIN
from tests.layout.accelerators.ways import laid_out_without
from tests.layout.jobs import job, words
from tests.layout.tagged import document_of

WORDS = (
    *(
        "a",
        "I",
        "of",
        "the",
        "career",
        "\u201cquoted\u201d",
        "(aside)",
        "don\u2019t",
        "well-known",
        "and/or",
        "3.5",
        "10,000",
        "e.g.,",
        "B2B",
        "50%",
        "(see",
        "end)",
        "C#",
        "£300",
        "\u2013",
        "2024\u201325",
        ",",
        "?”",
    ),
    *(
        "incomprehensibilities",
        "Straßenbahnhaltestelle",
        "soft\u00adhyphen",
        "one\u00a0two",
        "so…",
        "—",
        "!",
        "\u4e00\u4e01",
    ),
    *(
        "\u05d0\u05d1\u05d2",
        "AVATAR",
        "To",
        "<em>stressed</em>",
        "<b>bold</b>.",
        "<br/>",
        "https://example.org/a/b?c=d",
    ),
)
TEXTS = st.builds(str.join, st.sampled_from((" ", " ", "")), st.lists(st.sampled_from(WORDS), min_size=1, max_size=90))
STYLES = st.builds(
    "hyphens: {}; overflow-wrap: {}; white-space: {}; hyphenate-limit-zone: {}; font: {}".format,
    st.sampled_from(("auto", "manual", "none")),
    st.sampled_from(("normal", "anywhere", "break-word")),
    st.sampled_from(("normal", "normal", "nowrap", "pre", "pre-wrap")),
    st.sampled_from(("0", "10%")),
    st.sampled_from(("10pt Source Serif 4", "bold 9pt Source Serif 4", "italic 12pt Source Serif 4")),
)
JUSTIFIED = "p { text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 3 3 }"
QUOTED = "She said \u201cso\u201d (aside) and \u2018yes\u2019 (often) of it. "
DOCUMENTS = {
    "justified and hyphenated": job(f"<p>{LATIN * 8}</p>", JUSTIFIED),
    "hyphenated only where much room is left": job(
        f"<p>{LATIN * 8}</p>", JUSTIFIED + "p { hyphenate-limit-zone: 20% }"
    ),
    "in the margin, and narrow": job(f"<p>{LATIN * 4}</p>", JUSTIFIED + "p { width: 14mm; hyphens: manual }"),
    "too narrow for a word": job(f"<p>{words(30)}</p>", "p { width: 3mm; overflow-wrap: anywhere }"),
    "small capitals, and another language": job(
        f'<p lang="de">Straßenbahnhaltestelle Donaudampfschifffahrt {LATIN * 3}</p>',
        JUSTIFIED + "p { font-variant: small-caps }",
    ),
    "around a float": job(f"<p><b style='float: left'>drop</b> {LATIN * 6}</p>", JUSTIFIED),
    "kept on one line": job(f"<p>{LATIN}</p>", "p { white-space: nowrap }"),
    "as wide as their words": job("<table><tr><td>one two</td><td>A career</td><td>To AVATAR</td></tr></table>"),
    "before a parenthesis behind a quotation mark": job(
        "".join(f"<p style='width: {width}mm'>{QUOTED * 3}</p>" for width in range(20, 34, 2))
    ),
    "short texts that come again": job(
        f"<p>{LATIN}(page\u00a0<a>3</a>) {LATIN}(page\u00a0<a>4</a>) \u2610 <b>\u2610</b> (page\u00a0<a>5</a>)</p>" * 3,
        JUSTIFIED + "a { letter-spacing: .1em }",
    ),
    "short texts that are cut": job(
        "<p>\u2610 \u4e00</p><p class='cut'>\u2610 \u4e00</p><p>\u2610 \u4e00</p><p class='one'>\u2610 \u4e00 "
        "\u4e01 \u4e00 \u4e01</p><p>\u2610 \u4e00</p>",
        "p { width: 8mm; overflow: hidden } .cut { text-overflow: ellipsis; white-space: nowrap; width: 3mm }"
        " .one { max-lines: 1; block-ellipsis: auto; continue: discard }",
    ),
    "as it was typed": job(f"<pre>{LATIN}\n{LATIN}\tthen</pre>", "pre { white-space: pre-wrap }"),
}


def laid_out_by_weasyprint(job: LayoutJob) -> LaidOutRun:
    return laid_out_without(job, "lines")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_end_where_weasyprint_ends_them(name: str) -> None:
    """A document comes out the same whether its lines are broken by the widths of words or by WeasyPrint."""
    assert lay_out(DOCUMENTS[name]) == laid_out_by_weasyprint(DOCUMENTS[name])


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.integers(3, 78), STYLES)
def test_any_words_end_where_weasyprint_ends_them(text: str, width: int, style: str) -> None:
    """Whatever is between the words, and however wide the line is, it ends at the same place."""
    made = job(f"<p>{text}</p>", f"{JUSTIFIED} p {{ width: {width}mm; {style} }}")
    assert lay_out(made) == laid_out_by_weasyprint(made)


@settings(max_examples=10, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4), STYLES)
def test_any_words_make_columns_as_wide_as_weasyprint_makes_them(cells: list[str], style: str) -> None:
    """A table's columns have the same widths whether their room is measured by its words or by WeasyPrint."""
    made = job(f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>", f"td {{ {style} }}")
    assert lay_out(made) == laid_out_by_weasyprint(made)


def test_lines_are_made_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page of plain text, WeasyPrint splits no line but where a word comes too near to the edge."""
    split_by_engine: list[str] = []

    def split(text: str, *others: object, **more: object) -> object:
        split_by_engine.append(text)
        return wholly(text, *others, **more)

    wholly = line_break.split_first_line
    monkeypatch.setattr(lines, "split_first_line", split)
    text = "Whoever has to choose between two openings writes down what matters and looks at it again in the morning. "
    lay_out(job(f"<p>{text * 12}</p>", JUSTIFIED))
    assert len(split_by_engine) <= 2


def test_short_texts_are_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What WeasyPrint has set of a short text, such as a box to tick, is used where it comes again."""
    set_by_engine: list[str] = []
    wholly = line_break.split_first_line

    def split(text: str, *others: object, **more: object) -> object:
        set_by_engine.append(text)
        return wholly(text, *others, **more)

    monkeypatch.setattr(lines, "split_first_line", split)
    lay_out(job("<p>\u2610</p>" * 9 + "<p>go to <b>(page\u00a0</b>3)</p>" * 9, JUSTIFIED + "p { width: 61mm }"))
    assert sorted(set_by_engine) == ["(page\u00a0", "\u2610"]


TEXT = "Leila ran the front desk of a practice. Her raw list said: <b>phones, appointments, angry people</b> and more."


def line_ends(run: LaidOutRun) -> list[float]:
    """Return where the lines of a run's first page end, in points from its left edge."""
    page, ends = pypdfium2.PdfDocument(document_of(run))[0].get_textpage(), dict[int, float]()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        raw.FPDFText_GetCharOrigin(page.raw, index, x, y)
        ends[round(y.value)] = max(ends.get(round(y.value), 0), x.value)
    return [ends[line] for line in sorted(ends, reverse=True)]


@pytest.mark.parametrize("css", ["", "letter-spacing: 0.03em; word-spacing: 0.1em", "word-spacing: 0.3em"])
def test_no_line_ends_after_its_first_word(css: str) -> None:
    """In whatever width, spaced or not, a line is as full as it can be, whatever follows its last letter."""
    for tenths in range(1000, 1700, 13):
        page = f"@page {{ size: {tenths / 10}mm 60mm }} p {{ text-align: left; {css} }}"
        *full, _ = line_ends(lay_out(job(f"<p>{TEXT}</p>", page)))
        assert len(full) >= 1
        assert min(full) > tenths / 20 * 72 / 25.4, f"{tenths / 10} mm"
