"""Jekyll: pages are in the order of the site's navigation, and tags that only name things are resolved."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, Plan, PlannedChapter, PlannedFile, Site, Wanted
from bookbuild.sites.jekyll import Jekyll
from tests.sites.plans import paths_of, plan_of

_SETTINGS = """
title: Harbour
author: {name: Ada Vale}
lang: de
baseurl: /harbour
collections: {guides: {output: true}}
callouts: {mine: {title: Look out, color: red}}
exclude: [notes/]
"""


def _site(files: Mapping[str, str], wanted: str = "") -> Site:
    site = Jekyll().recognise(Folder.of({"_config.yml": _SETTINGS, "Gemfile": "", **files}), Wanted(wanted))
    assert site is not None
    return site


def _page(title: str, **keys: object) -> str:
    others = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\n{others}---\nWords.\n"


def _plan(files: Mapping[str, str]) -> Plan:
    return plan_of(_site(files), files)


def test_parents_and_numbers_of_pages_give_the_order() -> None:
    plan = _plan(
        {
            "index.md": _page("Home"),
            "b.md": _page("Guide", nav_order=2),
            "a.md": _page("Later", nav_order=3),
            "x.md": _page("X", parent="Guide", nav_order=10),
            "y.md": _page("Y", parent="Guide", nav_order=9),
        }
    )
    assert paths_of(plan) == ["index.md", ["b.md", "y.md", "x.md"], ["a.md"]]


def test_a_parent_without_text_opens_the_pages_that_name_it() -> None:
    """So does the index of a folder, and the one of a site that has no text is left out."""
    plan = _plan(
        {
            "index.md": "---\ntitle: Home\n---\n",
            "a/index.md": "---\ntitle: Guide\nnav_order: 1\n---\n",
            "a/x.md": _page("X", parent="Guide"),
            "b/index.md": "---\ntitle: Other\nnav_order: 2\n---\n",
            "b/y.md": _page("Y", parent="Other"),
        }
    )
    assert paths_of(plan) == [["a/index.md", "a/x.md"], ["b/index.md", "b/y.md"]]
    assert [one.path for one in plan.left_out] == ["index.md"]


def test_a_data_file_with_the_navigation_gives_the_order() -> None:
    navigation = "main:\n- {title: B, url: /b.html}\n- title: Part\n  children:\n  - {title: A, url: /tide/}\n"
    pages = {"a.md": _page("A", permalink="/tide/"), "b.md": _page("B"), "c.md": _page("C")}
    files = {"_data/navigation.yml": navigation, **pages}
    assert paths_of(_plan(files)) == [["b.md"], ["a.md"], ["c.md"]]


def test_collections_are_chapters_and_posts_come_by_date() -> None:
    plan = _plan(
        {
            "_guides/two.md": _page("Two"),
            "_guides/one.md": _page("One"),
            "_posts/2021-02-03-b.md": _page("B"),
            "_posts/2020-12-30-a.md": _page("A"),
        }
    )
    assert paths_of(plan) == [
        ["_guides/one.md", "_guides/two.md"],
        ["_posts/2020-12-30-a.md", "_posts/2021-02-03-b.md"],
    ]


def test_one_of_several_languages_of_a_collection_is_read_in_the_order_of_its_pages() -> None:
    """Pages without a folder of a language are in that of the settings; in another language the book has others."""
    pages = {f"_guides/{folder}{name}.md": _page(name, order=order, lang=folder.strip("/") or "de")
             for folder in ("", "en/", "pcm/", "ar/") for order, name in enumerate("ba", 1)}  # fmt: skip
    files = {**pages, "about.md": _page("About")}
    assert paths_of(plan_of(_site(files), files)) == ["about.md", "_guides/b.md", "_guides/a.md"]
    site = _site(files, "pcm")
    assert (site.files, site.facts.language) == (("_guides/pcm/a.md", "_guides/pcm/b.md"), "pcm")
    plan = plan_of(site, files)
    assert paths_of(plan) == ["_guides/pcm/b.md", "_guides/pcm/a.md"]
    assert isinstance(plan.body[0], PlannedFile)
    assert "/pcm/b" in plan.body[0].names


def test_a_page_whose_order_is_nought_is_in_order() -> None:
    """Pages stand by their order, those that state none behind them."""
    plan = _plan({f"{name}.md": _page(name, **stated) for name, stated in
                  {"a": {}, "b": {"order": 1}, "c": {"order": 0}, "d": {"order": -1}}.items()})  # fmt: skip
    assert paths_of(plan) == ["d.md", "c.md", "b.md", "a.md"]


def test_the_folder_of_a_language_is_no_chapter() -> None:
    files = {f"{folder}{name}": _page(name) for folder in ("", "fr/") for name in ("index.md", "x/a.md", "y/b.md")}
    assert paths_of(plan_of(_site(files, "fr"), files)) == ["fr/index.md", ["fr/x/a.md"], ["fr/y/b.md"]]


def test_what_the_site_does_not_publish_is_no_page() -> None:
    site = _site({"a.md": "", "_includes/i.md": "", "notes/n.md": "", "README.md": "# R", "_drafts/d.md": ""})
    assert site.files == ("a.md",)
    assert [one.path for one in site.left_out] == ["_drafts/d.md"]


def test_pages_have_the_addresses_that_links_use() -> None:
    files = {"a.md": _page("A", permalink="/tide/", redirect_from="/old"), "_posts/2020-01-02-p.md": _page("P")}
    names = {one.path: one.names for item in _plan(files).body if isinstance(item, PlannedFile) for one in [item]}
    names |= {one.path: one.names for item in _plan(files).body if isinstance(item, PlannedChapter)
              for one in (item.opening, *item.articles) if one}  # fmt: skip
    assert {"/tide/", "/old", "/a"} <= set(names["a.md"])
    assert {"/2020/01/02/p", "/p"} <= set(names["_posts/2020-01-02-p.md"])


def test_the_settings_give_title_author_and_language() -> None:
    facts = _site({"a.md": ""}).facts
    assert (facts.title, facts.language, [one.name for one in facts.creators]) == ("Harbour", "de", ["Ada Vale"])


def test_settings_alone_are_no_site() -> None:
    assert Jekyll().recognise(Folder.of({"_config.yml": _SETTINGS, "a.md": ""}), Wanted()) is None


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"a.md": text, **(files or {})}
    outcome = _site(inside).prepare(
        Source("a.md", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[a]({% link _docs/b.md %})", "[a](/_docs/b.md)"),
        ("[a]({% post_url 2020-01-02-p %})", "[a](/_posts/2020-01-02-p.md)"),
        ("[a]({{ site.baseurl }}/b) {{ site.title }}", "[a](/b) Harbour"),
        ('![a]({{ "/b.png" | relative_url }})', "![a](/b.png)"),
        ("{{ 'a' | append: '/b' | prepend: site.baseurl }} {{ page.none }}x", "a/b x"),
        ("`{{ post.title }}`", "`{{ post.title }}`"),
        ("{% assign a = 'x' %}\n{% capture b %}\n{{ a | upcase }}y\n{% endcapture %}\n{{ b | markdownify }}", "Xy"),
        ("{% if site.title %}a{% else %}b{% endif %}{% unless site.title == 'Harbour' %}c{% endunless %}", "a"),
        ("{% if site.time %}\na\n{% else %}\nb\n{% endif %}", "a"),
        ("{% case site.lang %}\n{% when 'en' %}\na\n{% when 'de' %}\nb\n{% endcase %}", "b"),
        ("{{ '2020-01-02' | date: '%d.%m.%Y' }}", "02.01.2020"),
        ('{% include figure image_path="/b.png" alt="B" caption="C" %}', '\n![B](</b.png> "C")\n'),
        ('{% include video id="x1" provider="vimeo" %}', "<https://vimeo.com/x1>"),
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        ("{% raw %}\n{{ x }}\n{% endraw %}", "\\{{ x }}"),
        ("a\n{% comment %}\nno\n{% endcomment %}\nb", "a\nb"),
        ("{% highlight md %}\n```\nx\n```\n{% endhighlight %}", "````md\n```\nx\n```\n````"),
        ("* TOC\n{:toc}\ntext", "\n\ntext"),
        ("## Contents\n{: .no_toc }\n\n1. TOC\n{:toc}\n\n## A", "\n\n\n\n\n\n## A"),
        ("```\n{: .note }\nA\n```", "```\n{: .note }\nA\n```"),
        ("A\nB\n{: .note }\n\nC", "::: note\nA\nB\n:::\n\nC"),
        ("> A\n{: .prompt-tip }", "::: tip\nA\n:::"),
        ("* A\n{: .note }", "* A\n{: .note }"),
        ("<div markdown='1'>\n{: .tip }\nA\n</div>", "<div markdown='1'>\n::: tip\nA\n:::\n</div>"),
        ("{: .mine }\nA", "::: warning Look out\nA\n:::"),
        ("> {: .note }\n> A", "> ::: note\n> A\n> :::"),
        ("{: .tip }\n> {: .note }\n> A", "::: tip\n::: note\nA\n:::\n:::"),
        ("{::comment}\nno\n{:/comment}\n{::options a='b' /}\n^\na", "a"),
        ("<b>a</b>{: .label } `<b>a</b>{: .x}`", "<b>a</b> `<b>a</b>{: .x}`"),
        ("{: .note }\n> A *b*.\n> C.\n\nd", "::: note\nA *b*.\nC.\n:::\n\nd"),
        ("{: .warning-title }\n> Mind\n>\n> A.", "::: warning Mind\n\nA.\n:::"),
        ("```\n{% link x %}\n```", "```\n{% link x %}\n```"),
        ("{% for a in b %}", "{% for a in b %}"),
    ],
)
def test_tags_are_what_they_stand_for(typed: str, meant: str) -> None:
    assert _text(typed) == (meant, ())


def test_texts_are_included_or_reported_as_missing() -> None:
    text, found = _text("{% include n.md %}\n{% include_relative no.md %}", {"_includes/n.md": "one\ntwo"})
    assert text == "one\ntwo\n"
    assert [one.code for one in found] == ["site-include"]


def test_a_navigation_of_one_collection_gives_its_order_and_the_others_follow() -> None:
    pages = {f"_docs/{name}.md": "---\ntitle: T\n---\nx\n" for name in ("a", "b", "b/c", "d", "e")}
    pages |= {f"_posts/2020-01-0{day}-p.md": "---\ntitle: P\n---\nx\n" for day in range(1, 9)}
    listed = "- title: Start\n  docs: [{link: /docs/d/}]\n- title: More\n  docs: [{link: /docs/a/}]\n"
    settings = {"_config.yml": "collections: {docs: {output: true}}", "_data/docs_nav.yml": listed, "Gemfile": ""}
    site = Jekyll().recognise(Folder.of({**settings, **pages}), Wanted())
    assert site is not None
    chapters = paths_of(plan_of(site, pages))
    assert chapters[:3] == [["_docs/d.md"], ["_docs/a.md"], ["_docs/b.md", "_docs/b/c.md", "_docs/e.md"]]
    assert len(chapters) == 4


def test_values_of_data_files_and_of_the_page_are_filled_in() -> None:
    text = "---\ntitle: T\nversion: 3\n---\n{{ page.version }} {{ site.data.ruby.least }} {{ site.data.no.x }}"
    text, found = _text(text, {"_data/ruby.yml": "least: 2.5"})
    assert text.endswith("3 2.5 ")
    assert [one.code for one in found] == ["foreign-markup"]


@pytest.mark.parametrize("tag", ["{% for a in site.posts %}\n{{ a.title }}\n{% endfor %}", "{% include x.html %}"])
def test_what_only_the_website_knows_is_left_out_and_told_once(tag: str) -> None:
    text, found = _text(f"a\n{tag}\n{tag}\nb")
    assert text == "a\nb"
    assert [one.code for one in found] == ["foreign-markup"]


def test_remarks_are_left_out_and_what_is_raw_is_text() -> None:
    assert _text("a {% comment %}no{% endcomment %} b")[0] == "a  b"
    assert _text("{% raw %}{{ x }}{% endraw %} `{% raw %}{{ y }}{% endraw %}`")[0] == "\\{{ x }} `{{ y }}`"


def test_folders_that_the_settings_include_hold_pages() -> None:
    settings = "title: A\ninclude: [_pages/]\n"
    folder = Folder.of({"_config.yml": settings, "Gemfile": "", "_pages/a.md": _page("A"), "_other/b.md": _page("B")})
    site = Jekyll().recognise(folder, Wanted())
    assert site is not None
    assert site.files == ("_pages/a.md",)
