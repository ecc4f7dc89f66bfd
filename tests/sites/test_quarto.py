"""Quarto and bookdown: their settings give the order, and pages keep their boxes, references and code."""

from collections.abc import Mapping

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, PlannedPart, Site, Wanted
from bookbuild.sites.quarto import Quarto

_BOOK = """
lang: de
book:
  title: Harbour
  author: [Ada Vale, {name: {given: Noor, family: Ilić}}]
  chapters: [index.qmd, one.qmd, {part: Later, chapters: [two.qmd, three.qmd]}]
  appendices: [tools.qmd]
"""
_PAGES = {f"{name}.qmd": f"# {name}" for name in ("index", "one", "two", "three", "tools")}


def _site(files: Mapping[str, str] | None = None, settings: str = _BOOK) -> Site:
    site = Quarto().recognise(Folder.of({"_quarto.yml": settings, **_PAGES, **(files or {})}), Wanted())
    assert site is not None
    return site


def test_chapters_parts_and_appendices_have_their_places() -> None:
    plan = _site().arrange(())
    assert plan.front == (PlannedFile("index.qmd"),)
    assert plan.body == (
        PlannedFile("one.qmd"),
        PlannedChapter((PlannedFile("two.qmd"), PlannedFile("three.qmd")), None, "Later"),
    )
    assert plan.appendices == (PlannedFile("tools.qmd"),)


def test_a_part_may_be_a_page() -> None:
    settings = "book: {chapters: [{part: one.qmd, chapters: [two.qmd]}]}"
    assert _site(settings=settings).arrange(()).body == (
        PlannedChapter((PlannedFile("two.qmd"),), PlannedFile("one.qmd"), ""),
    )


def test_sections_of_a_website_within_each_other_are_parts_and_chapters() -> None:
    settings = "website: {sidebar: {contents: [{section: A, contents: [{section: B, contents: [one.qmd, two.qmd]}]}]}}"
    body = _site(settings=settings).arrange(()).body
    assert body[0] == PlannedPart("A", "_quarto.yml")
    assert isinstance(body[1], PlannedChapter)
    assert body[1].title == "B"


def test_the_settings_give_title_language_and_authors() -> None:
    facts = _site().facts
    assert (facts.title, facts.language) == ("Harbour", "de")
    assert [one.name for one in facts.creators] == ["Ada Vale", "Noor Ilić"]


def test_the_settings_name_the_works_and_the_style() -> None:
    """Files of works and a style of the project are taken over; a style on the web is not."""
    facts = _site(settings=f"{_BOOK}\nbibliography: [a.bib, b.json]\ncsl: ieee.csl").facts
    assert (facts.works, facts.citation_style) == (("a.bib", "b.json"), "ieee.csl")
    facts = _site(settings=f"{_BOOK}\nbibliography: a.bib\ncsl: https://a.b/ieee.csl").facts
    assert (facts.works, facts.citation_style) == (("a.bib",), "")


def test_pages_that_the_settings_do_not_name_are_reported() -> None:
    assert [one.path for one in _site({"stray.qmd": "# S"}).left_out] == ["stray.qmd"]


def test_a_page_that_is_not_there_is_reported() -> None:
    (found,) = _site(settings="book: {chapters: [one.qmd, gone.qmd]}").diagnostics
    assert found.code == "site-file"
    assert "gone.qmd" in found.message


def test_a_bookdown_is_in_the_order_of_its_settings_or_of_its_names() -> None:
    files = {"_bookdown.yml": "rmd_files: [index.Rmd, b.Rmd, a.Rmd]", "index.Rmd": "", "a.Rmd": "", "b.Rmd": ""}
    site = Quarto().recognise(Folder.of(files), Wanted())
    assert site is not None
    assert site.files == ("index.Rmd", "b.Rmd", "a.Rmd")
    site = Quarto().recognise(Folder.of({**files, "_bookdown.yml": "book_filename: x"}), Wanted())
    assert site is not None
    assert site.files == ("index.Rmd", "a.Rmd", "b.Rmd")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"one.qmd": text, **(files or {})}
    outcome = _site(inside).prepare(
        Source("one.qmd", text.encode()), lambda path: inside.get(path, "").encode() or None
    )
    return outcome.value.data.decode(), outcome.diagnostics


