"""Titles: inline markup, the plain words of it, and the heading that repeats a title."""

import json
import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bookbuild.model import Role
from tests.parse.given import article, codes, outcome


@pytest.mark.parametrize(
    ("written", "plain", "markup"),
    [
        ("Reading the *Odyssey*", "Reading the Odyssey", "Reading the <em>Odyssey</em>"),
        ("Sort with `sort -u`", "Sort with sort -u", "Sort with <code>sort -u</code>"),
        ("H<sub>2</sub>O & **salt**", "H2O & salt", "H<sub>2</sub>O &amp; <strong>salt</strong>"),
        ("Bread &amp; Butter", "Bread & Butter", "Bread &amp; Butter"),
        ("Don&#8217;t", "Don\u2019t", "Don\u2019t"),
        ("Haus&shy;ordnung", "Hausordnung", "Haus\u00adordnung"),
        ("See [the offer](offer.md) ![desk](desk.png)", "See the offer desk", "See the offer desk"),
        ("Dear <name>, 2 < 3", "Dear <name>, 2 < 3", "Dear &lt;name&gt;, 2 &lt; 3"),
        ("Two<br>lines", "Two lines", "Two lines"),
        ('<em class="x" id="y" onclick="z">Loud</em>', "Loud", "<em>Loud</em>"),
        ('"*So*"', "“So”", "“<em>So</em>”"),
        ("A note^[no note][^1]", "A note^[no note][^1]", "A note^[no note][^1]"),
        ("snake_case_name, 2 * 3 * 4", "snake_case_name, 2 * 3 * 4", "snake_case_name, 2 * 3 * 4"),
    ],
)
def test_inline_markup(written: str, plain: str, markup: str) -> None:
    """A title has inline markup where it is set and plain words elsewhere; a subtitle too."""
    block = json.dumps({"title": written, "subtitle": written})
    page = article(f"{block}\nText.\n")
    assert (page.title, page.title_xhtml) == (plain, markup)
    assert (page.subtitle, page.subtitle_xhtml) == (plain, markup)


def test_first_heading_has_markup() -> None:
    """A heading that serves as the title keeps its markup, and its picture and its note stay in the text."""
    page = article("# The *offer* ![desk](desk.png)[^1]\n\nText.\n\n[^1]: A note.\n")
    assert (page.title, page.title_xhtml) == ("The offer desk", "The <em>offer</em> desk")
    assert page.body.index("<img") < page.body.index("Text.") < page.body.index("data-note")
    assert page.notes == ("<p>A note.</p>",)


def test_opening_has_markup() -> None:
    """The title of a chapter's opening may have markup."""
    page = article("---\nchapter:\n    number: 7\n    title: 'On *time*'\n---\nText.\n")
    assert (page.role, page.title, page.title_xhtml) == (Role.OPENING, "On time", "On <em>time</em>")


@pytest.mark.parametrize(
    "heading",
    [
        "# What's new?",
        "# WHAT\u2019S NEW",
        "### *What's* new?",
        "What's new?\n==========",
        "<h1>What&rsquo;s new?</h1>",
    ],
)
def test_repeated_title_stands_once(heading: str) -> None:
    """A heading that repeats the title is left out, whatever its case, quotes and emphasis."""
    page = article(f"---\ntitle: What's new?\n---\n{heading}\n\nText.\n\n## More\n")
    assert (page.title, page.body) == ("What\u2019s new?", '<p>Text.</p>\n<h2 id="more">More</h2>')


@pytest.mark.parametrize(
    "text", ["# Another\n\nText.\n", "Text.\n\n## The offer\n\nMore.\n", "## Why the offer\n\nx\n"]
)
def test_other_headings_stay(text: str) -> None:
    """A heading of other words stays, and so does one of a lower level that has a text above it."""
    assert "<h2" in article(f"---\ntitle: The offer\n---\n{text}").body


def test_heading_after_text_repeats_title() -> None:
    """A heading of level 1 repeats the title wherever it stands."""
    page = article("---\ntitle: One\n---\nBefore.\n\n# One\n\nAfter.\n")
    assert page.body.split("\n") == ["<p>Before.</p>", "", "<p>After.</p>"]


def test_signs_alone_are_compared_as_signs() -> None:
    """A title without letters is repeated by the same signs only."""
    assert article("---\ntitle: '?!'\n---\n# …\n\nText.\n").body.startswith("<h2")


WORDS = ("zorn", "quabel", "Ädil", "ßork", "1984", "x2", "мир")
MARKS = (
    " ", "*", "_", "**", "`", "&", "#", " #", " # ", ": ", ":", "'", '"', "[", "]", "{", "}", "@", "%", "!", "|", ">",
    "- ", "\\", "<", "~~", "~", "^", "$", "==", "--", "...", "&amp;", "&shy;", "“", "”", "„", "\u00a0", "//", "(c)",
    "?", ",", ";", "<b>", "</b>", "<br>", "<!-- ", " -->", "{{ ", " }}", "[^", "![", "=", "+", "www.", "null", "''",
    '\\"', "\t", "~ ", "? ", "!!", "...\t", "::", "=> ",
)  # fmt: skip
written_titles = (
    st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(WORDS), st.sampled_from(MARKS)), min_size=1, max_size=5)
    .map(lambda parts: "".join(f"{before}{word}{after} " for before, word, after in parts).strip())
    .filter(lambda title: "](" not in title)
)
BLOCKS = (
    "---\ntitle: {}\n---\nText.\n",
    "---\ntitle: '{}'\n---\nText.\n",
    '---\ntitle: "{}"\n---\nText.\n',
    "+++\ntitle = {}\n+++\nText.\n",
    '+++\ntitle = "{}"\n+++\nText.\n',
    ';;;\n"title": {}\n;;;\nText.\n',
    "\ntitle: {}\n---\nText.\n",
)


