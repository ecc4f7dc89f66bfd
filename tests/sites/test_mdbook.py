"""mdBook and GitBook: SUMMARY.md defines the book, and pages come with what they include."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Article, Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, PlannedPart, Site, Wanted
from bookbuild.sites.mdbook import MdBook

_SETTINGS = '[book]\ntitle = "Harbour"\nauthors = ["Ada Vale"]\nlanguage = "en-GB"\n'
_NO_ARTICLES: tuple[Article, ...] = ()


def _site(summary: str, files: Mapping[str, str] | None = None, settings: str = _SETTINGS) -> Site:
    pages = {f"src/{name}.md": f"# {name}" for name in ("preface", "a", "b", "b/x", "b/y", "end")}
    folder = Folder.of({"book.toml": settings, "src/SUMMARY.md": summary, **pages, **(files or {})})
    site = MdBook().recognise(folder, Wanted())
    assert site is not None
    return site


def test_the_table_of_contents_gives_the_order() -> None:
    site = _site("# Summary\n\n[Preface](preface.md)\n\n- [B](b.md)\n- [A](./a.md)\n\n[End](end.md)\n")
    plan = site.arrange(_NO_ARTICLES)
    assert plan.front == (PlannedFile("src/preface.md", "Preface"),)
    assert plan.body == (PlannedFile("src/b.md", "B"), PlannedFile("src/a.md", "A"))
    assert plan.back == (PlannedFile("src/end.md", "End"),)
    assert site.files == ("src/preface.md", "src/b.md", "src/a.md", "src/end.md")


def test_entries_with_others_in_them_are_chapters() -> None:
    plan = _site("- [A](a.md)\n- [B](b.md)\n    - [X](b/x.md)\n        - [Y](b/y.md)\n").arrange(_NO_ARTICLES)
    inside = (PlannedFile("src/b/x.md", "X"), PlannedFile("src/b/y.md", "Y"))
    assert plan.body == (
        PlannedChapter((), PlannedFile("src/a.md", "A"), "A"),
        PlannedChapter(inside, PlannedFile("src/b.md", "B"), "B"),
    )


def test_parts_of_single_pages_are_chapters() -> None:
    plan = _site("# Summary\n# *First* part\n- [A](a.md)\n# Second\n- [B](b.md)\n").arrange(_NO_ARTICLES)
    assert plan.body == (
        PlannedChapter((PlannedFile("src/a.md", "A"),), None, "First part"),
        PlannedChapter((PlannedFile("src/b.md", "B"),), None, "Second"),
    )


def test_parts_of_chapters_begin_with_a_page_of_their_own() -> None:
    plan = _site("# Summary\n## One\n* [B](b.md)\n  * [X](b/x.md)\n").arrange(_NO_ARTICLES)
    assert plan.body[0] == PlannedPart("One", "src/SUMMARY.md")
    assert isinstance(plan.body[1], PlannedChapter)


def test_the_settings_give_title_authors_and_language() -> None:
    facts = _site("- [A](a.md)\n").facts
    assert (facts.title, facts.language, [one.name for one in facts.creators]) == ("Harbour", "en-GB", ["Ada Vale"])


def test_the_settings_name_the_folder_of_pages() -> None:
    files = {"text/SUMMARY.md": "- [T](t.md)\n", "text/t.md": "# T"}
    assert _site("- [A](a.md)\n", files, '[book]\nsrc = "./text/"\n').files == ("text/t.md",)


def test_a_gitbook_is_read_too() -> None:
    files = {"SUMMARY.md": "# Table of contents\n\n* [Home](README.md)\n", "README.md": "# Home", "book.json": "{}"}
    site = MdBook().recognise(Folder.of(files), Wanted())
    assert site is not None
    assert (site.kind, site.files, site.folder) == ("a GitBook", ("README.md",), "")


def test_a_page_that_is_not_there_is_reported_with_its_line() -> None:
    (found,) = _site("- [A](a.md)\n- [Gone](gone.md)\n").diagnostics
    assert (found.code, found.location and found.location.line) == ("site-file", 2)
    assert "src/gone.md" in found.message


def test_a_draft_is_left_out_with_its_title() -> None:
    assert [one.path for one in _site("- [A](a.md)\n- [Later]()\n").left_out] == ["'Later' in src/SUMMARY.md"]


def test_a_page_listed_twice_stands_once() -> None:
    plan = _site("- [A](a.md)\n- [A again](a.md#part)\n- [Web](https://example.org)\n").arrange(_NO_ARTICLES)
    assert plan.body == (PlannedFile("src/a.md", "A"),)


def test_a_folder_without_a_table_of_contents_is_none() -> None:
    assert MdBook().recognise(Folder.of({"book.toml": _SETTINGS, "src/a.md": "# A"}), Wanted()) is None


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(text: str, files: Mapping[str, str] | None = None) -> tuple[str, list[Diagnostic], Source]:
    def read(path: str) -> bytes | None:
        return files[path].encode() if files and path in files else None

    outcome = _site("- [A](a.md)\n").prepare(Source("src/a.md", text.encode()), read)
    return outcome.value.data.decode(), list(outcome.diagnostics), outcome.value


def test_files_are_included_whole_or_by_lines() -> None:
    files = {"src/x.txt": "one\ntwo\nthree\nfour\n"}
    for part, words in (("", "one\ntwo\nthree\nfour"), (":2", "two"), (":2:3", "two\nthree"), ("::2", "one\ntwo"),
                        (":3:", "three\nfour")):  # fmt: skip
        assert _page(f"{{{{#include x.txt{part}}}}}", files)[0] == words


def test_files_are_included_by_anchors_whose_lines_are_left_out() -> None:
    files = {"code/x.rs": "a\n// ANCHOR: m\nb\n// ANCHOR: n\nc\n// ANCHOR_END: n\n// ANCHOR_END: m\nd\n"}
    assert _page("```rust\n{{#rustdoc_include ../code/x.rs:m}}\n```", files)[0] == "```rust\nb\nc\n```"


def test_an_included_page_includes_from_where_it_lies() -> None:
    files = {"src/b/x.md": "in {{#include y.md}}.", "src/b/y.md": "y"}
    assert _page("See {{#include b/x.md}}", files)[0] == "See in y."


def test_lines_of_included_files_have_their_own_numbers() -> None:
    _, _, page = _page("first\n{{#include x.txt:2:3}}\nlast", {"src/x.txt": "1\n2\n3\n"})
    assert page.lines == (("src/a.md", 1), ("src/x.txt", 2), ("src/x.txt", 3), ("src/a.md", 3))


def test_a_file_that_cannot_be_included_is_reported() -> None:
    text, (found,), _ = _page("a\n{{#include no.md}}")
    assert text == "a\n"
    assert (found.code, found.location and found.location.line) == ("site-include", 2)


def test_a_page_that_includes_itself_ends() -> None:
    files = {"src/a.md": "x {{#include a.md}}"}
    assert "site-include" in {one.code for one in _page(files["src/a.md"], files)[1]}


def test_an_escaped_mark_is_text() -> None:
    assert _page("`\\{{#include x.md}}`{{#title T}}")[0] == "`{{#include x.md}}`"


def test_rust_shows_what_the_book_shows() -> None:
    text = "```rust,ignore\n# use std;\n#\n##[x]\n#[test]\nfn main() {}\n```\n\n```sh\n# kept\n```"
    assert _page(text)[0] == "```rust\n#[x]\n#[test]\nfn main() {}\n```\n\n```sh\n# kept\n```"


def test_boxes_and_notes_are_ours() -> None:
    text = '```admonish warning title="Mind *it*"\nSome **text**.\n```\n\nA{{footnote: Short.}}'
    assert _page(text)[0] == "::: warning Mind *it*\nSome **text**.\n:::\n\nA^[Short.]"


def test_blocks_of_a_gitbook_keep_their_inside() -> None:
    text = '{% hint style="danger" %}\nMind.\n{% endhint %}\n{% tabs %}\n{% tab title="Linux" %}\nA\n{% endtab %}'
    assert _page(text)[0] == "::: danger\nMind.\n:::\n\n**Linux**\n\nA\n"


def test_an_embedded_page_is_a_link() -> None:
    text = '{% embed url="https://example.org/v" %}\n{% file src="/form.pdf" caption="The form" %}'
    assert _page(text)[0] == "<https://example.org/v>\n[The form](</form.pdf>)"


def test_listings_keep_the_name_of_their_file_and_their_caption() -> None:
    listing = '<Listing number="2-1" file-name="src/main.rs" caption="What is *sent*">\n```\nx\n```\n</Listing>'
    words = [line for line in _page(listing)[0].split("\n") if line]
    assert words == ["**src/main.rs**", "```", "x", "```", "*Listing 2-1: What is *sent**"]


def test_blocks_of_the_page_are_hidden_or_boxes() -> None:
    text = (
        '<div class="warning">\n\nTake care.\n\n</div>\n<div class="hidden">no</div>\n<div class="hidden">\nno\n</div>'
    )
    assert _page(text)[0].split() == [":::", "warning", "Take", "care.", ":::"]
    assert _page('<div class="hidden">\n\nWords')[0].endswith("Words")  # it does not end


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("## A\n\n### B\n\n#### C", "# A\n\n### B\n\n#### C"),
        ("## A\n\n## B", "## A\n\n## B"),
        ("Words\n\n## A", "Words\n\n## A"),
        ("## A\n\n```\n# no heading\n```", "# A\n\n```\n# no heading\n```"),
    ],
)
def test_a_page_that_begins_with_its_highest_heading_has_it_as_its_title(typed: str, meant: str) -> None:
    assert (
        _site("- [A](a.md)\n").prepare(Source("src/a.md", typed.encode()), lambda _: None).value.data.decode() == meant
    )


def test_lines_of_code_are_hidden_by_the_prefix_of_their_language() -> None:
    settings = '[book]\ntitle = "A"\n[output.html.code.hidelines]\npython = "~"\n'
    site = _site("- [A](a.md)\n", settings=settings)
    text = "```python\n~a\nb\n  ~c\n```\n```js,hidelines=!!\n!!a\nb\n```\n```sh\n~a\n```"
    shown = site.prepare(Source("src/a.md", text.encode()), lambda _: None).value.data.decode()
    assert shown == "```python\nb\n```\n```js\nb\n```\n```sh\n~a\n```"


def test_names_of_rules_are_places_and_outlines_of_courses_are_left_out() -> None:
    typed = "r[names.case]\n# Case\n\n{{%segment outline}}\n\n```text\nr[x]\n```"
    made = _site("- [A](a.md)\n").prepare(Source("src/a.md", typed.encode()), lambda _: None).value.data.decode()
    assert made == '<a id="r-names.case"></a>\n\n# Case\n\n\n\n```text\nr[x]\n```'
