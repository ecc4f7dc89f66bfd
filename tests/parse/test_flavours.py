"""Flavours of Markdown: what Grav's plugins make of a text, and that no word of it is lost or doubled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from bookbuild.parse.flavours import FLAVOURS, flavour_of, in_our_markdown, translate


def parsed(text: str, flavour: str = "grav") -> tuple[str, tuple[Diagnostic, ...]]:
    source = Source("a.md", f"---\ntitle: A title\n---\n{text}".encode())
    found = parse(source, ContentSettings(flavour=flavour), "en")
    assert found.value is not None
    return found.value.body, found.diagnostics


def body(text: str) -> str:
    made, found = parsed(text)
    assert found == ()
    return made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("[center]In the *middle*[/center]", "<p>In the <em>middle</em></p>"),
        ("[div class=a]\n[div]\nDeep\n[/div]\nLess\n[/div]", "<p>Deep</p>\n<p>Less</p>"),
        ("Words:\n[columns]\n- a\n[/columns]", "<p>Words:</p>\n<ul>\n<li>a</li>\n</ul>"),
        (
            '[ui-tabs]\n[ui-tab title="A & B"]\nOne\n[/ui-tab]\n[/ui-tabs]',
            "<p><strong>A &amp; B</strong></p>\n<p>One</p>",
        ),
        ('[details="More"]\nInside\n[/details]', "<p><strong>More</strong></p>\n<p>Inside</p>"),
        ("[details summary='More']Inside[/details]", "<p><strong>More</strong></p>\n<p>Inside</p>"),
        ("[version=15,16]\nOld\n[/version]", "<p><strong>15,16</strong></p>\n<p>Old</p>"),
        ("> [div]\n> Quoted\n> [/div]", "<blockquote>\n<p>Quoted</p>\n</blockquote>"),
        ("- [div]\n  In a list\n  [/div]", "<ul>\n<li>In a list</li>\n</ul>"),
        ("a [u]b[/u] [color=red]c[/color]", "<p>a <u>b</u> c</p>"),
        ("[[div]b[/div]](/x/y)", '<p><a href="/x/y">b</a></p>'),
        ("[fa=fa-heart /] Call [icon name=x /]us", "<p>Call us</p>"),
        ("[fa=check /] Free", "<p>\u2713 Free</p>"),
        ("[fa=tag]Signed", "<p>Signed</p>"),
        ('<div class="x">\n[fa=tag] Signed\n</div>', '<div class="x">\nSigned\n</div>'),
    ],
)
def test_containers_keep_what_is_in_them(text: str, made: str) -> None:
    """The tags go, a title stays as a strong line, and the inside is Markdown, in any block and in a line."""
    assert body(text) == made


def test_lines_of_template_tags_stand_apart() -> None:
    """They are run before Markdown is read, so they are no rows of the table and no part of the list above them."""
    made, found = parsed("- a\n{% elseif b %}\n- c\n\n| d |\n| - |\n| e |\n{% endif %}")
    assert re.sub(r"<[^>]+>|\s", "", made) == "a{%elseifb%}cde{%endif%}"
    assert made.count("<ul>") == 2
    assert made.index("</table>") < made.index("endif")
    assert {one.code for one in found} == {"foreign-markup"}


@pytest.mark.parametrize("kind", ["note", "tip", "warning"])
def test_a_notice_in_brackets_is_a_callout(kind: str) -> None:
    """The kinds of notices are those of callouts."""
    start = f'<aside class="callout callout-{kind}">'
    assert body(f"[notice={kind}]\nWords.\n[/notice]") == f"{start}\n<p>Words.</p>\n</aside>"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            '[prism classes="language-bash nums"]\n$ a *b* -- c\n\n  d\n[/prism]',
            ' class="language-bash">$ a *b* -- c\n\n  d',
        ),
        ("[codesh=php]x\ny[/codesh]", ' class="language-php">x\ny'),
        ("[mermaid]\na -> b\n[/mermaid]", ' class="language-mermaid">a -&gt; b'),
        ("[raw][u]x[/u][/raw]", ">[u]x[/u]"),
        ("[raw]\n```\n[notice]x[/notice]\n```\n[/raw]", ">[notice]x[/notice]"),
        ("{% verbatim %}\n```twig\n{{ x }}\n```\n{% endverbatim %}", ' class="language-twig">{{ x }}'),
    ],
)
def test_code_is_kept_as_typed(text: str, made: str) -> None:
    """Nothing in code is read, and the marks around it go."""
    assert body(text) == f"<pre><code{made}\n</code></pre>"


def test_a_title_of_code_is_a_strong_line_above_it() -> None:
    """Words in the tag of a block of code that visitors see are not lost."""
    made = '<p><strong>a.sh</strong></p>\n<pre><code class="language-sh">x\n</code></pre>'
    assert body('[codesh lang="sh" title="a.sh"]\nx\n[/codesh]') == made


def test_a_caption_of_one_picture_makes_a_figure() -> None:
    """A figure's caption is that of its picture, and its alternative if it has none; of anything else it is a line."""
    assert "<figcaption>A menu</figcaption>" in body('[figure caption="A menu"]\n![](a.png)\n[/figure]')
    assert body('[figure caption="A menu"]\nWords\n[/figure]') == "<p>Words</p>\n<p><em>A menu</em></p>"


