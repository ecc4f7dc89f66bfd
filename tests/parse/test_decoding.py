"""Files that are not UTF-8, and characters that come out of terminals, databases and word processors."""
# ruff: noqa: RUF001 - letters of other scripts look like those of Latin

import pytest

from bookbuild.diagnostics import Outcome, Severity
from bookbuild.parse.decoding import in_utf8
from tests.parse.given import article, codes, outcome

TEXTS = {
    "cp1252": "Résumé, it’s “naïve”",
    "mac_roman": "Résumé, it’s “naïve”",
    "cp1250": "Zażółć gęślą jaźń",
    "cp1251": "Привет, как дела?",
    "koi8-r": "Привет, как дела?",
    "cp1253": "Καλημέρα σας",
    "cp1254": "Işığı gördüğüm İstanbul",
    "cp1255": "שלום לכולם",
}
NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_hint_names_the_encoding(encoding: str) -> None:
    """A file in a common encoding is refused with its name, and with the line as it reads in that encoding."""
    (found,) = outcome(f"# Title\n\n{TEXTS[encoding]}\n".encode(encoding)).diagnostics
    assert (found.code, found.location and found.location.line) == ("not-utf8", 3)
    assert NAMES[encoding] in found.hint
    assert TEXTS[encoding] in found.hint
    assert "UTF-8" in found.hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(encoding: str) -> None:
    """A file with two or four bytes for each letter is refused, even where each of them is UTF-8."""
    (found,) = outcome("# Title\n\nPlain words.\n".encode(encoding)).diagnostics
    assert found.code == "not-utf8"
    assert encoding.upper()[:6] in found.hint


def test_files_in_one_encoding_have_one_cause() -> None:
    """A folder that was saved in another encoding gets one message; a file of two encodings has one of its own."""
    causes = [
        outcome(text.encode("cp1252")).diagnostics[0].cause for text in ("Zürich\n", "Genève, Neuchâtel\n", "a\nBâle\n")
    ]
    assert len(set(causes)) == 1
    assert causes[0]
    assert not outcome("Zürich\nGenève\n".encode() + "Bâle\n".encode("cp1252")).diagnostics[0].cause


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["# Заголовок\n\nТекст статьи.\n", "---\ntitle: 標題\n---\n\n標題標題。\n"])
def test_wide_encodings_of_other_scripts_are_named(text: str, encoding: str) -> None:
    """A file without a byte order mark whose letters have no zero byte is told by its spaces and signs."""
    (found,) = outcome(text.encode(encoding)).diagnostics
    assert found.code == "not-utf8"
    assert "UTF-16" in found.hint


def test_a_single_wrong_line_is_to_be_typed_anew() -> None:
    """Where the other lines are UTF-8, the file is not to be opened in another encoding."""
    (found,) = outcome("Zürich\nGenève\n".encode() + "Bâle\n".encode("cp1252")).diagnostics
    assert "type what is wrong in it anew" in found.hint
    assert "'Bâle'" in found.hint


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("one\u2028two", "<p>one<br/>\ntwo</p>"),
        ("one \u2029 two", "<p>one<br/>\ntwo</p>"),
        ("one\x85two", "<p>one<br/>\ntwo</p>"),
        ("`one\u2028two`", "<p><code>one two</code></p>"),
        ("one\x0ctwo\x0bthree", "<p>one two three</p>"),
        ("non\x1ebreaking, so\x1fft", "<p>non-breaking, so\u00adft</p>"),
        ("It\x92s \x93here\x94 \x96 wait\x85", "<p>It\u2019s \u201chere\u201d \u2013 wait\u2026</p>"),
        ("\ufeffone\ufefftwo", "<p>onetwo</p>"),
        ("\u200b> one", "<blockquote>\n<p>one</p>\n</blockquote>"),
        ("-\u00a0one", "<ul>\n<li>one</li>\n</ul>"),
        ("می\u200cخواهم 👩\u200d🎓 one\u200btwo", "<p>می\u200cخواهم 👩\u200d🎓 one\u200btwo</p>"),
        ("\u202bone\u202c", "<p>\u202bone\u202c</p>"),
        ("one\r\r\ntwo", "<p>one\ntwo</p>"),
    ],
)
def test_stray_characters_glue_no_words(written: str, read: str) -> None:
    """Separators are line breaks, what was meant is written, and joiners and directions stay."""
    assert article(f"---\ntitle: T\n---\n{written}\n").body == read
    assert codes(f"---\ntitle: T\n---\n{written}\n") == []


def test_control_characters_are_reported() -> None:
    """A control character becomes a space, with one diagnostic for its kind, at its first line."""
    text = "---\ntitle: T\n---\none\x07two\nthree\x07four\n"
    assert article(text).body == "<p>one two\nthree four</p>"
    (found,) = outcome(text).diagnostics
    assert (found.code, found.location and found.location.line) == ("control-character", 4)


def test_separators_do_not_shift_line_numbers() -> None:
    """A line is what ends with a line feed, in the metadata block too."""
    page = article("---\ntitle: One\u2028two\u2029three\x85four\n---\nA\u2028b.\n\n## Here\n")
    assert page.title == "One two three four"
    assert [heading.line for heading in page.headings] == [6]


def test_a_file_without_line_feeds_is_read_by_its_separators() -> None:
    """Where nothing else ends a line, U+2029 and the like do."""
    assert article("# One\u2029\u2029Two\u2029\u2029Three\u2029").body == "<p>Two</p>\n<p>Three</p>"


@pytest.mark.parametrize("encoding", ["gbk", "big5", "shift_jis"])
def test_encodings_of_two_bytes_are_not_taken_for_others(encoding: str) -> None:
    """A text in an encoding of East Asia is refused without the name of another encoding."""
    (found,) = outcome(
        "# \u4e2d\u56fd\u6d4b\u8a66\u6587\u4ef6\n\n\u6b63\u6587\n".encode(encoding, "ignore")
    ).diagnostics
    assert "in another encoding" in found.hint


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café".encode("cp1252"), "Café"),
        ("Tür\n".encode() + "Küche".encode("cp1252"), "Tür\nKüche"),
        ("Quay".encode("utf-16"), "Quay"),
    ],
)
def test_a_file_of_a_site_is_read_in_its_encoding_and_told(data: bytes, text: str) -> None:
    """Also where only some lines are in another one than UTF-8."""
    outcome = in_utf8(data, "a.md")
    assert outcome.value.decode().removeprefix("\ufeff") == text
    assert [(one.code, one.severity) for one in outcome.diagnostics] == [("not-utf8", Severity.WARNING)]


def test_a_file_in_utf8_stays_as_it_is() -> None:
    assert in_utf8("Café".encode(), "a.md") == Outcome("Café".encode())
