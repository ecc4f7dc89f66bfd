"""The metadata block: what its keys mean, and of which type they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model import DEFAULT_KEYS, ContentSettings, Number, Role, Source
from bookbuild.parse import parse
from bookbuild.parse.reading import LIMIT
from tests.parse.given import article, codes, outcome

GRAV = """---
background: my_grey
highlight: ch7
article:
    title: 'When do you expect to make an offer?'
    number: 53
taxonomy:
    tag: ch7_article
    category: [a, b]
chapter:
    number: 7
routes:
    default: /when
---
Text.
"""


def test_grav_page() -> None:
    """Every key of a Grav page has its meaning, and those without one are kept by their dotted names."""
    page = article(GRAV)
    assert (page.title, page.number, page.chapter) == (
        "When do you expect to make an offer?",
        Number("53"),
        Number("7"),
    )
    assert (page.background, page.highlight, page.tags, page.role) == ("my_grey", "ch7", ("ch7_article",), Role.ARTICLE)
    assert page.extras == (("taxonomy.category", "a, b"), ("routes.default", "/when"))
    assert page.line_of("number") == 6


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("53", "53"),
        ("010", "10"),
        ("53a", "53a"),
        ("53A", "53a"),
        ("53.5", "53.5"),
        ("1.10", "1.10"),
        ("01.2.03", "1.2.03"),
    ],
)
def test_number(written: str, shown: str) -> None:
    """A number has parts or a letter, and is printed as written but for zeros before it, quoted or not."""
    for form in (written, f"'{written}'"):
        assert str(article(f"---\ntitle: T\narticle:\n    number: {form}\n---\nx").number) == shown


@pytest.mark.parametrize(
    "written", ["-1", "+1", "1e3", "0x10", "12:30", "1_000", "five", ".5", "5.", "1.5a", "5ab", "[5]"]
)
def test_no_number(written: str) -> None:
    """What YAML or a person might take for a number is refused when it is none of those forms."""
    assert codes(f"---\ntitle: T\narticle:\n    number: {written}\n---\nx") == ["metadata-type"]


@pytest.mark.parametrize("written", ["2024", "no", "12:30", "010", "1.0", "2024-01-01", "yes", "0x1F", "1e3"])
def test_title_is_text(written: str) -> None:
    """A title is the text that stands in the file, whatever YAML would make of it."""
    assert article(f"---\ntitle: {written}\n---\n").title == written


@pytest.mark.parametrize("null", ["~", "null", "Null", "NULL", ""])
def test_null_is_absent(null: str) -> None:
    """A key with no value counts as not written; the next key of that meaning is used."""
    page = article(f"---\narticle:\n    title: {null}\ntitle: Second\nsubtitle: {null}\n---\n")
    assert (page.title, page.subtitle, page.extras) == ("Second", "", ())


def test_quoted_null_is_a_text() -> None:
    """A word between quotes is never null."""
    assert article("---\ntitle: 'null'\n---\n").title == "null"


def test_keys_come_from_the_settings() -> None:
    """A project configures which key means what."""
    settings = ContentSettings(keys={**DEFAULT_KEYS, "number": ("nav_order", "weight")})
    page = parse(Source("a.md", b"---\ntitle: T\nweight: 4\narticle:\n    number: 9\n---\n"), settings, "en").value
    assert page is not None
    assert str(page.number) == "4"
    assert page.extras == (("article.number", "9"),)


def test_dotted_keys_may_be_written_flat() -> None:
    """A dotted key means the same as a nested one."""
    assert str(article("---\ntitle: T\narticle.number: 5\n---\n").number) == "5"


@pytest.mark.parametrize("word", ["false", "no", "off", "0", "False", "NO"])
def test_unpublished(word: str) -> None:
    """An article that is not published is left out, with no other diagnostic."""
    result = outcome(f"---\npublished: {word}\narticle:\n    number: x\n---\n[^1]\n")
    assert (result.value, [one.code for one in result.diagnostics]) == (None, ["left-out"])


@pytest.mark.parametrize("word", ["true", "yes", "on", "1"])
def test_published(word: str) -> None:
    """An article with `published: true` is there."""
    assert article(f"---\ntitle: T\npublished: {word}\n---\n").title == "T"


@pytest.mark.parametrize(
    ("block", "path", "role", "title"),
    [
        ("matter: front\ntitle: Preface", "a.md", Role.FRONT, "Preface"),
        ("matter: back\ntitle: Thanks", "a.md", Role.BACK, "Thanks"),
        ("matter: body\ntitle: T", "a.md", Role.ARTICLE, "T"),
        ("chapter:\n    number: 7", "ch07/chapter.md", Role.OPENING, ""),
        ("title: Interviews\nchapter:\n    number: 7", "ch07/chapter.md", Role.OPENING, "Interviews"),
        ("title: Interviews\nchapter:\n    number: 7", "ch07/_index.md", Role.OPENING, "Interviews"),
        ("chapter:\n    number: 7\n    title: Interviews", "ch07/any.md", Role.OPENING, "Interviews"),
        ("chapter:\n    number: 7", "ch07/any.md", Role.OPENING, ""),
        ("title: T\nchapter:\n    number: 7", "ch07/any.md", Role.ARTICLE, "T"),
        ("title: T\narticle:\n    number: 1\nchapter:\n    number: 7", "ch07/chapter.md", Role.ARTICLE, "T"),
    ],
)
def test_role(block: str, path: str, role: Role, title: str) -> None:
    """A file is an article, a chapter's opening, front matter or back matter by its keys and its name."""
    page = article(f"---\n{block}\n---\nText.\n", path)
    assert (page.role, page.title) == (role, title)


