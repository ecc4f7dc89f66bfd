"""Grav: a site of a few pages, whole, and what its names mean."""

from collections.abc import Iterable

import pytest

from bookbuild.model import Article, Creator, Role, Source
from bookbuild.sites import Folder, Plan, PlannedChapter, PlannedFile, Site, Wanted, recognise

SITE = {
    "CHANGELOG.md": "",
    "user/config/site.yaml": "title: The <b>Guide</b>\nauthor: {name: The Office}\nmetadata: {description: All of it}",
    "user/config/system.yaml": "languages:\n  default_lang: null\n  supported: [en, de]\nhome: {alias: /start}",
    "user/plugins/error/pages/error.md": "",
    "user/pages/10.offers/docs.md": "",
    "user/pages/2.letters/chapter.md": "",
    "user/pages/2.letters/02.long/docs.md": "",
    "user/pages/2.letters/02.long/docs.de.md": "",
    "user/pages/2.letters/02.long/docs.17.md": "",
    "user/pages/2.letters/02.long/01.deep/docs.md": "",
    "user/pages/2.letters/01.short/docs.md": "",
    "user/pages/2.letters/01.short/notes.min.md": "",
    "user/pages/2.letters/03.german/docs.de.md": "",
    "user/pages/00.start/docs.md": "",
    "user/pages/about/docs.md": "",
    "user/pages/error/error.md": "",
    "user/pages/3.landing/modular.md": "",
    "user/pages/3.landing/_hero/hero.md": "",
}


def article(path: str, **extras: str) -> Article:
    return Article(path, Role.ARTICLE, path, "<p>Words.</p>", extras=tuple(extras.items()))


def site_of(files: Iterable[str] | dict[str, str], language: str = "", folder: str = "") -> Site:
    given = files if isinstance(files, dict) else dict.fromkeys(files, "")
    return recognise(Folder.of(given), Wanted(language, folder))


def plan_of(site: Site, **extras: dict[str, str]) -> Plan:
    return site.arrange([article(path, **extras.get(path.split("/")[-2].split(".")[-1], {})) for path in site.files])


def planned(plan: Plan) -> dict[str, PlannedFile]:
    files: list[PlannedFile] = []
    for item in plan.body:
        chapter = PlannedChapter((item,)) if isinstance(item, PlannedFile) else item
        assert isinstance(chapter, PlannedChapter)
        files += [*([chapter.opening] if chapter.opening else []), *chapter.articles]
    return {file.path.split("/")[-2].split(".")[-1]: file for file in files}


def test_a_site_is_arranged_as_its_visitors_see_it() -> None:
    """Numbers order pages at every level, those without come last; a page comes before its children."""
    site = site_of(SITE)
    assert (site.name, site.folder, site.languages) == ("grav", "user/pages", ("English", "de"))
    chapter = next(item for item in plan_of(site).body if isinstance(item, PlannedChapter))
    assert list(planned(plan_of(site))) == ["start", "letters", "short", "long", "deep", "landing", "offers", "about"]
    assert chapter.opening == PlannedFile("user/pages/2.letters/chapter.md", "Letters", chapter.opening.names)  # type: ignore[union-attr]
    assert [file.path.split("/")[-2] for file in chapter.articles] == ["01.short", "02.long", "01.deep"]


def test_what_is_left_out_is_reported() -> None:
    """Other languages and versions, error pages, and pages that only redirect are left out with a reason."""
    site = site_of(SITE)
    assert {file.path.split("/", 2)[2]: file.reason for file in site.left_out} == {
        "2.letters/02.long/docs.de.md": "in other languages",
        "2.letters/02.long/docs.17.md": "of other versions than the one that is in the book",
        "2.letters/03.german/docs.de.md": "only in other languages",
        "2.letters/01.short/notes.min.md": "for other templates than those that most pages have",
    }
    plan = plan_of(site, about={"redirect": "/start"})
    assert [file.path for file in plan.left_out] == ["user/pages/about/docs.md", "user/pages/error/error.md"]


def test_settings_hold_the_facts_of_the_book() -> None:
    """Title, author and description are those of the site, without tags; its first language is that of the book."""
    facts = site_of(SITE).facts
    assert (facts.title, facts.language, facts.description) == ("The Guide", "en", "All of it")
    assert facts.creators == (Creator("The Office"),)


