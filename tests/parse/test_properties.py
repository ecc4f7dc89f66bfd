"""Laws that hold for every text that can be put together of the atoms."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bookbuild.model import Article
from bookbuild.parse.markup import Child, Node, parse_html, walk
from bookbuild.parse.repair import repair
from bookbuild.parse.vocabulary import ATTRIBUTES as ALLOWED
from bookbuild.parse.vocabulary import BLOCKS, GLOBAL_ATTRIBUTES, PHRASING, PRIVATE
from bookbuild.parse.vocabulary import ELEMENTS as KNOWN
from tests.parse.atoms import ATTRIBUTES, ELEMENTS, MARKDOWN
from tests.parse.given import titled

tags = st.builds(
    lambda name, attributes, end: f"<{' '.join([name, *attributes])}{end}",
    st.sampled_from(ELEMENTS),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=3),
    st.sampled_from([">", ">", ">", " />", "\n>", ""]),
)
end_tags = st.sampled_from(ELEMENTS).map(lambda name: f"</{name}>")
texts = st.lists(st.one_of(st.sampled_from(MARKDOWN), tags, end_tags), max_size=30).map("".join)
articles = texts.map(titled)


def letters(children: list[Child]) -> list[str]:
    """Sort all the letters of a tree: what is in a wrong place may be moved, but not lost."""
    texts = (part for node in walk([Node("", {}, children)]) for part in node.children if isinstance(part, str))
    return sorted("".join("".join(texts).split()))


MATHML = "{http://www.w3.org/1998/Math/MathML}"
WRITTEN = {"href", "src", "data-note", "data-work", "data-width", "data-height"}


def fragments(article: Article) -> list[etree._Element]:
    """Parse body and notes as XML, strictly."""
    return [etree.fromstring(f"<root>{part}</root>") for part in (article.body, *article.notes)]


def every(article: Article) -> list[etree._Element]:
    """List every element of body and notes."""
    return [element for fragment in fragments(article) for element in fragment.iterdescendants()]


@given(articles)
@settings(max_examples=120)
def test_body_is_xml_of_known_elements(article: Article) -> None:
    """Body and notes are well-formed, and hold only elements and attributes of the vocabulary, but for formulas."""
    for element in every(article):
        if str(element.tag).startswith(MATHML):
            continue
        assert element.tag in KNOWN
        allowed = GLOBAL_ATTRIBUTES | ALLOWED.get(element.tag, frozenset()) | WRITTEN
        assert {name for name in element.attrib if name not in allowed or name.startswith(PRIVATE)} == set()


@given(articles)
def test_body_is_a_string_of_blocks(article: Article) -> None:
    """Nothing but blocks stands at the top of a body or a note."""
    for fragment in fragments(article):
        assert not (fragment.text or "").strip(" \n\t")
        for element in fragment:
            assert element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iterdescendants())
            assert not (element.tail or "").strip(" \n\t")


@given(articles)
def test_running_text_holds_no_block(article: Article) -> None:
    """In paragraphs, headings, preformatted and inline elements there is only running text."""
    holders = {"p", "pre", "h2", "h3", "h4", "h5", "h6"} | (PHRASING - {"a", "ins", "del"})
    for element in every(article):
        if element.tag in holders:
            assert [inner.tag for inner in element.iterdescendants() if inner.tag in BLOCKS] == []


@given(articles)
def test_headings_are_whole(article: Article) -> None:
    """Headings begin at level 2 and never skip a level; what is reported of them is what stands in the body."""
    levels = [heading.level for heading in article.headings]
    assert all(here <= before + 1 for before, here in zip([1, *levels], levels, strict=False))
    standing = [(e.tag, e.get("id")) for e in every(article) if e.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert standing == [(f"h{heading.level}", heading.id) for heading in article.headings]


@given(articles)
def test_ids_are_unique(article: Article) -> None:
    """No two elements of body and notes have one id, and none is empty or holds white space."""
    ids = [str(element.attrib["id"]) for element in every(article) if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(len(name.split()) == 1 for name in ids)


@given(articles)
def test_links_and_images_are_reported(article: Article) -> None:
    """What is reported of links and images is what stands in body and notes, in order."""
    elements = every(article)
    raw = [str(element.attrib["href"]) for element in elements if "href" in element.attrib]
    inside = [target for target in raw if not target.startswith(("http:", "https:", "mailto:"))]
    told = [link.target for link in article.links if not link.target.startswith(("http:", "https:", "mailto:"))]
    assert inside == told
    assert [e.get("src") for e in elements if e.tag == "img"] == [image.target for image in article.images]
    assert not any(link.target.startswith("javascript:") for link in article.links)


@given(articles)
def test_every_mark_has_its_note(article: Article) -> None:
    """Marks call notes that are there, first marks in order, and every note is called."""
    called = [int(str(e.attrib["data-note"])) for e in every(article) if "data-note" in e.attrib]
    assert list(dict.fromkeys(called)) == list(range(1, len(article.notes) + 1))
    assert all(e.get("data-note") for e in every(article) if e.get("class") == "noteref")


@given(texts)
def test_repair_loses_no_text(text: str) -> None:
    """What an HTML5 parser reads, the repaired tree still has, to the letter; only parentheses of ruby may go."""
    html = text.replace("<rp", "<i").replace("</rp", "</i").replace("alt=", "title=")
    assert letters(repair(parse_html(html))) == letters(parse_html(html))


@given(texts)
def test_parsing_has_no_memory(text: str) -> None:
    """The same text gives the same article, whatever was parsed before it."""
    first = titled(text)
    titled(f"[^1]\n\n{text}\n\n[^1]: x\n\n# H")
    assert titled(text) == first