def test_other_shortcodes_are_reported_once_a_name() -> None:
    """They are printed as they are typed, each name with one warning."""
    made, found = parsed("[audio=cog /] [audio=book /]\n\n{{ page.title }}\n\n{% if x %}\n\n[video]\n\n[/video]")
    assert [(one.code, one.location and one.location.line) for one in found] == [
        ("foreign-markup", 4), ("foreign-markup", 6), ("foreign-markup", 8), ("foreign-markup", 10),
    ]  # fmt: skip
    assert "[audio=cog /]" in made


def test_code_and_unclosed_tags_are_no_shortcodes() -> None:
    """Tags in code spans, and one that is not closed, are text."""
    assert body("`[u]a[/u]` [center] b") == "<p><code>[u]a[/u]</code> [center] b</p>"
    assert "<pre>" in body("```\n[center]\n```\n\n[center]a[/center]")


def test_three_equals_signs_end_a_summary() -> None:
    """In a Grav site they do so under a paragraph too; in code they are code."""
    assert body("Summary.\n===\nRest.") == "<p>Summary.</p>\n<p>Rest.</p>"
    assert "===" in body("```\na\n===\n```")


def test_a_notice_ends_with_its_marks() -> None:
    """The line below a notice is no part of it, and stands once."""
    assert body("! Careful\nBelow.").endswith("<p>Careful</p>\n</aside>\n<p>Below.</p>")


@pytest.mark.parametrize(
    ("text", "flavour"),
    [
        ("! Careful", "notices"),
        ("Words.\n\n!!!! A tip", "notices"),
        ("[prism]\nx\n[/prism]", "notices"),
        ("Stop\n! Words", ""),
        ('!!! note "Title"\n    Words', ""),
        ("!!! note\n    Words", ""),
        ("![picture](a.png)", ""),
        ("##Tag", ""),
    ],
)
def test_the_flavour_of_a_text_is_recognised(text: str, flavour: str) -> None:
    """Notices and shortcodes are read wherever they stand; boxes of MkDocs and hash tags are something else."""
    assert flavour_of(text) == flavour


def test_every_flavour_keeps_lines() -> None:
    """A translation never moves a line."""
    for flavour in FLAVOURS:
        assert translate("a\n\n! b\n[div]\nc\n[/div]\n", "a.md", flavour).value.count("\n") == 6


