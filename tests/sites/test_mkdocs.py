"""MkDocs: the navigation says the order, and what is indented under a mark is a box or a tab."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Site, Wanted, recognise
from tests.sites.plans import paths_of, plan_of

_SETTINGS = """
site_name: Harbour
site_author: Ada Vale
theme: {name: material, language: en}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
nav:
  - Home: index.md
  - Guide:
      - guide/index.md
      - Second: guide/b.md
      - guide/a.md
  - Forum: https://example.net/forum
  - Index of places: places/
  - About: about.md
"""
_PAGES = ("index.md", "guide/index.md", "guide/a.md", "guide/b.md", "places/z.md", "about.md", "other.md")


def _site(files: Mapping[str, str], settings: str = _SETTINGS, wanted: str = "") -> Site:
    site = recognise(Folder.of({"mkdocs.yml": settings, "README.md": "", **files}), Wanted(wanted, ""))
    assert site.name == "mkdocs"
    return site


def _pages(*names: str) -> dict[str, str]:
    return {f"docs/{name}": "Words.\n" for name in names}


def test_the_navigation_gives_order_chapters_and_titles() -> None:
    """The first page stands before the chapters; a section's first page opens it; a folder holds all its pages."""
    files = _pages(*_PAGES)
    site = _site(files)
    plan = plan_of(site, files)
    assert paths_of(plan) == [
        "docs/index.md",
        ["docs/guide/index.md", "docs/guide/b.md", "docs/guide/a.md"],
        ["docs/places/z.md"],
        ["docs/about.md"],
    ]
    chapters = [one for one in plan.body if isinstance(one, PlannedChapter)]
    assert [one.title for one in chapters] == ["Guide", "Index of places", "About"]
    assert chapters[0].articles[0] == PlannedFile("docs/guide/b.md", "Second")
    assert [(one.path, one.reason) for one in site.left_out] == [("docs/other.md", "not in the navigation")]


def test_without_a_navigation_the_folders_give_the_order() -> None:
    files = _pages("index.md", "b/one.md", "a/two.md")
    assert paths_of(plan_of(_site(files, "site_name: H\n"), files)) == [
        "docs/index.md",
        ["docs/a/two.md"],
        ["docs/b/one.md"],
    ]


def test_the_settings_give_title_author_and_language() -> None:
    facts = _site(_pages(*_PAGES)).facts
    assert (facts.title, facts.creators[0].name, facts.language) == ("Harbour", "Ada Vale", "en")


def test_a_page_of_the_navigation_that_is_not_there_is_told() -> None:
    assert [one.code for one in _site(_pages("index.md", "guide/a.md", "about.md")).diagnostics] == ["site-file"] * 2


def test_one_of_several_languages_is_read() -> None:
    settings = "site_name: H\nnav: [index.md, a.md]\n"
    files = _pages(*(f"{folder}/{name}.md" for folder in ("en", "de") for name in ("index", "a")))
    site = _site(files, settings, "de")
    assert paths_of(plan_of(site, files)) == ["docs/de/index.md", "docs/de/a.md"]


def test_a_navigation_of_one_language_arranges_the_others() -> None:
    """The navigation names the pages without their languages; a page that is only in another has no place."""
    settings = "site_name: H\nnav: [b.md, a.md, c.md]\n"
    files = _pages("a.md", "a.de.md", "b.md", "b.de.md", "c.md")
    site = _site(files, settings, "de")
    assert site.files == ("docs/b.de.md", "docs/a.de.md")
    assert paths_of(plan_of(site, files))[:2] == ["docs/b.de.md", "docs/a.de.md"]
    assert site.versions["docs/b.de.md"] == ("docs/b.md",)


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    given = {f"docs/{name}": "" for name in _PAGES} | dict(files or {})
    outcome = _site(given).prepare(
        Source("docs/index.md", text.encode()), lambda path: given[path].encode() if given.get(path) else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('!!! warning "Mind"\n    A\n\n    B\n\nC', "\n::: warning Mind\nA\n\nB\n:::\n\n\nC"),
        ("???+ quote\n    A", "\n::: quote\nA\n:::\n"),
        ("!!! tip inline end\n    ??? note\n        A", "\n:::: tip\n\n::: note\nA\n:::\n\n::::\n"),
        ('=== "One"\n\n    A\n\n=== "Two"\n\n    B', "\n**One**\n\n\nA\n\n\n**Two**\n\n\nB"),
        ('``` py title="a.py" hl_lines="2"\n!!! x\n```', "**a.py**\n\n```py\n!!! x\n```"),
        ("Press ++ctrl+alt++ or `++a++`", "Press <kbd>Ctrl</kbd>+<kbd>Alt</kbd> or `++a++`"),
        ("[TOC]\n:material-home: Home :material-check:", "\nHome \u2713"),
        ("![a](b.png){.x}\n/// caption\nC\n///", '![a](b.png "C"){.x}'),
        ("Words\n/// caption\nC\n///", "Words\n\n*C*\n"),
        (
            "/// note | One\n    attrs: {id: x}\nA\n\n//// tip\nB\n////\n///",
            "\n:::: note One\nA\n\n\n::: tip\nB\n:::\n\n::::\n",
        ),
        ("/// details | One\n    type: warning\n\nA\n///", "\n::: warning One\n\nA\n:::\n"),
        ("//// tab | One\n/// html | div.x\nA\n///\n////", "\n**One**\n\n\nA\n"),
        ("/// define\nTide\n\n- Rises\n///", "\nTide\n\n:   Rises\n"),
        ("!!! pier-3\n    A", "\n::: pier-3\nA\n:::\n"),
        ('=== ":material-file: `a`"\n    A', "\n**`a`**\n\nA"),
        ("![a](b.png#only-light)![a](c.png#only-dark)", "![a](b.png)"),
        ("![a](b.png){ align=left width=3 }", "![a](b.png){  width=3 }"),
        ('^^in^^ ++"my key"++ `#!py x`', "<ins>in</ins> <kbd>my key</kbd> `x`"),
        ("```\na # (1)!\n```", "```\na # (1)\n```"),
        ("```\n:material-home:\n```", "```\n:material-home:\n```"),
    ],
)
def test_markup_is_what_it_stands_for(typed: str, meant: str) -> None:
    assert _text(typed) == (meant, ())


