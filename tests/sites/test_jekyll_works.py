"""Projects of the Electric Book: works in folders, their pages in the order of their data files."""

from collections.abc import Mapping

from bookbuild.model import Creator
from bookbuild.sites import Folder, Plan, Site, Wanted, recognise
from tests.sites.plans import paths_of, plan_of

DATA = """title: Doors
creator: Ann Other
language: en
products:
  print-pdf:
    files: ["02", "01"]
  epub:
    files:
      - "cover": "cover"
      - "copyright"
      - "10-part"
      - "02": "text"
      - "01"
"""
PAGES = {
    "cover": "style: cover",
    "copyright": "style: copyright-page",
    "10-part": "style: part-page",
    "01": "",
    "02": "",
    "03": "",
    "index": "",
}
PROJECT = {
    "_config.yml": "collections: {docs: {output: true}}\nimage-set: images/web\noutput: web",
    "about.md": "---\ntitle: About\n---\nWords.",
    "_docs/how.md": "---\ntitle: How\n---\nWords.",
    "_data/project.yml": "name: The Project\ndescription: All",
    "_data/works/doors/default.yml": DATA,
    "_data/works/doors/fr/default.yml": "title: Portes\nlanguage: fr",
    "doors/images/web/desk.png": "",
    **{f"doors/{name}.md": f"---\ntitle: {name}\n{more}\n---\nWords." for name, more in PAGES.items()},
    **{f"doors/fr/{name}.md": "---\ntitle: Un\n---\nMots." for name in ("01", "02")},
}


def _site(files: Mapping[str, str], language: str = "") -> Site:
    return recognise(Folder.of(files), Wanted(language))


def _plan(files: Mapping[str, str]) -> Plan:
    return plan_of(_site(files), files)


def test_a_work_has_the_pages_of_its_data_file_in_that_order() -> None:
    """A page of a part begins a chapter, front matter stands before, and what every book has is left out."""
    plan = _plan(PROJECT)
    assert [one.path for one in plan.front] == ["doors/copyright.md"]
    assert paths_of(plan) == [["doors/10-part.md", "doors/02.md", "doors/01.md"]]
    assert {one.path: one.reason.split()[0] for one in plan.left_out} == {
        "doors/cover.md": "pages",
        "doors/03.md": "not",
        "doors/index.md": "not",
    }
    left_out = {one.path for one in _site(PROJECT).left_out}
    assert left_out == {"about.md", "_docs/how.md", "doors/fr/01.md", "doors/fr/02.md"}


def test_the_facts_are_those_of_the_only_work_or_of_the_project() -> None:
    """A translation has its own; of several works each is a chapter, called after it."""
    facts, french = _site(PROJECT).facts, _site(PROJECT, "fr").facts
    assert (facts.title, facts.creators, facts.language) == ("Doors", (Creator("Ann Other"),), "en")
    assert (french.title, french.language) == ("Portes", "fr")
    both = {**PROJECT, "_data/works/walls/default.yml": "title: Walls", "walls/01.md": "---\ntitle: W\n---\nWords."}
    assert _site(both).facts.title == "The Project"
    assert paths_of(_plan(both)) == [
        ["doors/copyright.md", "doors/10-part.md", "doors/02.md", "doors/01.md"],
        ["walls/01.md"],
    ]


def test_pictures_are_found_in_the_sets_of_their_work() -> None:
    """They are called by their names alone, in a translation too."""
    for page in ("doors/01.md", "doors/fr/01.md"):
        assert "doors/images/web/desk.png" in _site(PROJECT).find(page, "../images/web/desk.png")