def test_settings_may_be_in_a_folder_beside_the_pages() -> None:
    """They are read if no other folder there has settings too."""
    files = {"pages/01.a/docs.md": "", "deploy/config/site.yaml": "title: Guide"}
    assert site_of(files).facts.title == "Guide"
    assert site_of({**files, "themes/config/site.yaml": "title: Theme"}).facts.title == ""


def test_another_language_is_another_book() -> None:
    """With a language, its files are taken, by the language alone if the region is not there."""
    site = site_of(SITE, "de-AT")
    assert [path.split("/", 3)[3] for path in site.files] == ["02.long/docs.de.md", "03.german/docs.de.md"]


@pytest.mark.parametrize(
    ("files", "wanted", "taken"),
    [
        (("docs.md",), "de", "docs.md"),
        (("docs.md", "docs.fr.md"), "", "docs.md"),
        (("docs.md", "docs.fr.md"), "fr", "docs.fr.md"),
        (("docs.md", "docs.en.md"), "fr", "docs.md"),
        (("docs.de.md", "docs.en.md"), "", "docs.en.md"),
        (("docs.de.md", "docs.fr.md"), "", "docs.de.md"),
        (("docs.md", "docs.pt-br.md"), "pt-BR", "docs.pt-br.md"),
        (("docs.16.md", "docs.17.md"), "", "docs.17.md"),
        (("docs.md", "docs.17.md"), "", "docs.md"),
        (("docs.min.md",), "", "docs.min.md"),
    ],
)
def test_one_file_of_a_page_is_read(files: tuple[str, ...], wanted: str, taken: str) -> None:
    """It is the one in the language of the book; a mark that is no language tag is a part of the name."""
    assert site_of([f"01.a/{name}" for name in files], wanted).files == (f"01.a/{taken}",)


def test_a_page_may_be_in_each_language_for_another_template() -> None:
    """Of several files in the book's language the template decides, and the others are reported."""
    files = ("01.a/docs.en.md", "01.a/docs.de.md", "02.b/docs.de.md", "02.b/default.en.md", "03.c/docs.en.md")
    both = (*files, "03.c/default.en.md", "03.c/default.de.md", "04.d/default.de.md", "04.d/default.en.md")
    site = site_of((*both, "05.e/docs.en.md"))
    assert site.files == (
        "01.a/docs.en.md",
        "02.b/default.en.md",
        "03.c/docs.en.md",
        "04.d/default.en.md",
        "05.e/docs.en.md",
    )
    assert [one.path for one in site.left_out if "templates" in one.reason] == ["03.c/default.en.md"]


def test_pages_are_called_by_all_their_addresses() -> None:
    """The path without numbers, slug, routes and aliases name a page, and so do its files in other languages;
    the home page is the root.
    """
    extras = {"long": {"slug": "wide", "routes.default": "/w", "routes.aliases": "/x, /y", "routes.canonical": "/z"}}
    names = planned(plan_of(site_of(SITE), **extras))
    assert names["long"].names[:6] == ("/letters/wide", "/w", "/z", "/x", "/y", "/letters/long")
    assert names["deep"].names[:2] == ("/letters/wide/deep", "/letters/long/deep")
    assert "/" in names["start"].names
    assert "/en/offers" in names["offers"].names
    assert "user/pages/2.letters/02.long/docs.de.md" in names["long"].names


def test_modules_stand_in_their_page() -> None:
    """They follow the page's text in the order that it states, unpublished ones aside, each line with its place."""
    site = site_of({"01.a/page.md": "", "01.a/_one/x.md": "", "01.a/_two/x.md": "", "01.a/_three/x.md": ""})
    files = {
        "01.a/_one/x.md": b"---\ntitle: T\n---\nOne",
        "01.a/_two/x.md": b"Two",
        "01.a/_three/x.md": b"---\npublished: false\n---\nThree",
    }
    page = Source("01.a/page.md", b"---\ncontent: {order: {custom: [_two, _one]}}\n---\nOwn")
    prepared = site.prepare(page, files.get).value
    assert prepared.data.decode().split("\n")[3:] == ["Own", "", "Two", "", "One"]
    assert prepared.lines[3::2] == (("01.a/page.md", 4), ("01.a/_two/x.md", 1), ("01.a/_one/x.md", 4))
    assert site.files == ("01.a/page.md",)
    assert "01.a/_one/desk.png" in site.find("01.a/page.md", "desk.png")


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("image://desk.png?resize=10,10", "user/images/desk.png"),
        ("image://desk.png", "user/pages/images/desk.png"),
        ("page://2.letters/desk.png", "user/pages/2.letters/desk.png"),
        ("theme://desk.png", "user/themes/desk.png"),
        ("user://desk.png", "user/desk.png"),
        ("/user/images/desk.png", "user/images/desk.png"),
    ],
)
def test_pictures_are_found_where_grav_keeps_them(target: str, path: str) -> None:
    """Each scheme stands for folders of the site."""
    assert path in site_of(SITE).find("user/pages/10.offers/docs.md", target)


