"""XHTML is written as Markdown that our parser reads back as the same XHTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.markdown import title_markdown, to_markdown
from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from bookbuild.parse.markup import parse_html, plain_text

BODIES = {
    "marks": "<p>A <em>b</em>, <strong>c</strong>d, <strong>“e”</strong>f, <u>g</u> and <code>h `i`</code>.</p>",
    "marks in marks": "<p><strong>a <em>b</em></strong><em>c</em></p>",
    "spaces in marks": "<p>a<strong> b </strong>c</p>",
    "breaks": "<p>one<br/>\ntwo</p>",
    "a break behind which nothing stands": "<p>one<br/>\n<br/></p>",
    "links": '<p><a href="b.md#c" title="say &quot;d&quot;">e [f]</a> <a href="a b(c).md">g</a></p>',
    "headings": '<h2 id="own">A *b*</h2>\n<p>Text.</p>\n<h3 id="c-1">C #</h3>',
    "lists": "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>c</li>\n</ul>\n<ul>\n<li>d</li>\n</ul>",
    "loose lists": '<ol start="3">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>',
    "tasks": '<ul class="task-list">\n<li class="task open">a</li>\n<li class="task done">b</li>\n</ul>',
    "quotations": "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>",
    "code": '<pre><code class="language-python">a = "```"\n\nb = 2\n</code></pre>',
    "code in HTML": "<table><tbody><tr><td><pre>a\n\nb</pre></td></tr></tbody></table>",
    "pictures": '<figure><img src="a.png" alt="B [c]"/><figcaption>D “e”</figcaption></figure>',
    "pictures without captions": '<figure class="plain"><img src="a b.png" alt="C" data-width="50%"/></figure>',
    "tables": '<table><caption>T</caption><thead><tr><th scope="col">a</th><th class="align-right" scope="col">b</th>'
    "</tr>"
    '</thead><tbody><tr><td>c | d</td><td class="align-right"><em>e</em></td></tr></tbody></table>',
    "tables without heads": '<table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td></tr></tbody></table>',
    "callouts": '<aside class="callout callout-tip">\n<p class="callout-title">A <em>b</em></p>\n'
    '<aside class="callout callout-note">\n<p>c</p>\n</aside>\n</aside>',
    "terms": "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd>d</dd>\n</dl>",
    "notes": '<p>a<sup class="noteref" data-note="1"></sup></p>',
    "sources of quotations": '<blockquote>\n<p>a</p>\n<p class="quotation-source">— b</p>\n</blockquote>',
    "breaks of pages": '<p>a</p>\n<p class="break-before">b</p>\n<ul class="break-before">\n<li>c</li>\n</ul>',
    "rules and lines": '<hr/>\n<div data-work="lines 3"></div>',
}
ATOMS = (
    *(
        "word",
        "*",
        "**",
        "_",
        "`",
        "~",
        "^",
        "[",
        "]",
        "(",
        "<b>",
        "&amp;",
        "$",
        "{",
        "}",
        "{.x}",
        "|",
        "\\",
        "#",
        "- ",
    ),
    *(
        "1. ",
        ":::",
        "!! ",
        "==",
        "%%",
        "---",
        "+++",
        "Table: a",
        "[^1]",
        "[[a]]",
        "[a]: b",
        ": c",
        "<!--",
        "x^2^",
        "[b]",
    ),
    *("H~2~O", "1)", "[ ] x", "{width=3}", "\\ref{x}", "http://a.b/?c[d]=~e", "\u00e9", "漢", "...", " "),
)


def read_back(markdown: str, language: str = "en") -> tuple[str, tuple[str, ...]]:
    article = parse(Source("a.md", f"---\ntitle: T\n---\n{markdown}".encode()), ContentSettings(), language).value
    assert article is not None
    return article.body, article.notes


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_written_is_read_as_it_was(body: str) -> None:
    """Whatever our parser makes comes back from Markdown, except for white space between elements."""
    found = read_back(to_markdown(body, ("<p>n</p>",) if "noteref" in body else ()))
    assert re.sub(r">\s+|\s+<", lambda match: match[0].strip(), found[0]) == re.sub(
        r">\s+|\s+<", lambda match: match[0].strip(), body
    )
    assert found[1] == (("<p>n</p>",) if "noteref" in body else ())


@given(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=5).map("".join), st.sampled_from(("p", "h2", "td", "em")))
def test_words_are_never_markup(words: str, element: str) -> None:
    """Words that look like markup are the same words again, wherever they stand."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    around = {"td": "<table><tr><th>h</th></tr><tr><td>{}</td></tr></table>", "em": "<p>a <em>{}</em> b</p>"}
    body = around.get(element, f"<{element}>{{}}</{element}>").format(escaped)
    found, _ = read_back(to_markdown(body), "zz")
    assert letters(found) == letters(body)


def letters(xhtml: str) -> str:
    """Return the characters of a text, without those that typography changes."""
    return re.sub(r"[\s\u2013\u2014\u2026\u2018-\u201f\"'.-]", "", plain_text(parse_html(xhtml)))


def test_a_title_is_one_line() -> None:
    """A title keeps its marks, and has no other lines."""
    assert title_markdown("Reading the <em>Odyssey</em><br/>aloud") == "Reading the *Odyssey*<br/>aloud"
