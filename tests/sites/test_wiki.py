"""Wikis and sites of docsify: pages in the order of the sidebar, links by all the names that pages have there."""

from collections.abc import Mapping

import pytest

from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Site, Wanted, recognise
from bookbuild.sites.wiki import Wiki
from tests.sites.plans import paths_of, plan_of

_SIDEBAR = """\
<!-- - [Later](Later) -->
[![](logo.png)](Home)

# Start

 - [[First steps]]
 - [Out](https://example.org/)
 - ⭐ [[Pay and offers|Offers]]
    - Part 2: [Notice](https://github.com/a/b/wiki/Notice-period#how-long)

**Talks**

* [Interviews](Interviews.md)
* [Interviews, again](Interviews#dress)
"""
_FILES = {
    "_Sidebar.md": _SIDEBAR,
    "_Footer.md": "Foot",
    "Home.md": "Home",
    "First-steps.md": "First",
    "Offers.md": "Offers",
    "Notice-period.md": "Notice",
    "Interviews.md": "Talk",
    "Zebra.md": "Not listed",
    "LICENSE.md": "Law",
}


def _site(files: Mapping[str, str] = _FILES) -> Site:
    site = Wiki().recognise(Folder.of(files), Wanted())
    assert site is not None
    return site


def test_a_folder_without_a_sidebar_is_no_wiki() -> None:
    assert Wiki().recognise(Folder.of({"Home.md": "", "a.md": ""}), Wanted()) is None
    assert Wiki().recognise(Folder.of({"_Sidebar.md": ""}), Wanted()) is None


def test_pages_are_in_the_order_of_the_sidebar_behind_the_home_page_and_before_those_that_it_lacks() -> None:
    plan = plan_of(_site(), _FILES)
    assert paths_of(plan) == [
        "Home.md",
        ["First-steps.md", "Offers.md", "Notice-period.md"],
        ["Interviews.md"],
        "Zebra.md",
    ]
    assert [item.title for item in plan.body if isinstance(item, PlannedChapter)] == ["Start", "Talks"]


def test_a_sidebar_that_lists_no_page_leaves_the_pages_in_the_order_of_their_names() -> None:
    files = {"_Sidebar.md": "##### [Shop](https://example.org)", "Home.md": "Home", "10.md": "Ten", "2.md": "Two"}
    assert paths_of(plan_of(_site(files), files)) == ["Home.md", "2.md", "10.md"]


def test_a_page_without_a_title_is_called_like_its_file() -> None:
    files = {"_Sidebar.md": "- [[First steps]]", "Home.md": "Home", "First-steps.md": "First", "Last-words.md": "Last"}
    titles = [item.title for item in plan_of(_site(files), files).body if isinstance(item, PlannedFile)]
    assert titles == ["Home", "First steps", "Last words"]


def test_a_page_of_docsify_gives_the_title() -> None:
    html = "<script>window.$docsify = {name: '<b>The</b> guide', loadSidebar: true}</script>"
    site = recognise(
        Folder.of({"docs/_sidebar.md": "- [A](a.md)", "docs/a.md": "A", "docs/index.html": html}), Wanted()
    )
    assert (site.name, site.kind, site.folder, site.facts.title) == ("wiki", "a site of docsify", "docs", "The guide")


def test_one_language_is_read_with_its_sidebar() -> None:
    files = {
        "_sidebar.md": "- [Two](two.md)\n- [One](one.md)",
        "one.md": "One",
        "two.md": "Two",
        "de/_sidebar.md": "- [Zwei](de/two.md)\n- [Eins](/de/one)",
        "de/one.md": "Eins",
        "de/two.md": "Zwei",
    }
    site = Wiki().recognise(Folder.of(files), Wanted(language="de"))
    assert site is not None
    assert paths_of(plan_of(site, files)) == ["de/two.md", "de/one.md"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("See [[First steps]].", "See [First steps](First-steps.md)."),
        ("[[the offers|Offers#pay]]", "[the offers](Offers.md#pay)"),
        ("[[Nowhere]] [[words|Nowhere]]", "[[Nowhere]] [[Nowhere|words]]"),
        ("[a](Notice-period) [b](notice-period.md#x)", "[a](Notice-period.md) [b](Notice-period.md#x)"),
        ("[a](https://gitlab.com/a/b/-/wikis/Offers?x=1)", "[a](Offers.md)"),
        ("[a](#/offers?id=pay ':target=_self')", "[a](Offers.md#pay)"),
        ("[a](/ 'To the start')", "[a](Home.md 'To the start')"),
        ("[a](https://example.org/offers)", "[a](https://example.org/offers)"),
        ("![a](offers.png ':size=50x100')", "![a](offers.png)"),
        ("`[[Offers]]` and [x](#part)", "`[[Offers]]` and [x](#part)"),
        ("[[_TOC_]]", ""),
        ("## Dress :id=dress", "## Dress {#dress}"),
        ("## Dress {docsify-ignore}", "## Dress"),
        ("!> Ask\nnow.\n\nx", "::: important\nAsk\nnow.\n:::\n\nx"),
        ("- a\n\n  ?> Ask.", "- a\n\n  ::: tip\n  Ask.\n  :::"),
        ("```\n!> [[Offers]]\n```", "```\n!> [[Offers]]\n```"),
        ("[f](part.md ':include')", "Part [o](Offers.md)"),
        ("[f](a.py ':include :type=code')", "````py\nx = 1\n````"),
    ],
)
def test_links_callouts_and_included_files_are_in_our_markdown(typed: str, meant: str) -> None:
    files = {"part.md": b"Part [o](Offers)\n", "a.py": b"x = 1\n"}
    outcome = _site().prepare(Source("Home.md", typed.encode()), files.get)
    assert (outcome.value.data.decode(), outcome.diagnostics) == (meant, ())


def test_a_file_that_is_missing_or_includes_itself_is_reported() -> None:
    outcome = _site().prepare(Source("Home.md", b"[f](part.md ':include')"), lambda _path: b"[f](part.md ':include')")
    assert [one.code for one in outcome.diagnostics] == ["site-include"]
