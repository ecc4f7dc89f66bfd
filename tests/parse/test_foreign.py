"""Markup that is not understood is kept as it was typed, and reported once a kind, at its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from tests.parse.given import PATH, outcome, titled

FOREIGN = (
    "{{ page.title }}", '{% include "a--b.html" %}', "{# 'hidden' #}", "{{{ x... }}}", '{{< figure src="a.png" >}}',
    "{{% note %}}", "<%= name -- x %>", '[gallery ids="1,2"]', '[fa="book"]', "[/center]",
    "[plugin:youtube](https://e.org)", r"\emph{very *good*}", r"\cite[p.~2]{baker}", r"\newpage", "{:.no_toc}",
    "{::comment}", "[TOC]", "{/* a *b* */}", r"\@ref(fig:one)", "<o:p>",
    r"\cref{fig:a,fig:b}", r"\index{pay!low}", "<<fig-a>>", "(((pay, low)))",
    "{++added--here++}", "{--out--}", "{~~a~>b~~}", "{>>why *this*<<}", "{==marked==}", "[[toc]]",
)  # fmt: skip
FORMULAS = (
    "$a*b*c$", "$$x_1 * y_1$$", r"\(a_1*b*c_1\)", r"\[x_1 = '1'\]", r"\\(a*b*\\)",
    r"\begin{cases}a *b* -- c\end{cases}", r"$\frac{a}{b}...$", r"$`x'_1`$",
)  # fmt: skip
SLIPS = (
    "##Heading", "[words] (https://example.org)", "(words)[https://example.org]", "** bold **", "**Label:**Text",
    "1.First\n2.Second", "-First\n-Second", "• First", "| a | b |\n|---|", "| a | b |\n| c | d |",
    "|---|---|\n| a | b |", "a | b\nc | d", "+---+---+\n| a| b  |\n+---+---+", ":::", "[words](two words/a.b/c)",
    "__ bold __", "`code", "![a](a.png =30x20)", "[name]: my file.md", "#First part of it",
    "~~ struck ~~", "a) First\nb) Second", "(1) First\n(2) Second", "i. First\nof it\nii. Second",
    "\u2013 First\n\u2013 Second", "#. First\n#. Second", "[words[^1]](a.md)\n\n[^1]: Note.",
    "[words [within](#a-title) it](a.md)", 'A [word](a.md "big "x" day")', "&copy 2024 by me", "x&lt y",
    "<https://example.org/my page>", "x^two words^ high", "H~two words~ low", "- [] Task", "- [-] Task", "- [x]Task",
    "[ ] Task\n[x] Task", "-[ ] Task",
    "It is 2*3*4 = 24", "(https://example.org)[words]", "[words](https://example.org", "![a](<a.png)", "#First",
    "[call](tel:+49 30 1)", "![a](a.png){width: 50%}", "####### Seven",
    "[!NOTE]\nWords", "- [!tip] Words", "[https://example.org the words]", "<!-- a --> A *word*",
    "See @figure:map", "See (@Table:pay)", "## Part {#my part}", "| A verse\n| with | a bar", "[words]{.one two}",
    "A note^[that goes on", "<center>**bold**</center>", "<p>[words](a.md)</p>", "One^[two ^[three ^[four ^[five]]]]",
)  # fmt: skip
FINE = (
    "#hashtag", "#1 reason", "#MeToo and work", "C# and F#", "2**8", "***", "* * *", "a | b", "Home | About",
    "-5 degrees\n-3", "3.5 litres\n1.2 litres", "$5 and $10", "US$5, A$7", "[sic] (see there)", "f(x)[i]", "a[i][j]",
    "[Draft]", "[n=12]", "{a, b} and {name}", "10:30:45", "me@example.org", "std::vector", "1. one", "# Heading",
    "Name: ______", "50 %", "Use | for or.", "C:\\users\\me", "[1](see there)", "it`s", "Well! Really!!", "! no",
    "\\(c\\)", "\\[sic\\]", "(a) and (b)", "a) First  \nb) Second", "in\n1986. Then", "a. m.\nor p. m.",
    "[words](#a-title)[^1]\n\n[^1]: Note.", "Words\n\n--- ---\n\nwords", "R&D, AT&T, Q&A", "&c, and &amp;copy",
    "https://example.org/?a=1&copy=2", "2^10 and 3^4", "re*al*ly", "2*3 and 4", "~5 to ~10 km", "i++ and j++",
    "@image-desk and @app-store", "ada@section:x", "@fig", "\\@table:x",
    "[x] is the integer part", "(https://example.org)[1]", "f(a.md)[2]", "#first",
    "\u2013 an aside\nthat goes on \u2013",
)  # fmt: skip
CODES = (
    "foreign-markup", "mistyped-markup", "formula", "unclosed-block", "unclosed-html", "wiki-link", "left-out-comment",
)  # fmt: skip


def diagnostics_of(text: str) -> list[tuple[str, int]]:
    """Return code and line of each finding, where the text begins on line 4."""
    found = outcome(f"---\ntitle: A title\n---\n{text}").diagnostics
    places = [(one.code, one.location.line or 0) for one in found if one.location]
    return [place for place in places if place[0] in CODES]


@pytest.mark.parametrize("text", ["Text:\n2. First\n3. Second", "Head  Head\n----  ----\n1     2"])
def test_slip_is_reported_at_its_own_line(text: str) -> None:
    """A list or a table's rule that begins on the second line of a paragraph is reported there."""
    assert diagnostics_of(text) == [("mistyped-markup", 5)]


