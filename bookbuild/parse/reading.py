"""Decoding of a file, and its division into metadata block and body."""

from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.parse.block import SplitText, Vocabulary, split
from bookbuild.parse.characters import xml_text
from bookbuild.parse.decoding import decode

LIMIT = 16 * 1024 * 1024
"""Size limit of an article, in bytes."""


def read(source: Source, vocabulary: Vocabulary) -> Outcome[SplitText | None]:
    """Decode a file and separate its metadata block from its text."""
    if len(source.data) > LIMIT:
        return Outcome(None, (_too_large(source),))
    text = decode(source.data, source.path)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    divided = split(text.value, source.path, vocabulary)
    value = divided.value and replace(divided.value, block=xml_text(divided.value.block))
    return Outcome(value, (*text.diagnostics, *divided.diagnostics))


def _too_large(source: Source) -> Diagnostic:
    message = f"the article has {len(source.data):,} bytes, and the limit is {LIMIT:,}"
    return diagnose("article-too-large", message, source.path, hint="divide it into several articles")
