"""Laws of highlights, scripts, spans, attribute lists, alerts, abbreviations and page breaks."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bookbuild.model import ContentSettings, Source
from bookbuild.model.callouts import ANY
from bookbuild.model.syntax import Syntax
from bookbuild.parse import parse
from tests.parse.given import outcome, titled

SIGNS = (
    "==", "~", "^", "*", "**", "~~", "[", "]", "]{.x}", "]{lang=fr}", "]{k=v}", "{.x}", "{width=50%}", "{: .y}", "`",
    "\\", " ", " ", "\n", "\n\n", "\n> ", "\n> [!NOTE]\n> ", "\n> [!tip]- ", "\n\n- ", "\n\n::: info ", "\n:::\n",
    "\n\\newpage\n", "\n## ", "^[", "![", "](p.png){height=2cm}", "\n::: page-break\n", "| ", "\n|---|\n",
)  # fmt: skip
BREAKS = ("\\newpage", "\\pagebreak", "::: page-break", "<!-- pagebreak -->", '<div style="break-after: page"></div>')

pieces = st.lists(st.sampled_from(SIGNS), max_size=24)


def read(article_text: str) -> str:
    """Return what a reader sees or hears of an article: its text, its notes and the alternatives of its images."""
    article = titled(article_text)
    roots = [etree.fromstring(f"<root>{part}</root>") for part in (article.body, *article.notes)]
    alternatives = (image.get("alt") or "" for root in roots for image in root.iter("img"))
    return " ".join([*("".join(map(str, root.itertext())) for root in roots), *alternatives])


@given(pieces)
def test_every_word_arrives(signs: list[str]) -> None:
    """However these signs stand around words, each word is read once, and in its order within a line."""
    text = "".join(f"{sign}word{number}x" for number, sign in enumerate(signs)) + "."  # else ^word may be an id
    seen = re.findall(r"word\d+x", read(text))
    assert sorted(set(seen)) == sorted({f"word{number}x" for number in range(len(signs))})


@given(st.lists(st.sampled_from(("a", *BREAKS)), max_size=8))
def test_breaks_leave_no_blank_page(blocks: list[str]) -> None:
    """A page begins only before a paragraph that has one before it, and only once for all breaks between the two."""
    kept = "".join("a" if block == "a" else "|" for block in blocks).strip("|")
    expected = [None if part == "a" else "break-before" for part in re.findall(r"\|*a", kept)]
    root = etree.fromstring(f"<root>{titled(chr(10).join(f'{block}{chr(10)}' for block in blocks)).body}</root>")
    assert [paragraph.get("class") for paragraph in root] == expected


def test_findings_name_their_lines() -> None:
    """A list that belongs to nothing is reported at its own line in a paragraph, and once for each kind."""
    found = outcome("---\ntitle: T\n---\none\ntwo{.x}\n*three*{k=v} [four]{k=v}\n\n[five]{k=v}\n").diagnostics
    places = [(one.code, one.location.line if one.location else 0) for one in found]
    assert places == [("unused-attribute", 5), ("unused-attribute", 6)]
    assert "line 8" in found[1].message


def test_unknown_callouts_name_the_nearest() -> None:
    """A name with a slip in it is reported with the one that was meant."""
    (found,) = outcome("---\ntitle: T\n---\n> [!WARNIG]\n> a\n").diagnostics
    assert (found.code, found.hint) == ("unknown-callout", "did you mean [!WARNING]?")


def test_inclusion_in_a_quotation_is_explained() -> None:
    """A line that includes a file is read before Markdown, so that it is unknown in a quotation; the hint says so."""
    found = outcome("> ::: include more.md\n").diagnostics
    assert [one.hint for one in found if one.code == "unknown-callout"] == [
        "write it on a line of its own, not in a quotation and not behind the mark of a list"
    ]


def test_callouts_of_a_site_may_have_any_name() -> None:
    """One that we do not know is a note called like it, in both forms; names of other blocks stay theirs."""
    free = ContentSettings(syntax=Syntax(callouts=((ANY, "callout callout-note"), ("pier", "callout callout-tip"))))
    source = Source("a.md", b"# T\n\n::: old-quay\na\n:::\n\n> [!mole] Own\n> b\n\n::: pier\nc\n:::\n\n::: lines 2\n")
    article = parse(source, free, "en")
    assert article.diagnostics == ()
    assert article.value is not None
    titles = re.findall(
        r'<aside class="callout callout-(\w+)">\s*<p class="callout-title">(.*?)</p>', article.value.body
    )
    assert titles == [("note", "Old quay"), ("note", "Own")]
    assert '<aside class="callout callout-tip">' in article.value.body


def test_an_abbreviation_in_a_note_is_used() -> None:
    """What is written in a note alone is not reported as unused, and has its meaning."""
    text = "---\ntitle: T\n---\na^[HTML] b[^1]\n\n[^1]: CV\n\n*[HTML]: x\n*[CV]: y\n"
    assert outcome(text).diagnostics == ()
    assert titled(text).notes[0] == '<p><abbr title="x">HTML</abbr></p>'


def test_classes_with_a_meaning_are_told_if_they_are_mistyped() -> None:
    """Others are for styles, also those that begin like one with a meaning."""
    classes = {
        ".idnex": ".index",
        ".temr": ".term",
        ".no_term": ".no-term",
        ".Index": ".index",
        ".unumbered": ".unnumbered",
    }
    for typed, meant in classes.items():
        (found,) = outcome(f"---\ntitle: T\n---\nan [offer]{{{typed}}}\n").diagnostics
        assert (found.code, found.hint) == ("unused-attribute", f"did you mean {meant}?")
    for typed in (".terms", ".indexed", ".smallcaps", ".decorative", ".big"):
        assert not outcome(f"---\ntitle: T\n---\nan [offer]{{{typed}}}\n").diagnostics


def test_a_block_has_the_attributes_in_the_place_of_its_title() -> None:
    """They may have its title too."""
    body = titled('::: tip {#box:x}\na\n:::\n\n::: tip {#box:y title="Ask *you*"}\nb\n:::\n').body
    assert re.findall(r'<aside [^<>]*id="box-(.)"', body) == ["x", "y"]
    assert "Ask <em>you</em>" in body
    assert "{" not in body