@pytest.mark.parametrize("words", FOREIGN)
def test_foreign_markup_is_kept_and_reported(words: str) -> None:
    """Markup of another program stands in the text to the letter, and a warning names its line."""
    body = titled(f"Before.\n\nText {words} more.").body
    assert f"Text {words} more.".replace("<", "&lt;").replace(">", "&gt;") in body
    assert diagnostics_of(f"Before.\n\nText {words} more.") == [("foreign-markup", 6)]


def test_a_title_block_of_pandoc_is_reported() -> None:
    assert diagnostics_of("% A title\n% A name\n\nText.") == [("foreign-markup", 4)]


@pytest.mark.parametrize(
    ("numbers", "line"), [("123", 0), ("111", 0), ("567", 0), ("01", 0), ("137", 5), ("1223", 0), ("321", 5)]
)
def test_numbers_of_a_list_that_are_not_printed_are_reported(numbers: str, line: int) -> None:
    """Items are counted from the first, unless numbers are repeated: then they are meant to be counted."""
    found = diagnostics_of("\n".join(f"{number}. item" for number in numbers))
    assert found == ([("mistyped-markup", line)] if line else [])


def test_a_meaning_without_a_term_is_reported() -> None:
    """A colon below several lines of text explains nothing."""
    assert diagnostics_of("This is a sentence,\nand more of it.\n: words") == [("mistyped-markup", 6)]


@pytest.mark.parametrize("words", SLIPS)
def test_slips_are_reported(words: str) -> None:
    """Text that looks like Markdown with a slip in it is reported at its line."""
    assert diagnostics_of(f"Before.\n\n{words}") == [("mistyped-markup", 6)]


@pytest.mark.parametrize("around", ["## {}", "| {} |\n|---|\n| x |", "| x |\n|---|\n| {} |", "Term\n: {}"])
@pytest.mark.parametrize("words", ["[words] (https://example.org)", "**Label:**Text"])
def test_slips_are_reported_wherever_words_stand(words: str, around: str) -> None:
    """A slip in a heading, a cell or a definition is reported as in a paragraph."""
    text = around.format(words)
    assert diagnostics_of(text) == [("mistyped-markup", 4 + text[: text.index(words)].count("\n"))]


@pytest.mark.parametrize("words", FINE)
def test_nothing_is_reported_of_plain_text(words: str) -> None:
    """Signs that people use in prose are no slips."""
    assert [place for place in diagnostics_of(f"Before.\n\n{words}") if words != "! no"] == []


@pytest.mark.parametrize(
    "words", [*FOREIGN, *FORMULAS, *(slip for slip in SLIPS if slip[0] not in "`:" and "\n" not in slip)]
)
def test_nothing_is_reported_of_code(words: str) -> None:
    """What stands in a code span or a code block is meant to be shown."""
    assert diagnostics_of(f"Text `` {words} `` more.") == []
    assert diagnostics_of(f"~~~\n{words}\n~~~\n\n    {words}\n") == []