def test_title_from_heading() -> None:
    """The first heading of level 1 is the title where the block has none, and leaves the text."""
    page = article("## Before\n\n# The *title*\n\nText.\n\n# Another\n")
    assert page.title == "The title"
    assert [heading.text for heading in page.headings] == ["Before", "Another"]
    assert codes("# Title\n\nText.\n") == []


def test_title_is_typeset() -> None:
    """A title has the quotation marks of its language, as the text has."""
    page = article('---\ntitle: What\'s "new" -- now?\nsubtitle: \'"A"\'\nlanguage: de\n---\n')
    assert (page.title, page.subtitle) == ("What\u2019s „new“ \u2013 now?", "„A“")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("when-do-you.md", "When do you"),
        ("07-a_file.md", "A file"),
        ("53.when-do-you/article.md", "When do you"),
        ("articles/42.md", "42"),
    ],
)
def test_title_from_name(path: str, title: str) -> None:
    """Without title and heading the file's name is made readable, or that of a Grav page's folder; this is reported."""
    assert article("Text.\n", path).title == title
    assert codes("Text.\n", path) == ["missing-title"]


def test_language_of_an_article() -> None:
    """An article may be in another language than its book."""
    page = article('---\ntitle: T\nlanguage: fr\n---\n"oui"\n')
    assert (page.language, page.body) == ("fr", "<p>« oui »</p>".replace(" ", "\N{NARROW NO-BREAK SPACE}"))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(newline: str, mark: str) -> None:
    """Line ends of any system and a byte-order mark change nothing, lines included."""
    plain = outcome(GRAV + "\n[a](b.md)[^x]")
    assert outcome((mark + GRAV + "\n[a](b.md)[^x]").replace("\n", newline)) == plain


@pytest.mark.parametrize("text", ["---\ntitle: T\n---", "---\ntitle: T\n---\n", "---\ntitle: T\n---\n\n\n"])
def test_empty_body(text: str) -> None:
    """An article may have no text at all."""
    page = article(text)
    assert (page.title, page.body, page.words) == ("T", "", 0)


