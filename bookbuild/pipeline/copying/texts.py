"""The text of an article in a copy: as its author wrote it where that means the same, or else written anew."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote

from bookbuild.markdown import to_markdown
from bookbuild.model import Article, ContentSettings, Source
from bookbuild.model.syntax import Syntax
from bookbuild.pipeline.copying.addresses import Addresses

_ADDRESS = re.compile(r'(?P<start><a href="|<img src=")(?P<target>[^"]*)"')
_BETWEEN = re.compile(r"\s+")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_SAFE = "/:@!$&'()*+,;=~#?[]"
"""Characters that addresses are typed with as they are."""
_LONG_FENCE = re.compile(r"^:{10,}", re.MULTILINE)
_CAREFUL = re.compile(r"\]\(<([^\s<>()]+)>")
_HEADING_ID = re.compile(r'(<h[2-6]) id="[^"]*"')


@dataclass(frozen=True, slots=True)
class CopiedText:
    """A text below its metadata block. `is_new` says that it is not as its author typed it, `is_same` that the book
    shows it exactly as before, `has_words` that it has all its words.
    """

    text: str
    is_new: bool = False
    is_same: bool = True
    has_words: bool = True


def copied_text(
    article: Article, source: Source | None, addresses: Addresses, head: str, settings: ContentSettings, language: str
) -> CopiedText:
    """Return the text of an article. `head` is its metadata block in the copy, `settings` those of the site."""
    wanted = _Wanted(
        _moved(article.body, addresses),
        tuple(_moved(note, addresses) for note in article.notes),
        head,
        language,
        has_sources=settings.syntax.has_sources,
    )
    if source is None or not article.body:
        return CopiedText("")
    from bookbuild.parse.flavours import flavour_of  # noqa: PLC0415 - slow to import

    as_typed = _as_typed(source, addresses, settings)
    for typed in () if flavour_of(as_typed) else (_shortened(as_typed), as_typed):
        if wanted.is_met_by(typed):
            return CopiedText(typed)
    plain = _HEADING_ID.sub(r"\1", wanted.body)
    for body in (plain, wanted.body):
        text = to_markdown(body, wanted.notes)
        if wanted.is_met_by(text):
            return CopiedText(text, is_new=True)
    if wanted.is_met_by(as_typed):  # with markup of the site that is read in other folders too
        return CopiedText(as_typed)
    text = to_markdown(wanted.body, wanted.notes)
    if wanted.has_words_of(text) or not wanted.has_words_of(as_typed):
        return CopiedText(text, is_new=True, is_same=False, has_words=wanted.has_words_of(text))
    return CopiedText(as_typed, is_same=False)


def _shortened(text: str) -> str:
    """Return a text without what programs write more carefully than people: long fences, brackets around targets."""
    return _CAREFUL.sub(r"](\1", _LONG_FENCE.sub(":::", text))


def _moved(xhtml: str, addresses: Addresses) -> str:
    """Return XHTML with the targets of links and pictures that it has in the copy."""

    def moved(match: re.Match[str]) -> str:
        new = addresses.links if match["start"].startswith("<a") else addresses.pictures
        target = unescape(match["target"])
        return f'{match["start"]}{escape(new.get(target, target))}"'

    return _ADDRESS.sub(moved, xhtml)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an article is to be read as in the copy."""

    body: str
    notes: tuple[str, ...]
    head: str
    language: str
    has_sources: bool

    def is_met_by(self, text: str) -> bool:
        read = self._read(text)
        return read is not None and list(map(_compared, (read.body, *read.notes))) == list(
            map(_compared, (self.body, *self.notes))
        )

    def has_words_of(self, text: str) -> bool:
        read = self._read(text)
        return read is not None and _words((read.body, *read.notes)) == _words((self.body, *self.notes))

    def _read(self, text: str) -> Article | None:
        from bookbuild.parse import parse  # noqa: PLC0415 - slow to import

        settings = ContentSettings(syntax=Syntax(has_sources=self.has_sources))
        return parse(Source("a.md", (self.head + text).encode()), settings, self.language).value


def _compared(xhtml: str) -> str:
    """Return XHTML without differences that no reader sees: white space between elements, and quotes around targets."""
    moved = _ADDRESS.sub(lambda match: f'{match["start"]}{unquote(unescape(match["target"]))}"', xhtml)
    return re.sub(
        r"\s*(</?(?:p|h[1-6]|ul|ol|li|div|section|aside|blockquote|pre|table|figure|dl|dt|dd|hr)\b[^>]*>)\s*",
        r"\1",
        _BETWEEN.sub(" ", moved),
    ).strip()


def _words(parts: tuple[str, ...]) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", "".join(parts))).split())


def _as_typed(source: Source, addresses: Addresses, settings: ContentSettings) -> str:
    """Return a text in our Markdown, as it was typed but for the targets that are others in the copy."""
    from bookbuild.parse.block import Vocabulary, split  # noqa: PLC0415 - slow to import
    from bookbuild.parse.decoding import decode  # noqa: PLC0415 - few texts need it
    from bookbuild.parse.flavours import flavour_of, in_our_markdown  # noqa: PLC0415 - few texts need it

    decoded = decode(source.data, source.path).value or ""
    divided = split(decoded, source.path, Vocabulary(settings.keys)).value
    body = (divided.body if divided else decoded).strip("\n") + "\n"
    return _with_targets(in_our_markdown(body, source.path, settings.flavour or flavour_of(body)), addresses)


def _with_targets(text: str, addresses: Addresses) -> str:
    """Return a text with the new targets wherever the old ones stand as targets. What is changed too much shows when
    the text is read.
    """
    new: Mapping[str, str] = {**addresses.links, **addresses.pictures}
    changed = {
        form: target for old, target in new.items() for form in (old, quote(old, _SAFE)) if old and old != target
    }
    if not changed:
        return text
    names = "|".join(re.escape(one) for one in sorted(changed, key=len, reverse=True))
    target = re.compile(rf"""(?P<before>\]\(\s*<?|\]:\s*<?|(?:href|src)=["']?)(?P<target>{names})(?=[)>"'?\s]|\Z)""")
    fence, lines = "", []
    for line in text.split("\n"):
        marks = _FENCE.match(line)
        if marks and (not fence or marks[1].startswith(fence)):
            fence = "" if fence else marks[1]
        is_code = fence or marks
        lines.append(line if is_code else target.sub(lambda match: match["before"] + changed[match["target"]], line))
    return "\n".join(lines)
