"""Manuscripts for pandoc: title and authors from the metadata, files in the order of the folders or of the defaults."""

from collections.abc import Mapping

import pytest

from bookbuild.model import Creator
from bookbuild.sites import Folder, Site, Wanted, recognise
from bookbuild.sites.pandoc import Pandoc
from tests.sites.plans import paths_of, plan_of

_PAGES = {"README.md": "About", "chapters/1-one.md": "One", "chapters/2-two.md": "Two", "chapters/10-ten.md": "Ten"}


def _site(metadata: str, name: str = "metadata.yaml", more: Mapping[str, str] | None = None) -> Site:
    return recognise(Folder.of({**_PAGES, name: metadata, **(more or {})}), Wanted())


@pytest.mark.parametrize(
    ("name", "metadata"),
    [
        ("metadata.yaml", "title: Tides\nauthor: [Ann, Bo]\nlang: en-GB\n"),
        ("meta/title.txt", "---\ntitle: Tides\nauthor:\n- name: Ann\n- name: Bo\nlang: en-GB\n---\n"),
        (
            "metadata.yml",
            "---\ntitle: [{type: main, text: Tides}]\ncreator: [{role: author, text: Ann}, Bo]\nlang: en-GB\n...",
        ),
    ],
)
def test_metadata_give_title_authors_and_language(name: str, metadata: str) -> None:
    facts = _site(metadata, name).facts
    assert (facts.title, facts.language, facts.creators) == ("Tides", "en-GB", (Creator("Ann"), Creator("Bo")))


def test_lines_with_per_cent_signs_are_the_title_and_the_authors() -> None:
    facts = Pandoc().recognise(Folder.of({**_PAGES, "title.txt": "% Tides\n  of the North\n% Ann; Bo\n"}), Wanted())
    assert facts is not None
    assert (facts.facts.title, facts.facts.creators) == ("Tides of the North", (Creator("Ann"), Creator("Bo")))


def test_other_facts_are_those_of_the_metadata() -> None:
    text = "title: [{type: subtitle, text: S}, {type: main, text: T}]\nrights: R\npublisher: P\nkeywords: [a, b]\n"
    facts = _site(f"{text}bibliography: works.bib\ncsl: apa.csl\ncreator: {{role: editor, text: E}}\n").facts
    assert (facts.title, facts.subtitle, facts.rights, facts.publisher) == ("T", "S", "R", "P")
    assert (facts.subjects, facts.works, facts.citation_style) == (("a", "b"), ("works.bib",), "apa.csl")
    assert facts.creators == (Creator("E", "edt"),)


@pytest.mark.parametrize("metadata", ["title: Only", "author: Only", "a: [", "- title", ""])
def test_other_files_of_that_name_are_no_evidence(metadata: str) -> None:
    assert _site(metadata).name == "plain"


def test_files_of_the_folder_of_chapters_are_in_numeric_order_and_are_no_chapter() -> None:
    site = _site("title: T\nauthor: A\n")
    assert paths_of(plan_of(site, _PAGES)) == ["chapters/1-one.md", "chapters/2-two.md", "chapters/10-ten.md"]


def test_input_files_of_defaults_are_the_order_and_one_that_is_missing_is_reported() -> None:
    defaults = "from: markdown\ninput-files:\n- chapters/2-two.md\n- gone.md\n- title.txt\n- chapters/1-one.md\n"
    site = _site("title: T\nauthor: A\n", more={"book.yaml": defaults})
    assert paths_of(plan_of(site, _PAGES)) == ["chapters/2-two.md", "chapters/1-one.md"]
    assert [(one.code, one.location.path if one.location else "") for one in site.diagnostics] == [
        ("site-file", "book.yaml")
    ]