def test_empty_file() -> None:
    """A file of no bytes is an article named by its file."""
    assert article("", "nothing-yet.md").title == "Nothing yet"


def test_empty_block() -> None:
    """A metadata block may hold nothing."""
    assert article("---\n---\n# Title\n").title == "Title"
    assert article("---\n# a comment\n---\n# Title\n").title == "Title"


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n"])
def test_lines_are_those_of_the_file(gap: str) -> None:
    """Lines are counted in the file, whatever stands before the text."""
    block = f"---\n{gap}title: T\narticle:\n    number: x\n---\n{gap}"
    result = outcome(f"{block}[a](b.md)\n")
    assert [diagnostic.location.line for diagnostic in result.diagnostics if diagnostic.location] == [4 + len(gap)]
    assert result.value is not None
    assert [link.line for link in result.value.links] == [block.count("\n") + 1]


def test_too_large() -> None:
    """An article above the limit is refused unread; one at the limit is not."""
    assert codes(b"a" * (LIMIT + 1)) == ["article-too-large"]
    assert codes(b"---\n" * 3 + b"\xff" * (LIMIT - 12)) == ["not-utf8"]


def test_characters_that_no_xml_holds() -> None:
    """Characters that no XML document may hold never come out of a metadata block, escaped or not."""
    page = article('---\ntitle: "a\\0b\x01c\\x07d"\nmore: "\\uffff\ufffe"\n---\n')
    assert (page.title, page.extras) == ("ab cd", (("more", ""),))


@given(st.text(st.sampled_from("ab:-'\"[]{}&*!|>%@`#,?~ \n\t01é"), max_size=60))
def test_any_block_is_read_or_refused(block: str) -> None:
    """Whatever stands in a metadata block, there is an article or a diagnostic."""
    result = outcome(f"---\n{block}\n---\nText.\n")
    assert result.value is not None or result.diagnostics


@pytest.mark.parametrize(
    ("block", "meant"),
    [
        ("titel: The offer", "title"),
        ("ttile: The offer", "title"),
        ("artcle.title: The offer", "article.title"),
        ("articel:\n    title: The offer", "article.title"),
        ("chapter:\n    nmber: 3", "chapter.number"),
        ("taxonomy:\n    tags: [a]", "taxonomy.tag"),
        ("highligth: ch7", "highlight"),
        ("publihsed: false", "published"),
        ("chapter: 7", "chapter.number"),
        ("chaper: 7", "chapter.number"),
        ("tgas: [a]", "tags"),
        ("article: The offer", "article.title"),
    ],
)
def test_near_key(block: str, meant: str) -> None:
    """A key that is nearly one with a meaning gets a warning that names this one, and no other warning."""
    text = f"---\nlayout: post\n{block}\n---\n# Title\n\nText.\n"
    (found,) = outcome(text).diagnostics
    assert (found.code, found.hint) == ("metadata-key", f"did you mean {meant!r}?")
    assert found.location is not None
    assert found.location.line == text[: text.rindex(":")].count("\n") + 1


def test_near_keys_are_reported_at_once() -> None:
    """A file with several such keys gets one warning."""
    assert codes("---\narticel:\n    titel: A\n    numbr: 1\nsubtitel: B\n---\n# Title\n\nText.\n") == ["metadata-key"]


@pytest.mark.parametrize("key", ["Title", "TITLE", "Article.Title"])
def test_case_of_keys(key: str) -> None:
    """A key that differs in case only is read, with a warning."""
    text = f"---\n{key}: The offer\n---\nText.\n"
    assert article(text).title == "The offer"
    assert codes(text) == ["metadata-key"]


def test_a_misspelt_title_is_not_a_missing_one() -> None:
    """One cause has one message: where the key of the title is misspelt, nothing else is reported of the title."""
    assert codes("---\ntitel: The offer\n---\nText.\n") == ["metadata-key"]


