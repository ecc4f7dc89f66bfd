"""Decoding of a file, and its division into metadata block and body."""

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.parse.block import SplitText, Vocabulary, split
from bookbuild.parse.characters import xml_text

LIMIT = 16 * 1024 * 1024
"""Size limit of an article, in bytes."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read(source: Source, vocabulary: Vocabulary) -> Outcome[SplitText | None]:
    """Decode a file and separate its metadata block from its text."""
    if len(source.data) > LIMIT:
        return Outcome(None, (_too_large(source),))
    try:
        text = source.data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + len(source.data) - len(error.object)
        line = source.data[:start].count(b"\n") + 1
        message = f"not UTF-8: the byte at offset {start} is 0x{source.data[start]:02X}"
        return Outcome(None, (diagnose("not-utf8", message, source.path, line, "save the file as UTF-8"),))
    return split(xml_text(text.replace("\r\n", "\n").replace("\r", "\n")), source.path, vocabulary)


def _too_large(source: Source) -> Diagnostic:
    message = f"the article has {len(source.data):,} bytes, and the limit is {LIMIT:,}"
    return diagnose("article-too-large", message, source.path, hint="divide it into several articles")
