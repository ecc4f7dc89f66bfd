"""Web addresses break after certain signs, other strings anywhere, and words stay as they are."""

import re

import pytest
from lxml import etree

from bookbuild.render.line_breaks import breakable, mark_line_breaks, set_ragged
from bookbuild.render.trees import Element, markup_of, tree_of, words_of


def pieces(markup: str) -> list[str]:
    """The parts of a text between the places where a line may end."""
    return [re.sub("<[^>]*>", "", part) for part in markup.split("<wbr/>")]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://www.example.org/a/b.html", ["https://", "www.", "example.", "org/", "a/", "b.", "html"]),
        ("www.example.org?one=1&amp;two=2", ["www.", "example.", "org?", "one=1&amp;", "two=2"]),
        ("some.body@mail.example.org", ["some.", "body@", "mail.", "example.", "org"]),
        ("example.org/funding-rules", ["example.", "org/", "funding-rules"]),
        ("C:\\folder\\file", ["C:\\", "folder\\", "file"]),
    ],
)
def test_an_address_breaks_after_its_signs(address: str, parts: list[str]) -> None:
    """A line may end after a stroke, a question mark, an ampersand, a full stop and an at sign."""
    assert pieces(breakable(address.replace("&amp;", "&"))) == parts


def test_a_hyphen_of_an_address_ends_no_line() -> None:
    """A short part with a hyphen stays whole; in a long one the hyphen is better than any other place."""
    assert '<span class="piece">funding-rules</span>' in breakable("www.example.org/funding-rules")
    assert '"piece"' not in breakable("www.example.org/one-two-three-four-five-six-seven-eight-nine")
    assert '"string"' in breakable(f"www.example.org/{'0123456789' * 6}")


@pytest.mark.parametrize("text", ["9f86d081884c7d659a2f", "snake_case_name", "key=another+value"])
def test_a_string_that_is_no_word_gets_no_hyphen(text: str) -> None:
    """Letters beside digits and signs between letters are no word, and break anywhere."""
    assert breakable(text) == f'<span class="string">{text}</span>'


@pytest.mark.parametrize(
    "text", ["Arbeitsunfähigkeitsbescheinigungen", "and/or", "well-established, though", "12.03.2024-14.05.2025", "née"]
)
def test_words_and_numbers_stay_as_they_are(text: str) -> None:
    """Words of a language, with or without a hyphen, and dates are left to the rules of the language."""
    assert breakable(text) == text


def test_no_letter_is_lost_or_moved() -> None:
    """The text of a body stays what it is, in elements and between them, and verbatim text is not touched."""
    body = (
        "<p>See https://example.org/one and <em>www.example.org/two</em> or www.example.org/three, "
        "0123456789abc.</p><pre>https://example.org/four</pre>"
    )
    tree = tree_of(body)
    mark_line_breaks(tree)
    assert words_of(tree) == words_of(tree_of(body))
    assert [len(list(part.iter("wbr"))) for part in tree] == [9, 0]
    assert etree.fromstring(f"<div>{markup_of(tree)}</div>") is not None


def test_code_is_left_alone() -> None:
    """Code in a line has no hyphens anyway: only an address in it is divided, and a long one is not justified."""
    codes = ("<code>file_01.pdf</code>", "<code>www.example.org/one</code>", f"<code>{'0a' * 30}</code>")
    tree = tree_of("".join(f"<p>{code}</p>" for code in codes))
    mark_line_breaks(tree)
    set_ragged(tree)
    assert [len(list(part.iter("span"))) for part in tree] == [0, 1, 0]
    assert [_class(part) for part in tree] == [None, "ragged", "ragged"]


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("2024-06_first-aid_red-cross-society.pdf", ["2024-", "06_first-", "aid_", "red-", "cross-", "society.pdf"]),
        ("of a package.module.function_name", ["of a package.", "module.", "function_", "name"]),
        ("--very-long-option=value", ["--very-", "long-", "option=", "value"]),
        ("short_file-name.pdf", ["short_file-name.pdf"]),
        ("x" * 30, ["x" * 30]),
    ],
)
def test_long_code_breaks_after_its_signs(code: str, parts: list[str]) -> None:
    """A line may end after a stroke, a full stop, a hyphen or a low line, but not beside a few letters."""
    tree = tree_of(f"<p>some <code>{code}</code></p>")
    mark_line_breaks(tree)
    assert pieces(markup_of(tree).partition("some ")[2]) == parts
    set_ragged(tree)
    assert (_class(tree[0]) == "ragged") is (len(parts) > 1 or len(parts[0]) > 20)


def test_a_block_with_an_address_is_not_justified() -> None:
    """The nearest block of an address or a long string is ragged, and no other."""
    tree = tree_of(f"<ul><li>www.example.org/one</li><li>word</li></ul><p>{'0a' * 30}</p><p>0123456789a</p>")
    mark_line_breaks(tree)
    set_ragged(tree)
    assert [_class(element) for element in tree.iter("li", "p")] == ["ragged", None, "ragged", None]


@pytest.mark.parametrize(
    ("code", "expected"), [("word[12:34]", None), ("words[12:34]x", "ragged"), ("a b c d e f g h", None)]
)
def test_long_code_is_not_justified(code: str, expected: str | None) -> None:
    """Code that is longer than a word, and cannot be divided, would tear the line before it."""
    tree = tree_of(f"<p>some <code>{code}</code></p>")
    mark_line_breaks(tree)
    set_ragged(tree)
    assert _class(tree[0]) == expected


def _class(element: Element) -> str | None:
    return element.get("class")