@pytest.mark.parametrize(
    "block",
    [
        # Grav
        "title: T\nmenu: T\nvisible: false\nroutes:\n    default: /t\ncache_enable: false\n"
        "taxonomy:\n    category: [a]\n    author: b\nmedia_order: 'a.png'\n"
        "process:\n    markdown: true\nmetadata:\n    refresh: 0\nbody_classes: x",
        # Hugo
        "title: T\nweight: 3\nslug: t\nlinkTitle: T\ntype: docs\nlastmod: 2024-01-01\ncategories: [a]\nseries: [b]\n"
        "aliases: [/x]\nbookCollapseSection: true\nchapter: true\nparams:\n    title: x\ncascade:\n  - type: x",
        # Jekyll
        "layout: post\ntitle: T\ndate: 2024-01-01 10:00:00 +0100\npermalink: /t/\nnav_order: 2\nparent: P\nexcerpt: e\n"
        "author: a\ncategory: c\nhas_children: true",
        # Obsidian
        "title: T\naliases: [T]\ntags: [a, b/c]\ncssclasses: [wide]\ncreated: 2024-01-01\nup: '[[T]]'\npublish: true",
        # Docusaurus and others
        "id: t\ntitle: T\nsidebar_label: T\nsidebar_position: 2\ndescription: d\nkeywords: [a]\nhide_title: true\n"
        "pagination_next: null\nlang: en\nbibliography: refs.bib\noutput: html_document\nheader-includes: x",
    ],
)
def test_keys_of_other_programs(block: str) -> None:
    """Usual keys of other programs are kept among the extras, without a word."""
    assert codes(f"---\n{block}\n---\nText.\n") == []


@pytest.mark.parametrize("key", ["tags", "tag", "taxonomy.tag"])
@pytest.mark.parametrize("value", ["[a, b]", "\n- a\n- b", "\n  - a\n  - b"])
def test_tags(key: str, value: str) -> None:
    """Tags may have any of the usual keys."""
    assert article(f"---\ntitle: T\n{key}: {value}\n---\nText.\n").tags == ("a", "b")


@pytest.mark.parametrize(
    "line",
    [
        "draft: true", "draft: yes", "routable: false", "publish: false", "published: false", "draft: 'true'",
        "status: draft", "state: Entwurf", "post_status: private", "hidden: true", "isDraft: yes", "wip: true",
        "public: no", "dg-publish: false",
    ],
)  # fmt: skip
def test_not_published(line: str) -> None:
    """An article that is not to be published is left out, with a note at the line of the key."""
    result = outcome(f"---\ntitle: T\n{line}\n---\nText.\n")
    (found,) = result.diagnostics
    assert (result.value, found.code) == (None, "left-out")
    assert found.location is not None
    assert found.location.line == 3


@pytest.mark.parametrize(
    "line",
    [
        "draft: false", "routable: true", "visible: false", "published: 2024-05-01", "status: published",
        "status: [draft]", "hidden: false", "public: true", "unlisted: true",
    ],
)  # fmt: skip
def test_still_published(line: str) -> None:
    """A page that is only kept out of menus is published, and so is one with a date for ``published``."""
    assert article(f"---\ntitle: T\n{line}\n---\nText.\n").title == "T"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-05-01", date(2026, 5, 1)),
        ("2026-5-1", date(2026, 5, 1)),
        ("'2026-05-01 10:00'", date(2026, 5, 1)),
        ("2026-05-01T10:00:00+02:00", date(2026, 5, 1)),
        ("01-05-2026 10:00", date(2026, 5, 1)),
        ("05/01/2026", date(2026, 5, 1)),
        ("1.5.2026", date(2026, 5, 1)),
        ("2026/05/01", date(2026, 5, 1)),
    ],
)
@pytest.mark.parametrize("key", ["publish_date", "publishDate", "date", "published"])
def test_dates(written: str, day: date, key: str) -> None:
    """Dates are read as Grav, Hugo and Jekyll write them."""
    page = article(f"---\ntitle: T\n{key}: {written}\nexpiryDate: {written}\n---\nText.\n")
    assert (page.publish_date, page.unpublish_date) == (day, day)