@pytest.mark.parametrize(
    "files",
    [
        ("01.a/docs.md",),
        ("pages/01.a/docs.md",),
        ("01.a/docs.md", "02.b/docs.md", "02.b/default.md", "03.c/default.md"),
        ("pages/a/docs.md", "config/system.yaml"),
        ("user/pages/a/docs.md", "user/config/site.yaml"),
        [f"pages/{n}.p{n}/page_{n}.md" for n in range(9)] + ["pages/9.p9/page_9.md", "pages/9.p9/docs.fr.md"],
    ],
)
def test_a_site_is_recognised_from_its_root_or_its_pages(files: tuple[str, ...]) -> None:
    """Numbered folders with one page each, but for a few, or a folder of pages beside its settings, are Grav's."""
    assert site_of(files).name == "grav"


@pytest.mark.parametrize("files", [("01.a/x.md", "01.a/y.md"), ("01 a/x.md",), ("a/x.md",), ("x.md", "01.a/y.md")])
def test_other_folders_are_not_taken_for_a_site(files: tuple[str, ...]) -> None:
    """Folders with several files, or files beside numbered folders, are plain folders."""
    assert site_of(files).name == "plain"


def test_a_convention_can_be_named() -> None:
    """What bookbuild.toml names is taken at its word, whatever the files look like."""
    folder = Folder.of({"a/x.md": "", "01.a/docs.md": ""})
    assert [recognise(folder, Wanted(), name).name for name in ("grav", "plain", "none")] == ["grav", "plain", "plain"]
    assert not recognise(folder, Wanted(), "none").arrange([article("a/x.md")]).is_of_folders


def test_the_pages_of_a_folder_have_the_keys_of_its_defaults() -> None:
    defaults = "title: Default\nmetadata:\n  description: D\nrouteable: x\n"
    files = {
        "pages/01.a/docs.md": "---\ntitle: Own\n---\nWords.",
        "pages/01.a/frontmatter.yaml": defaults,
        "pages/02.b/docs.md": "Words.",
        "pages/02.b/frontmatter.yaml": defaults,
    }
    site = site_of(files)
    first, second = (
        site.prepare(Source(path, files[path].encode()), lambda one: files[one].encode()).value for path in site.files
    )
    assert first.data.decode() == "---\ntitle: Own\nmetadata:\n  description: D\nrouteable: x\n---\nWords."
    assert second.data.decode().startswith("---\ntitle: Default\n")
    assert second.lines[1] == ("pages/02.b/frontmatter.yaml", 1)
    assert second.lines[-1] == ("pages/02.b/docs.md", 1)


def test_of_texts_for_versions_those_of_the_site_s_own_are_read() -> None:
    """Its settings name versions where others name languages; lines keep their places, and code stays."""
    settings = {"pages/01.a/docs.md": "", "config/system.yaml": "languages: {supported: [15, 16], default_lang: 15}"}
    code = b"`[version=16]y[/version]`"
    typed = b"At [version=15]5+[/version][version=16,17]7+[/version]\n[version=16]\nX\n[/version]\n" + code
    prepared = site_of(settings).prepare(Source("pages/01.a/docs.md", typed), lambda _: None).value
    assert prepared.data == b"At 5+\n\n\n\n" + code
    plain = {"pages/01.a/docs.md": ""}
    assert site_of(plain).prepare(Source("pages/01.a/docs.md", typed), lambda _: None).value.data == typed


def test_of_folders_that_are_versions_the_last_is_read() -> None:
    pages = [f"pages/{version}/0{n}.{name}/docs.md" for version in (9, 17) for n, name in enumerate("ab", 1)]
    site = site_of([*pages, "pages/17/01.a/01.c/docs.md"])
    assert [one.path for one in planned(plan_of(site)).values()] == [pages[2], "pages/17/01.a/01.c/docs.md", pages[3]]
    assert [one.path for one in site.left_out] == pages[:2]
    years = site_of([f"pages/20{year}/0{year}.p{year}/item.md" for year in (23, 24)])
    assert len(planned(plan_of(years))) == 2