@pytest.mark.parametrize(
    "words",
    [
        r"\{{ x }}",
        r"\{% x %}",
        r"\[gallery ids=1]",
        r"\$a*b*\$",
        r"\\emph{x}",
        r"\##Heading",
        r"\*\* x \*\*",
        r"\[a] (b.md)",
    ],
)
def test_nothing_is_reported_of_escaped_signs(words: str) -> None:
    """A backslash before a sign makes it literal."""
    assert diagnostics_of(words) == []


def test_a_name_is_reported_once_a_file_with_its_other_lines() -> None:
    """The first of a name has the diagnostic, which names the lines of the others, up to five."""
    text = "---\ntitle: A title\n---\n" + "\n\n".join("{{ x }} and {% if x %}, {% endif %}" for number in range(8))
    found, other = outcome(text).diagnostics
    assert "{% if x %}" in other.message
    assert "(also on line 6, line 8, line 10, line 12, line 14 and 2 more)" in found.message


def test_lines_are_right_after_pieces_of_several_lines() -> None:
    """A comment, a formula or a tag over several lines does not shift the lines after it."""
    page = titled("%%a\nb%% {{ c\nd }} $e +\nf$ [l](x.md)")
    assert [link.line for link in page.links] == [7]
    assert diagnostics_of("<div markdown='1'>\n\n*a*\n\n{{ b }}\n\n</div>\n\n$x^y^z$") == [
        ("foreign-markup", 8),
        ("formula", 12),
    ]


def test_shortcodes_in_plain_brackets_are_reported_where_they_open() -> None:
    """A closing bracket distinguishes a shortcode from words in brackets; the line is that of the opening one."""
    assert diagnostics_of("[spoiler]\n\nWords.\n\n[/spoiler]") == [("foreign-markup", 4)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Text.\n\n```\ncode\n\n## Part", 6),
        ("- a\n\n  ```\n  code\n\nText.", 6),
        ("~~~\na\n~~\n", 4),
        ("```\na\n\nText.\n\n```python\nb\n```", 9),
        ("::: note\nText.", 4),
        ("::: note\n:::: tip\nText.\n:::", 5),
    ],
)
def test_unclosed_blocks_are_reported_where_they_open(text: str, line: int) -> None:
    """A block or code that is not closed is reported at its first line, or where other code begins within it."""
    assert ("unclosed-block", line) in diagnostics_of(text)


@pytest.mark.parametrize(
    "text",
    ["```\na\n```", "```\n\n\n```", "```\n```", "~~~\na\n\n~~~\n", "- ```\n  a\n  ```\n- b", "````\n```py\n```\n````"],
)
def test_closed_code_is_fine(text: str) -> None:
    """Nothing is reported about code that is closed, empty or within a list."""
    assert diagnostics_of(text) == []


@pytest.mark.parametrize(
    "info", ["mermaid", "{mermaid}", "plantuml", "dot", "{r}", "{python, echo=FALSE}", "{note}", "dataview"]
)
def test_code_that_other_programs_run_is_reported(info: str) -> None:
    """Diagrams, cells and directives are printed as code, with a warning."""
    assert diagnostics_of(f"```{info}\na\n```") == [("foreign-markup", 4)]
    assert "<pre><code" in titled(f"```{info}\na\n```").body


@pytest.mark.parametrize(
    ("info", "is_reported"),
    [("py", 0), ("py linenums", 0), ("js {1,3}", 0), ("py title=a.py", 0), ("py title=a b", 1), ("To do", 1)],
)
def test_words_behind_a_language_are_reported(info: str, is_reported: int) -> None:
    """Words behind the name of a language are not printed, which is reported; options are not words."""
    assert diagnostics_of(f"```{info}\na\nb\nc\n```") == [("foreign-markup", 4)] * is_reported


