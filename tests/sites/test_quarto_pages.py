"""What Quarto's pages have of pandoc: labelled blocks, theorems, lists, tables, raw pieces, names of headings."""

import pytest

from bookbuild.model import Source
from bookbuild.sites import Folder, Wanted
from bookbuild.sites.quarto import Quarto

_OTHER = "# Other\n\n## Low water {#sec-low}\n"


def _page(text: str) -> str:
    files = {"_quarto.yml": "book: {title: H, chapters: [index.qmd, a.qmd, b.qmd]}", "a.qmd": text, "b.qmd": _OTHER}
    site = Quarto().recognise(Folder.of({"index.qmd": "", **files}), Wanted())
    assert site is not None
    read = {path: content.encode() for path, content in files.items()}
    return site.prepare(Source("a.qmd", text.encode()), read.get).value.data.decode()


def _lines(text: str) -> list[str]:
    """Return the lines of a prepared page that are not empty."""
    return [line for line in _page(text).split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (  # a figure of two pictures is ours
            "::: {#fig-x layout-ncol=2}\n\n![A](a.png){#fig-a}\n![B](b.png)\n\nBoth\n:::",
            ["{#fig-x}", '![A](<a.png> "A"){#fig-a}', '![B](<b.png> "B")', "Both", ""],
        ),
        (
            "::: {#fig-x}\n![](a.png)\n\nOne\n:::",
            ['![](a.png "One"){#fig-x}'],
        ),
        (
            "::: {#fig-x}\n- a\n\nA list\n:::",
            ['<figure id="fig-x" markdown="1">', "- a", '<figcaption markdown="span">A list</figcaption>', "</figure>"],
        ),
        ("::: {#tbl-x}\n| a |\n|---|\n\nWords\n:::", ["| a |", "|---|", ": Words {#tbl-x}"]),
        ("::: {#lst-x}\n```py\na\n```\n\nWords\n:::", ["```py", "a", "```", "Listing: Words {#lst-x}"]),
    ],
)
def test_a_labelled_block_has_its_last_paragraph_as_caption(typed: str, meant: list[str]) -> None:
    assert [line.lstrip(":").strip() for line in _lines(typed)] == [line.lstrip(": ") for line in meant]


def test_theorems_have_numbers_and_are_referred_to_by_them() -> None:
    text = "::: {#thm-a}\n## Tide\nT\n:::\n\n::: {#thm-b}\nU\n:::\n\nSee @thm-b and -@thm-a."
    assert _lines(text) == [
        "[]{#thm-a}**Theorem 1 (Tide)**", "T", "[]{#thm-b}**Theorem 2**", "U",
        "See [Theorem 2](<#thm-b>) and [1](<#thm-a>).",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("(@) A\n(@b) B\n\nSee (@b).", ["1. A", "2. B", "See (2)."]),
        ("a. A\nb. B", ["{type=a}", "1. A", "2. B"]),
        ("i)  A\nii) B", ["{type=i}", "1.  A", "2.  B"]),
        ("#. A\n#. B", ["1. A", "2. B"]),
        ("A. Vale wrote it.\nB. Roe too.", ["A. Vale wrote it.", "B. Roe too."]),
        ("Words\na. none", ["Words", "a. none"]),
    ],
)
def test_lists_of_pandoc_are_ours(typed: str, meant: list[str]) -> None:
    assert _lines(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  A    B\n---  ---\n  1    2\n\n: Words", ["| A | B |", "| ---: | ---: |", "| 1 | 2 |", ": Words"]),
        ("---  ---\n1    2\n---  ---", ["|  |  |", "| --- | --- |", "| 1 | 2 |"]),
        (
            "---------\nA    B|\n---- ----\n1    2\n     more\n\n3    4\n---------",
            ["| A | B\\| |", "| :--- | :--- |", "| 1 | 2 more |", "| 3 | 4 |"],
        ),
        ("Words\n\n---\n\nMore", ["Words", "---", "More"]),
    ],
)
def test_tables_drawn_by_hyphens_are_tables_of_bars(typed: str, meant: list[str]) -> None:
    assert _lines(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("# T\n\n## High *water*\n\n[High water] [w][high water] [High water][] [other] ![High water](a.png)",
         "[High water](<#high-water>) [w](<#high-water>) [High water](<#high-water>) [other] ![High water](a.png)"),
        ("[High]\n\n[high]: a.md\n\n## High\n\n[High]", "[High]"),
        ("`<b>`{=html}a`</b>`{=html}`\\x`{=latex}", "<b>a</b>"),
        ("\\index{tide!high}a \\textbf{b}", '[]{.index key="tide!high"}a \\textbf{b}'),
        ("[see @fig-a; @sec-b] [@fig-a] [@vale2020]", "see @fig-a, @sec-b @fig-a [@vale2020]"),
        ("![a](b.png){fig-align=\"center\" width=3}", '![a](<b.png> "a"){ width=3}'),
        ("[a]{.content-visible when-format=\"pdf\"}b", "b"),
        ("{{< meta title >}}", "H"),
    ],
)  # fmt: skip
def test_running_text_is_ours(typed: str, meant: str) -> None:
    """What pages of Quarto have within a line becomes our Markdown."""
    assert _page(typed).split("\n")[-1] == meant


def test_what_is_for_other_formats_or_about_pages_is_left_out() -> None:
    block = "---\nnocite: |\n  @a\n---"
    text = (
        f"```{{=latex}}\n\\x\n```\n\\newcommand\n\n{block}\n\\vspace{{2cm}} \\noindent\n\n```{{=html}}\n<p>a</p>\n```"
    )
    assert _lines(text) == ["\\newcommand", "<p>a</p>"]


def test_headings_in_tabs_are_bold() -> None:
    assert _lines("::: {.panel-tabset}\n## R\na\n### In\n## Py\n:::") == ["**R**", "a", "### In", "**Py**"]


def test_a_table_that_only_code_makes_is_called_by_its_caption() -> None:
    text = '```{r}\n#| label: tbl-a\n#| tbl-cap: "Boats"\nx\n```\n\nSee @tbl-a.'
    assert _lines(text)[-2:] == ["[]{#tbl-a}*Boats*", "See [Boats](<#tbl-a>)."]


@pytest.mark.parametrize(
    ("website", "paths"),
    [
        ("sidebar: {contents: auto}", ["index.qmd", "a/index.qmd", "a/x.qmd", "b.qmd"]),
        ("sidebar: {contents: [b.qmd, 'a/*.qmd']}", ["index.qmd", "b.qmd", "a/index.qmd", "a/x.qmd"]),
        ("sidebar: {contents: [{section: A, contents: a}]}", ["index.qmd", "a/index.qmd", "a/x.qmd"]),
        ("navbar: {left: [b.qmd, {text: M, menu: [{href: a/}]}]}", ["index.qmd", "b.qmd", "a/index.qmd"]),
        ("title: S", ["index.qmd", "a/index.qmd", "a/x.qmd", "b.qmd"]),
    ],
)
def test_lists_of_a_website_may_name_folders_and_patterns(website: str, paths: list[str]) -> None:
    files = dict.fromkeys(("index.qmd", "b.qmd", "a/x.qmd", "a/index.qmd", "_no.qmd"), "")
    site = Quarto().recognise(Folder.of({"_quarto.yml": f"website: {{{website}}}", **files}), Wanted())
    assert site is not None
    assert sorted(site.files) == sorted(paths)
