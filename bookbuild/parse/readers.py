"""``::: only teacher`` and ``::: except sample, handout``: blocks that some editions have and others have not.

Such a block is a ``div`` whose ``data-readers`` begins with ``only`` or ``except``, and goes on with names of editions.
"""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from bookbuild.parse.markup import Child, walk
from bookbuild.parse.syntax.findings import Findings, Kind
from bookbuild.parse.vocabulary import LINE, READERS

READER_BLOCKS = ("only", "except")
_NAMES = re.compile(r"[,;\s]+")
_NO_NAME = Kind(
    "edition-block",
    "{} names no edition, so all editions have the block",
    "name one behind it, ::: only answers, or several with commas between them",
)


def open_reader_block(opening: Token, name: str, editions: str, findings: Findings) -> None:
    """Open a block for the readers of some editions."""
    opening.tag = "div"
    named = " ".join(one for one in _NAMES.split(editions) if one and one != "and")
    line = (opening.map or [0])[0] + 1
    if named:
        opening.attrs.update({READERS: f"{name} {named}", LINE: line})
    else:
        findings.add(_NO_NAME, line, f"::: {name}")


def mark_readers(content: Iterable[Child]) -> Iterator[tuple[str, int]]:
    """Give the blocks of a text their public attribute, and yield that with its line."""
    for node in walk(content):
        if READERS in node.attrs:
            node.attrs["data-readers"] = node.attrs.pop(READERS)
            yield node.attrs["data-readers"], int(node.attrs.get(LINE, 1))