@pytest.mark.parametrize("text", ["{{ a }}", "[x y=1]", "{% b %}"])
def test_html_blocks_are_looked_at(text: str) -> None:
    """Template tags within raw HTML are reported too, but not those in its comments, tags and code."""
    assert diagnostics_of(f"<div>\n{text}\n</div>") == [("foreign-markup", 5)]
    assert diagnostics_of(f'<div class="{text}">\n<!-- {text} -->\n<code>{text}</code>\n</div>') == []


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!-- a --!>", "<!-- a"])
def test_comments_with_odd_marks_are_reported(comment: str) -> None:
    """A comment that other programs end elsewhere, or nowhere, is reported; what follows its end is text."""
    for text in (f"Words {comment} more.", f"<div>\n{comment} more.\n</div>"):
        assert diagnostics_of(text) == [("unclosed-html", 4 if text[0] == "W" else 5)]
    for comment_in_order in ("<!-- a -->", "<!--a-->", "<!-- a -- b -->", "<!-- > -->"):
        assert diagnostics_of(f"Words {comment_in_order} more.") == []


def test_a_comment_does_not_end_in_code() -> None:
    """A mark of Obsidian's comments within indented code ends none, so that what stands between is printed."""
    assert diagnostics_of("%%\nOne\n\nTwo\n\n    %%\n") == [("foreign-markup", 4)]
    assert diagnostics_of("%%\nOne\n\nTwo\n%%\n") == []


def grav(text: str) -> str:
    """Parse a page of a Grav site."""
    source = Source(PATH, f"---\ntitle: A title\n---\n{text}".encode())
    found = parse(source, ContentSettings(flavour="grav"), "en")
    assert found.value is not None
    assert found.diagnostics == ()
    return found.value.body


def test_grav_reads_headings_without_a_space() -> None:
    """In a Grav site a heading needs no space."""
    assert grav("##One\ntext\n\n###Two ##") == '<h2 id="one">One</h2>\n<p>text</p>\n<h3 id="two">Two</h3>'


def test_grav_reads_notices() -> None:
    """In a Grav site, lines that begin with one to four exclamation marks are callouts."""
    kinds = ("important", "warning", "note", "tip")
    for marks, kind in enumerate(kinds, start=1):
        start = f'<aside class="callout callout-{kind}">'
        assert grav(f"{'!' * marks} Be *brief*\n{'!' * marks} and clear\n\nText.") == (
            f"{start}\n<p>Be <em>brief</em>\nand clear</p>\n</aside>\n<p>Text.</p>"
        )


PIECES = (
    *FOREIGN, *FORMULAS, *SLIPS, "%%", "[[Note|words]]", "![[a.png]]", "<div markdown='1'>", "</div>", "$", "$$",
    "{{", "}}", "{%", "%}", "\\(", "\\)", "[", "]", "(", ")", "`", "```", "::: note", ":::", "\n\n", "\n", "- ", "> ",
    "    ", "*", "word",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.lists(st.sampled_from(("one", "two", "three")), min_size=2, max_size=2),
)
@settings(max_examples=120)
def test_no_word_is_lost(pieces: list[str], words: list[str]) -> None:
    """Words before and after any of this arrive, unless they stand in a comment."""
    text = f"{words[0]} {' '.join(pieces)}\n\n{words[1]}"
    page = titled(text)
    shown = page.body + " ".join(page.notes)
    assert words[0] in shown
    assert words[1] in shown or "%%" in pieces


def test_typeface_of_raw_html_is_reported_as_left_out() -> None:
    """A book has one design: the typeface of ``<font face>`` is left out with a warning, its words stay."""
    found = outcome('---\ntitle: A title\n---\n<font face="Arial">words</font>').diagnostics
    assert [(one.code, "font-family" in one.message) for one in found] == [("unsafe-html", True)]


@pytest.mark.parametrize(("text", "lines"), [('![a](a.png "W")', []), ('See\n![a](a.png "Words") ![b](b.png)', [5])])
def test_titles_of_pictures_within_text_are_reported(text: str, lines: list[int]) -> None:
    """The title of a picture alone is its caption; in a line of text it is printed nowhere, which is reported."""
    found = outcome(f"---\ntitle: A title\n---\n{text}").diagnostics
    assert [one.location and one.location.line for one in found if one.code == "unused-attribute"] == lines
