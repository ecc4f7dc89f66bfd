"""Whatever an article holds, its prepared body is sound, on screen and on paper."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from bookbuild.model import Article, Link, Picture, Role, Target
from bookbuild.render.body import RenderContext
from bookbuild.render.epub_body import epub_body
from bookbuild.render.labels import labels_for
from bookbuild.render.pdf_body import pdf_body
from bookbuild.render.trees import EPUB, has_class, tree_of
from tests.render.bodies import ABSENT, HERE, INSIDE, MISSING, OUTSIDE, PICTURES, articles

RenderBody = Callable[[Article], etree._Element]
RESOLVED = {"screen": {"a7.xhtml", "a7.xhtml#a7.part", "ch2.xhtml"}, "paper": {"book:a7", "book:a7.part", "book:ch2"}}
ADDRESSES = {address.replace("&amp;", "&") for address in OUTSIDE}
PAPER = {"data-field", "data-name", "data-label", "data-option", "data-max-white", "data-continued"}


def screen_place(target: Target) -> str:
    return f"{target.key}.xhtml" + (f"#{target.anchor}" if target.fragment else "")


def paper_place(target: Target) -> str:
    return f"book:{target.anchor}"


def setting(href_of: Callable[[Target], str], picture_address: Callable[[Picture], str], shift: int) -> RenderContext:
    return RenderContext(
        targets={(HERE, written): target for written, target in (INSIDE | ABSENT).items()},
        pictures={(HERE, written): picture for written, picture in PICTURES.items()},
        present=frozenset({"a53", "a7", "ch2"}),
        href_of=href_of,
        picture_address=picture_address,
        labels=labels_for("en", {}),
        heading_shift=shift,
        number_prefix="7.",
        numbered_before={"figure": 2},
    )


def on_screen(article: Article) -> etree._Element:
    return tree_of(epub_body(article, setting(screen_place, lambda picture: f"../images/{picture.name}", 0)))


def on_paper(article: Article) -> etree._Element:
    markup = pdf_body(article, setting(paper_place, lambda picture: f"book:{picture.name}", 1), page_references=True)
    return tree_of(markup)


def for_any_article(test: Callable[..., None]) -> Callable[..., None]:
    """Hold a law for articles out of the domain's atoms; each law draws its own, so that few will do for one."""
    return settings(max_examples=15)(given(article=articles())(test))


both = pytest.mark.parametrize("render_body", [on_screen, on_paper])


def text_of(tree: etree._Element) -> str:
    return "".join(map(str, tree.itertext()))


def words_in(text: str) -> list[str]:
    return re.findall(r"word\d+\.", text)


def ids_of(tree: etree._Element) -> list[str]:
    return [str(element.get("id")) for element in tree.iter() if element.get("id") is not None]


@both
@for_any_article
def test_ids_are_the_articles_own_and_unique(render_body: RenderBody, article: Article) -> None:
    """Every id begins with the article's key, and none stands twice, whatever the author's ids are."""
    counts = Counter(ids_of(render_body(article)))
    assert [name for name in counts if not name.startswith(("a53.", "a53_"))] == []
    assert [name for name, count in counts.items() if count > 1] == []


@both
@for_any_article
def test_the_authors_ids_stay(render_body: RenderBody, article: Article) -> None:
    """Every place that a link may lead to is still there, even where its own link or image is not."""
    own = re.findall(r' id="([^"]*)"', "".join((article.body, *article.notes)))
    assert {f"a53.{name}" for name in own} <= set(ids_of(render_body(article)))


@both
@for_any_article
def test_headings_skip_no_level(render_body: RenderBody, article: Article) -> None:
    """Headings go at most one level deeper at a time, from the level below the article's title."""
    above = 1 if render_body is on_screen else 2
    for heading in render_body(article).iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        assert 1 < level <= above + 1
        above = level


@both
@for_any_article
def test_no_word_is_lost_or_doubled(render_body: RenderBody, article: Article) -> None:
    """Every word of body and notes stands in the prepared body exactly once."""
    written = words_in("".join((article.body, *article.notes)))
    assert sorted(words_in(text_of(render_body(article)))) == sorted(written)


