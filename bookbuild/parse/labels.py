"""Labels, by which a text refers to tables, boxes and the like: put on the right element, and checked to be unique."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeGuard

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model.references import BEGIN, LABEL, OWN_NUMBER, folded, is_label, is_reference
from bookbuild.parse.markup import Child, Node, plain_text, walk
from bookbuild.parse.vocabulary import LINE

_MARK_IN_TITLE = re.compile(r"\]\{[^{}]*\.index(?![\w-])[^{}]*\}")
_TITLES = {"caption": "table", "p": "aside"}
"""What a label is written behind, and what it is the label of: a caption, and the title of a callout."""
_MAY_BE_LABELLED = re.compile(rf"#{BEGIN}")

_WORDS = (
    "figure fig figura figur figuur table tab tableau tabla tabella tabel tabela tabell tabelle cuadro quadro "
    "abbildung abb afbeelding afb bild tafel karte rysunek rys rycina ryc рисунок рис таблица табл plate map chart "
    "diagram photo illustration ilustración image imagen immagine exhibit listing video audio scheme example box"
)
_OWN = rf"(?:(?:{'|'.join(_WORDS.split())})\b\.?|[图圖図表]|그림|표)\s*[A-Z]?[.-]?\d+(?:[.\u2013-]\d+)*[a-z]?"
_EMPHASIS = frozenset({"strong", "b", "em", "i", "span"})


# These take milliseconds to compile, and few articles have what they find.


@cache
def _in_title() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@./\\`])-?@(?:{LABEL})")


@cache
def _own_alone() -> re.Pattern[str]:
    return re.compile(rf"\s*{_OWN}[.:]?\s*", re.IGNORECASE)


@cache
def _own_before_words() -> re.Pattern[str]:
    return re.compile(rf"\s*{_OWN}(?:\s*[.:|]|\s+[\u2013\u2014-]\s)", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"#(?:{LABEL})|<caption [^<>]*id=")


def mark_own_numbers(nodes: Sequence[Node]) -> None:
    """Mark the captions that begin with a number of their own ("Figure 3: …"), or are to have none by the class
    ``unnumbered``: none of ours is added.

    What they belong to gets an id, by which lists of figures lead to it.
    """
    count = 0
    for node in nodes:
        for caption in node.children if node.tag in ("figure", "table") else ():
            if _is_caption(caption) and (
                "unnumbered" in node.attrs.get("class", "").split() or _has_own_number(caption)
            ):
                count += 1
                caption.attrs["class"] = " ".join(filter(None, [caption.attrs.get("class"), OWN_NUMBER]))
                node.attrs.setdefault("id", f"{OWN_NUMBER}-{count}")


def _is_caption(child: Child) -> TypeGuard[Node]:
    return isinstance(child, Node) and child.tag in ("figcaption", "caption")


def _has_own_number(caption: Node) -> bool:
    first = next((child for child in caption.children if not isinstance(child, str) or child.strip()), "")
    if isinstance(first, Node) and first.tag in _EMPHASIS and _own_alone().fullmatch(plain_text([first])):
        return True
    words = plain_text(caption.children)
    return bool(_own_alone().fullmatch(words) or _own_before_words().match(words))


def has_labels(text: str, html: str) -> bool:
    """Return whether a text (and the HTML made of it) may have labels."""
    if "<caption " in html:
        return True
    may_be = "<caption " in text or _MAY_BE_LABELLED.search(text) is not None
    return may_be and _labelled().search(text) is not None


def place_labels(content: Sequence[Child]) -> None:
    """Move the id of a table's caption to the table, and a label in the title of a callout to the callout."""
    for node in walk(content):
        title = next((child for child in node.children if isinstance(child, Node)), None)
        if title is None or "id" not in title.attrs or "id" in node.attrs or _TITLES.get(title.tag) != node.tag:
            continue
        if node.tag == "table" or is_label(title.attrs["id"]):
            node.attrs["id"] = title.attrs.pop("id")


def repeated_labels(nodes: Sequence[Node], text: str, path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each label that is given twice in an article."""
    counts = Counter(folded(name) for node in nodes if is_label(name := node.attrs.get("id", "").strip()))
    for label in (label for label, count in counts.items() if count > 1):
        found = [match for match in _labelled().finditer(text) if folded(match[0][1:]) == label]
        line = text.count("\n", 0, found[1].start()) + 1 if len(found) > 1 else None
        name = found[-1][0][1:] if found else label
        message = f"the label {name} is given twice in this article; the first counts"
        yield diagnose("duplicate-reference", message, path, line, "give one of them another name")


def lost_in_stated_title(title: str, path: str, line: int | None) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference in a title in the metadata block, and for a mark for the index there."""
    for reference in _in_title().findall(title) if "@" in title else ():
        message = f"{reference} in the title of the article is printed as it was typed"
        yield diagnose("undefined-reference", message, path, line, "refer to it in the text")
    if _MARK_IN_TITLE.search(title):
        message = "the mark for the index in the title of the article is not in the index"
        hint = 'write it at the beginning of the text: []{.index key="the entry"}'
        yield diagnose("unused-attribute", message, path, line, hint)


def lost_in_title(heading: Node | None, path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a heading that became the title of its article has a reference or a mark for the index."""
    for node in walk([heading] if heading else []):
        key, target = node.attrs.get("data-index", ""), node.attrs.get("href", "")
        line = int(heading.attrs.get(LINE, 1)) if heading else 1
        if key:
            message = f"the mark for {key!r} in the title of the article is not in the index"
            hint = f'write it at the beginning of the text: []{{.index key="{key}"}}'
            yield diagnose("unused-attribute", message, path, line, hint)
        elif is_reference(target):
            message = f"{target} in the title of the article is printed as it was typed"
            yield diagnose("undefined-reference", message, path, line, "refer to it in the text")