def test_callouts_are_ours_with_the_title_of_an_attribute_or_a_heading() -> None:
    page, _ = _page('::: {.callout-note title="Mind" collapse="true"}\nA\n:::\n::: {.callout-tip}\n\n## Head\nB\n:::')
    first, _, _, second, *_ = page.split("\n")
    assert first.lstrip(":") == " note Mind"
    assert second.lstrip(":") == " tip Head"
    assert "## Head" not in page


def test_a_box_in_a_box_closes_before_it() -> None:
    page, _ = _page("::: {.callout-note}\n::: {.callout-tip}\nA\n:::\n:::")
    outer, inner, _, inner_end, outer_end = page.split("\n")
    assert inner.partition(" ")[0] == inner_end
    assert outer.partition(" ")[0] == outer_end
    assert len(outer_end) > len(inner_end)


def test_other_blocks_keep_their_inside_and_their_id() -> None:
    assert _page(":::: {.columns}\n::: {#fig-a .column}\nLeft\n:::\n::::")[0] == "\n\n[]{#fig-a}\n\nLeft\n"


def test_code_is_printed_without_options_and_reported_once() -> None:
    page, found = _page(
        "```{python}\n#| label: x\n1 + 1\n```\n\n``` {r, echo=FALSE}\nhidden()\n```\n\n```{.sh}\nls\n```"
    )
    assert page == "```python\n1 + 1\n```\n\n\n```sh\nls\n```"
    assert [one.code for one in found] == ["foreign-markup"]


def test_references_become_links_with_the_words_of_their_places() -> None:
    files = {"two.qmd": "## The *tide* {#sec-tide}\n"}
    page, _ = _page(r"See \@ref(sec-tide), \@ref(sec-none), @sec-tide; `\@ref(sec-tide)`.", files)
    link = "[The *tide*](<two.qmd#sec-tide>)"
    assert page == rf"See {link}, \@ref(sec-none), @sec-tide; `\@ref(sec-tide)`."


def test_a_link_to_an_object_of_a_program_is_its_words_or_its_name() -> None:
    page, _ = _page("[](`a.B`), [](`~a.B`) and a [Builder](`a.B`)")
    assert page == "`a.B`, `B` and a Builder"


def test_a_figure_is_called_by_its_number() -> None:
    page, _ = _page(r"See \@ref(fig-a).", {"two.qmd": "![A ship](s.png){#fig-a}\n"})
    assert page == "See [](<two.qmd#fig-a>)."


def test_a_picture_on_its_own_line_has_its_words_as_caption() -> None:
    page, _ = _page('![A ship](s.png){#fig-s fig-alt="Seen from land" width=50%}')
    assert page.startswith('![Seen from land](<s.png> "A ship"){#fig-s')


def test_pages_are_included_and_reported_if_they_are_missing() -> None:
    page, found = _page("{{< include _a.md >}}\n{{< include no.md >}}", {"_a.md": "one\ntwo"})
    assert page == "one\ntwo"
    assert [one.code for one in found] == ["site-include"]


def test_shortcodes_that_have_a_meaning_in_a_book_have_it() -> None:
    page, _ = _page("{{< pagebreak >}}\n{{< video https://example.org/v >}}\n{{< kbd Ctrl >}}\n`{{< kbd X >}}`")
    assert page == "\\pagebreak\n<https://example.org/v>\n<kbd>Ctrl</kbd>\n`{{< kbd X >}}`"


