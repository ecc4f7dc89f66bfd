"""The index: entries from marks in the text, sorted by the rules of a language."""
# ruff: noqa: RUF001 - words of many languages

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bookbuild.model import Article, Book, ListSettings, PageSettings, Role, VolumeSettings
from bookbuild.model.index_entries import name_of, parts_of
from bookbuild.pipeline.full_book import full_book
from bookbuild.pipeline.reading.project import read
from bookbuild.render.apparatus.book_index import BookIndex, page_runs
from bookbuild.render.apparatus.collation import initial, sort_key
from bookbuild.render.apparatus.index import by_letter, index_of, place_marks, reference_words
from bookbuild.render.apparatus.index_faults import index_faults
from bookbuild.render.apparatus.index_pages import printed_index, screen_index
from bookbuild.render.apparatus.matter import with_apparatus
from bookbuild.render.apparatus.signs import ANSWER_KEY, INDEX
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import EPUB, markup_of, tree_of
from tests.bind.small_book import GEOMETRY, IDENTITY
from tests.book import BookProject

LABELS = labels_for("en", {})
PAY = '<p><span data-index="pay">pay</span> <span data-index="pay!least" data-index-kind="main">x</span></p>'
SEE = '<h2>Wages</h2><p><span data-index="wage" data-see="pay!least"></span><span data-index="pay">pay</span></p>'


def _article(key: str, body: str, *notes: str) -> Article:
    return Article(path=f"{key}.md", role=Role.ARTICLE, title=key, body=body, notes=notes, key=key)


def test_entries_have_their_places_in_order() -> None:
    """Each mark is at the heading before it; one that only sends the reader elsewhere is no place."""
    root = index_of(Book(front=(_article("a1", PAY, SEE), _article("a2", SEE))))
    pay = root.inside["pay"]
    assert [(mark.anchor, mark.section) for mark in pay.marks] == [
        ("a1_ix-1", "a1"), ("a1_ix-4", "Wages"), ("a2_ix-2", "Wages"),
    ]  # fmt: skip
    assert [mark.is_main for mark in (*pay.marks, *pay.inside["least"].marks)] == [False, False, False, True]
    assert reference_words(root.inside["wage"], LABELS) == '<span class="index-see">see</span> pay, least'
    assert not root.inside["wage"].marks


def test_a_reference_without_words_is_no_place() -> None:
    """What only says where else to look has no page of its own; words that are marked with it have."""
    body = (
        '<p><span data-index="pay" data-see-also="tax"></span><span data-index="tax" data-see-also="pay">Tax</span></p>'
    )
    inside = index_of(Book(front=(_article("a1", body),))).inside
    assert [len(inside[name].marks) for name in ("pay", "tax")] == [0, 1]
    assert reference_words(inside["pay"], LABELS) == '<span class="index-see">see also</span> tax'


def test_marks_get_the_ids_that_the_index_has() -> None:
    """Marks are counted through the body and the notes of an article; one with an id keeps it."""
    tree = tree_of(SEE.replace('data-see="pay!least"', 'id="own"'))
    place_marks(tree, "a1", 2)
    assert [span.get("id") for span in tree.iter("span")] == ["own", "a1_ix-3", "a1_ix-4"]
    assert not [span for span in tree.iter("span") if span.get("data-index")]


def test_a_part_names_the_pages_of_the_full_book() -> None:
    """The entries of a part are those marked in it; what else there is of them is in the full book."""
    full = Book(front=(_article("a1", PAY), _article("a2", SEE)))
    part = Book(front=full.front[1:], part_of=full, elsewhere={"a1_ix-1": "88"})
    index = BookIndex(part)
    assert sorted(index.root.inside) == ["pay", "wage"]
    assert not index.root.inside["pay"].inside
    assert index.elsewhere(LABELS)(index.root.inside["pay"].marks) == "full book, p.\u00a088"


def test_a_part_counts_the_full_book_as_that_is_shown(tmp_path: Path) -> None:
    """Marks in a block that the full book alone has are counted in its pages, though the part has not the block."""
    project = BookProject(tmp_path).article(2, "[pay]{.index}")
    reading = read(project.article(1, "::: only book\n[tax]{.index}\n:::\n\n[pay]{.index}").folder, {}).value
    full = full_book(reading)
    one, two = (article for article in full.articles() if "data-index" in article.body)
    pages = {f"{one.key}_ix-1": "7", f"{one.key}_ix-2": "88"}
    index = BookIndex(Book(front=(two,), part_of=full, elsewhere=pages))
    assert index.elsewhere(LABELS)(index.root.inside["pay"].marks) == "full book, p.\u00a088"


