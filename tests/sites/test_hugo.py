"""Hugo: sections are chapters in the order of their weights, and shortcodes are what they stand for."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, Plan, PlannedChapter, Site, Wanted, recognise
from bookbuild.sites.hugo import Hugo
from tests.sites.plans import paths_of, plan_of

_SETTINGS = 'baseURL = "https://example.net/"\ntitle = "Harbour"\n[params]\nauthor = "Ada Vale"\n'


def _page(**keys: object) -> str:
    return "".join(["---\n", *(f"{key}: {value}\n" for key, value in keys.items()), "---\nWords.\n"])


def _site(files: Mapping[str, str], wanted: str = "", settings: str = _SETTINGS) -> Site:
    site = Hugo().recognise(Folder.of({"hugo.toml": settings, **files}), Wanted(wanted, "content"))
    assert site is not None
    return site


def _plan(files: Mapping[str, str]) -> Plan:
    return plan_of(_site(files), files)


def test_sections_are_chapters_and_pages_are_sorted_by_weight_then_title() -> None:
    files = {
        "content/_index.md": _page(title="Home"),
        "content/b/_index.md": _page(title="Second", weight=20),
        "content/b/x.md": _page(title="Xray"),
        "content/b/y.md": _page(title="Able"),
        "content/b/z.md": _page(title="Zulu", weight=1),
        "content/a/_index.md": _page(title="First", weight=10),
        "content/a/p/index.md": _page(title="Bundle"),
        "content/a/p/part.md": "A part of the bundle, which is no page.",
    }
    assert paths_of(_plan(files)) == [
        "content/_index.md",
        ["content/a/_index.md", "content/a/p/index.md"],
        ["content/b/_index.md", "content/b/z.md", "content/b/y.md", "content/b/x.md"],
    ]


def test_the_newest_page_without_a_weight_comes_first() -> None:
    files = {f"content/a/{day}.md": _page(title=f"D{day}", date=f"2024-01-0{day}") for day in (1, 2, 3)}
    plan = _plan({**files, "content/b/x.md": _page(title="X"), "content/b/y.md": _page(title="Y")})
    assert paths_of(plan)[0] == ["content/a/3.md", "content/a/2.md", "content/a/1.md"]


def test_the_sections_of_a_section_that_is_nearly_all_are_the_chapters() -> None:
    files = {f"content/docs/{section}/{page}.md": _page(title=page) for section in "ab" for page in "xyz"}
    plan = _plan(
        {**files, "content/docs/_index.md": "---\ntitle: Docs\n---\n", "content/about.md": _page(title="About")}
    )
    assert ["content/docs/a/x.md", "content/docs/a/y.md", "content/docs/a/z.md"] in paths_of(plan)
    assert [one.path for one in plan.left_out] == ["content/docs/_index.md"]


def test_pages_have_the_addresses_that_links_use() -> None:
    page = "---\ntitle: T\nslug: tide\naliases: [/old/, /older/]\n---\nWords.\n"
    (planned,) = _plan({"content/a/t.md": page}).body[0].articles  # type: ignore[union-attr]
    assert set(planned.names) >= {"/a/tide/", "/a/t/", "/old/", "/older/"}


@pytest.mark.parametrize(
    ("wanted", "files"), [("", ("content/a/x.md",)), ("de", ("content/a/x.de.md",)), ("de-AT", ("content/a/x.de.md",))]
)
def test_a_book_is_in_one_language_by_suffix(wanted: str, files: tuple[str, ...]) -> None:
    settings = f"{_SETTINGS}[languages.en]\n[languages.de]\n"
    site = _site({"content/a/x.md": "", "content/a/x.de.md": ""}, wanted, settings)
    assert site.files == files
    assert len(site.left_out) == 1


def test_a_book_is_in_one_language_by_folder() -> None:
    settings = f'{_SETTINGS}[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"\n'
    site = _site({"content/en/a.md": "", "content/fr/a.md": ""}, "fr", settings)
    assert site.files == ("content/fr/a.md",)


def test_each_language_may_have_a_folder_of_its_own_beside_the_settings() -> None:
    settings = _SETTINGS + "[languages.en]\ncontentDir = 'pages.en'\n[languages.he]\ncontentDir = 'pages.he'\n"
    files = {"pages.en/a.md": _page(title="A"), "pages.he/a.md": _page(title="B"), "README.md": "About."}
    site = _site(files, "he", settings)
    assert (site.files, site.folder, [one.path for one in site.left_out]) == (
        ("pages.he/a.md",), "pages.he", ["pages.en/a.md"],
    )  # fmt: skip


def test_a_section_without_title_and_words_is_called_like_its_folder() -> None:
    files = {"content/first-steps/_index.md": "---\nweight: 1\n---\n", "content/first-steps/a.md": _page(title="A")}
    chapter = _plan(files).body[0]
    assert isinstance(chapter, PlannedChapter)
    assert chapter.opening
    assert chapter.opening.title == "First steps"


def test_the_settings_give_title_author_and_language() -> None:
    facts = _site({"content/a.md": ""}).facts
    assert (facts.title, facts.language, [one.name for one in facts.creators]) == ("Harbour", "en", ["Ada Vale"])


def test_a_theme_may_have_the_title() -> None:
    files = {"config/_default/config.toml": 'baseurl = "https://a.org/"', "content/a.md": "A"}
    site = recognise(Folder.of({**files, "config/_default/params.toml": 'title = "Harbour"'}), Wanted())
    assert (site.name, site.facts.title) == ("hugo", "Harbour")


def test_pages_that_are_shown_nowhere_are_left_out() -> None:
    files = {"content/a.md": _page(title="A"), "content/h.md": "---\ntitle: H\nheadless: true\n---\nx\n"}
    assert [one.path for one in _plan(files).left_out] == ["content/h.md"]


def test_pictures_are_found_by_their_address_on_the_site() -> None:
    site = _site({"content/docs/a.md": ""})
    assert "static/img/x.png" in site.find("content/docs/a.md", "/img/x.png")
    assert "static/docs/a/x.png" in site.find("content/docs/a.md", "x.png")


def test_a_folder_without_settings_of_hugos_is_none() -> None:
    files = {"config.toml": 'name = "x"\n', "content/a.md": ""}
    assert Hugo().recognise(Folder.of(files), Wanted()) is None


# ── Shortcodes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(
    text: str, files: Mapping[str, str] | None = None, settings: str = _SETTINGS
) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"content/a.md": text, **(files or {})}
    outcome = _site(inside, settings=settings).prepare(
        Source("content/a.md", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('[a]({{< ref "b.md#c" >}})', "[a](b.md#c)"),
        ('[a]({{% relref "/docs/my b.md" %}})', "[a](</docs/my b.md>)"),
        ('{{< figure src="a.png" alt="A" caption="C" >}}', '\n![A](<a.png> "C")\n'),
        ('{{< figure\n  src="a.png"\n  title="T" caption="C" >}}', '\n![T](<a.png> "T. C")\n'),
        ("{{< youtube x1 >}}", "<https://www.youtube.com/watch?v=x1>"),
        ('{{% notice warning "Mind" %}}\nA\n{{% /notice %}}', "::: warning Mind\nA\n:::"),
        ("{{< hint info >}}A *b*.{{< /hint >}} after", "::: note\nA *b*.\n:::\n after"),
        ('{{< alert color="danger" title="T" >}}\nA\n{{< /alert >}}', "::: warning T\nA\n:::"),
        ('{{< details "More" >}}\nA\n{{< /details >}}', "**More**\n\nA\n"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```"),
        ("`{{< ref x >}}` {{< ref x >}}", "`{{< ref x >}}` x"),
        ("{{< code-toggle file=a.toml >}}\nx = 1\n{{< /code-toggle >}}", '```toml title="a.toml"\nx = 1\n```'),
        ("{{< code file=a.md >}}\n```\nx\n```\n{{< /code >}}", '````md title="a.md"\n```\nx\n```\n````'),
        ("a\n{{< comment >}}\nno\n{{< /comment >}}\nb", "a\nb"),
        ("{{< new-in 0.15 />}} a", "*New in 0.15.* a"),
        ('{{< card header="**A**" footer="B" >}}', "\n**A** B\n"),
        ('{{% note "A" %}}\nb\n{{% /note %}}', "::: note A\nb\n:::"),
        ('{{< tabpane >}}\n{{< tab header="A" lang="go" >}}\nx\n{{< /tab >}}', "\n**A**\n\n```go\nx\n```\n"),
        ('{{< tabpane text=true >}}\n{{< tab header="**A**" lang="en" >}}\nx\n{{< /tab >}}', "\n**A**\n\nx\n"),
        ("{{< gist a 1 >}} {{< x user=b id=2 >}}", "<https://gist.github.com/a/1> <https://x.com/b/status/2>"),
        ('- {{< filetree/folder name="a" >}}\n  {{< filetree/file name="b" >}}', "- - a\n  - b"),
        ("```\n{{</* ref x */>}}\n{{< ref y >}}\n```", "```\n{{< ref x >}}\n{{< ref y >}}\n```"),
        ("```\n{{</* math >}}\nx\n{{< /math */>}}\n```", "```\n{{< math >}}\nx\n{{< /math >}}\n```"),
        ("a\n\n<!--more-->\n\nb", "a\n\n\n\nb"),
        ("{{< columns >}}\na\n<--->\nb\n{{< /columns >}}", "\na\n\nb\n"),
        ("{{< katex />}}\n{{< katex display=true >}}\n\\,x\n{{< /katex >}}", "$$\n\\,x\n$$"),
        ("{{< katex >}}x{{< /katex >}} is", "$x$ is"),
        ('{{<button href="/a">}}Read *this*{{</button>}} now', "[Read *this*](</a>) now"),
        ('{{< card image="a.png" >}}\nA', "\n![](<a.png>)\n\nA"),
        ("- ```sh\n  a\n  ```\n{{% /steps %}}\nb", "- ```sh\n  a\n  ```\n\nb"),
        ('{{< tooltip text="hull" id="x" >}}, {{< glossary_tooltip term_id="dry-dock" >}}', "hull, dry dock"),
        ('{{< tab name="A" codelang="sh" >}}\nx\n{{< /tab >}}', "**A**\n\n```sh\nx\n```\n"),
        ('{{< table caption="C" >}}\n| a |\n{{< /table >}}', "**C**\n\n| a |\n"),
        ('## {{% heading "whatsnext" %}}', "## What's next"),
        ('by {{< param "author" >}}', "by Ada Vale"),
        ('{{< link text="A" url="/b" >}}', "[A](</b>)"),
    ],
)  # fmt: skip
def test_shortcodes_are_what_they_stand_for(typed: str, meant: str) -> None:
    assert _text(typed) == (meant, ())


def test_files_are_included_or_reported_as_missing() -> None:
    text, found = _text(
        '{{< readfile file="/_parts/p.md" >}}\n{{< include "no.md" >}}', {"content/_parts/p.md": "p\nq"}
    )
    assert text == "p\nq"
    assert [one.code for one in found] == ["site-include"]


def test_code_and_definitions_are_included_from_their_folders() -> None:
    files = {
        "content/examples/a.yaml": "kind: a",
        "content/docs/reference/glossary/dock.md": "---\ntitle: T\n---\nA place.",
        "content/includes/p.md": "P",
    }
    assert _text('{{% code_sample file="a.yaml" %}}', files)[0] == "```yaml\nkind: a\n```"
    assert _text('{{< glossary_definition term_id="dock" >}}', files)[0] == "A place."
    assert _text('{{< include "p.md" >}}', files)[0] == "P"
    assert "content/includes/p.md" not in _site(files).files


def test_settings_with_a_title_alone_are_hugos_by_their_name() -> None:
    pages = {"content/a.md": "Words."}
    assert Hugo().recognise(Folder.of({"hugo.toml": 'title = "A"', **pages}), Wanted("", "content")) is not None
    assert Hugo().recognise(Folder.of({"config.toml": 'title = "A"', **pages}), Wanted("", "content")) is None


def test_of_a_shortcode_of_the_site_alone_what_it_holds_is_kept_and_it_is_told() -> None:
    text, found = _text('{{< odd title="A" >}}\nb *c*\n{{< /odd >}}\nd {{% list %}}e')
    assert text.split() == ["**A**", "b", "*c*", "d", "e"]
    assert [(one.code, one.cause) for one in found] == [
        ("foreign-markup", "shortcode odd"),
        ("foreign-markup", "shortcode list"),
    ]


def test_parameters_of_the_page_come_before_those_of_the_settings() -> None:
    assert _text("---\nsize: 3\n---\n{{< param size >}}")[0].endswith("---\n3")


def test_included_files_come_without_their_metadata() -> None:
    assert _text('{{% include "/a.md" %}}', {"content/a.md": "---\nx: 1\n---\nA"})[0] == "A"


def test_a_section_can_hide_all_pages_below_it() -> None:
    plan = _plan(
        {
            "content/a.md": "---\ntitle: A\n---\nx",
            "content/common/_index.md": "---\ncascade:\n  build:\n    render: never\n---\nx",
            "content/common/b.md": "x",
        }
    )
    assert paths_of(plan) == ["content/a.md"]
    assert len(plan.left_out) == 2


def test_folders_that_begin_with_an_underscore_hold_parts_of_pages() -> None:
    files = {"content/a.md": "x", "content/_common/b.md": "x", "content/c/_index.md": "x"}
    site = _site({**files, "content/c/_posts/d.md": _page(title="With a title of its own")})
    assert site.files == ("content/a.md", "content/c/_index.md", "content/c/_posts/d.md")
    assert site.parts == ("content/_common/b.md",)


def test_headings_and_terms_are_in_the_words_of_the_site() -> None:
    files = {
        "i18n/fr.toml": '[whatsnext_heading]\nother = "À suivre"',
        "content/reference/glossary/dry-dock.md": _page(title="Dry Dock"),
    }
    settings = f'defaultContentLanguage = "fr"\n{_SETTINGS}'
    text = '## {{% heading "whatsnext" %}}\n\nA {{< glossary_tooltip term_id="dry-dock" >}}.'
    assert _text(text, files, settings=settings)[0] == "## À suivre\n\nA Dry Dock."


def test_parameters_are_filled_in_within_code() -> None:
    settings = f'{_SETTINGS}size = "3"\n'
    code = '```\n{{< param "size" >}} {{</* param "size" */>}}\n```'
    assert _text(code, settings=settings)[0] == '```\n3 {{< param "size" >}}\n```'


def test_a_tab_shows_a_file() -> None:
    tabs = '{{< tab name="A" include="a.json" />}}\n{{< tab name="B" include="b" />}}'
    text, found = _text(tabs, {"content/a.json": "{}", "content/b.md": "*b*"})
    assert (text.split(), found) == (["**A**", "```json", "{}", "```", "**B**", "*b*"], ())


def test_disabled_languages_are_none_of_the_book() -> None:
    settings = f'disableLanguages = ["no"]\n{_SETTINGS}[languages.en]\n[languages.fr]\n[languages.no]\n'
    assert _site({"content/a.md": "x"}, settings=settings).languages == ("English", "fr")


def test_a_mounted_folder_is_that_of_the_pages() -> None:
    """A mount may be of one language."""
    mounts = "[[module.mounts]]\nsource='text/de'\ntarget='content'\nlang='de'\n"
    files = {"hugo.toml": f"defaultContentLanguage='de'\n{mounts}", "text/de/a.md": "x", "text/en/b.md": "x"}
    site = Hugo().recognise(Folder.of(files), Wanted())
    assert site is not None
    assert (site.folder, site.files) == ("text/de", ("text/de/a.md",))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[Wheels](g) turn", "[Wheels](/glossary/wheel/) turn"),
        ("[Mills](g) `[Wheels](g)`", "Mills `[Wheels](g)`"),
        ("{{< code-toggle config=x />}}\n\nText", "Text"),
        ("{{< note />}}\n\nText", "Text"),
    ],
)
def test_links_to_the_glossary_and_tags_without_contents(typed: str, shown: str) -> None:
    """A term without a page keeps its words; a tag that ends itself opens nothing."""
    assert _text(typed, {"content/glossary/wheel.md": "x"})[0].strip() == shown


def test_a_picture_may_be_called_without_its_suffix() -> None:
    assert "content/b/ship.png" in _site({"content/b/index.md": "x"}).find("content/b/index.md", "ship")


def test_pages_in_another_markup_are_told() -> None:
    site = _site({"content/a.md": "x", "content/b.html": "<p>x</p>", "static/c.html": "<p>x</p>"})
    assert [(one.path, one.reason) for one in site.left_out] == [("content/b.html", "not in Markdown")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('{{% notice style="tip" title="A" %}}\nb\n{{% /notice %}}', ["::: tip A", "b", ":::"]),
        ('{{< highlight type="py" >}}\na\n{{< /highlight >}}', ["```py", "a", "```"]),
        ("{{< math >}}\n$$x$$\n{{< /math >}}", ["$$x$$"]),
        ("{{< math >}} a", ["a"]),
        ('{{% siteparam name="author" %}}', ["Ada Vale"]),
        ("a {{< comment >}}b{{< /comment >}} c", ["a  c"]),
        ('{{< tabs items="A,B" >}}\n{{< tab >}}a{{< /tab >}}\n{{< tab >}}b{{< /tab >}}\n{{< /tabs >}}', list("AaBb")),
        (
            '{{< tabpane lang="go" >}}\n{{< tab header="A" >}}a{{< /tab >}}\n{{< /tabpane >}}',
            ["**A**", "```go", "a", "```"],
        ),
        ('{{< hextra/feature-card title="A" subtitle="b" >}}', ["**A** b"]),
        ("{{< chart 90 >}}\na\n{{< /chart >}}", ["a"]),
    ],
)
def test_shortcodes_of_themes_are_what_they_show(typed: str, meant: list[str]) -> None:
    lines = [line.strip() for line in _text(typed)[0].split("\n") if line.strip()]
    assert lines == [f"**{one}**" if one in ("A", "B") else one for one in meant]
