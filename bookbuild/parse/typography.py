"""Typographic marks for those that are typed: quotation marks, apostrophes, dashes, ellipses and spaces."""
# ruff: noqa: RUF001 - marks and letters that look alike are what this module is about

import re

from bookbuild.parse.punctuation import set_dashes, set_spaces
from bookbuild.parse.quote_marks import set_quotes
from bookbuild.parse.running_text import RunningText
from bookbuild.parse.verbatim import fix_verbatim

_MARKS = ("'", '"', "--", "...")
_SPACED = re.compile(" [;:!?»›%‰€]|[«‹] ")


def typeset(text: str, language: str) -> str:
    """Return a plain text with typographic marks, as in the text of an article."""
    running = RunningText(language)
    running.append(text, language)
    set_marks(running)
    return next(running.result([(0, len(text))]))


def may_need_marks(text: str) -> bool:
    """Return whether a text holds anything that may have to be replaced."""
    return any(mark in text for mark in _MARKS) or _SPACED.search(text) is not None


def set_marks(text: RunningText, *, continues: bool = False) -> None:
    """Set the typographic marks of a paragraph. `continues`: the next one begins with a single quote."""
    text.close()
    if may_need_marks(text.text):
        fix_verbatim(text)
        set_quotes(text, continues=continues)
        set_dashes(text)
        set_spaces(text)
