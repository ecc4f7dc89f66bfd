"""A handout is complete: it states where it is from, and every link in it is of use on paper."""

import re
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from bookbuild.model import (
    Article,
    Chapter,
    Edition,
    HandoutLayout,
    HandoutSettings,
    Identity,
    Number,
    PdfRendition,
    Role,
)
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.render.addresses import number_links, online_address, typed_address
from bookbuild.render.handout_page import HandoutPage
from bookbuild.render.handouts import Handouts, end_of, select_handouts
from bookbuild.render.monochrome import in_greys
from bookbuild.render.qr import LEAST_MODULE, LEAST_SIDE, QUIET_ZONE, qr_code
from tests.book import BookProject
from tests.render.bodies import articles

WORDS = "Bake it. [Out](https://example.org/a), [in](2.md), [again](https://example.org/a), [mail](mailto:ada@b.org)."
ONLINE = HandoutSettings(address="https://example.org/{chapter}/{slug}")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    project = BookProject(tmp_path_factory.mktemp("guide")).config('[chapters.1]\ntitle = "Ovens & <fire>"')
    project.article(1, f"{WORDS}\n\n## Heat\n\nWarm, see [heat](#heat).\n\n::: answer\nSecret\n:::\n")
    return read(project.article(2, "Words.").folder, {}).value


def handouts(
    reading: Reading, settings: HandoutSettings = ONLINE, *, answers: bool = False, columns: int = 1
) -> PdfRendition:
    book = replace(reading.book, elsewhere={"a2": "full book, page 9"})
    page = reading.config.editions["handout"].page
    assert page is not None
    made = Handouts(
        book, reading.config.settings_for(Edition(page=page, answers=answers)), reading.theme, settings, {"a1": "7"}
    )
    return made.rendition({"a1": HandoutLayout(10.0, columns), "a2": HandoutLayout(11.5, columns)})


def tree_of(rendition: PdfRendition, place: int = 0) -> etree._Element:
    return etree.fromstring(rendition.runs[place].xhtml)


def text_of(tree: etree._Element, name: str) -> list[str]:
    """The texts of the elements of a class."""
    found = tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    assert isinstance(found, list)
    return [" ".join("".join(map(str, one.itertext())).split()) for one in found if isinstance(one, etree._Element)]


def test_it_states_what_it_is_and_where_it_is_from(reading: Reading) -> None:
    """The band names guide, chapter and article; the last line gives the place in the full guide."""
    tree = tree_of(handouts(reading))
    assert text_of(tree, "band-source") == ["A book 1 Ovens & <fire>"]
    assert text_of(tree, "band-title") == ["Article 1"]
    assert text_of(tree, "source-line") == ["From A book, chapter 1, article 1, page 7"]
    assert [heading.tag for heading in tree.iter("h1", "h2")] == ["h1", "h2"]


def test_links_are_of_use_on_paper(reading: Reading) -> None:
    """A link out has the number of its address in the list, one into the guide states where in words, and one into the
    article leads there.
    """
    tree = tree_of(handouts(reading))
    body = text_of(tree, "handout-body")[0]
    assert "Out [1], in (full book, page 9), again [1], mail [2]." in body
    assert text_of(tree, "address") == ["[1] example.org/a", "[2] ada@b.org"]
    assert [link.get("href") for link in tree.iter("a") if "book:" in str(link.get("href"))] == ["book:a1.heat"]


@pytest.mark.parametrize(("way", "listed"), [("none", 0), ("notes", 0), ("codes", 2), ("", 2)])
def test_addresses_are_printed_as_set(reading: Reading, way: str, listed: int) -> None:
    """A handout lists the addresses of its links unless they are to be notes, or not to be printed."""
    book = reading.config.editions["handout"].page
    assert book is not None
    config = reading.config.settings_for(Edition(page=replace(book, addresses=way)))
    made = Handouts(reading.book, config, reading.theme, HandoutSettings(), {}).rendition({"a1": HandoutLayout(10.0)})
    tree = tree_of(made)
    assert len(text_of(tree, "address")) == listed
    assert text_of(tree, "footnote") == (["example.org/a", "ada@b.org"] if way == "notes" else [])


def test_two_columns_take_the_width_of_the_page(reading: Reading) -> None:
    """In two columns nothing hangs beside the text, and one column has no type that two would be better for."""
    one, two = handouts(reading), handouts(reading, columns=2)
    names = [str(tree_of(made).xpath("string(//body/@class)")).split() for made in (one, two)]
    assert ["hung" in own for own in names] == [True, False]
    assert all("hung-band" in own for own in names), "the number stands beside the title in both"
    assert len(text_of(tree_of(two), "handout-columns")) == 1
    bounds = HandoutPage.of(reading.config.page.geometry, with_notes=False).column_bounds
    assert bounds is not None
    assert HandoutPage.of(reading.config.page.geometry, with_notes=True).column_bounds is None