def test_no_dates() -> None:
    """A date of publication must be one; the key ``date`` may be anything, and templates get it."""
    assert codes("---\ntitle: T\nunpublish_date: 2026-02-30\n---\nText.\n") == ["metadata-type"]
    page = article("---\ntitle: T\ndate: some time in May\n---\nText.\n")
    assert (page.publish_date, page.extras) == (None, (("date", "some time in May"),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["empty-article"]),
        (" \n\t\n", ["empty-article"]),
        ("---\ntitle: T\n---\n", ["empty-article"]),
        ("---\ntitle: T\n---\n\n<!-- Later. -->\n", ["empty-article"]),
        ("---\ntitle: T\n---\n# T\n", ["empty-article"]),
        ("---\ntitle: T\nmatter: front\n---\n", ["empty-article"]),
        ("---\ntitle: T\n---\n![A desk](desk.png)\n", []),
        ("---\ntitle: T\n---\n::: lines 3\n", []),
        ("---\ntitle: T\n---\n***\n", []),
        ("---\nchapter:\n    number: 7\n---\n", []),
    ],
)
def test_articles_without_text(text: str, said: list[str]) -> None:
    """An article without text is reported; a chapter's opening needs none."""
    assert codes(text) == said


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: T\n\tsubtitle: S", 3),
        ("title: T\ntags:\n\t- a", 4),
        ("title: T\ntags:\n  - a\n\t- b", 5),
        ("title: |\n\tT", 3),
    ],
)
def test_a_tab_is_named(block: str, line: int) -> None:
    """A tab at the beginning of a line, which YAML refuses with other words, is named at that line."""
    (found,) = outcome(f"---\n{block}\n---\nText.\n").diagnostics
    assert found.location is not None
    assert (found.code, found.location.line) == ("metadata-syntax", line)
    assert "a tab is at the beginning of the line" in found.message


def test_a_key_indented_below_a_value_is_told_as_that() -> None:
    """The hint is to take the spaces out, not to quote what is no text."""
    (found,) = outcome("---\ntitle: A\n  subtitle: B\n---\nText.\n").diagnostics
    assert found.location
    assert found.location.line == 3
    assert "indented" in found.message
    assert "subtitle:" in found.hint


def test_keys_of_the_block_within_one_of_its_parts() -> None:
    """A key that belongs at the top of the block is read within ``article:`` too, with a warning."""
    assert outcome("---\narticle:\n    title: A title\n    draft: true\n---\nText.").value is None
    found = outcome("---\narticle:\n    title: A title\n    language: fr\n---\nText.")
    assert found.value is not None
    assert found.value.language == "fr"
    assert [(one.code, one.hint) for one in found.diagnostics] == [("metadata-key", "write 'language'")]


@pytest.mark.parametrize(
    ("written", "language"), [("de", "de"), ("pt_BR", "pt-BR"), ("Deutsch (Schweiz)", ""), ("Deutsch", "")]
)
def test_language_of_other_programs(written: str, language: str) -> None:
    """The key ``lang`` is read where it is a language tag, and passed over where it is not."""
    found = outcome(f"---\ntitle: A title\nlang: {written}\n---\nText.")
    assert (found.value.language if found.value else None, found.diagnostics) == (language, ())


def test_a_block_of_keys_that_only_the_site_knows_is_told_elsewhere_only() -> None:
    source = Source("a.md", b"---\noutline: deep\n---\n# A\n\nx")
    found = {one: parse(source, ContentSettings(is_lenient=one), "en").diagnostics for one in (True, False)}
    assert ([one.code for one in found[True]], [one.code for one in found[False]]) == ([], ["metadata-unclear"])