def lost(title: str, *printed: str) -> list[str]:
    """Return the words of a title that are not printed, wherever lines may break."""
    written = Counter(word for word in WORDS for _ in range(unescape(title).replace("\u00ad", "").count(word)))
    text = unescape(re.sub(r"</?(?:b|em|strong|code|del|br)/?>|<a [^>]*>|</a>", "", " ".join(printed)))
    return [word for word in written if text.replace("\u00ad", "").count(word) < written[word]]


@given(written_titles, st.sampled_from(BLOCKS))
@settings(max_examples=150)
@example("*zorn", BLOCKS[0])
@example("&zorn", BLOCKS[0])
@example("# zorn", BLOCKS[0])
@example("zorn # quabel", BLOCKS[0])
@example("zorn' #quabel", BLOCKS[1])
@example("{zorn #quabel]", BLOCKS[0])
def test_every_word_of_a_title_arrives_or_is_reported(title: str, block: str) -> None:
    """The words of a title arrive, plain and with markup, or a diagnostic names the line. TOML has comments."""
    assume("+++" not in block or "#" not in title)
    result = outcome(block.format(title))
    told = [one.location.line for one in result.diagnostics if one.location]
    page = result.value
    assert page or told
    assert 2 in told or (page and not lost(title, page.title) and not lost(title, page.title_xhtml))


@given(written_titles)
def test_every_word_of_a_first_heading_arrives(title: str) -> None:
    """The words of a heading that serves as the title arrive."""
    heading = re.sub(r"[<\\>]", "", title).strip("# \t\u00a0")
    assume(not re.search(r"\s\^[A-Za-z0-9-]+$", heading))  # the name of a block, which is not printed
    assume(not re.search(r"\{\s*[#.]", heading))  # nor are attributes
    page = article(f"# {heading}\n\nText.\n")
    assert not lost(heading, page.title, page.body)


def test_a_title_is_not_the_text_of_an_article() -> None:
    """An article that has only a heading has no text."""
    assert codes("# Title\n") == ["empty-article"]


@pytest.mark.parametrize(
    ("title", "heading", "shown", "is_one"),
    [
        ("C", "C++", "C++", True),
        ("C++", "C", "C++", True),
        ("C#", "C++", "C#", False),
        ("Party", "Party \N{PARTY POPPER}", "Party \N{PARTY POPPER}", True),
    ],
)
def test_signs_of_a_repeated_title_arrive(title: str, heading: str, shown: str, is_one: bool) -> None:  # noqa: FBT001 - pytest's
    """Of a title and a heading that differ in signs, the one with signs is the title; other signs are other words."""
    page = article(f"---\ntitle: {json.dumps(title)}\n---\n# {heading}\n\nText.\n")
    assert (page.title, "<h2" in page.body) == (shown, not is_one)


def test_a_note_that_a_title_calls_is_reported_as_that() -> None:
    """A title of the metadata block calls no note; the diagnostic of the note says so, with the note's line."""
    (found,) = outcome("---\ntitle: 'The offer[^1]'\n---\nText.\n\n[^1]: A note.\n").diagnostics
    assert (found.code, found.location and found.location.line) == ("unused-footnote", 6)
    assert "title" in found.message


def test_marks_of_a_title_are_those_of_the_text_after_it() -> None:
    """A mark for the index in a heading that becomes the title stands at the beginning of the text, on its line."""
    made = article("# The [offer]{.index} and [pay]{.index .main}\n\nYou have it.\n")
    marks = '<span data-index="offer"></span><span data-index="pay" data-index-kind="main"></span>'
    assert (made.title, made.body) == ("The offer and pay", f"<p>{marks}You have it.</p>")
    assert made.mark_lines == (1, 1)
    assert codes("# The [offer]{.index}\n\nYou have it.\n") == []
    assert codes("# The [offer]{.index}\n\n- You have it.\n") == ["unused-attribute"]


def test_references_and_marks_of_a_stated_title_are_named() -> None:
    """A title in the metadata block has a label as it was typed, and no mark for the index, and that is said."""
    found = outcome("---\ntitle: 'By @fig:map, [map]{.index}'\n---\nWords.\n")
    assert found.value is not None
    assert found.value.title == "By @fig:map, map"
    assert [(one.code, one.location and one.location.line) for one in found.diagnostics] == [
        ("undefined-reference", 2), ("unused-attribute", 2),
    ]  # fmt: skip
    assert codes("---\ntitle: Ask ada@fig-tree.org and `@fig:map`\n---\nWords.\n") == []