def test_codes_have_alternatives(reading: Reading) -> None:
    """Each code is a picture of the rendition whose alternative is its address; the article's own is the first."""
    rendition = handouts(reading)
    images = [image for image in tree_of(rendition).iter("img") if image.get("class") == "qr"]
    addresses = ["https://example.org/1/1", "https://example.org/a", "mailto:ada@b.org"]
    assert [image.get("alt") for image in images] == [f"QR code: {address}" for address in addresses]
    assert all(str(image.get("src")).removeprefix("book:") in rendition.files for image in images)


def test_no_address_no_list(reading: Reading) -> None:
    """A handout without links and without an address online has no list of addresses and no code."""
    tree = tree_of(handouts(reading, HandoutSettings()), place=1)
    assert list(tree.iter("img", "ul")) == []


def test_answers_stay_out(reading: Reading) -> None:
    """Model answers are not handed out, unless the edition includes them."""
    assert "Secret" not in handouts(reading).runs[0].xhtml
    assert "Secret" in handouts(reading, answers=True).runs[0].xhtml


def test_each_has_its_own_type_and_counts_its_own_pages(reading: Reading) -> None:
    """Type and leading are set on each handout, so that stylesheets are shared, and all measures of type go by them;
    each begins a series on a recto.
    """
    rendition = handouts(reading)
    runs = rendition.runs
    sizes = [re.findall(r'<html [^>]*style="font-size:([\d.]+)pt;line-height:([\d.]+)pt"', run.xhtml) for run in runs]
    assert "--text-size: 1rem; --leading: 1.4rem" in rendition.stylesheets[0].css
    assert sizes == [[("10", "14.00")], [("11.5", "16.10")]]
    assert [(run.opens, run.series) for run in runs] == [("recto", "1-"), ("recto", "2-")]
    assert all(f'id="{end_of(run.name)}"' in run.xhtml for run in runs)


def test_notes_bring_rules(reading: Reading) -> None:
    """With notes there is a ruled column that screen readers skip, and the address stands in the list."""
    tree = tree_of(handouts(reading, replace(ONLINE, notes=True)))
    (column,) = (element for element in tree.iter("div") if element.get("class") == "notes-column")
    assert (column.get("aria-hidden"), len(column)) == ("true", 32)
    assert text_of(tree, "address")[0] == "Read it online example.org/1/1"


def test_the_columns_fill_the_paper(reading: Reading) -> None:
    """Margins, text and notes are as wide as the paper, and without notes the measure is that of the edition's page."""
    page = reading.config.page.geometry
    plain, noted = HandoutPage.of(page, with_notes=False), HandoutPage.of(page, with_notes=True)
    assert plain.start + plain.end == pytest.approx(page.inner + page.outer)
    assert page.width - noted.start - noted.end + 8 == pytest.approx(2 * noted.notes)


def test_one_alone_is_called_by_its_title(reading: Reading) -> None:
    """Of many handouts one can be taken: its title comes first, and it has no outline; several keep theirs."""
    many, identity = handouts(reading), Identity("A book", identifier="urn:x")
    one = select_handouts(many, {"a2"}, identity)
    assert ([run.name for run in one.runs], one.outline) == (["a2"], ())
    assert (one.identity.title, one.identity.urn) == ("Article 2 · A book", "urn:x")
    assert [point.target for point in select_handouts(many, {"a1", "a2"}, identity).outline] == ["a1", "a2"]


def test_monochrome_is_black_on_white(reading: Reading) -> None:
    """A handout that spares toner names no colour but black, white and greys in its own styles."""
    rendition = handouts(reading, replace(ONLINE, monochrome=True))
    styles = re.findall(r'style="(--accent[^"]*)"', rendition.runs[0].xhtml)
    assert styles
    assert set(re.findall(r"(#\w+)", "".join(styles))) == {"#000000", "#ffffff"}
    css = "".join(sheet.css for sheet in rendition.stylesheets)
    assert "#1d2125" not in re.sub(r":root\s*{[^}]*}", "", css).replace(
        "mark { background: #f7ecc0; color: #1d2125", ""
    )


