"""Where a metadata block begins and ends, in which forms it may be written, and what is read as it is meant."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bookbuild.model import ContentSettings
from bookbuild.parse.block import Vocabulary, split
from tests.parse.given import article, codes, outcome

VOCABULARY = Vocabulary(ContentSettings().keys)


def diagnostics_of(text: str) -> list[str]:
    """Return each diagnostic of a file as code, line and hint."""
    return [f"{one.code}:{one.location.line if one.location else ''}: {one.hint}" for one in outcome(text).diagnostics]


ABOVE = [
    "",
    "\n",
    "\n\n \n",
    "\t\n",
    "\ufeff",
    "\u200b\n",
    "<!-- A comment. -->\n",
    "<!-- of\ntwo lines -->\n\n",
    "[//]: # (A comment)\n",
]
FORMS = [
    "---\ntitle: The offer\nnumber: 1.10\ntags: [a, b]\n---\n",
    "---\ntitle: The offer\nnumber: 1.10\ntags:\n- a\n- b\n...\n",
    "----  \ntitle: The offer\t\nnumber: '1.10'  \ntags: [a, b]\n------\t\n",
    "  ---\n  title: The offer\n  number: 1.10\n  tags: [a, b]\n  ---\n",
    "--- yaml\n\ntitle: The offer\n\nnumber: 1.10\n# a comment\ntags: [a, b]\n---\n",
    '---\n{"title": "The offer", "number": 1.10, "tags": ["a", "b"]}\n---\n',
    "---\ntitle: >-\n    The\n    offer\nnumber: 1.10\ntags: [a,\n    b]\n---\n",
    '+++\ntitle = "The offer"\nnumber = 1.10\ntags = ["a", "b"]\n+++\n',
    "+++ \ntags = [\n    'a',\n    'b',\n]\n\n[article]\ntitle = 'The offer'\nnumber = 1.10\n+++\t\n",
    '{"title": "The offer", "number": 1.10, "tags": ["a", "b"]}\n',
    '{\n\t"article": {"title": "The offer", "number": 1.10},\n\t"tags": ["a", "b"]\n}\n',
    ';;;\n{"title": "The offer", "number": 1.10, "tags": ["a", "b"]}\n;;;\n',
    ';;;\n"title": "The offer",\n"number": 1.10,\n"tags": ["a", "b"]\n;;;\n',
    '---json\n{"title": "The offer", "number": 1.10, "tags": ["a", "b"]}\n---\n',
    '---toml\ntitle = "The offer"\nnumber = 1.10\ntags = ["a", "b"]\n---\n',
]


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("block", FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_forms(above: str, block: str, newline: str) -> None:
    """A block is read in each form, with anything above it that is not printed, and line numbers stay the file's."""
    text = f"{above}{block}\n[text](x.md)\n"
    page = article(text.replace("\n", newline))
    assert (page.title, str(page.number), page.tags, page.body) == (
        "The offer",
        "1.10",
        ("a", "b"),
        '<p><a href="x.md">text</a></p>',
    )
    assert codes(text) == []
    assert page.links[0].line == text.count("\n")
    number = next(line for line, written in enumerate(text.split("\n"), 1) if "1.10" in written)
    assert page.line_of("number") == number


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA text that begins with a rule.\n\n---\n\nMore.\n",
        "---\nA text that begins with a rule.\n\n---\n",
        "---\n\nAdvice: ask first.\n\n---\n",
        "---\n- one\n- two\n---\nMore.\n",
        "---\n\n# A heading\n\n---\n",
        "---\n\nA text that has one rule.\n",
        "+++\nA text.\n+++\n",
        "{.class}\nA text.\n",
        "{{ a template }}\n",
        "{{< shortcode >}}\n\nA text.\n",
        "{% tag %}\n",
        "{a set}\n",
        "Advice: a text that begins with a colon.\n\nMore.\n",
        "Date: the fifth of May.\n",
        "<!-- A comment. -->\nA text.\n",
        "https://example.org\n",
    ],
)
def test_texts(text: str) -> None:
    """What has no known key is a text, whatever it begins with."""
    division = split(text, "a.md", VOCABULARY)
    assert division.diagnostics == ()
    assert division.value is not None
    assert (division.value.block, division.value.body) == ("", text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: The offer\n\nThe text.\n", 2),
        ("---\ntitle: The offer\n\nThe text.\n\n---\n\nMore.\n", 2),
        ("---\ntitle: The offer\nnumber: 1\n\nThe text.\n\nA heading\n---\n", 3),
        ("---\ntitle: The offer\nThe text.\n\nMore.\n\n---\n", 2),
        ("\n---\narticle:\n    title: The offer\n", 4),
        ('+++\ntitle = "The offer"\n\nThe text.\n', 2),
        (';;;\n"title": "The offer"\n\nThe text.\n', 2),
    ],
)
def test_unclosed(text: str, line: int) -> None:
    """A block that is not closed is named where it seems to end, and what follows is the text."""
    (found,) = [one for one in outcome(text).diagnostics if one.code == "metadata-syntax"]
    assert found.location is not None
    assert found.location.line == line
    assert f"under line {line}" in found.hint
    page = article(text)
    assert page.title == "The offer"
    assert ("The text." in page.body) == ("The text." in text)


