"""Docusaurus: pages are in the order of sidebars, positions and numbers; components are told or become their words."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, Site, Wanted
from bookbuild.sites.docusaurus import Docusaurus
from bookbuild.sites.javascript import exported, values_named
from tests.sites.plans import paths_of, plan_of

_CONFIG = """
// a remark with title: 'No'
const config = {
  title: 'Harbour', tagline: "It's \\"calm\\"",
  url: `https://harbour.example.net`,
  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
  presets: [['classic', ({ docs: { sidebarPath: require.resolve('./sidebars.js'), routeBasePath: 'help' } })]],
};
export default config;
"""


def _page(title: str, **keys: object) -> str:
    return "".join(["---\n", f"title: {title}\n", *(f"{key}: {one}\n" for key, one in keys.items()), "---\nWords.\n"])


def _site(files: Mapping[str, str], wanted: str = "", sidebars: str = "") -> Site:
    settings = {"docusaurus.config.js": _CONFIG, **({"sidebars.js": sidebars} if sidebars else {})}
    site = Docusaurus().recognise(Folder.of({**settings, **files}), Wanted(wanted, "docs"))
    assert site is not None
    return site


def test_positions_and_numbers_give_the_order_and_folders_are_chapters() -> None:
    files = {
        "docs/hello.md": _page("Hello", sidebar_position=1),
        "docs/zebra.md": _page("Zebra"),
        "docs/02-boats/index.mdx": _page("Boats"),
        "docs/02-boats/10-ferry.md": _page("Ferry"),
        "docs/02-boats/9-raft.md": _page("Raft"),
        "docs/tides/_category_.json": '{"label": "High tides", "position": 3}',
        "docs/tides/ebb.md": _page("Ebb"),
        "docs/_parts/x.md": "A part.",
    }
    plan = plan_of(_site(files), files)
    assert paths_of(plan) == [
        "docs/hello.md",
        ["docs/02-boats/index.mdx", "docs/02-boats/9-raft.md", "docs/02-boats/10-ferry.md"],
        ["docs/tides/ebb.md"],
        "docs/zebra.md",
    ]
    assert [one.title for one in plan.body if isinstance(one, PlannedChapter)] == ["Boats", "High tides"]


def test_a_sidebar_that_is_written_out_gives_the_order() -> None:
    files = {f"docs/{name}.md": _page(name) for name in ("a", "b", "deep/01-c", "d", "e", "left")}
    sidebar = """module.exports = { main: ['b', /* 'a', */ {type: 'category', label: 'Deep',
      link: {type: 'doc', id: 'd'}, items: [{type: 'doc', id: 'deep/c'}, ...more]},
      {Short: ['e']}, {type: 'link', href: 'x'},], }"""
    plan = plan_of(_site(files, sidebars=sidebar), files)
    assert paths_of(plan) == [
        "docs/b.md", ["docs/d.md", "docs/deep/01-c.md"], ["docs/e.md"], "docs/a.md", "docs/left.md",
    ]  # fmt: skip


def test_pages_have_the_addresses_that_links_use() -> None:
    files = {"docs/01-a/02-b.md": _page("B", id="bee"), "docs/c.md": _page("C", slug="/sea")}
    chapter, page = plan_of(_site(files), files).body
    assert isinstance(chapter, PlannedChapter)
    assert chapter.articles[0].names[:2] == ("/help/a/bee", "/a/bee")
    assert getattr(page, "names", ())[:2] == ("/help/sea", "/sea")


def test_settings_are_read_and_never_run() -> None:
    site = _site({"docs/a.md": "", "blog/p.md": ""})
    assert (site.facts.title, site.facts.subtitle) == ("Harbour", 'It\'s "calm"')
    assert (site.languages, [one.path for one in site.left_out]) == (("English", "fr"), ["blog/p.md"])


def test_another_language_has_a_folder_of_its_own() -> None:
    translated = "i18n/fr/docusaurus-plugin-content-docs/current/a.md"
    assert _site({"docs/a.md": "", translated: ""}, "fr").files == (translated,)


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"docs/a.mdx": text, **(files or {})}
    outcome = _site(inside).prepare(
        Source("docs/a.mdx", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("import A from 'b';\n\nexport const C = () => (\n  <p>\n    x\n  </p>\n);\nWords", "\nWords"),
        ('<Tabs>\n<TabItem value="a" label="Mac">\n\nx\n\n</TabItem>\n</Tabs>', "**Mac** x"),
        ("## A {/* #b */}", "## A {#b}"),
        ("a {/* no */} b", "a  b"),
        ('<img src={require("./a.png").default} style={{x: 1}} />', '<img src="./a.png" />'),
        ("<div onClick={() => { a(); }}>b</div>", "<div>b</div>"),
        ('```js title="a.js" {1}\nx\n```', "**a.js**\n\n```js\nx\n```"),
        ("```\nimport x from 'y';\n<Tabs>\n```", "```\nimport x from 'y';\n<Tabs>\n```"),
        ("`<Tabs>` <Highlight color='x'>red</Highlight>", "`<Tabs>` red"),
        ('<Admonition title="Mind">x</Admonition>', "**Mind** x"),
        ("[a](@site/docs/b.md)", "[a](../docs/b.md)"),
    ],
)
def test_components_are_what_they_stand_for(typed: str, meant: str) -> None:
    text, found = _text(typed)
    assert (text.split(), found) == (meant.split(), ())


def test_a_component_without_words_is_told_once() -> None:
    found = _text("<Chart data={[1]} />\n\n<Chart />")[1]
    assert {(one.code, one.cause) for one in found} == {("foreign-markup", "component Chart")}


def test_imported_pages_are_put_in() -> None:
    text, found = _text("import P from './_p.mdx';\n\n<P />", {"docs/_p.mdx": "---\nx: y\n---\nPart."})
    assert (text.split(), found) == (["Part."], ())


def test_names_and_functions_stand_for_the_lists_that_are_written_out() -> None:
    code = "const a = ['x']\nfunction b(): T[] {\n  return [{n: 'y'}]\n}\nexport default { one: a, two: b(), three: c }"
    assert exported(code) == {"one": ["x"], "two": [{"n": "y"}], "three": ""}
    assert list(values_named("one: one, two: [one", "two")) == [[""]]


def test_words_between_tags_on_a_line_are_markdown() -> None:
    assert _text("<summary>A *b*</summary>")[0] == '<summary markdown="span">A *b*</summary>'
    assert _text("<summary>A</summary>")[0] == "<summary>A</summary>"