def test_files_and_parts_of_them_are_included_or_told_as_missing() -> None:
    files = {"parts/a.md": "x\n--8<-- [start:in]\ny\n--8<-- [end:in]\nz\n"}
    assert _text('--8<-- "parts/a.md:in"\nb', files)[0] == "y\nb"
    assert _text("--8<--\nparts/a.md:1:1\n--8<--", files)[0] == "x"
    assert [one.code for one in _text('--8<-- "no.md"')[1]] == ["site-include"]


def test_files_in_folders_order_them() -> None:
    files = {
        "mkdocs.yml": "site_name: Harbour",
        "docs/index.md": "# Home\n\nWords.\n",
        "docs/.pages": "nav:\n  - index.md\n  - Tides: tides\n  - ...\n",
        "docs/boats/a.md": "# A\n\nWords.\n",
        "docs/boats/b.md": "# B\n\nWords.\n",
        "docs/boats/c.md": "# C\n\nWords.\n",
        "docs/boats/.pages": "title: All boats\narrange: [c.md]\norder: desc\n",
        "docs/tides/index.md": "# Tides\n\nWords.\n",
        "docs/tides/ebb.md": "# Ebb\n\nWords.\n",
        "docs/tides/flood.md": "# Flood\n\nWords.\n",
        "docs/tides/.pages": "nav: [index.md, flood.md]\n",
    }
    site = recognise(Folder.of(files), Wanted())
    plan = plan_of(site, files)
    assert paths_of(plan) == [
        "docs/index.md",
        ["docs/tides/index.md", "docs/tides/flood.md"],
        ["docs/boats/c.md", "docs/boats/b.md", "docs/boats/a.md"],
    ]
    assert [one.title for one in plan.body if isinstance(one, PlannedChapter)] == ["Tides", "All boats"]
    assert [one.path for one in site.left_out] == ["docs/tides/ebb.md"]


def test_definitions_behind_every_page_count_where_they_are_used() -> None:
    settings = """
site_name: Harbour
markdown_extensions:
  - toc
  - pymdownx.snippets: {base_path: [docs/.parts], auto_append: [terms.md]}
"""
    terms = "*[ETA]: Time of arrival\n*[VTS]: Traffic service\n[office]: https://example.net\n"
    files = {"mkdocs.yml": settings, "docs/a.md": "The ETA, says [the office][office].", "docs/.parts/terms.md": terms}
    site = recognise(Folder.of(files), Wanted())
    found = site.prepare(
        Source("docs/a.md", files["docs/a.md"].encode()), lambda path: files[path].encode() if path in files else None
    )
    assert found.value.data.decode().split("\n") == [
        files["docs/a.md"], "", "*[ETA]: Time of arrival", "[office]: https://example.net",
    ]  # fmt: skip
    assert found.diagnostics == ()


def test_the_settings_of_zensical_are_those_of_mkdocs() -> None:
    files = {
        "zensical.toml": '[project]\nsite_name = "Harbour"\nnav = [{Start = "a.md"}]',
        "docs/a.md": "",
        "docs/b.md": "",
    }
    site = recognise(Folder.of(files), Wanted())
    assert (site.kind, site.facts.title, site.files) == ("a Zensical site", "Harbour", ("docs/a.md",))


