"""The index: entries from marks in the text, sorted by the rules of a language."""

from itertools import pairwise

import pytest

from bookbuild.model import Article, Book, PageSettings, Role, VolumeSettings
from bookbuild.render.apparatus.book_index import BookIndex
from bookbuild.render.apparatus.collation import initial, sort_key
from bookbuild.render.apparatus.index import by_letter, index_of, place_marks, reference_words
from bookbuild.render.apparatus.matter import INDEX, with_apparatus
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import tree_of
from tests.bind.small_book import GEOMETRY, IDENTITY

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
    assert [mark.kind for mark in pay.inside["least"].marks] == ["main"]
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
    index = BookIndex(part, answers=False)
    assert sorted(index.root.inside) == ["pay", "wage"]
    assert not index.root.inside["pay"].inside
    assert index.elsewhere(LABELS)(index.root.inside["pay"].marks) == "full book, p.\u00a088"


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