@both
@for_any_article
def test_every_link_leads_out_or_to_a_place_that_is_there(render_body: RenderBody, article: Article) -> None:
    """A link is one of the author's addresses, or leads to a part of this edition, or to an id of this body."""
    tree = render_body(article)
    here = "#" if render_body is on_screen else "book:"
    within = {f"{here}{name}" for name in ids_of(tree)}
    places = ADDRESSES | within | RESOLVED["screen" if render_body is on_screen else "paper"]
    assert [href for link in tree.iter("a") if (href := link.get("href")) not in places] == []


@both
@for_any_article
def test_no_link_holds_another(render_body: RenderBody, article: Article) -> None:
    """Links never nest, not even where a footnote is called; on paper they hold only text and breaks, or a picture."""
    for link in render_body(article).iter("a"):
        assert next(link.iterancestors("a"), None) is None
        if render_body is on_paper:
            inside = [inner.tag for inner in link]
            assert inside == ["img"] or {"span", "wbr"}.issuperset(inside)


@both
@for_any_article
def test_images_are_placed_or_are_their_alternative(render_body: RenderBody, article: Article) -> None:
    """Every image that is left has its place in the output and a text alternative; a missing one is its alternative."""
    tree = render_body(article)
    place = "../images/desk-1234.png" if render_body is on_screen else "book:desk-1234.png"
    for image in tree.iter("img"):
        assert image.get("src") == place
        assert image.get("alt") is not None
    markup = "".join((article.body, *article.notes))
    missing = [element for element in tree.iter("span") if element.get("class") == "missing-image"]
    assert len(missing) == markup.count(f'src="{MISSING}"')
    assert [text_of(element) for element in missing].count("A desk") == markup.count(f'src="{MISSING}" alt="A desk"')


@both
@for_any_article
def test_no_head_of_a_table_is_empty(render_body: RenderBody, article: Article) -> None:
    """A header cell of a column or a row has text; the empty corner of a table is a plain cell."""
    assert all(text_of(head) or len(head) for head in render_body(article).iter("th"))


@both
@for_any_article
def test_nothing_of_the_parsers_own_is_left(render_body: RenderBody, article: Article) -> None:
    """No private attribute of the body reaches an output; what forms and page breaks are made of is on paper alone."""
    found = {
        str(name) for element in render_body(article).iter() for name in element.attrib if str(name).startswith("data-")
    }
    assert found <= (PAPER if render_body is on_paper else set())


@for_any_article
def test_on_screen_notes_stand_at_the_end_and_lead_back(article: Article) -> None:
    """Every note stands once, in order, after the text; each leads back to its first call, and calls lead to it."""
    tree = on_screen(article)
    notes = [note for note in tree.iter("aside") if note.get("role") == "doc-footnote"]
    assert [note.get("id") for note in notes] == [f"a53_note-{count}" for count in range(1, len(article.notes) + 1)]
    calls = [link for link in tree.iter("a") if link.get("role") == "doc-noteref"]
    assert {call.get("href") for call in calls} == {f"#{note.get('id')}" for note in notes}
    assert all(call.get("href") == f"#a53_note-{call.text}" for call in calls)
    back = [link.get("href") for link in tree.iter("a") if link.get("role") == "doc-backlink"]
    assert back == [f"#a53_ref-{count}" for count in range(1, len(notes) + 1)]


@for_any_article
def test_on_paper_every_note_stands_at_its_first_call(article: Article) -> None:
    """A note called in the text becomes one footnote, without blocks, and later calls print the number it has there."""
    tree = on_paper(article)
    feet = [element for element in tree.iter("span") if has_class(element, "footnote")]
    called = re.findall(r'data-note="(\d+)"', article.body)
    assert [foot.get("id") for foot in feet] == [f"a53_note-{number}" for number in dict.fromkeys(called)]
    counts = {f"book:{foot.get('id')}": str(count) for count, foot in enumerate(feet, 1)}
    for link in tree.iter("a"):
        if link.get("href") in counts:
            assert link.text == counts[str(link.get("href"))]
    for foot in feet:
        assert {element.tag for element in foot.iterdescendants()} <= {
            "span",
            "a",
            "em",
            "q",
            "strong",
            "code",
            "br",
            "img",
            "sup",
        }
        assert not any(inner.get("class") == "footnote" for inner in foot.iterdescendants())


@both
@for_any_article
def test_figures_are_counted_through_the_chapter(render_body: RenderBody, article: Article) -> None:
    """Captioned figures are numbered on from those before them in the chapter, those of notes after the text's."""
    labels = [str(span.text) for span in render_body(article).iter("span") if span.get("class") == "figure-label"]
    assert sorted(labels, key=lambda label: int(label.partition(".")[2])) == [
        f"Figure 7.{count}" for count in range(3, 3 + len(labels))
    ]


