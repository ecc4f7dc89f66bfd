"""bookdown: facts on the first page, parts and appendices in headings of pages, labels within text."""

from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, Wanted
from bookbuild.sites.quarto import Quarto
from bookbuild.sites.quarto.recognition import QuartoSite

_FILES = {
    "_bookdown.yml": "book_filename: tides\n",
    "index.Rmd": "---\ntitle: Tides\nauthor: Ada Vale\nbibliography: [book.bib]\n---\n# Preface {-}\n\nWords.\n",
    "01-in.Rmd": "# (PART) First {-}\n\n# Inside {#in}\n\nSee [Low water] and \\@ref(eq:a).\n",
    "02-low.Rmd": "# Low water\n\nWords.\n\n# (PART) Second {-}\n",
    "03-high.Rmd": "# High water\n",
    "04-more.Rmd": "# (APPENDIX) Appendix {-}\n\n# More\n",
    "99-references.Rmd": "`r if (knitr::is_html_output()) '\n# References {-}\n'`\n",
}


def _site() -> QuartoSite:
    site = Quarto().recognise(Folder.of(_FILES), Wanted())
    assert isinstance(site, QuartoSite)
    return site


def _page(path: str, text: str = "") -> str:
    files = {**_FILES, path: text or _FILES[path]}
    read = {name: content.encode() for name, content in files.items()}
    return _site().prepare(Source(path, files[path].encode()), read.get).value.data.decode()


def test_headings_of_pages_are_parts_and_begin_the_appendices() -> None:
    plan = _site().arrange(())
    assert plan.front == (PlannedFile("index.Rmd"),)
    assert plan.body == (
        PlannedChapter((PlannedFile("01-in.Rmd"), PlannedFile("02-low.Rmd")), None, "First"),
        PlannedChapter((PlannedFile("03-high.Rmd"),), None, "Second"),
    )
    assert plan.appendices == (PlannedFile("04-more.Rmd"), PlannedFile("99-references.Rmd"))


def test_the_first_page_has_the_facts_of_the_book_and_a_title_of_its_own() -> None:
    facts = _site().facts
    assert (facts.title, facts.creators[0].name, facts.works) == ("Tides", "Ada Vale", ("book.bib",))
    assert _page("index.Rmd").strip().split("\n")[0] == "# Preface {-}"


def test_a_page_has_its_own_heading_and_links_to_those_of_all_pages() -> None:
    assert _page("01-in.Rmd").strip() == "# Inside {#in}\n\nSee [Low water](<02-low.Rmd#low-water>) and -@eq:a."
    assert _page("99-references.Rmd") == "# References\n\n[]{#refs}"


def test_labels_and_texts_by_their_names_are_ours() -> None:
    equation = "\\begin{equation}\na (\\#eq:a)\n\\end{equation}"
    text = f"{equation}\n\n(ref:c) Words\n\nTable: (\\#tab:t) (ref:c)\n\n| a |\n|---|\n"
    assert _page("03-high.Rmd", text).split("\n")[1] == "a \\label{eq:a}"
    assert "Table: Words {#tab:t}" in _page("03-high.Rmd", text).split("\n")


def test_blocks_of_text_in_code_are_boxes() -> None:
    text = "```{block2, type='rmdcaution'}\nMind *it*.\n```\n\n```{block, type=\"own\"}\nA\n```"
    lines = [line.lstrip(":") for line in _page("03-high.Rmd", text).split("\n") if line]
    assert lines == [" caution", "Mind *it*.", "", "A"]


def test_theorems_in_both_forms_are_numbered() -> None:
    text = '::: {.theorem #p name="Old"}\nA\n:::\n\n```{theorem, q}\nB\n```\n\nTheorem \\@ref(thm:q)'
    lines = [line for line in _page("03-high.Rmd", text).split("\n") if line]
    assert lines == ["[]{#thm:p}**Theorem 1 (Old)**", "A", "[]{#thm:q}**Theorem 2**", "B", "Theorem [2](<#thm:q>)"]
