"""MyST and Jupyter Book: tables of contents give the order, and directives and roles are what they stand for."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, PlannedFile, PlannedPart, Site, Wanted, recognise
from bookbuild.sites.myst import Myst

_PAGES = {f"{name}.md": f"# {name}" for name in ("intro", "a", "b", "c")}


def _site(files: Mapping[str, str]) -> Site:
    site = Myst().recognise(Folder.of({**_PAGES, **files}), Wanted())
    assert site is not None
    return site


def test_a_jupyter_book_has_a_root_and_chapters_with_sections() -> None:
    toc = "format: jb-book\nroot: intro\nchapters:\n- file: a\n  sections:\n  - file: b\n- file: c.md\n"
    site = _site({"_toc.yml": toc, "_config.yml": "title: Harbour\nauthor: Ada Vale\n"})
    assert site.arrange(()).body == (
        PlannedFile("intro.md"),
        PlannedChapter((PlannedFile("b.md"),), PlannedFile("a.md"), ""),
        PlannedChapter((), PlannedFile("c.md"), ""),
    )
    assert (site.facts.title, [one.name for one in site.facts.creators]) == ("Harbour", ["Ada Vale"])


def test_parts_of_single_pages_are_chapters() -> None:
    site = _site({"_toc.yml": "root: intro\nparts:\n- caption: One\n  chapters: [{file: a}, {glob: '[bc]'}]\n"})
    inside = (PlannedFile("a.md"), PlannedFile("b.md"), PlannedFile("c.md"))
    assert site.arrange(()).body == (PlannedFile("intro.md"), PlannedChapter(inside, None, "One"))


def test_the_first_format_of_contents_is_read_too() -> None:
    toc = "- file: intro\n- part: One\n  chapters:\n  - file: a\n    sections: [{file: b}]\n"
    body = _site({"_toc.yml": toc}).arrange(()).body
    assert body[1] == PlannedPart("One", "_toc.yml")


def test_a_project_of_myst_lists_its_contents() -> None:
    toc = "[{file: intro.md}, {title: Part, children: [{file: a.md}]}]"
    data = f"project: {{title: Harbour, authors: [{{name: Ada}}], toc: {toc}}}"
    site = _site({"myst.yml": data})
    assert site.arrange(()).body == (PlannedFile("intro.md"), PlannedChapter((PlannedFile("a.md"),), None, "Part"))
    assert site.facts.title == "Harbour"


def test_a_sphinx_project_is_read_by_its_toctree() -> None:
    index = "# Home\n\n```{toctree}\n:caption: Guide\n\nThe A <a>\nb\nhttps://example.org\n```\n"
    site = _site({"index.md": index})
    inside = (PlannedFile("a.md", "The A"), PlannedFile("b.md"))
    assert site.arrange(()).body == (PlannedFile("index.md"), PlannedChapter(inside, None, "Guide"))


def test_pages_that_are_missing_or_not_markdown_are_reported() -> None:
    site = _site({"_toc.yml": "root: intro\nchapters: [{file: gone}, {file: old}]\n", "old.rst": "Old"})
    assert [one.message for one in site.diagnostics] == ["the page gone is not there"]
    assert [one.path for one in site.left_out] == ["old.rst"]


def test_the_settings_of_sphinx_give_the_facts_that_are_written_out() -> None:
    code = "project = 'Tides'\nauthor = \"Ann\"\nrelease = version()\nlanguage = 'de'\nextensions = [\n"
    files = {"docs/index.md": "# T\n\n```{toctree}\na\ngenindex\n```\n", "docs/a.md": "A"}
    broken = recognise(Folder.of({**files, "docs/conf.py": code}), Wanted())
    assert (broken.name, broken.facts.title, broken.diagnostics) == ("myst", "", ())
    facts = recognise(Folder.of({**files, "docs/conf.py": f"{code}]\n"}), Wanted()).facts
    assert (facts.title, [one.name for one in facts.creators], facts.language) == ("Tides", ["Ann"], "de")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    inside = {"_toc.yml": "root: intro\nchapters: [{file: a}, {file: b}]", "a.md": text, **(files or {})}
    outcome = _site(inside).prepare(
        Source("a.md", text.encode()), lambda path: inside[path].encode() if path in inside else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("```{code-block} python\n:linenos:\nx\n```", "````python\nx\n````"),
        ("```{code-cell}\n:tags: [remove-cell]\nx\n```\ny", "y"),
        ("```{figure} s.png\n:name: f\n:alt: S\n\nA *ship*.\n```", '\n![S](<s.png> "A *ship*."){#f}\n'),
        ("```{math}\na\n```", "$$\na\n$$"),
        ("```{epigraph}\nA\n```", "> A"),
        ("```{youtube} x1\n```", "<https://www.youtube.com/watch?v=x1>"),
        ("```{tableofcontents}\n```\nx", "x"),
        ("```{list-table} T\n:header-rows: 1\n* - A\n  - B\n* - a|\n  - b\n```",
         "\n| A | B |\n| --- | --- |\n| a\\| | b |\n\nTable: T\n"),
        ("```{glossary}\nTide\n  Water.\n```", "Tide\n: Water."),
        ("(t)=\n## Tide", "\n## Tide {#t}"),
        ("% no\n+++\na", "\n\na"),
        ("H{sub}`2`O, {kbd}`X`, {abbr}`HTML (Hyper)`", 'H<sub>2</sub>O, <kbd>X</kbd>, <abbr title="Hyper">HTML</abbr>'),
        ("{odd}`x`", "{odd}`x`"),
        ("{func}`~a.b()`, {class}`C`, {py:mod}`m`, {any}`a.b`, {any}`b`", "`b()`, `C`, `m`, `a.b`, [](<b>)"),
        ("{pep}`8`, {rfc}`2822#s`", "[PEP 8](https://peps.python.org/pep-0008/), "
         "[RFC 2822](https://www.rfc-editor.org/rfc/rfc2822#s)"),
        ("```{doctest} group\n>>> 1\n1\n```\n```{testsetup}\nx\n```", "````python\n>>> 1\n1\n````"),
        (":::{note}\n- a\n\n      :::{tip}\n      b\n      :::\n:::",
         f"{':' * 20} note\n- a\n\n      {':' * 19} tip\n      b\n      {':' * 19}\n{':' * 20}"),
        ("```\n{kbd}`X`\n```", "```\n{kbd}`X`\n```"),
        ("```{code-block} yaml\n---\nlineno-start: 2\n---\na: b\n```", "````yaml\na: b\n````"),
    ],
)  # fmt: skip
def test_directives_and_roles_are_what_they_stand_for(typed: str, meant: str) -> None:
    assert _text(typed) == (meant, ())


def test_boxes_hold_boxes_and_keep_their_titles() -> None:
    page, _ = _text("````{note} Mind *it*\n:class: dropdown\nA\n```{tip}\nB\n```\n````")
    outer, _, inner, _, inner_end, outer_end = page.split("\n")
    assert outer == f"{outer_end} note Mind *it*"
    assert inner == f"{inner_end} tip"
    assert len(outer_end) > len(inner_end)


def test_references_are_links_with_the_words_of_their_places() -> None:
    files = {"b.md": "(tide)=\n# The *tide*\n"}
    page, _ = _text("{ref}`tide`, {ref}`that <tide>`, {doc}`b`, {doc}`B <b>`", files)
    assert page == "[The *tide*](<b.md#tide>), [that](<b.md#tide>), [](<b>), [B](<b>)"


def test_files_are_included_as_text_or_as_code() -> None:
    files = {"i.txt": "{kbd}`X`", "c.py": "x = 1\n"}
    page, found = _text(
        "```{include} i.txt\n```\n```{literalinclude} c.py\n:language: python\n```\n```{include} no\n```", files
    )
    assert page == "<kbd>X</kbd>\n```python\nx = 1\n```"
    assert [one.code for one in found] == ["site-include"]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (":lines: 1,3-4", "acd"),
        (":lines: 4-", "d"),
        (":start-line: 1\n:end-line: 3", "bc"),
        (":start-after: a\n:end-before: d", "bc"),
        (":start-at: b\n:end-at: c", "bc"),
        (":start-at: nowhere", "abcd"),
    ],
)
def test_options_choose_the_lines_of_an_included_file(options: str, lines: str) -> None:
    page, _ = _text(f"```{{literalinclude}} c.py\n{options}\n```", {"c.py": "a\nb\nc\nd\n"})
    assert page == "\n".join(["```", *lines, "```"])


def test_names_stand_for_their_texts_and_a_class_makes_the_kind_of_a_box() -> None:
    text = (
        "---\nsubstitutions: {sea: the *tide*}\n---\n{{ sea }} {{ unknown }}\n```{admonition} Mind\n:class: tip\nA\n```"
    )
    page, _ = _text(text)
    assert "the *tide* {{ unknown }}\n" in page
    assert "::: tip Mind\n" in page


def test_a_figure_with_a_block_of_options_is_called_by_its_number() -> None:
    page, _ = _text("```{figure} a.png\n---\nname: fig-a\n---\nWords\n```\n{numref}`fig-a`")
    assert page.endswith("[](<#fig-a>)")


def test_a_directive_that_is_not_understood_keeps_its_inside_and_is_reported() -> None:
    page, found = _text("```{strange} words\nInside.\n```")
    assert page == "words\n\nInside."
    assert [(one.code, one.location and one.location.line) for one in found] == [("foreign-markup", 1)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("{cite}`a, b` {cite:t}`c`", "[@a; @b] @c"),
        ("{py:func}`numpy.mean` {py:class}`~a.B`", "`numpy.mean` `B`"),
        ("{octicon}`star` x", " x"),
        ("(here)=\n## Head\n\n[](here) [words](#here)", "\n## Head {#here}\n\n[Head](<#here>) [words](<#here>)"),
        ("(fig)=\n```{math}\nx\n```", "\n[]{#fig}\n\n$$\nx\n$$"),
        ("$$\nx\n$$ (sum)", "$$\nx\n$$ {#eq:sum}"),
        ("{index}`tide` {index}`a <pair: b; c>`", 'tide[]{.index key="tide"} a[]{.index key="b!c"}'),
        ("{bdg-primary}`b` {smallcaps}`c` {raw:html}`<b>`{raw:latex}`x`", "b [c]{.smallcaps} <b>"),
        ("(a)=\n(b/c)=\n# H\n\n[](b/c)", "\n[]{#a}\n\n# H {#b/c}\n\n[H](<#b/c>)"),
        ("[a](inv:sphinx#b) <inv:py:c#d>", "a `d`"),
        ("[a](project:b.md#c) <project:d.md>", "[a](b.md#c) [](<d.md>)"),
        ("```{math}\n:label: sum\nx\n```\n{eq}`sum`", "$$\nx\n$$ {#eq:sum}\n(-@eq:sum)"),
    ],
)
def test_roles_and_targets_are_links_and_citations(typed: str, meant: str) -> None:
    assert _text(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("```{csv-table} T\n:header: a, b\n:name: tbl-t\n\n1, \"2, 3\"\n```",
         ["| a | b |", "| --- | --- |", "| 1 | 2, 3 |", "Table: T {#tbl-t}"]),
        ("```{csv-table}\n:file: ../t.csv\n```", ["|  |  |", "| --- | --- |", "| x | y |"]),
        ("```{prf:theorem} N\n:label: t\nA\n```", ["[]{#t}", f"{':' * 20} note N", "A", ":" * 20]),
        ("```{raw} html\n<p>a</p>\n```\n```{raw} latex\nb\n```", ["<p>a</p>"]),
        ("```{bibliography}\n:all:\n```", ["[]{#refs}"]),
    ],
)  # fmt: skip
def test_directives_keep_names_files_and_places(typed: str, meant: list[str]) -> None:
    files = {"docs/_toc.yml": "root: a/b", "docs/a/b.md": typed, "docs/t.csv": "x,y\n"}
    site = Myst().recognise(Folder.of(files), Wanted())
    assert site is not None
    read = {path: content.encode() for path, content in files.items()}
    made = site.prepare(Source("docs/a/b.md", typed.encode()), read.get).value.data.decode()
    assert [line for line in made.split("\n") if line] == meant


def test_the_settings_name_the_works() -> None:
    files = {"docs/_toc.yml": "root: a", "docs/a.md": "", "docs/_config.yml": "bibtex_bibfiles: [../w.bib]"}
    site = Myst().recognise(Folder.of(files), Wanted())
    assert site is not None
    assert site.facts.works == ("w.bib",)
    site = Myst().recognise(
        Folder.of({"myst.yml": "project: {toc: [{file: a.md}]}", "a.md": "", "b/w.bib": ""}), Wanted()
    )
    assert site is not None
    assert site.facts.works == ("b/w.bib",)


def test_a_text_of_several_lines_stands_for_a_name_alone_on_a_line() -> None:
    typed = (
        "---\nmyst:\n  substitutions:\n    box: |\n      ```{note}\n      A\n      ```\n---\n{{ box }}\n\nb {{ box }}"
    )
    text, _ = _text(typed)
    assert text.split("\n")[-5:] == [f"{':' * 19} note", "A", ":" * 19, "", "b ```{note} A ```"]
