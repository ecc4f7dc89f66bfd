"""Quire: pages stand in the order of their numbers, with the figures and references of the data files."""

from collections.abc import Mapping

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.sites import Folder, Plan, PlannedChapter, PlannedFile, Site, Wanted
from bookbuild.sites.quire import Quire
from bookbuild.sites.quire.site import QuireSite
from tests.sites.plans import plan_of

_PUBLICATION = """
title: Harbour
subtitle: In pictures
language: en
publisher: [{name: The Office}]
copyright: © Office
contributor:
  - {type: primary, first_name: Ada, last_name: Vale, bio: A *writer*.}
  - {type: secondary, full_name: Nobody}
"""
_FIGURES = """
figure_list:
  - {id: ship, src: figures/ship.jpg, label: "Figure 1", caption: "A *ship*", alt: "A ship"}
  - {id: film, media_type: youtube, media_id: x1, caption: "A film"}
  - {id: reel, src: reel.jpg, media_type: youtube, media_id: x2, caption: "A reel"}
  - {id: layers, annotations: [{items: [{src: layer.jpg}]}]}
  - {id: list, src: ships.html, label: Table 1}
  - id: states
    alt: Two
    caption: Two states
    annotations:
      - items: [{src: one.jpg, label: First state}, {src: two.jpg, label: Second state}]
      - items: [{src: old-marks.png}]
  - {id: poster, poster: still.jpg, media_type: vimeo, media_id: 7, caption: Sailing}
  - {id: sound, media_type: soundcloud, media_id: 9, caption: Waves}
  - {id: server, manifestId: "https://example.org/m.json", caption: Afloat}
  - {id: played, src: sail.mp4, caption: Afloat}
"""
_OBJECTS = """
object_display_order: [maker, year_made, medium]
object_list:
  - {id: 2, maker: "Ada *Vale*", year_made: 1872, figure: [{id: ship}, {id: layers}], link: "https://example.org/2"}
"""
_REFERENCES = "entries: [{id: Vale 2020, full: 'Vale, Ada. *Tides*. 2020.'}]"


def _site(pages: Mapping[str, str]) -> Site:
    data = {
        "content/_data/publication.yaml": _PUBLICATION,
        "content/_data/figures.yaml": _FIGURES,
        "content/_data/objects.yaml": _OBJECTS,
        "content/_data/references.yaml": _REFERENCES,
        "content/_assets/images/figures/ship.jpg": "",
    }
    site = Quire().recognise(Folder.of({**data, **pages}), Wanted("", "content"))
    assert isinstance(site, QuireSite)
    return site


def _page(title: str, order: float, text: str = "Words.", **keys: str) -> str:
    others = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\norder: {order}\n{others}---\n{text}\n"


def _plan(pages: Mapping[str, str]) -> Plan:
    return plan_of(_site(pages), pages)


def test_pages_are_in_the_order_of_their_numbers_and_folders_are_chapters() -> None:
    plan = _plan(
        {
            "content/intro.md": _page("Intro", -1),
            "content/essay.md": _page("Essay", 20),
            "content/catalogue/index.md": _page("Catalogue", 10),
            "content/catalogue/b.md": _page("B", 11),
            "content/catalogue/a.md": _page("A", 12),
        }
    )
    opened = [item.opening.path for item in plan.body if isinstance(item, PlannedChapter) and item.opening]
    assert opened == ["content/intro.md", "content/catalogue/index.md", "content/essay.md"]
    catalogue = plan.body[1]
    assert isinstance(catalogue, PlannedChapter)
    assert [one.path for one in catalogue.articles] == ["content/catalogue/b.md", "content/catalogue/a.md"]


def test_pages_of_the_website_and_pages_without_text_are_left_out() -> None:
    pages = {
        "content/a.md": _page("A", 1),
        "content/web.md": _page("Web", 2, outputs="[html]"),
        "content/contents.md": _page("Contents", 3, text=""),
    }
    plan = _plan(pages)
    assert plan.body == (PlannedFile("content/a.md", "A"),)
    assert {one.path for one in plan.left_out} == {"content/web.md", "content/contents.md"}


def test_the_publication_gives_title_authors_and_publisher() -> None:
    facts = _site({"content/a.md": ""}).facts
    assert (facts.title, facts.subtitle, facts.publisher) == ("Harbour", "In pictures", "The Office")
    assert [one.name for one in facts.creators] == ["Ada Vale"]


