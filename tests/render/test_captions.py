"""Figures, tables and the like have numbers by chapter, and links without words print them."""

from bookbuild.model import Article, Book, Chapter, Number, Role
from bookbuild.render.captions import Numbers, captioned, show_numbers
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import tree_of

FIGURE = '<figure{0}><img src="a.png"/><figcaption>A</figcaption></figure>'
PLAIN = '<figure class="plain" id="plain"><img src="a.png"/></figure>'


def _article(key: str, body: str, *notes: str) -> Article:
    return Article(path=f"{key}.md", role=Role.ARTICLE, title=key, body=body, notes=notes, key=key)


LABELS = labels_for("de", {})


def test_each_kind_is_numbered_through_its_chapter() -> None:
    """A number has that of its chapter, and counts what is of its kind before it there, in notes too."""
    table = '<table id="tbl"><caption>T</caption></table>'
    code = '<figure class="listing" id="lst"><figcaption>L</figcaption><pre>x</pre></figure>'
    others = '<div class="equation" id="eq">x</div><div class="equation">y</div><aside id="box-a">z</aside>'
    articles = (
        _article("a1", FIGURE.format(' id="one"') + PLAIN + FIGURE.format(""), FIGURE.format(' class="x" id="note"')),
        _article("a2", table + code + FIGURE.format(' id="two"') + others),
    )
    chapter = Chapter("ch3", Number("3"), "C", articles=articles)
    found = Numbers(Book(front=articles[1:], chapters=(chapter,))).by_anchor
    words = {name: one.words(LABELS).replace("\u00a0", " ") for name, one in found.items()}
    assert words == {
        "ch3": "Kapitel 3", "a1.one": "Abbildung 3.1", "a1.note": "Abbildung 3.3", "a2.two": "Abbildung 3.4",
        "a2.tbl": "Tabelle 3.1", "a2.lst": "Listing 3.1", "a2.eq": "Gleichung 3.1", "a2.box-a": "Kasten 3.1",
    }  # fmt: skip


def test_numbers_are_shown_as_they_are_counted() -> None:
    """Captions begin with their number, a named formula ends with it, and what has none shows none."""
    tree = tree_of(
        FIGURE.format("") + PLAIN + "<table><caption>T</caption></table>"
        '<div class="equation own-number" id="a1.own">z</div>'
        '<div class="equation" id="a1.eq">x</div><div class="equation">y</div>'
    )
    show_numbers(tree, LABELS, "3.", {"figure": 4})
    shown = ["".join(map(str, element.itertext())).replace("\u00a0", " ") for element in tree]
    assert shown == ["Abbildung 3.5 A", "", "Tabelle 3.1 T", "z", "x(3.1)", "y"]


def test_a_caption_with_a_number_of_its_own_gets_none_and_counts_for_none() -> None:
    own = '<figure id="own"><img src="a.png"/><figcaption class="own-number">Figure 9: A</figcaption></figure>'
    numbered = FIGURE.format(' id="two"')
    chapter = Chapter("ch3", Number("3"), "C", articles=(_article("a1", own + numbered),))
    assert {name: one.number for name, one in Numbers(Book(chapters=(chapter,))).by_anchor.items()} == {
        "ch3": "3",
        "a1.two": "3.1",
    }
    tree = tree_of(own + numbered)
    show_numbers(tree, LABELS, "3.", {})
    shown = ["".join(map(str, element.itertext())).replace("\u00a0", " ") for element in tree]
    assert shown == ["Figure 9: A", "Abbildung 3.1 A"]


INSIDE = '<figure class="subfigure"{}><img src="a.png"/><figcaption>In</figcaption></figure>'
AROUND = (
    '<figure id="both" class="subfigures">'
    + INSIDE.format("")
    + INSIDE.format(' id="b"')
    + "<figcaption{}>C</figcaption></figure>"
)


def test_figures_within_a_figure_have_letters() -> None:
    """They count for none, in no list; the figure around them is numbered by its own caption, or not at all."""
    first, own = AROUND.format(""), AROUND.format(' class="own-number"').replace('"b"', '"x"')
    markup = FIGURE.format(' id="one"') + first + own.replace('"both"', '"own"') + FIGURE.format(' id="three"')
    chapter = Chapter("ch3", Number("3"), "C", articles=(_article("a1", markup),))
    numbers = {name: one.words(LABELS) for name, one in Numbers(Book(chapters=(chapter,))).by_anchor.items()}
    assert {name[3:]: words[-4:].strip() for name, words in numbers.items() if name.startswith("a1.")} == {
        "one": "3.1", "both": "3.2", "b": "3.2b", "three": "3.3",
    }  # fmt: skip
    tree = tree_of(markup)
    show_numbers(tree, LABELS, "3.", {})
    shown = ["".join(map(str, caption.itertext())) for caption in tree.iter("figcaption")]
    assert [words.replace("\u00a0", " ").removeprefix("Abbildung ") for words in shown] == [
        "3.1 A", "(a) In", "(b) In", "3.2 C", "(a) In", "(b) In", "C", "3.3 A",
    ]  # fmt: skip
    assert len(list(captioned(tree, "figure"))) == 4


def test_numbers_without_that_of_a_chapter_are_counted_through_the_book() -> None:
    """No two figures have the same number, be they in the preface, in chapters without a number, or behind them."""
    articles = [_article(key, FIGURE.format(f' id="{key}"')) for key in ("a1", "a2", "a3", "a4", "a5")]
    chapters = (
        Chapter("x", None, "X", articles=(articles[1],)),
        Chapter("ch3", Number("3"), "C", articles=(articles[2],)),
        Chapter("y", None, "Y", articles=(articles[3],)),
    )
    numbers = Numbers(Book(front=(articles[0],), chapters=chapters, back=(articles[4],))).by_anchor
    assert [numbers[f"{one.key}.{one.key}"].number for one in articles] == ["1", "2", "3.1", "3", "4"]