def test_marks_in_the_key_to_the_answers_alone_make_an_index() -> None:
    key = Article("", Role.BACK, "Answers", PAY, key=ANSWER_KEY)
    settings = VolumeSettings(IDENTITY, PageSettings(GEOMETRY), lists=ListSettings(back=("answers",)))
    book = with_apparatus(Book(front=(_article("a1", "<p>x</p>"),), answer_key=key), settings, LABELS)
    assert [one.key for one in book.back] == [ANSWER_KEY, INDEX]


def test_a_part_names_ranges_of_the_full_book_as_a_whole() -> None:
    """A range of which a part has one end is named from its beginning to its end in the full book, by its pages."""
    one = RANGE.format("pay", "start") + '<p><span data-index="tax"></span></p>'
    two = RANGE.format("pay", "end") + '<p><span data-index="tax"></span><span data-index="tax"></span></p>'
    full = Book(front=(_article("a1", one), _article("a2", two)))
    pages = {"a1_ix-1": "4", "a1_ix-2": "5", "a2_ix-1": "9", "a2_ix-2": "11", "a2_ix-3": "12"}
    for article in full.front:
        index = BookIndex(Book(front=(article,), part_of=full, elsewhere=pages))
        words = index.elsewhere(LABELS)
        assert words(index.root.inside["pay"].marks) == "full book, p.\u00a04\u20139"
    assert words(index.root.inside["tax"].marks) == "full book, p.\u00a05"


@pytest.mark.parametrize(
    ("spans", "runs"),
    [
        ([("4", "4"), ("5", "5")], "4,5"),
        ([("6", "6"), ("4", "4"), ("5", "5")], "4–6"),
        ([("4", "5")], "4–5"),
        ([("iv", "iv"), ("2", "2"), ("2", "2")], "iv,2"),
        ([("", ""), ("2", "")], "2"),
    ],
)
def test_pages_of_the_full_book_are_ranges(spans: list[tuple[str, str]], runs: str) -> None:
    """Three pages that follow each other are a range, as in the full book; two are if their author made them one."""
    assert ",".join(page_runs(spans)) == runs


def test_only_a_book_with_marks_has_an_index() -> None:
    """The index is the last of the back matter."""
    settings = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    assert not with_apparatus(Book(front=(_article("a1", "<p>x</p>"),)), settings, LABELS).back
    assert [one.key for one in with_apparatus(Book(front=(_article("a1", PAY),)), settings, LABELS).back] == [INDEX]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3D,a b,ab,Ähre,Eagle x,école,Zebra"),
        ("de", "Apfel,Ärger,Arm,Straße,Strauß"),
        ("sv", "Adam,Zebra,Åke,Ärlig,Öl"),
        ("es", "nube,ñu,ola"),
        ("cs", "cena,čas,dům,hrad,chata,ice"),
        ("pl", "lato,łóżko,maj,zero,źle,żaba"),
        ("ru", "ёж,ель,игра,йод,я"),
        ("uk", "гора,ґанок,есе,єнот,и,імла,їжак,йод,каша,я"),
        ("el", "άλφα,βήτα,λόγος,λόγου"),
        ("fa", "باد,پدر,جان,چای,قلم,گل,نان,وقت,هوا,یار"),
        ("ja", "アイス,いぬ,かき,がく,カメラ,きって,サクラ,さくらんぼ,んだ"),
        ("vi", "ao,ăn,ắp,bà,da,đá,ôm,ơi"),
    ],
)
def test_words_are_in_the_order_of_their_language(language: str, words: str) -> None:
    """A language has its own letters in their places; elsewhere accents, case and signs do not count."""
    expected = words.split(",")
    keys = [sort_key(word, language) for word in expected]
    assert all(before < after for before, after in pairwise(keys))


def test_entries_stand_under_their_letters() -> None:
    """A letter is that of the language; what begins with none comes first."""
    root = index_of(Book())
    for words in ("“chata”", "cena", "Čas", "2 days"):
        root.at(words)
    assert [letter for letter, _ in by_letter(root, "cs")] == ["", "C", "Č", "Ch"]
    assert (initial("Čas", "en"), initial("æble", "da"), initial("æble", "en")) == ("C", "Æ", "A")
    assert [initial(words, "ja") for words in ("がく", "コピー", "ぱ", "漢字")] == ["か", "か", "は", "漢"]
    assert initial("ắp", "vi") == "Ă"


def test_an_entry_is_sorted_by_other_words_if_its_author_says_so() -> None:
    """``sort`` has the words of the last of the entries in a key, or of several; the first that is given counts."""
    body = (
        '<p><span data-index="漢字" data-index-sort="かんじ"></span><span data-index="き"></span>'
        '<span data-index="は!会社" data-index-sort="かいしゃ"></span><span data-index="漢字" data-index-sort="x">'
        "</span></p>"
    )
    root = index_of(Book(front=(_article("a1", body),)))
    assert [entry.words for entry in root.sorted("ja")] == ["漢字", "き", "は"]
    assert [letter for letter, _ in by_letter(root, "ja")] == ["か", "は"]
    assert root.inside["は"].inside["会社"].sort == "かいしゃ"


