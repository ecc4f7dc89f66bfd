"""Keys are added to a metadata block in its own format, and nothing else of the file changes."""

import difflib

import pytest

from bookbuild.model import DEFAULT_KEYS, ContentSettings, Number, Source
from bookbuild.parse import parse
from bookbuild.parse.block import Vocabulary
from bookbuild.parse.block.adding import with_keys

KEYS = {"article.number": "3", "chapter.number": "1"}
BLOCKS = {
    "none": "# Title\n\nText.\n",
    "none, without a last line end": "Text.",
    "none, a rule first": "---\n\nA text after a rule.\n\n---\n",
    "empty": "---\n---\nText.\n",
    "yaml": "---\ntitle: Title # a comment\nsummary: |\n  two\n  lines\n---\nText.\n",
    "ended by dots": "---\ntitle: Title\n...\nText.\n",
    "nested": "---\narticle: # the article\n    # its title\n    title: Title\nchapter:\n---\nText.\n",
    "in braces": "---\narticle: {title: Title}\nchapter: {}\n---\nText.\n",
    "indented": "---\n  title: Title\n  article:\n     subtitle: More\n---\nText.\n",
    "tabs": "---\narticle:\n\ttitle: Title\n---\nText.\n",
    "toml": "+++\ntitle = 'Title'\n[other]\nkey = 1\n+++\nText.\n",
    "toml tables": "+++\n[article] # its table\ntitle = 'Title'\n+++\nText.\n",
    "toml in a line": "+++\narticle = {title = 'Title'}\nchapter.highlight = 'red'\n+++\nText.\n",
    "json": '{"title": "Title"}\n\nText.\n',
    "json of several lines": '{\n  "article": {"title": "Title"},\n  "tags": ["a"]\n}\n\nText.\n',
    "comment above": "<!-- mine -->\n---\ntitle: Title\n---\nText.\n",
}


def added(text: str) -> str | None:
    return with_keys(text, KEYS, Vocabulary(DEFAULT_KEYS))


@pytest.mark.parametrize("text", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_keys_are_read_and_nothing_is_lost(text: str, end: str, mark: str) -> None:
    """Each kind of block gets the numbers; every old character is there as before, and so is the article."""
    old = mark + text.replace("\n", end)
    new = added(old)
    assert new is not None
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert {change[0] for change in changes} <= {"equal", "insert"}
    assert new.count("\r") == (new.count("\n") if end in old and end != "\n" else 0)
    before, after = (parse(Source("a.md", one.encode()), ContentSettings(), "en").value for one in (old, new))
    assert before is not None
    assert after is not None
    assert (after.number, after.chapter) == (Number("3"), Number("1"))
    assert (after.body, after.subtitle) == (before.body, before.subtitle)
    assert after.title == before.title


@pytest.mark.parametrize(
    "text",
    ["---\narticle: a text\n---\n", "---\narticle: &all\n---\n", '{"article": "a text"}\n', "+++\narticle = 3\n+++\n"],
)
def test_a_key_that_is_something_else_has_no_safe_place(text: str) -> None:
    """A key that is a text already cannot hold others."""
    assert added(text) is None