@pytest.mark.parametrize(
    "text", ["title: The offer\nnumber: 2\n\nThe text.\n", "title: The offer\nnumber: 2\n---\nThe text.\n"]
)
def test_without_lines_around_it(text: str) -> None:
    """Keys at the head of a text are read, with a warning where the lines are to be."""
    page = article(text)
    assert (page.title, str(page.number), page.body) == ("The offer", "2", "<p>The text.</p>")
    (found,) = diagnostics_of(text)
    assert found.startswith("metadata-unclear:1: write a line --- above line 1")


def test_title_block_of_pandoc() -> None:
    """A title after a percent sign is read with a warning; a sentence that goes on is a text."""
    page = article('% The "offer"\n% Ada\n\nThe text.\n')
    assert (page.title, page.extras, page.body) == ("The \u201coffer\u201d", (("author", "Ada"),), "<p>The text.</p>")
    assert codes("% The offer\n\nThe text.\n") == ["metadata-unclear"]
    assert "% of all" in article("% of all\npeople ask.\n").body


REFUSED = [
    ("'Don't wait'", "Don\u2019t wait", '"Don\'t wait"'),
    ("'The students' room'", "The students\u2019 room", '"The students\' room"'),
    ("'A' and 'B'", "\u2018A\u2019 and \u2018B\u2019", "\"'A' and 'B'\""),
    ('"Say "yes""', "Say \u201cyes\u201d", "'Say \"yes\"'"),
    ('"Yes" and "no"', "\u201cYes\u201d and \u201cno\u201d", '\'"Yes" and "no"\''),
    ('"Unclosed', "Unclosed", '"Unclosed"'),
    ("'Unclosed", "Unclosed", '"Unclosed"'),
    ('"C:\\Users"', "C:\\Users", "'C:\\Users'"),
    ("[New] How to begin", "[New] How to begin", '"[New] How to begin"'),
    ("[Open", "[Open", '"[Open"'),
    ("{{ page.title }}", "{{ page.title }}", '"{{ page.title }}"'),
    ("Part 2: The offer", "Part 2: The offer", '"Part 2: The offer"'),
    ("What is to do:", "What is to do:", '"What is to do:"'),
    ("Chapter: one # two", "Chapter: one # two", '"Chapter: one # two"'),
    ("@home", "@home", '"@home"'),
    ("%s", "%s", '"%s"'),
    ("`ls` explained", "ls explained", '"`ls` explained"'),
    ("*Odyssey*", "Odyssey", '"*Odyssey*"'),
    ("> 5 years", "> 5 years", '"> 5 years"'),
    ("| or |", "| or |", '"| or |"'),
    ("- the dash", "- the dash", '"- the dash"'),
    ("? who", "? who", '"? who"'),
    (", and", ", and", '", and"'),
]