def test_pictures_are_found_among_the_assets() -> None:
    assert "content/_assets/images/figures/ship.jpg" in _site({"content/a.md": ""}).find(
        "content/a.md", "figures/ship.jpg"
    )


def _text(text: str, files: Mapping[str, str] | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
    given = files or {}
    outcome = _site({"content/a.md": text}).prepare(
        Source("content/a.md", text.encode()), lambda path: given[path].encode() if path in given else None
    )
    return outcome.value.data.decode(), outcome.diagnostics


def test_figures_come_with_caption_and_alternative() -> None:
    assert (
        _text("{% figure 'ship' %}")[0].strip()
        == '![A ship](<figures/ship.jpg> "**Figure 1** A *ship*"){#ship .unnumbered}'
    )
    assert _text('{{< q-figure id="ship" >}}')[0].strip().startswith("![A ship]")
    assert _text("{% figuregroup '2' 'ship, film' %}")[0].count("\n") > 2
    assert "<https://www.youtube.com/watch?v=x1>" in _text("{% figure 'film' %}")[0]


def test_a_figure_that_is_in_no_data_file_is_reported() -> None:
    assert [one.code for one in _text("{% figure 'none' %}")[1]] == ["site-include"]


def test_citations_name_the_work_and_the_bibliography_lists_it() -> None:
    assert _text("({% cite 'Vale 2020' '3' %})")[0].startswith("(Vale 2020, 3)\n")
    assert _text("{% cite 'Vale 2020' '3' 'there' %}")[0].startswith("there\n")
    assert "Vale, Ada. *Tides*. 2020." in _text("{% bibliography %}")[0]


def test_references_to_figures_of_the_page_are_links() -> None:
    assert _text("see {% ref 'ship' %}.")[0] == "see Figure 1."
    assert _text("see {% ref 'ship' %}.\n\n{% figure 'ship' %}")[0].startswith("see [Figure 1](#ship).")
    assert _text("a {% annoref fig='ship' region='1,2' text='tall mast' %}")[0] == "a tall mast"


def test_a_picture_of_a_film_comes_with_its_address() -> None:
    assert _text("{% figure 'reel' %}")[0].split() == [
        "![](<reel.jpg>", '"A', 'reel"){#reel', ".unnumbered}", "<https://www.youtube.com/watch?v=x2>",
    ]  # fmt: skip
    assert "](<layer.jpg>" in _text("{% figure 'layers' %}")[0]


def test_tables_come_from_their_files_or_are_told_as_missing() -> None:
    table = {"content/_assets/tables/ships.html": "<table>\n\n<tr><td>Ship</td></tr></table>"}
    text, found = _text("{% figure 'list' %}", table)
    assert (text.split("\n\n")[0].split(), found) == (["<table>", "<tr><td>Ship</td></tr></table>"], ())
    assert [one.code for one in _text("{% figure 'list' %}")[1]] == ["site-include"]


def test_what_the_publication_says_is_filled_in() -> None:
    assert _text("{% contributors format='bio' %}")[0].strip().split("\n\n") == [
        "**Ada Vale**",
        "A *writer*.",
        "**Nobody**",
    ]
    assert _text("{% contributors type='primary' format='string' %}")[0] == "Ada Vale\n"
    assert _text("# {{ publication.title }}\n{% copyright %}")[0] == "# Harbour\n© Office\n"
    text = "{% if publication.isbn %}\nISBN\n{% endif %}\n{% if publication.title %}\nyes\n{% endif %}"
    assert _text(text)[0].split() == ["yes"]


def test_title_pages_are_those_of_the_book() -> None:
    pages = {"content/a.md": _page("A", 1), "content/title.md": _page("T", 0, **{"class": "title-page"})}
    assert [one.path for one in _plan(pages).left_out] == ["content/title.md"]


def test_the_abstract_stands_before_the_text() -> None:
    text, _ = _text("---\ntitle: T\nabstract: |\n  In short.\n---\nWords.")
    assert text.index("In short.", text.index("---\n", 4)) < text.index("Words.")


def test_code_within_code_is_kept() -> None:
    text = "````\n```\n{% figure 'ship' %}\n```\n````"
    assert _text(text)[0] == text


def test_code_is_kept() -> None:
    """Nothing in code is filled in."""
    assert _text("```\n{% figure 'ship' %}\n```")[0] == "```\n{% figure 'ship' %}\n```"


def test_an_object_stands_before_the_text_with_its_figures_and_what_is_known_of_it() -> None:
    text, found = _text("---\ntitle: T\nobject:\n  - id: 2\n---\nWords.\n{% figure 'layers' %}")
    before = text.split("---\n")[2].partition("Words.")[0]
    assert "](<figures/ship.jpg>" in before
    assert "layer.jpg" not in before  # it has a place of its own
    assert "Maker\n: Ada *Vale*\n\nYear made\n: 1872\n\n<https://example.org/2>" in before
    assert found == ()


def test_an_object_may_be_described_in_its_page() -> None:
    text, _ = _text("---\ntitle: T\nobject:\n  - medium: Oil\n    thumbnail: a.jpg\n---\n")
    assert "Medium\n: Oil" in text
    assert "Thumbnail" not in text


def test_the_authors_of_a_page_are_named() -> None:
    person = "contributor:\n  - first_name: Bo\n    last_name: Lind\n"
    assert "*Bo Lind*" in _text(f"---\ntitle: T\n{person}---\nWords.")[0]


def test_files_and_terms_are_put_in() -> None:
    text, found = _text('{% renderFile "./_render/table.md" %}', {"_render/table.md": "| a |\n|---|\n| b |"})
    assert (text.split("\n"), found) == (["", "| a |", "|---|", "| b |", ""], ())
    assert [one.code for one in _text('{% renderFile "none.md" %}')[1]] == ["site-include"]
    assert _text('is {% render "def" term: "pour", display: "poured", x: y %}')[0] == "is poured"


def test_works_that_a_page_cites_are_listed_below_it_but_before_its_notes() -> None:
    text = _text("A[^1] {% cite 'Vale 2020' %}\n\n## Notes\n\n[^1]: B\n")[0]
    assert text.index("## Bibliography") < text.index(": Vale, Ada.") < text.index("## Notes")
    assert "Bibliography" not in _text("A")[0]


def test_a_bibliography_page_lists_all_works() -> None:
    assert ": Vale, Ada." in _text("---\ntitle: Works\nlayout: bibliography\n---\n")[0]


def test_a_label_stands_before_the_title() -> None:
    text = _text('---\nlabel: Cat. 1\ntitle: >\n  A "ship"\norder: 3\n---\nWords.')[0]
    assert text.split("\n")[1:4] == ["label: Cat. 1", r'title: "Cat. 1. A \"ship\""', "order: 3"]


def test_all_layers_of_a_figure_are_shown() -> None:
    found = _text("{% figure 'states' %}")[0].strip().split("\n\n")
    assert found == [
        '![Two](<one.jpg> "Two states"){#states .unnumbered}',
        '![](<two.jpg> "Second state"){.unnumbered}',
        '![](<old-marks.png> "Old marks"){.unnumbered}',
    ]


def test_films_show_their_poster_and_sounds_their_address() -> None:
    assert _text("{% figure 'poster' %}")[0].strip().split("\n\n") == [
        '![](<still.jpg> "Sailing"){#poster .unnumbered}',
        "<https://vimeo.com/7>",
    ]
    assert "<https://api.soundcloud.com/tracks/9>" in _text("{% figure 'sound' %}")[0]


def test_a_figure_whose_picture_is_elsewhere_is_told() -> None:
    for name in ("server", "played"):
        text, found = _text(f"{{% figure '{name}' %}}")
        assert "Afloat" in text
        assert [one.code for one in found] == ["site-include"]


def test_an_object_that_only_its_page_describes_is_shown_with_its_picture() -> None:
    box = "{name: Box, thumbnail: box.jpg, owner: [{first_name: A, last_name: V, years: 1714}]}"
    block = f"---\ntitle: Box\nobject: [{box}]\n---\n"
    assert [line for line in _text(block)[0].split("---\n")[-1].split("\n") if line] == [
        "![Box](<box.jpg>)",
        "Name",
        ": Box",
        "Owner",
        ": A V, 1714",
    ]


def test_a_tag_of_the_publication_alone_leaves_its_words_and_is_told_once() -> None:
    text, found = _text("a {% thing 'red lake' %} and {% thing 'key' %}")
    assert text == "a red lake and key"
    assert [one.code for one in found] == ["foreign-markup"]


def test_pages_of_the_front_and_back_matter_stand_there() -> None:
    plan = _plan(
        {
            "content/cover.md": _page("Cover", 1, layout="cover"),
            "content/preface.md": _page("Preface", 2, classes="[frontmatter]"),
            "content/essay.md": _page("Essay", 3),
            "content/notes.md": _page("Notes", 4, classes="[backmatter]"),
        }
    )
    assert [one.path for one in plan.front] == ["content/cover.md", "content/preface.md"]
    assert [one.path for one in plan.back] == ["content/notes.md"]


def test_loops_over_data_are_left_out_and_told() -> None:
    text, found = _text("a\n{% for one in list %}\n{% if x %}\n{{ one.id }}\n{% endif %}\nz\n{% endfor %}\nb")
    assert text == "a\nb"
    assert [one.code for one in found] == ["foreign-markup"]


@pytest.mark.parametrize(
    "tag",
    [
        '{% figuregroup "2", "ship, film", "is-pulled-right" %}',
        '{{< q-figure-group id="ship, film" grid="3" class="x" >}}',
    ],
)
def test_figures_of_a_group_stand_behind_its_columns_and_before_its_classes(tag: str) -> None:
    text, found = _text(tag)
    assert ("![A ship]" in text, "watch?v=x1" in text, found) == (True, True, ())


def test_lists_of_data_files_are_printed_item_by_item() -> None:
    loop = "{% for one in publication.contributor %}\n- {{ one.last_name | upcase }} {{ one.bio }}\n{% endfor %}\n"
    text, found = _text(f"{loop}{{{{ publication.title }}}} {{{{ publication.none }}}}{{{{ other.x }}}}")
    assert text.split("\n") == ["- VALE A *writer*.", "-  ", "Harbour {{ other.x }}"]
    assert found == ()
    row = "{% for one in publication.contributor %}\n<td>{{ one.bio | markdownify }}</td>\n{% endfor %}"
    assert _text(row)[0].split("\n")[0] == "<td>A <em>writer</em>.</td>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "{{ publication.title }}{% if publication.subtitle %}: {{ publication.subtitle }}{% endif %}",
            "Harbour: In pictures",
        ),
        ("{% if publication.gone %}One{% else %}Two{% endif %}", "Two"),
        ("{% unless publication.gone %}One{% endunless %}", "One"),
        ("{% if publication.gone %}\nOne\n{% else %}\nTwo\n{% endif %}", "Two"),
        ("{% if publication.title %}\n{% if publication.gone %}\nOne\n{% endif %}\nTwo\n{% endif %}", "Two"),
        ("{% assign one = collections.two %}\n{% capture three %}\nFour\n{% endcapture %}\nFive", "Five"),
        ("{% citation context='publication' type='chicago' %}", ""),
        ("{% note 'Some words' 'is-small' %}", "Some words"),
    ],
)
def test_conditions_are_decided_and_other_tags_leave_their_words(typed: str, shown: str) -> None:
    """Of what is not known, the first part is shown."""
    assert _text(typed)[0].strip() == shown


def test_a_group_of_figures_may_have_a_caption_with_any_signs() -> None:
    """It stands below the figures; classes are no words."""
    text = _text("{% figuregroup '2' 'ship, layers' '**Figure 2** A 5% solution. (a) Front.' 'pdf-two-column' %}")[0]
    assert text.rstrip().endswith("\n\n**Figure 2** A 5% solution. (a) Front.")
    assert "pdf-two" not in text + _text("{% figuregroup '2' 'ship' 'pdf-two column' %}")[0]


def test_a_bibliography_is_printed_once_a_page() -> None:
    text = _text("{% cite 'Vale 2020' %}\n\n{% bibliography %}")[0]
    assert text.count("*Tides*") == 1


def test_the_cover_of_the_website_is_no_page() -> None:
    plan = _plan({"content/index.md": _page("Cover", 0, "", layout="cover"), "content/a.md": _page("A", 1)})
    assert [one.path for one in plan.left_out] == ["content/index.md"]
