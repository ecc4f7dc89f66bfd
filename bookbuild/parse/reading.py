"""Decoding of a file, and its division into metadata block and body."""

from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.parse.characters import xml_text
from bookbuild.parse.decoding import decode

LIMIT = 16 * 1024 * 1024
"""Size limit of an article, in bytes."""

_HANDLER = YAMLHandler()


@dataclass(frozen=True, slots=True)
class SplitText:
    """A file's text. `block` and `body` begin with as many empty lines as there are lines before them in the file, so
    that line numbers in them are those of the file.
    """

    block: str
    body: str
    body_line: int


def read(source: Source) -> Outcome[SplitText | None]:
    """Decode a file and separate its metadata block from its text."""
    if len(source.data) > LIMIT:
        return Outcome(None, (_too_large(source),))
    text = decode(source.data, source.path)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    split = _split(text.value, source.path)
    return Outcome(split.value, (*text.diagnostics, *split.diagnostics))


def _too_large(source: Source) -> Diagnostic:
    message = f"the article has {len(source.data):,} bytes, and the limit is {LIMIT:,}"
    return diagnose("article-too-large", message, source.path, hint="divide it into several articles")


def _split(text: str, path: str) -> Outcome[SplitText | None]:
    if not _HANDLER.detect(text):
        return Outcome(SplitText("", text, 1))
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        hint = "write a line of three hyphens under the last key"
        return Outcome(None, (diagnose("metadata-syntax", "the metadata block is not closed", path, 1, hint),))
    above_body = text.count("\n", 0, len(text) - len(body))
    above_block = text.count("\n", 0, text.index(block, len("---")))
    return Outcome(SplitText("\n" * above_block + xml_text(block), "\n" * above_body + body, above_body + 1))