def test_words_with_an_exclamation_mark_are_one_entry() -> None:
    """A key is parted by signs between words; one at its end or behind a backslash is part of the words."""
    assert parts_of("pay ! minimum!by law") == ("pay", "minimum", "by law")
    assert parts_of("Yahoo!") == ("Yahoo!",)
    assert parts_of(r"Stop\!now!x") == ("Stop!now", "x")
    assert parts_of("!important") == ("!important",)
    assert all(parts_of(name_of(parts)) == parts for parts in [("a!b", "c!"), ("!x",), ("y",)])


RANGE = '<p><span data-index="{}" data-index-kind="{}"></span></p>'


def test_half_a_range_is_named() -> None:
    """A range that does not end, or did not begin, in the whole book is a fault at its line; a whole one is none."""
    one = replace(_article("a1", RANGE.format("pay", "start") + RANGE.format("tax", "start main")), mark_lines=(3, 4))
    two = replace(_article("a2", RANGE.format("taxes", "end") + RANGE.format("pay", "end")), mark_lines=(5, 6))
    found = list(index_faults(Book(front=(one, two))))
    places = [(each.location.path, each.location.line) for each in found if each.location]
    assert places == [("a1.md", 4), ("a2.md", 5)]
    assert [each.hint for each in found] == [
        "did you mean 'taxes', as where it ends?", "did you mean 'tax', as where it starts?",
    ]  # fmt: skip
    (alone,) = index_faults(Book(front=(replace(one, body=RANGE.format("pay!least", "start")),)))
    assert alone.hint == 'write []{.index .end key="pay!least"} where it ends'


def test_entries_that_others_refer_to_are_led_to() -> None:
    """``see`` is a link to the entry, whose type is that of EPUB Indexes, and so is that of each place."""
    settings = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    book = Book(front=(_article("a1", SEE.replace("wage", "gone") + PAY),))
    shown = screen_index(book, settings, LABELS, lambda mark: f"x#{mark.anchor}", typed=True)
    tree = tree_of(shown)
    (link,) = (one for one in tree.iter("a") if one.get(f"{{{EPUB}}}type") == "index-xref-preferred")
    (led,) = (one for one in tree.iter("li") if one.get("id") == str(link.get("href"))[1:])
    assert (link[0].text, led[0][0].text) == ("pay, least", "least")
    assert {one.get(f"{{{EPUB}}}type") for one in tree.iter("a")} == {"index-xref-preferred", "index-locator"}
    assert '<a href="book:book-index_ie-1">pay, least</a>' in printed_index(book, settings, LABELS)


def test_a_main_range_is_bold_and_whole() -> None:
    """A range whose beginning is the main place is printed as a range."""
    settings = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    book = Book(front=(_article("a1", RANGE.format("pay", "start main") + RANGE.format("pay", "end")),))
    assert "⟦pages *a1_ix-1~a1_ix-2⟧" in printed_index(book, settings, LABELS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p>A</p><p>{start}</p><h2 id="x">B</h2><p>C</p>', '<p>A</p><h2 id="x"><span id="a_ix-1"/>B</h2><p>C</p>'),
        ("<p>A</p><p>{end}</p><p>B</p>", '<p>A<span id="a_ix-1"/></p><p>B</p>'),
        ("<p>A</p><p>{start}</p>", '<p>A<span id="a_ix-1"/></p>'),
        ("<p>{start}{plain}</p><p>A</p>", '<p><span id="a_ix-1"/><span id="a_ix-2"/>A</p>'),
        ("<ul><li>A</li></ul><p>{end}</p>", '<ul><li>A<span id="a_ix-1"/></li></ul>'),
        ("<p>A {plain}</p><p>B</p>", '<p>A <span id="a_ix-1"/></p><p>B</p>'),
        ("<p>{plain}</p>", '<p><span id="a_ix-1"/></p>'),
    ],
)
def test_a_mark_alone_in_its_paragraph_is_no_empty_line(before: str, after: str) -> None:
    """It moves into the text beside it: the end of a range to that before, others to that behind."""
    kinds = {"start": 'data-index-kind="start"', "end": 'data-index-kind="end main"', "plain": ""}
    spans = {name: f'<span data-index="pay" {kind}></span>' for name, kind in kinds.items()}
    tree = tree_of(before.format(**spans))
    place_marks(tree, "a", 0)
    assert markup_of(tree).replace("></span>", "/>") == after
