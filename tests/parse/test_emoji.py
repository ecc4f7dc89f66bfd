"""Names of emoji between colons are the characters."""

import pytest

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse


def _body(text: str) -> str:
    article = parse(Source("a.md", f"# T\n\n{text}\n".encode()), ContentSettings(), "en").value
    assert article is not None
    return article.body.strip()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (":rocket: [a :+1: b](x.md)", '🚀 <a href="x.md">a 👍 b</a>'),
        (":man-raising-hand:", "🙋\u200d♂️"),
        (
            "`:rocket:` 10:30:45 a:x:b :quay: :key:`x`",
            "<code>:rocket:</code> 10:30:45 a:x:b :quay: :key:<code>x</code>",
        ),
    ],
)
def test_a_name_is_its_character_but_in_code_in_words_and_in_roles(typed: str, meant: str) -> None:
    assert _body(typed) == f"<p>{meant}</p>"
