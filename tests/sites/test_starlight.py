"""Starlight: pages are in the order of the sidebar that is written out in the settings of Astro."""

from collections.abc import Mapping

import pytest

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Site, Wanted
from bookbuild.sites.starlight import Starlight
from tests.sites.plans import paths_of, plan_of

_CONFIG = """
export const locales = { root: { label: 'English', lang: 'en' }, de: { label: 'Deutsch', lang: 'de' } };
export default defineConfig({ integrations: [ starlight({
  title: 'Harbour',
  locales,
  sidebar: [
    'start',
    { label: 'Guides', items: [{ label: 'Tides', link: '/guides/tides/' }, { slug: 'guides/boats' }] },
    { label: 'Reference', autogenerate: { directory: 'reference' } },
    { label: 'Chat', link: 'https://example.org' },
  ],
}) ] });
"""
_ROOT = "src/content/docs"
_PAGES = {
    "index.mdx": "---\ntitle: Home\n---\nWelcome.\n",
    "404.md": "---\ntitle: Lost\n---\nLost.\n",
    "start.md": "---\ntitle: Start\n---\nStart.\n",
    "guides/tides.mdx": "---\ntitle: Tides\n---\nTides.\n",
    "guides/boats.md": "---\ntitle: Boats\n---\nBoats.\n",
    "guides/more.md": "---\ntitle: More\n---\nMore.\n",
    "reference/a.md": "---\ntitle: A\nsidebar:\n  order: 2\n---\nA.\n",
    "reference/b.md": "---\ntitle: B\nsidebar:\n  order: 1\nslug: words/bee\n---\nB.\n",
    "de/start.md": "---\ntitle: Anfang\n---\nAnfang.\n",
}


def _files(config: str = _CONFIG) -> Mapping[str, str]:
    return {"astro.config.mjs": config, **{f"{_ROOT}/{name}": text for name, text in _PAGES.items()}}


def _site(config: str = _CONFIG, language: str = "") -> Site:
    site = Starlight().recognise(Folder.of(_files(config)), Wanted(language=language))
    assert site is not None
    return site


def _paths(site: Site, files: Mapping[str, str]) -> list[object]:
    return paths_of(plan_of(site, files))


def test_another_site_of_astro_is_none() -> None:
    assert Starlight().recognise(Folder.of(_files("export default defineConfig({})")), Wanted()) is None


def test_the_sidebar_gives_the_order_and_the_other_pages_follow() -> None:
    names = ["guides/tides.mdx", "guides/boats.md"]
    plan = plan_of(_site(), _files())
    assert paths_of(plan)[:3] == [f"{_ROOT}/index.mdx", f"{_ROOT}/start.md", [f"{_ROOT}/{name}" for name in names]]
    assert [item.title for item in plan.body if isinstance(item, PlannedChapter)] == ["Guides", "Reference", "Guides"]
    assert paths_of(plan)[-1] == [f"{_ROOT}/guides/more.md"]


def test_a_folder_of_the_sidebar_is_in_the_order_that_its_pages_state() -> None:
    site = _site()
    settings = ContentSettings(keys={**ContentSettings().keys, **site.keys})
    articles = [parse(Source(path, _files()[path].encode()), settings, "en").value for path in site.files]
    chapter = [one for one in site.arrange([one for one in articles if one]).body if isinstance(one, PlannedChapter)][1]
    assert [one.path for one in chapter.articles] == [f"{_ROOT}/reference/b.md", f"{_ROOT}/reference/a.md"]


def test_without_a_sidebar_the_folders_are_the_chapters() -> None:
    site = _site("starlight({title: 'T', locales: {root: {lang: 'en'}, de: {lang: 'de'}}})")
    titles = [item.title for item in plan_of(site, _files()).body if isinstance(item, PlannedChapter)]
    assert titles == ["Guides", "Reference"]


def test_one_language_is_read() -> None:
    """Of the languages of a site, that of the book is read."""
    site = _site(language="de")
    assert (site.files, site.languages[0]) == ((f"{_ROOT}/de/start.md",), "German")


def test_links_may_call_a_page_by_its_address_and_its_slug() -> None:
    body = plan_of(_site(), _files()).body
    files = [file for item in body for file in (item.articles if isinstance(item, PlannedChapter) else [item])]
    names = {file.path: file.names for file in files if isinstance(file, PlannedFile)}
    assert {"/guides/tides", "/guides/tides/"} <= set(names[f"{_ROOT}/guides/tides.mdx"])
    assert "/words/bee/" in names[f"{_ROOT}/reference/b.md"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("import { Tabs } from '@astrojs/starlight/components';\n\n<Tabs>\n<TabItem label=\"npm\">\nx", "**npm**"),
        ('```js title="a.js"\nx\n```', "**a.js**\n\n```js\nx\n```"),
    ],
)
def test_components_and_titles_of_code_are_in_our_markdown(typed: str, meant: str) -> None:
    outcome = _site().prepare(Source(f"{_ROOT}/a.mdx", typed.encode()), lambda _path: None)
    assert meant in outcome.value.data.decode()
    assert "import" not in outcome.value.data.decode()


def test_a_picture_is_in_public_or_in_src() -> None:
    site = _site()
    assert list(site.find("a.md", "/sea.png")) == ["public/sea.png"]
    assert list(site.find("a.md", "~/assets/sea.png")) == ["src/assets/sea.png"]
