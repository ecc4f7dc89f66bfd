"""What the back cover of a booklet says of its chapter."""
# ruff: noqa: RUF001 - marks that end sentences of any script are what this is about

import re

from bookbuild.model import Chapter
from bookbuild.render.trees import detach, tree_of, words_of

_MOST_WORDS = 80
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[’”»›“‘]?\s+")


def words_about(chapter: Chapter) -> str:
    """Return the first sentences of a chapter's opening, or an empty string if it has no text."""
    if chapter.opening is None:
        return ""
    tree = tree_of(chapter.opening.body)
    for mark in [sup for sup in tree.iter("sup") if sup.get("data-note")]:
        detach(mark)
    paragraphs = (words_of(paragraph) for paragraph in tree.iterfind("p"))
    return _first_sentences(next(filter(None, paragraphs), ""))


def _first_sentences(text: str) -> str:
    """Return as many whole sentences of a text as a back cover has room for, at least one."""
    shown = ""
    for end in (*(match.start() for match in _SENTENCE.finditer(text)), len(text)):
        if shown and len(text[:end].split()) > _MOST_WORDS:
            break
        shown = text[:end]
    return shown