@pytest.mark.parametrize(("written", "title", "hint"), REFUSED)
@pytest.mark.parametrize("key", ["title", "article.title"])
def test_what_yaml_forbids(written: str, title: str, hint: str, key: str) -> None:
    """A line that YAML cannot read is an error with the line to write, and is read as it is meant."""
    lines = f"title: {written}" if key == "title" else f"article:\n    title: {written}"
    text = f"---\n{lines}\nnumber: 3\n---\nText.\n"
    assert (article(text).title, str(article(text).number)) == (title, "3")
    assert diagnostics_of(text) == [f"metadata-syntax:{2 if key == 'title' else 3}: write title: {hint}"]
    mended = text.replace(written, hint)
    assert diagnostics_of(mended) == []
    assert article(mended).title == title


UNCLEAR = [
    ("Interview #2", "Interview #2"),
    ("Room # 5", "Room # 5"),
    ("#metoo", "#metoo"),
    ("&co", "&co"),
    ("&co and others", "&co and others"),
    ("!important thing", "!important thing"),
    ("[Draft]", "[Draft]"),
    ("[A, list]", "[A, list]"),
    ("\u201cThe offer\u201d", "The offer"),
    ('"A" #1', "\u201cA\u201d #1"),
]


@pytest.mark.parametrize(("written", "title"), UNCLEAR)
def test_what_yaml_reads_otherwise(written: str, title: str) -> None:
    """A line that YAML reads otherwise than it is meant is read as meant, with a warning and the line to write."""
    text = f"---\ntitle: {written}\nnumber: 3 # a comment\n---\nText.\n"
    assert (article(text).title, str(article(text).number)) == (title, "3")
    (found,) = diagnostics_of(text)
    start = "metadata-unclear:2: write title: "
    assert found.startswith(start)
    mended = text.replace(f"title: {written}", f"title: {found.removeprefix(start)}")
    assert (article(mended).title, diagnostics_of(mended)) == (title, [])


@pytest.mark.parametrize(
    "block",
    [
        "title: &name The offer\nsubtitle: *name",
        "title: !!str The offer",
        "title: |\n    The offer\nsubtitle: >\n    A: b # c",
        "title: 'The offer' # a comment",
        "title: The\n    offer",
        "title: 'The\n\n    offer'",
        "title: The offer\nlist:\n- a: b\n- {c: d}\n- [e]",
        "? title\n: The offer",
        "title: The offer\nurl: https://example.org/#part\ntime: 12:30",
    ],
)
def test_what_is_right_stays(block: str) -> None:
    """Unambiguous YAML is read as YAML, without a diagnostic."""
    text = f"---\n{block}\n---\nText.\n"
    assert article(text).title.split()[:1] == ["The"]
    assert codes(text) == []


def test_tight_keys_and_tabs() -> None:
    """Keys without a space, tabs, other spaces and other colons are read, each with its line."""
    text = "---\ntitle:The offer\narticle:\n\tnumber: 3\nchapter:\n\u00a0\u00a0number: 4\ntags\uff1a a\n---\nText.\n"
    page = article(text)
    assert (page.title, str(page.number), str(page.chapter), page.tags) == ("The offer", "3", "4", ("a",))
    assert [line.partition(": ")[0] for line in diagnostics_of(text)] == [
        "metadata-syntax:2",
        "metadata-syntax:4",
        "metadata-unclear:6",
        "metadata-syntax:7",
    ]


