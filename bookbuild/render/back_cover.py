"""What the back cover of a booklet says of its chapter."""
# ruff: noqa: RUF001 - marks that end sentences of any script are what this is about

import re

from bookbuild.model import Chapter
from bookbuild.model.references import is_reference
from bookbuild.render.trees import detach, tree_of, words_of

_MOST_WORDS = 80
_REFERENCE = "\ufffc"
"""Stands for a reference by number, which means nothing outside of the text."""
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[’”»›“‘]?\s+")


def words_about(chapter: Chapter) -> str:
    """Return the first sentences of a chapter's opening, or an empty string if it has no text."""
    if chapter.opening is None:
        return ""
    tree = tree_of(chapter.opening.body)
    for mark in [sup for sup in tree.iter("sup") if sup.get("data-note")]:
        detach(mark)
    for link in tree.iter("a"):
        if is_reference(link.get("href") or "") and not words_of(link):
            link.text = _REFERENCE
    paragraphs = (_first_sentences(words_of(paragraph)) for paragraph in tree.iterfind("p"))
    return next(filter(None, paragraphs), "")


def _first_sentences(text: str) -> str:
    """Return as many whole sentences of a text as a back cover has room for, at least one; none that refers to a
    number.
    """
    shown, start = list[str](), 0
    for end in (*(match.start() for match in _SENTENCE.finditer(text)), len(text)):
        sentence, start = text[start:end].lstrip(), end
        if shown and len(" ".join((*shown, sentence)).split()) > _MOST_WORDS:
            break
        if _REFERENCE not in sentence:
            shown.append(sentence)
    return " ".join(shown)
