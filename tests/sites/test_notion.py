"""Notion: exported pages with identifiers in their names, in the order in which the pages above link to them."""

from collections.abc import Mapping

import pytest

from bookbuild.model import Source
from bookbuild.sites import Folder, PlannedChapter, Site, Wanted, recognise
from bookbuild.sites.notion import Notion
from tests.sites.plans import paths_of, plan_of

_GUIDE, _OFFERS, _TALKS, _TASKS, _CALL, _WRITE, _PAY = (digit * 32 for digit in "1234567")
_IN_GUIDE = f"Guide%20{_GUIDE}"
_FILES = {
    f"Guide {_GUIDE}.md": (
        f"# Guide\n\n[Talks]({_IN_GUIDE}/Talks%20{_TALKS}.md)\n\n[Tasks]({_IN_GUIDE}/Tasks/Write%20{_WRITE}.md)\n"
    ),
    f"Guide {_GUIDE}/Offers {_OFFERS}.md": "# Offers\n",
    f"Guide {_GUIDE}/Offers/Pay {_PAY}.md": "# Pay\n",
    f"Guide {_GUIDE}/Talks {_TALKS}.md": "# Talks\n",
    f"Guide {_GUIDE}/Tasks {_TASKS}.csv": "\ufeffName,Tags\r\nWrite,x\r\nCall,y\r\n",
    f"Guide {_GUIDE}/Tasks {_TASKS}_all.csv": "Name\r\n",
    f"Guide {_GUIDE}/Tasks/Call {_CALL}.md": "# Call\n",
    f"Guide {_GUIDE}/Tasks/Write {_WRITE}.md": "# Write\n",
}


def _site(files: Mapping[str, str] = _FILES) -> Site:
    site = Notion().recognise(Folder.of(files), Wanted())
    assert site is not None
    return site


def test_a_folder_is_an_export_if_most_pages_have_identifiers() -> None:
    assert recognise(Folder.of(_FILES), Wanted()).kind == "an export of Notion"
    assert Notion().recognise(Folder.of({f"A {_GUIDE}.md": "", "b.md": "", "c.md": ""}), Wanted()) is None


def test_the_book_is_called_like_the_page_that_all_others_are_in() -> None:
    assert _site().facts.title == "Guide"
    assert _site({f"A {_GUIDE}.md": "", f"B {_PAY}.md": ""}).facts.title == ""


def test_tables_of_databases_are_left_out() -> None:
    assert {one.path for one in _site().left_out} == {path for path in _FILES if path.endswith(".csv")}


def test_pages_are_in_the_order_of_links_then_of_names_and_rows_in_that_of_their_table() -> None:
    plan = plan_of(_site(), _FILES)
    inside = f"Guide {_GUIDE}"
    assert paths_of(plan) == [
        f"{inside}.md",
        f"{inside}/Talks {_TALKS}.md",
        [f"{inside}/Tasks/Write {_WRITE}.md", f"{inside}/Tasks/Call {_CALL}.md"],
        [f"{inside}/Offers {_OFFERS}.md", f"{inside}/Offers/Pay {_PAY}.md"],
    ]
    assert [item.title for item in plan.body if isinstance(item, PlannedChapter)] == ["Tasks", "Offers"]


@pytest.mark.parametrize("name", [f"Offers {_OFFERS}", "Offers"])
def test_the_folder_of_a_page_is_called_like_it_with_or_without_identifier(name: str) -> None:
    files = {f"Offers {_OFFERS}.md": "# Offers\n", f"{name}/Pay {_PAY}.md": "# Pay\n"}
    assert paths_of(plan_of(_site(files), files)) == [[f"Offers {_OFFERS}.md", f"{name}/Pay {_PAY}.md"]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("# T\n\nTags: a\nDone: No\n\nText: b\nc\n", "# T\n\nTags: a\\\nDone: No\n\nText: b\nc\n"),
        ("# T\n\nTags: a\nand so on\n", "# T\n\nTags: a\nand so on\n"),
        ("<aside>\n💡 Ask.\n\n</aside>", "::: tip\nAsk.\n\n:::"),
        ("<aside>\n⚠️ Ask.\n\n</aside>", "::: warning\nAsk.\n\n:::"),
        ("<aside>\nAsk.\n</aside>", "::: note\nAsk.\n:::"),
        (
            '<aside>\n<img src="https://www.notion.so/icons/a.svg" width="40px" />\n\nAsk.\n</aside>',
            "::: note\n\n\nAsk.\n:::",
        ),
        ("- a\n\n    <aside>\n    📌 Ask.\n\n    </aside>", "- a\n\n    ::: note\n    Ask.\n\n    :::"),
        ("```\n<aside>\n```", "```\n<aside>\n```"),
        (f"[pay](https://www.notion.so/Pay-{_PAY}?pvs=21)", f"[pay](Guide%20{_GUIDE}/Offers/Pay%20{_PAY}.md)"),
        (f"[x](https://www.notion.so/X-{'a' * 32})", f"[x](https://www.notion.so/X-{'a' * 32})"),
        (f"[Tasks]({_IN_GUIDE}/Tasks%20{_TASKS}.csv)", f"[Tasks](Guide%20{_GUIDE}/Tasks/Write%20{_WRITE}.md)"),
        (f"[None](None%20{'b' * 32}.csv)", "None"),
    ],
)
def test_properties_callouts_and_links_are_in_our_markdown(typed: str, meant: str) -> None:
    outcome = _site().prepare(Source("a.md", typed.encode()), lambda _path: None)
    assert (outcome.value.data.decode(), outcome.diagnostics) == (meant, ())