def test_a_notebook_is_texts_code_and_results_with_their_pictures() -> None:
    notebook = (
        '{"cells": [{"cell_type": "markdown", "source": ["# N\\n", "words"]},'
        '{"cell_type": "code", "source": "1+1", "outputs": [{"data": {"text/plain": "2"}},'
        '{"data": {"image/png": "eA==", "text/plain": "<Figure>"}}, {"data": {"image/x-odd": "x"}}]},'
        '{"cell_type": "code", "source": "hide()", "metadata": {"tags": ["remove-input"]}},'
        '{"cell_type": "markdown", "source": "![a](attachment:a)", "attachments": {"a": {"image/jpeg": "eQ=="}}}],'
        '"metadata": {"kernelspec": {"name": "python3"}}}'
    )
    site = _site({"n.ipynb": notebook}, "book: {chapters: [n.ipynb]}")
    outcome = site.prepare(Source("n.ipynb", notebook.encode()), lambda _path: None)
    assert outcome.value.data.decode().split("\n\n") == [
        "# N\nwords",
        "````python\n1+1\n````",
        "````\n2\n````",
        "![](data:image/png;base64,eA==)",
        '![a](<data:image/jpeg;base64,eQ==> "a")',
    ]
    assert [one.code for one in outcome.diagnostics] == ["site-include"]


def test_a_broken_notebook_is_reported() -> None:
    outcome = _site().prepare(Source("n.ipynb", b"{"), lambda _path: None)
    assert [one.code for one in outcome.diagnostics] == ["site-file"]


def _prepared(text: str) -> tuple[str, list[str]]:
    site = _site({"one.qmd": text})
    outcome = site.prepare(Source("one.qmd", text.encode()), {"one.qmd": text.encode()}.get)
    return outcome.value.data.decode(), [one.code for one in outcome.diagnostics]


def test_pictures_of_files_that_a_cell_shows_are_in_the_book() -> None:
    cell = '```{r}\n#| echo: false\n#| label: fig-tide\n#| fig-cap: "High"\n#| fig-alt: The quay\n'
    text, codes = _prepared(f'See @fig-tide.\n\n{cell}knitr::include_graphics("tide.png", dpi = 270)\n```\nEnd')
    assert text == 'See @fig-tide.\n\n\n![The quay](<tide.png> "High"){#fig-tide}\n\nEnd'
    assert codes == []


def test_pictures_of_cells_of_bookdown_have_their_captions_in_the_head() -> None:
    head = "```{r tide, echo=FALSE, fig.cap='High'}"
    text, _ = _prepared(f'{head}\nknitr::include_graphics(c("a.png", "b.png"))\n```')
    assert text == '\n![High](<a.png>)\n\n\n![High](<b.png> "High"){#fig:tide}\n'
    assert "include_graphics" in _prepared('```{r, eval=FALSE}\nknitr::include_graphics("a.png")\n```')[0]


def test_a_picture_in_a_named_block_has_its_name() -> None:
    assert _prepared("::: {#fig-both layout-ncol=2}\n![A](a.png)\n:::")[0] == '\n![A](<a.png> "A"){#fig-both}\n'


def test_a_callout_may_be_named_without_braces() -> None:
    assert _page("::: callout-note\nA\n:::")[0].split("\n")[0].endswith(" note")


def test_what_is_for_other_formats_is_left_out() -> None:
    for condition, is_shown in {
        '.content-visible when-format="html"': True,
        '.content-visible when-format="pdf"': False,
        '.content-hidden when-format="pdf"': True,
        '.content-hidden when-format="epub"': False,
        '.content-visible unless-format="html"': False,
    }.items():
        page, _ = _page(f"::: {{{condition}}}\nA\n::: {{.x}}\nB\n:::\n:::\nC")
        assert ("A" in page, "B" in page, "C" in page) == (is_shown, is_shown, True)


def test_of_a_picture_that_only_a_run_makes_the_words_are_kept() -> None:
    cell = "```{r}\n#| label: fig-tide\n#| echo: false\n#| fig-cap: The *tide*\n#| fig-alt: A curve\nplot(x)\n```"
    page, found = _page(cell)
    assert '<figure id="fig-tide"><p markdown="span">A curve</p>' in page
    assert '<figcaption markdown="span">The *tide*</figcaption></figure>' in page
    assert [one.code for one in found] == ["foreign-markup"]


def test_references_in_brackets_are_references() -> None:
    assert _page("[@tbl-x] [-@fig-a] [@vale, p. 3]")[0] == "@tbl-x -@fig-a [@vale, p. 3]"
