"""What of a Word file is not in the book: counted in one note, and what is lost in one warning."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from bookbuild.diagnostics import Diagnostic, Severity, diagnose
from bookbuild.sites.word.package import Package, W

_LOST = re.compile(r"unrecognised element was ignored: (?P<element>\S+)|(?P<symbol>unsupported character)")
_STYLE = re.compile(r"Unrecognised (?:paragraph|run|table) style: (?P<name>.*?) \(Style ID")
_CONTENTS = re.compile(r"toc\s?\d|tocheading|contents\d", re.IGNORECASE)
_PLAIN_STYLES = frozenset(
    {
        "annotation text", "body text", "caption", "footnote", "footnote text", "endnote text", "frame contents",
        "list", "list paragraph", "no spacing", "none", "normal (web)", "standard", "table contents", "text body",
    }
)  # fmt: skip
"""Styles of plain text, in small letters."""
_HARMLESS = frozenset(
    {"w:altChunkPr", "w:permStart", "w:permEnd", "w:ptab", "w:lastRenderedPageBreak", "w:moveFrom", "OLEObject"}
)
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
}
_OUTSIDE = re.compile(r"could not (?:find image|find external|open external)", re.IGNORECASE)
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_UNREAD = ("subDoc",)
"""Elements that mammoth passes over without a message."""
_SHOWN = 4
_MOST_NAMES = 8


def losses(
    package: Package, messages: Iterable[str], pictures: Iterable[str], path: str, hidden: int
) -> Iterator[Diagnostic]:
    """Yield what is to be said: `messages` are mammoth's, `pictures` the names of those that no book can show,
    and `hidden` the number of hidden texts.
    """
    messages = list(messages)
    lost = list(_lost(package, messages, list(pictures)))
    if lost:
        hint = "in Word, save drawings and charts as pictures (PNG) and put these in; write symbols as text"
        found = diagnose("word-content", f"not in the book: {', '.join(lost)}", path, hint=hint)
        yield replace(found, severity=Severity.WARNING)
    kept = list(_left_out(package, messages))
    if hidden:
        kept.insert(0, f"{_counted(hidden, 'hidden text')} left out")
    if kept:
        yield diagnose("word-content", "; ".join(kept), path)


def _lost(package: Package, messages: list[str], pictures: list[str]) -> Iterator[str]:
    drawn = Counter(_DRAWN[str(one.tag)] for tree in package.trees.values() for one in tree.iter(*_DRAWN))
    yield from (_counted(count, what) for what, count in sorted(drawn.items()))
    if pictures:
        yield f"{_counted(len(pictures), 'picture')} that no book can show ({', '.join(pictures[:_SHOWN])})"
    found = [match for message in messages if (match := _LOST.search(message))]
    symbols = sum(match["symbol"] is not None for match in found)
    if symbols:
        yield _counted(symbols, "symbol")
    names = (match["element"].rpartition("}")[2] for match in found if match["element"])
    elements = Counter(name for name in names if name not in _HARMLESS)
    elements.update({f"w:{name}": 1 for name in _UNREAD if any(True for _ in _inside(package, name))})
    if elements:
        more = f" and {len(elements) - _MOST_NAMES} more" if len(elements) > _MOST_NAMES else ""
        yield f"what is in {', '.join(sorted(elements)[:_MOST_NAMES])}{more}"
    if missing := sum(_OUTSIDE.search(message) is not None for message in messages):
        yield _counted(missing, "picture") + " outside the file"


def _left_out(package: Package, messages: list[str]) -> Iterator[str]:
    comments = package.trees.get("word/comments.xml")
    if comments is not None and (count := len(comments.findall(f"{W}comment"))):
        yield f"{_counted(count, 'comment')} left out"
    if count := sum(1 for tree in _texts(package) for one in tree.iter(f"{W}del", f"{W}moveFrom") if len(one)):
        yield f"{_counted(count, 'tracked deletion')} left out; insertions are in the book"
    if any(_words_of(tree) for name, tree in package.trees.items() if _MARGIN.fullmatch(name)):
        yield "headers and footers left out, since the book has its own"
    if any(
        _CONTENTS.fullmatch(style.get(f"{W}val", "")) for tree in _texts(package) for style in tree.iter(f"{W}pStyle")
    ):
        yield "the table of contents is left out, since the book has its own"
    styles = {match["name"] for message in messages if (match := _STYLE.search(message))}
    names = sorted(name for name in styles if name.lower() not in _PLAIN_STYLES)
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"styles without a meaning here are set as plain text: {', '.join(names[:_SHOWN])}{more}"


def _words_of(tree: etree._Element) -> bool:
    """Return whether a header or a footer has words besides numbers of pages."""
    return any(any(map(str.isalpha, text.text or "")) for text in tree.iter(f"{W}t"))


def _inside(package: Package, name: str) -> Iterator[etree._Element]:
    return (one for tree in _texts(package) for one in tree.iter(f"{W}{name}"))


def _texts(package: Package) -> Iterator[etree._Element]:
    return (tree for name, tree in package.trees.items() if name in {"word/document.xml", "word/footnotes.xml"})


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