def test_what_a_plugin_says_of_a_program_is_left_out_and_told() -> None:
    text, found = _text("a\n\n::: tide.Clock\n    options:\n      show: false\n\nb\n\n::: note\nc\n:::")
    assert text.split("\n") == ["a", "", "", "b", "", "::: note", "c", ":::"]
    assert [one.code for one in found] == ["foreign-markup"]


def test_a_heading_in_whose_place_a_plugin_describes_a_program_keeps_its_name() -> None:
    text, found = _text("# ::: tide.Clock\n\nb")
    assert text == "# `tide.Clock`\n\nb"
    assert [one.code for one in found] == ["foreign-markup"]


def test_references_that_a_plugin_resolves_are_printed_without_a_link_and_told_once() -> None:
    typed = "[`Clock`][tide.Clock]: [tide.Clock][] and [a][b], `[x][y]`\n\n[c][d]\n\n[b]: https://example.org\n"
    files = {"mkdocs.yml": "site_name: A\nplugins: [autorefs]", "docs/a.md": typed}
    site = recognise(Folder.of(files), Wanted())
    outcome = site.prepare(Source("docs/a.md", typed.encode()), lambda _path: None)
    text = outcome.value.data.decode()
    assert text.startswith("`Clock`: tide.Clock and [a][b], `[x][y]`\n\nc\n\n[b]: ")
    assert [(one.code, one.location.line if one.location else 0) for one in outcome.diagnostics] == [
        ("foreign-markup", 1)
    ]


_EXTENSIONS = """
site_name: Harbour
markdown_extensions:
  - pymdownx.critic
  - pymdownx.smartsymbols
  - mdx_include: {base_path: docs}
plugins:
  - macros
  - bibtex: {bib_file: works/tides.bib}
  - i18n:
      languages:
        - {locale: en, default: true}
        - {locale: de, nav_translations: {Boats: Boote}}
extra: {quay: North}
nav: [index.md, Boats: [a.md]]
"""


def _with_extensions(typed: str, files: Mapping[str, str] | None = None) -> str:
    given = {"mkdocs.yml": _EXTENSIONS, "docs/index.md": "", "docs/a.md": "", **(files or {})}
    site = recognise(Folder.of(given), Wanted())
    read = {path: text.encode() for path, text in given.items()}
    return site.prepare(Source("docs/index.md", typed.encode()), read.get).value.data.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("{++in++}{--out--}{~~old~>new~~}{==kept==}{>>why<<} `{++x++}`", "innewkept `{++x++}`"),
        ("{==\n\na\n\n==}", "\n\na\n\n"),
        ("(c) --> 1/2 <!-- --> --> `-->`", "© → ½ <!-- --> → `-->`"),
        ("{{ quay }} {{ config.site_name }} {{ other }}", "North Harbour {{ other }}"),
    ],
)
def test_what_the_settings_add_to_words_is_read(typed: str, meant: str) -> None:
    assert _with_extensions(typed) == meant


def test_files_are_included_in_all_ways_of_plugins() -> None:
    files = {
        "src/a.py": "x = 1\ny = 2\nz = 3\n",
        "README.md": "---\ntitle: R\n---\n# Top\n<!-- from -->\n## In\n<!-- to -->\nOut\n",
    }
    assert _with_extensions("```\n{!> ../src/a.py!}\n```", files) == "```\nx = 1\ny = 2\nz = 3\n```"
    assert _with_extensions("{* ../src/a.py ln[1,3] hl[1] *}", files) == "````py\nx = 1\nz = 3\n````"
    tag = '{%\n  include-markdown "../README.md"\n  start="<!-- from -->"\n  end="<!-- to -->"\n  heading-offset=1\n%}'
    assert _with_extensions(tag, files) == "### In"


def test_settings_are_inherited_and_have_works_and_words_of_the_navigation() -> None:
    files = {
        "mkdocs.yml": f"INHERIT: base.yml\n{_EXTENSIONS}",
        "base.yml": "site_author: Ada Vale\nsite_name: Other",
        "docs/index.md": "",
        "docs/a.md": "",
        "docs/index.de.md": "",
        "docs/a.de.md": "",
    }
    site = recognise(Folder.of(files), Wanted("de", ""))
    assert (site.facts.title, site.facts.creators[0].name) == ("Harbour", "Ada Vale")
    assert site.facts.works == ("works/tides.bib",)
    chapters = [one for one in plan_of(site, files).body if isinstance(one, PlannedChapter)]
    assert [one.title for one in chapters] == ["Boote"]