def test_all_faults_in_one_run() -> None:
    """Every fault of a block is reported in one run: of its lines, of repeated keys, and of their values."""
    text = (
        "---\ntitle: One: two\nsubtitle: 'Don't'\nnumber: x\ntags: @a\nmatter: bakc\nnumber: 3\ntitel: y\n---\nText.\n"
    )
    assert [line.partition(": ")[0] for line in diagnostics_of(text)] == [
        "metadata-syntax:2",
        "metadata-syntax:3",
        "metadata-type:4",
        "metadata-syntax:5",
        "metadata-type:6",
        "metadata-syntax:7",
        "metadata-key:8",
    ]


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("+++\ntitle = The offer\n+++\n", "The offer"),
        ("+++\ntitle: The offer\n+++\n", "The offer"),
        ("+++\ntitle = 'Don't'\n+++\n", "Don\u2019t"),
        ('+++\ntitle = "Say "yes""\n+++\n', "Say \u201cyes\u201d"),
        ('---\ntitle = "The offer"\n---\n', "The offer"),
        ('{\n  "title": "The offer",\n}\n', "The offer"),
        ("{\n\t'title': 'The offer'\n}\n", "The offer"),
    ],
)
def test_other_forms_with_mistakes(block: str, title: str) -> None:
    """Mistakes in TOML and JSON are errors with their line, and are read as they are meant."""
    assert article(f"{block}Text.\n").title == title
    assert codes(f"{block}Text.\n") == ["metadata-syntax"]


def test_json_of_emoji() -> None:
    """Escapes of JSON are read, those of two parts too."""
    assert article('{"title": "\\ud83d\\ude00 \\u00e9\\/"}\nText.\n').title == "\U0001f600 \u00e9/"


@pytest.mark.parametrize("block", ['{"title": ' + "[" * 20_000 + "}\n", "+++\ntitle = " + "[" * 20_000 + "\n+++\n"])
def test_deep_nesting(block: str) -> None:
    """What is nested too deeply is refused."""
    assert codes(f"{block}Text.\n") == ["metadata-syntax"]


values = st.dictionaries(
    st.sampled_from(["title", "subtitle", "number", "extra", "more-1"]),
    st.text(st.sampled_from("ab:-'\"[]{}&*!|>%@`#,?~ \u00e9\\/"), min_size=1).map(str.strip).filter(bool),
    max_size=4,
)


@given(values)
@example({"title": "a # b"})
def test_quoted_values_need_no_mend(block: dict[str, str]) -> None:
    """Values between quotes, as a program writes them, are never mended, in YAML or JSON."""
    assert "metadata-unclear" not in codes(f"---\n{json.dumps({'tags': 'a', **block})}\n---\nText.\n")
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in block.items())
    assert set(codes(f"---\ntags: a\n{lines}---\nText.\n")) <= {"missing-title", "metadata-type"}


@pytest.mark.parametrize("above", ["# A comment\n", "A few words.\n\n", "One\ntwo.\n"])
def test_a_block_under_a_text_is_read(above: str) -> None:
    """A block that stands under the first lines of a file is read, they stay text, and lines stay the file's."""
    text = f"{above}---\ntitle: The offer\n---\n\n[text](x.md)\n"
    page = article(text)
    assert page.title == "The offer"
    assert above.strip("# \n") in page.body
    assert [link.line for link in page.links] == [text[: text.index("[text]")].count("\n") + 1]
    assert codes(text) == ["metadata-unclear"]


@pytest.mark.parametrize("text", ["Words.\n\n---\n\ntitle: a word\n\n---\n", "Words\n---\nName: Ann\n---\n"])
def test_a_text_between_rules_is_no_block(text: str) -> None:
    """What stands between two rules under a text is a block only if it has keys that mean something, right there."""
    assert "metadata-unclear" not in codes(text)


@pytest.mark.parametrize(("opening", "closing"), [("\u2014 \u2014", "\u2014 \u2014"), ("---", "--"), ("---", "\u2014")])
def test_dashes_around_a_block_are_not_printed(opening: str, closing: str) -> None:
    """Dashes that a word processor makes of hyphens, or two hyphens, end a block and are no text."""
    page = article(f"{opening}\ntitle: The offer\n{closing}\nText.\n")
    assert (page.title, page.body) == ("The offer", "<p>Text.</p>")