@for_any_article
def test_on_screen_every_typed_element_has_its_role(article: Article) -> None:
    """What has an `epub:type` has an ARIA role beside it."""
    typed = [element for element in on_screen(article).iter() if element.get(f"{{{EPUB}}}type")]
    assert [element.tag for element in typed if not element.get("role")] == []


def here(body: str, *links: str) -> Article:
    return Article(HERE, Role.ARTICLE, "Here", body, links=tuple(Link(link, 1) for link in links), key="a53")


def test_page_references_stand_behind_links_to_other_parts_only() -> None:
    """On paper a link to another part prints its page; one within the article, or out of the book, does not."""
    body = '<p><a href="there.md#part">there</a>, <a href="https://example.org/">out</a>.</p>'
    assert text_of(on_paper(here(body, "there.md#part"))) == "there (page\u00a0⟦a7.part⟧), out."


def test_page_references_can_be_left_out() -> None:
    """Without page references a link on paper is only its text."""
    article = here('<p><a href="there.md">there</a></p>', "there.md")
    markup = pdf_body(article, setting(paper_place, lambda picture: picture.name, 0), page_references=False)
    assert markup == '<p><a href="book:a7" class="xref">there</a></p>'


def test_a_note_that_only_another_calls_stands_in_brackets_there() -> None:
    """On paper a note within a note stands in it in brackets, since a page's foot has none of its own."""
    called = '<sup class="noteref" data-note="{}"/>'
    article = replace(here(f"<p>Text{called.format(1)}.</p>"), notes=(f"<p>One{called.format(2)}!</p>", "<p>two</p>"))
    assert text_of(on_paper(article)) == "TextOne (two)!."


def test_a_note_refers_to_a_footnote_of_the_text_by_its_number() -> None:
    """On paper a note that calls another one that stands at a foot prints the number that it has there, as a link."""
    called = '<sup class="noteref" data-note="{}"/>'
    body = f"<p>Text{called.format(2)} and{called.format(1)}.</p>"
    article = replace(here(body), notes=(f"<p>One{called.format(2)}</p>", "<p>Two</p>"))
    tree = on_paper(article)
    assert text_of(tree) == "TextTwo andOne1."
    assert [(link.get("href"), link.text) for link in tree.iter("a")] == [("book:a53_note-2", "1")]


@both
def test_tasks_are_marked_and_labelled(render_body: RenderBody) -> None:
    """Each task begins with a mark with a label whether it is done, in its first paragraph if it has one."""
    tasks = '<li class="task done">Bake</li><li class="task open"><p>Eat</p></li>'
    tree = render_body(here(f'<ul class="task-list">{tasks}</ul>'))
    marks = [(mark.text, mark.get("aria-label")) for mark in tree.iter("span") if mark.get("class") == "task-mark"]
    assert marks == [("☑", "done"), ("☐", "to do")]
    assert [text_of(item) for item in tree.iter("li")] == ["☑\u2002Bake", "☐\u2002Eat"]
    assert [len(item.findall("p/span")) for item in tree.iter("li")] == [0, 1]


@both
def test_a_missing_image_leaves_its_alternative_and_its_id(render_body: RenderBody) -> None:
    """Nothing that belongs to an image stays on the text that stands for it."""
    tree = render_body(here(f'<p><img id="x" src="{MISSING}" alt="A desk" width="3" title="t" class="wide"/></p>'))
    (span,) = tree.iter("span")
    assert {str(name): value for name, value in span.attrib.items()} == {"class": "missing-image", "id": "a53.x"}
    assert span.text == "A desk"


def test_on_paper_an_image_has_the_width_that_was_set() -> None:
    """A width in pixels becomes a style, and attributes that paper does not read are left out."""
    (image,) = on_paper(here('<p><img src="desk.png" alt="" width="300" height="200"/></p>')).iter("img")
    attributes = {str(name): value for name, value in image.attrib.items()}
    assert str(attributes.pop("style")).startswith("width:300px;")
    assert attributes == {"src": "book:desk-1234.png", "alt": ""}


