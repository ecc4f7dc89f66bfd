"""VitePress and VuePress: pages are in the order of the sidebars that are written out in the settings."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, Site, Wanted
from bookbuild.sites.vitepress import VitePress
from tests.sites.plans import paths_of, plan_of

_CONFIG = """
export default defineConfig({
  title: "Harbour", lang: 'en-GB',
  themeConfig: { sidebar: { '/guide/': { base: '/guide/', items: guide() }, '/ref/': [{ text: 'Ref', items: [
    { text: 'Command', link: '/ref/cli.html' }, { text: 'Web', link: 'https://example.net' }] }] } },
})
function guide() {
  return [{ text: 'Start', items: [{ text: 'Why', link: 'why' }, { link: 'how' }] }]
}
"""


def _site(files: Mapping[str, str], config: str = _CONFIG, name: str = ".vitepress/config.mts") -> Site:
    site = VitePress().recognise(Folder.of({f"docs/{name}": config, **files}), Wanted())
    assert site is not None
    return site


def test_the_sidebars_give_the_order_and_the_other_pages_follow() -> None:
    files = {
        f"docs/{name}.md": f"# {name}\n\nWords.\n" for name in ("index", "guide/how", "guide/why", "ref/cli", "more")
    }
    plan = plan_of(_site(files), files)
    assert paths_of(plan) == [
        "docs/index.md",
        ["docs/guide/why.md", "docs/guide/how.md"],
        ["docs/ref/cli.md"],
        "docs/more.md",
    ]
    chapter = plan.body[1]
    assert isinstance(chapter, PlannedChapter)
    assert (chapter.title, "/guide/why.html" in chapter.articles[0].names) == ("Start", True)


def test_lists_of_vuepress_are_read_too() -> None:
    sidebar = "['/', ['/b', 'Bee'], {title: 'G', path: '/g/', children: ['/g/x']}]"
    config = f"module.exports = {{ themeConfig: {{ sidebar: {sidebar} }} }}"
    files = {f"docs/{name}.md": "# T\n\nWords.\n" for name in ("README", "b", "g/README", "g/x")}
    site = _site(files, config, ".vuepress/config.js")
    assert site.kind == "a VuePress site"
    assert paths_of(plan_of(site, files)) == ["docs/README.md", "docs/b.md", ["docs/g/README.md", "docs/g/x.md"]]


def test_a_page_that_the_site_fills_in_is_left_out() -> None:
    files = {"docs/index.md": "---\nlayout: home\n---\n", "docs/a.md": "# A\n\nWords.\n"}
    assert [one.path for one in plan_of(_site(files), files).left_out] == ["docs/index.md"]


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"docs/a/b.md": text, **(files or {})}
    outcome = _site(inside).prepare(
        Source("docs/a/b.md", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("::: code-group\n```sh [npm]\nx\n```\n:::\n::: tip\ny\n:::", "**npm** ```sh x ``` ::: tip y :::"),
        ("[[toc]]\n# A <Badge type='tip' text='new' />", "# A new"),
        ("<<< @/x.js#part{2}", "```js b ```"),
        ("<!--@include: ../p.md{2,}-->", "two"),
        ("```\n[[toc]]\n<<< a\n```", "``` [[toc]] <<< a ```"),
        ("```js\na // [!code focus]\n```\nb // [!code focus]", "```js a ``` b // [!code focus]"),
    ],
)
def test_markup_of_its_own_is_what_it_stands_for(typed: str, meant: str) -> None:
    files = {"docs/x.js": "a\n// #region part\nb\n// #endregion part\n", "docs/p.md": "one\ntwo"}
    text, found = _text(typed, files)
    assert (text.split(), found) == (meant.split(), ())


def test_a_file_that_is_not_there_is_reported() -> None:
    assert [one.code for one in _text("<<< @/no.js")[1]] == ["site-include"]


def test_folders_of_the_settings_locales_are_other_languages() -> None:
    config = "export default { lang: 'en-US', locales: { root: { lang: 'en' }, fr: { lang: 'fr' }, zh: {} } }"
    files = {f"docs/{name}.md": "# A\n\nWords.\n" for name in ("a", "guide/b", "fr/guide/c", "zh/d")}
    site = _site(files, config)
    assert (site.files, len(site.left_out)) == (("docs/a.md", "docs/guide/b.md"), 2)
    assert site.languages[1:] == ("fr", "zh")


def test_attributes_whose_values_are_code_go() -> None:
    assert (
        _text('<button :class="$style.b" @click="n++" v-if="x" title="t">A</button>')[0]
        == '<button title="t">A</button>'
    )
