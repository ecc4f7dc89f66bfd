"""Labels, by which a text refers to tables, boxes and the like: put on the right element, and checked to be unique."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model.refs import LABEL, folded, is_label, is_reference
from bookbuild.parse.markup import Child, Node, walk
from bookbuild.parse.vocabulary import LINE

_TITLES = {"caption": "table", "p": "aside"}
"""What a label is written behind, and what it is the label of: a caption, and the title of a callout."""
_LABELLED = re.compile(rf"#(?:{LABEL})|<caption [^<>]*id=")


def has_labels(text: str, html: str) -> bool:
    """Return whether a text (and the HTML made of it) may have labels."""
    return _LABELLED.search(text) is not None or "<caption " in html


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
        found = [match for match in _LABELLED.finditer(text) if folded(match[0][1:]) == label]
        line = text.count("\n", 0, found[1].start()) + 1 if len(found) > 1 else None
        name = found[-1][0][1:] if found else label
        message = f"the label {name} is given twice in this article; the first counts"
        yield diagnose("duplicate-reference", message, path, line, "give one of them another name")


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