@both
def test_a_picture_that_a_site_sizes_keeps_its_shape_and_is_not_enlarged(render_body: RenderBody) -> None:
    """The size on the site is the most that the picture may measure: the smaller of both makes its width."""
    picture = PICTURES["desk.png"]
    sizes = ((picture.width // 2, picture.height), (picture.width, picture.height // 2), (9999, 9999))
    images = "".join(f'<img src="desk.png" alt="" width="{w}" height="{h}" data-most="1"/>' for w, h in sizes)
    shown = [etree.tostring(image).decode() for image in render_body(here(f"<p>{images}</p>")).iter("img")]
    assert all("data-most" not in image for image in shown)
    assert f"{picture.width // 2}" in shown[0]
    assert f"{round(picture.width * (picture.height // 2) / picture.height)}" in shown[1]
    assert "9999" not in shown[2]


def test_on_paper_a_percent_is_a_share_of_the_text_block() -> None:
    """Half the width is half of what the page has between its margins, wherever the image stands."""
    (image,) = on_paper(here('<ul><li><img src="desk.png" alt="" data-width="50%"/></li></ul>')).iter("img")
    assert "width:calc(0.5 * var(--page-width) - 1 * var(--side-margin))" in (image.get("style") or "")
    assert image.get("data-width") is None


def test_on_paper_a_height_keeps_the_shape() -> None:
    """A height is set as the width that belongs to it, so that a narrow column makes the whole image smaller."""
    (image,) = on_paper(here('<p><img src="desk.png" alt="" data-height="2cm"/></p>')).iter("img")
    picture = PICTURES["desk.png"]
    style = str(image.get("style"))
    assert style.startswith(f"width:{2 * picture.width / picture.height:g}cm;height:auto;max-height:calc(")
    assert "object-fit:contain" in style
    assert image.get("data-shape") is None


def test_on_a_screen_a_height_in_percent_is_that_of_the_window() -> None:
    """A screen has no page: a share of its height is one of the window's; other lengths are as written."""
    images = '<img src="desk.png" alt="" data-height="50%"/> <img src="desk.png" alt="" data-width="8em" height="40"/>'
    styles = [str(image.get("style")) for image in on_screen(here(f"<p>{images}</p>")).iter("img")]
    picture = PICTURES["desk.png"]
    assert styles[0].startswith(f"width:{50 * picture.width / picture.height:g}vh;")
    assert styles[1].startswith("width:8em;height:auto;max-height:40px;")


def test_on_paper_the_meanings_of_abbreviations_are_listed_once() -> None:
    """Paper has no tooltips: what each abbreviation means stands at the end, also of those in notes."""
    body = '<p><abbr title="HyperText">HTML</abbr>, <abbr title="HyperText">HTML</abbr><abbr>CV</abbr></p>'
    lists = [block for block in on_paper(here(body)).iter("div") if block.get("class") == "abbreviations"]
    assert [[text_of(line) for line in block] for block in lists] == [["HTML\u2002HyperText"]]


def test_on_paper_the_line_ends_of_a_note_are_spaces() -> None:
    """White space in a note is collapsed, which the layout engine does in the text alone; code keeps its lines."""
    note = "<p>One\n   two <em>three\n\tfour</em>\nfive</p><pre><code>a\n  b\n</code></pre>"
    tree = on_paper(replace(here('<p>Text<sup class="noteref" data-note="1"/>\nruns.</p>'), notes=(note,)))
    assert text_of(tree) == "TextOne two three four fivea\n  b\n\nruns."


def test_on_paper_marks_side_by_side_are_parted() -> None:
    """A note's mark right behind another is known as such, whether the note stands there or is referred to."""
    call = '<sup class="noteref" data-note="{}"/>'
    body = f"<p>Text{call.format(1)}{call.format(2)} and{call.format(1)}, {call.format(2)}{call.format(1)}.</p>"
    tree = on_paper(replace(here(body), notes=("<p>One</p>", "<p>Two</p>")))
    classes = [mark.get("class") for mark in tree.iter("span", "sup") if not has_class(mark, "note-block")]
    assert classes == ["footnote", "footnote another", "noteref", "noteref", "noteref another"]


@pytest.mark.parametrize("rendered", [on_screen, on_paper])
def test_a_line_of_bold_words_is_marked(rendered: RenderBody) -> None:
    """A paragraph that is a line of bold words alone is marked as the title that it is read as, in every edition."""
    tree = rendered(here("<p>One.</p><p><strong>The title.</strong></p><p><strong>No</strong> title.</p>"))
    assert [has_class(paragraph, "bold-line") for paragraph in tree.iter("p")] == [False, True, False]
