"""Every word of an article arrives in its text, its notes or its alternatives, or a diagnostic names its lines."""

import re

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Article, ContentSettings, Source
from bookbuild.parse import parse
from tests.words.composition import compose

HEAD = "---\ntitle: A title\n---\n"
ARTICLES = 400


def text_of(article: Article) -> str:
    """Return all that a reader can see or hear of an article, without its marks."""
    return " ".join((article.title, article.body, *article.notes))


def lines_of(found: Diagnostic) -> list[int]:
    """Return the line of a diagnostic, and those that its message names too, or names the last of."""
    others = [int(line) for line in re.findall(r"\bline (\d+)", found.message)]
    first = (found.location.line if found.location else None) or 0
    if "down to line" in found.message:
        return list(range(first, others[0] + 1))
    return [first, *others] if first else others


@pytest.mark.parametrize("seed", range(ARTICLES))
def test_a_word_arrives_or_is_named(seed: int) -> None:
    """A word is in the article, or a diagnostic stands at a line of its block."""
    composed = compose(seed, first_line=4)
    outcome = parse(Source("content/a.md", (HEAD + composed.text).encode()), ContentSettings(), "en")
    assert outcome.value is not None
    arrived = text_of(outcome.value)
    lines = [line for found in outcome.diagnostics for line in lines_of(found)]
    lost = [
        word
        for word in composed.words
        if word.text not in arrived and not any(word.first <= line <= word.last for line in lines)
    ]
    assert lost == [], f"{composed.text}\n{outcome.diagnostics}"