def test_drawings_turn_grey() -> None:
    """Colours of a drawing become black, greys or white, wherever they stand; references and pixels stay."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:#eef1f2}</style><rect fill="#1f4e5f" stroke="#fc0" '
        'style="stroke:#B98A3E;fill:url(#bada55)"/></svg>'
    )
    turned = in_greys({"a.svg": drawing.encode(), "b.png": b"#1f4e5f"})
    colours = re.findall(r"(?<!\()#(\w{6})", turned["a.svg"].decode())
    assert colours == ["ffffff", "000000", "c8c8c8", "8f8f8f"]
    assert b"url(#bada55)" in turned["a.svg"]
    assert turned["b.png"] == b"#1f4e5f"


@given(articles())
def test_every_link_out_is_numbered(article: Article) -> None:
    """Each link out of the book has the number of its address right behind it, and nothing else changes."""
    numbered = number_links(article)
    body = "".join((numbered.article.body, *numbered.article.notes))
    mark = r'<span class="link-number">\u00a0\[(\d+)\]</span>'
    links = re.findall(rf'<a href="([^"]+)"[^>]*>(?:(?!<a ).)*?</a>(?:{mark})?', body, re.DOTALL)
    inside = {link.target for link in article.links}
    for href, number in links:
        address = href.replace("&amp;", "&")
        assert numbered.addresses[int(number) - 1] == address if number else address in inside
    plain = replace(article, body=re.sub(mark, "", numbered.article.body))
    assert number_links(plain).article.body == numbered.article.body


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("content/ch07/when-do-you.md", "when-do-you"),
        ("content/07-when-do-you.md", "when-do-you"),
        ("pages/03.offers/53.when-do-you/article.md", "when-do-you"),
        ("pages/03.offers/how-much.md", "how-much"),
    ],
)
def test_an_address_is_made_of_the_article(path: str, slug: str) -> None:
    """The pattern's slug is the page's name without what orders it; numbers are as they are printed."""
    article = Article(path, Role.ARTICLE, "x", "", number=Number("53a"))
    filled = online_address("https://a.org/{chapter}/{slug}?n={number}", article, Chapter("", Number("7")))
    assert filled == f"https://a.org/7/{slug}?n=53a"


def test_letters_of_any_script_make_an_address() -> None:
    """An address is in ASCII, as codes and links require it, and printed with its letters, as readers do."""
    article = Article("content/größe-für-30.md", Role.ARTICLE, "x", "")
    address = online_address("https://ä.org/{slug}?q=[a b]", article, Chapter("", None))
    assert address == "https://%C3%A4.org/gr%C3%B6%C3%9Fe-f%C3%BCr-30?q=[a%20b]"
    assert typed_address(address) == "ä.org/größe-für-30?q=[a%20b]"
    assert typed_address("mailto:ada@b.org") == "ada@b.org"
    assert typed_address("http://b.org/%ff") == "http://b.org/%ff"
    assert typed_address("http://www.b.org/") == "www.b.org/"


addresses = st.from_regex(
    r"https://[a-z]{1,30}\.example\.org/[a-z0-9/_.~%-]{0,300}(\?[a-z]=[0-9]{1,9})?", fullmatch=True
)


@given(addresses)
def test_codes_are_large_and_quiet(address: str) -> None:
    """A code is at least 22 mm wide and a module half a millimetre, four modules of white around."""
    code = qr_code(address)
    assert code is not None
    svg = code.data.decode()
    side, modules = (float(re.findall(pattern, svg)[0]) for pattern in (r'width="([\d.]+)mm"', r"0 0 (\d+) "))
    module = side / modules
    assert module >= LEAST_MODULE - 0.001
    assert (modules - 2 * QUIET_ZONE) * module >= LEAST_SIDE - 0.1
    places = [(int(x), int(y), int(x) + int(w)) for x, y, w in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)]
    assert min(min(x, y) for x, y, _ in places) == QUIET_ZONE
    assert max(max(y + 1, end) for _, y, end in places) == modules - QUIET_ZONE


def test_an_endless_address_has_no_code() -> None:
    """What no code can hold is printed without one."""
    assert qr_code("https://example.org/" + "a" * 5000) is None


@given(addresses)
def test_codes_are_read_by_others(address: str) -> None:
    """A decoder by others reads from the drawing what was written."""
    code = qr_code(address)
    assert code is not None
    svg = code.data.decode()
    (side,) = map(int, re.findall(r"0 0 (\d+) ", svg))
    image = Image.new("L", (4 * side, 4 * side), "white")
    for x, y, width in (map(int, found) for found in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)):
        image.paste(0, (4 * x, 4 * y, 4 * (x + width), 4 * (y + 1)))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [address]
