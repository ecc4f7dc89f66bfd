"""The pages of an entry of the index."""
# ruff: noqa: RUF001 - a range has a dash

import re

import pytest

from bookbuild.pipeline.typesetting.page_lists import anchors_in, page_list

PAGES = {letter: page for page, letter in enumerate("abcdefgh")} | {"a2": 0}
FOLIOS = {name: ("iii", "iv", "1", "2", "3", "4", "5", "6")[page] for name, page in PAGES.items()}


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ("c d", "1, 2"),
        ("e c d", "1–3"),
        ("c *d e", "1, <strong>2</strong>, 3"),
        ("c~e d h", "1–3, 6"),
        ("c~d e", "1–3"),
        ("a a2 b c d", "iii, iv, 1, 2"),
        ("c *c", "<strong>1</strong>"),
        ("c~c", "1"),
        ("e~d", "3"),
    ],
)
def test_pages_are_named_once_and_in_order(marks: str, shown: str) -> None:
    """Three pages that follow each other are a range, as are those of a range; a main page stands alone and bold."""
    assert re.sub("</?a[^>]*>", "", page_list(marks, FOLIOS, PAGES)) == shown


def test_each_number_leads_to_its_page() -> None:
    """A number is a link to its anchor, and a placeholder as long as it is not known."""
    assert page_list("c", FOLIOS, PAGES) == '<a class="folio" href="book:c">1</a>'
    assert page_list("x y~z", FOLIOS, PAGES) == "000, 000"
    assert list(anchors_in("x *y z~w")) == ["x", "y", "z", "w"]