@pytest.mark.parametrize(("opening", "closing"), [("[div]\n", "[/div]\n"), ("[u]", "[/u]")])
def test_shortcodes_may_be_nested_without_end(opening: str, closing: str) -> None:
    """Those beyond a limit are text, and the words in them are kept."""
    assert parsed(f"{opening * 400}words\n{closing * 400}")[0].count("words") == 1


def test_a_shortcode_ends_with_its_list_or_quotation() -> None:
    """Where the item of a list or the quotation ends before the closing tag, both tags are text."""
    assert parsed("- [div]a\n\nb\n\n[/div]")[0].count("<p>b</p>") == 1
    assert "two" in parsed("> [div]a\n> - x\ntwo\n[/div]")[0]


PIECES = ("one", "two", "! ", "!! ", "[div]", "[/div]", "[center]", "[/center]", "[raw]", "[/raw]", "\n", "\n\n", "- ")


@given(st.lists(st.sampled_from((*PIECES, "> ", "```\n", "    ", "`", "[", "](x)", '[ui-tab title="t"]')), max_size=14))
def test_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    """However tags and marks are nested, each word of the text is there as often as it was typed."""
    text = "".join(pieces)
    made = re.sub(r"<[^>]*>", " ", parsed(text)[0])
    for word in ("one", "two"):
        assert made.count(word) == text.count(word)


def test_a_line_that_begins_with_a_tag_of_running_text_is_markdown() -> None:
    """So it is in the flavours of most sites, and everywhere in an element that is marked as Markdown."""
    text = '<img src="a.png" alt="A">\nwith *words*'
    for flavour in ("spans", "grav"):
        assert parsed(text, flavour)[0].endswith("with <em>words</em></p>")
    assert "*words*" in parsed(text, "")[0]
    assert "<em>words</em>" in parsed(f'<aside markdown="1">\n{text}\n</aside>\n\n', "")[0]
    assert "*words*" in parsed(f'<aside markdown="1">\nA\n</aside>\n\n{text}', "")[0]


def test_a_line_that_begins_with_a_block_is_html_in_any_flavour() -> None:
    assert "*words*" in parsed("<section>\n*words*\n</section>", "spans")[0]


def test_a_copy_of_such_a_line_is_read_alike_without_the_flavour() -> None:
    copied = in_our_markdown('<span class="x">\n*a*\n</span>\n\n*b*', "a.md", "spans")
    assert parsed(copied, "")[0] == '<p><span class="x"> <em>a</em>\n</span></p>\n<p><em>b</em></p>'


@pytest.mark.parametrize(
    ("text", "kind"),
    [(">>> A\nb", "important"), (">>>> A\n>>>> b", "warning"), (">>>>> A\nb", "note"), (">>>>>> A\nb", "tip")],
)
def test_former_notices_are_those_of_today(text: str, kind: str) -> None:
    made = body(f"{text}\n\nc")
    assert f"callout-{kind}" in made
    assert re.sub(r"<[^>]+>", "", made).split()[-3:] == ["A", "b", "c"]


def test_code_is_no_notice() -> None:
    """What looks like a notice is none within code."""
    for code in ("```\n>>> a\n```", "[prism]\n>>> a\n[/prism]", "> > > a"):
        assert "callout" not in parsed(code)[0]


def test_films_and_pages_of_plugins_are_links() -> None:
    made = body("[plugin:youtube](https://a.org/v) [vimeo]https://b.org/1[/vimeo] `[plugin:x](y)`")
    assert 'href="https://a.org/v"' in made
    assert 'href="https://b.org/1"' in made
    assert "<code>[plugin:x](y)</code>" in made


def test_tags_that_hold_items_of_a_list_go() -> None:
    made = body("1. a\n[version=15]\n2. b\n[/version]\n[version=16]\n2. c\n[/version]")
    assert re.sub(r"<[^>]+>|\s", "", made) == "abc"


def test_columns_are_parted_by_a_tag_alone() -> None:
    assert re.sub(r"<[^>]+>|\s", "", body("[columns]\na\n\n[column]\nb\n[/columns]")) == "ab"
